"""The lexicon's groups are counted in texts."""

import tomllib
from importlib import resources

import numpy as np
import pytest

from models.features import TextBatch
from models.lexicon import FILE, GROUPS, load_lexicon
from nlp.topics import TOPICS


def count(text: str, code: str, group: str) -> int:
    counts = load_lexicon().count(TextBatch.build([text]))
    return int(counts[0, list(TOPICS).index(code) * len(GROUPS) + GROUPS.index(group)])


@pytest.mark.parametrize(
    ("text", "code", "group", "expected"),
    [
        ("红马甲走上街头", "volunteering", "strong", 2),  # 红马甲, 马甲
        ("红马甲、红马甲，又见红马甲", "volunteering", "strong", 2),  # different terms count, not how often
        ("填报志愿", "volunteering", "against", 2),  # 填报志愿, 报志愿
        ("填報志願", "volunteering", "against", 2),  # traditional
        ("各校举行防震疏散演练", "safety-drills", "strong", 4),  # 防震, 疏散, 演练, 疏散演练
        ("", "safety-drills", "strong", 0),
    ],
)
def test_different_terms_of_a_group_are_counted(text: str, code: str, group: str, expected: int) -> None:
    assert count(text, code, group) == expected


def test_a_term_never_spans_two_texts() -> None:
    assert not load_lexicon().count(TextBatch.build(["红马", "甲"]))[:, : len(GROUPS)].any()


def test_every_term_of_the_file_is_found_in_itself() -> None:
    lexicon = load_lexicon()
    counts = lexicon.count(TextBatch.build(lexicon.terms))
    assert counts.any(axis=1).all()
    assert np.array_equal(counts > 0, (lexicon.columns.toarray() > 0) | (counts > 0))


def test_the_file_has_exactly_the_topics_of_the_guideline() -> None:
    topics = tomllib.loads(resources.files("models").joinpath(FILE).read_text(encoding="utf-8"))
    assert list(topics) == list(TOPICS)
    assert all(set(groups) == set(GROUPS) for groups in topics.values())
    assert not any(character.isdigit() for groups in topics.values() for text in groups.values() for character in text)
