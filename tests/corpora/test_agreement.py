import pytest

from corpora.agreement import format_agreement, load_second, measure_agreement
from corpora.labelled import load_labelled
from nlp.errors import CorpusError
from nlp.topics import CORE_TOPICS

ARTICLES = load_labelled()
SECOND = load_second()


TWICE = {"g1", "g2", "g3", "g5", "g7"}  # the other batches came later and are still labelled once


def test_about_a_quarter_is_labelled_twice():
    ids = {article.id for article in ARTICLES if article.batch in TWICE}
    assert {labels.id for labels in SECOND} <= ids
    assert len({labels.id for labels in SECOND}) == len(SECOND) >= 0.24 * len(ids)


def test_two_labellers_agree():
    rows = {row.name: row for row in measure_agreement(ARTICLES, SECOND)}
    assert all(rows[code].kappa > 0.95 for code in CORE_TOPICS)
    assert rows["all topics"].kappa > 0.9
    assert min(row.kappa for row in rows.values()) > 0.8


def test_agreement_counts_by_hand():
    first = ARTICLES[0].model_copy(update={"topics": ["awards"], "education": True})
    other = ARTICLES[1].model_copy(update={"topics": [], "education": True})
    labels = [
        type(SECOND[0])(first.id, ("awards",), True, first.kind),
        type(SECOND[0])(other.id, ("awards",), True, other.kind),
    ]
    awards = measure_agreement([first, other], labels)[0]
    assert (awards.name, awards.first, awards.second) == ("awards", 1, 2)
    assert awards.f1 == pytest.approx(2 / 3)
    assert awards.kappa == 0
    assert "awards" in format_agreement([awards])


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', "[]"])
def test_bad_lines_are_named(tmp_path, line):
    path = tmp_path / "labels.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"labels\.jsonl, line 1"):
        load_second(path)
