import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from datasketch import MinHash, MinHashLSH

from corpora.labelled import LabelledArticle, corpus_hash, load_labelled, split_of
from nlp.divisions import load_names
from nlp.errors import CorpusError
from nlp.topics import CORE_TOPICS, TOPICS

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
ARTICLES = load_labelled()


def grams(text: str, length: int) -> set[str]:
    text = re.sub(r"\s", "", text)
    return {text[index : index + length] for index in range(len(text) - length + 1)}


def text_of(article: LabelledArticle) -> str:
    return (article.title or "") + article.body


def test_covers_every_topic_and_the_core_ones_well():
    main = Counter(article.topics[0] for article in ARTICLES if article.topics)
    assert len(ARTICLES) >= 1_080
    assert set(main) == set(TOPICS)
    assert all(main[code] >= 100 for code in CORE_TOPICS)


def test_has_hard_negatives_and_every_kind():
    assert sum(article.hard_negative for article in ARTICLES) >= 250
    assert {article.kind for article in ARTICLES} == {"news", "feature", "notice", "caption", "advertisement"}
    assert sum(not article.education for article in ARTICLES) >= 60


def test_no_topic_but_the_core_ones_without_education():
    wrong = [one.id for one in ARTICLES if not one.education and set(one.topics) - set(CORE_TOPICS)]
    assert wrong == []


def test_advertisements_carry_no_topic():
    assert [one.id for one in ARTICLES if one.kind == "advertisement" and one.topics] == []


def test_places_are_divisions_of_the_standard():
    names = load_names()
    wrong = [
        (one.id, name)
        for one in ARTICLES
        for name in (one.place.province, one.place.city, one.place.district)
        if name is not None and name not in names
    ]
    assert wrong == []


def test_splits_share_no_district_and_no_local_source():
    sides = defaultdict(set)
    for article in ARTICLES:
        sides[article.place.province, article.place.city, article.place.district].add(article.split)
    assert [place for place, splits in sides.items() if len(splits) > 1 and place[1]] == []


def test_splits_have_their_shares():
    shares = Counter(article.split for article in ARTICLES)
    assert 0.12 <= shares["heldout"] / len(ARTICLES) <= 0.28
    assert shares["dev"] >= 60


def test_split_depends_on_the_group_alone():
    assert split_of("江西省/赣州市") == split_of("江西省/赣州市")
    assert Counter(split_of(str(number)) for number in range(2_000))["train"] in range(1_180, 1_380)


def test_no_two_articles_are_near_duplicates():
    index = MinHashLSH(threshold=0.5, num_perm=64)
    alike = []
    for article in ARTICLES:
        signature = MinHash(num_perm=64)
        signature.update_batch([gram.encode() for gram in grams(text_of(article), 4)])
        alike += [(article.id, other) for other in index.query(signature)]
        index.insert(article.id, signature)
    assert alike == []


def test_long_runs_are_not_repeated_between_articles():
    # generated text betrays itself by sentences that come again; a run of 24 characters should be one article's own
    where = defaultdict(set)
    for article in ARTICLES:
        for gram in grams(text_of(article), 24):
            where[gram].add(article.id)
    pairs = {tuple(sorted(ids)) for ids in where.values() if len(ids) > 1}
    assert len(pairs) <= 0.02 * len(ARTICLES), sorted(pairs)


def test_texts_are_varied():
    everything = Counter(gram for article in ARTICLES for gram in grams(text_of(article), 4))
    once = sum(count == 1 for count in everything.values())
    assert once / len(everything) > 0.7
    openings = Counter(article.body[:4] for article in ARTICLES)
    assert openings["本报讯 "] + openings["本报讯("] < 0.25 * len(ARTICLES)
    assert sum(count for opening, count in openings.items() if opening.startswith(("近日", "为"))) < 0.2 * len(ARTICLES)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not beside this checkout")
def test_no_run_of_eighteen_characters_is_the_seeds():
    seeds = set().union(*(grams(path.read_text(encoding="utf-8"), 18) for path in SEEDS.glob("*.txt")))
    assert [one.id for one in ARTICLES if grams(text_of(one), 18) & seeds] == []


@pytest.mark.parametrize("article", ARTICLES[::10], ids=lambda article: article.id)
def test_evidence_slices_out_of_the_body(article):
    for code in article.topics:
        for (start, end), item in zip(article.evidence_spans(code), article.evidence[code], strict=True):
            assert article.body[start:end] == (item if isinstance(item, str) else article.paragraphs[item])


def sample(**changes):
    return json.loads(ARTICLES[0].model_dump_json()) | changes


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2"),
        (json.dumps(sample(id="x-1", topics=["gardening"], evidence={"gardening": [0]})), "unknown topics"),
        (json.dumps(sample(id="x-1", topics=["awards"], evidence={})), "evidence must name exactly the topics"),
        (json.dumps(sample(id="x-1", topics=["awards"], evidence={"awards": [99]})), "paragraph 99"),
        (json.dumps(sample(id="x-1", topics=["awards"], evidence={"awards": ["没有这句话"]})), "does not stand in the text"),
        (json.dumps(sample()), "two labelled articles have the id"),
    ],
)
def test_bad_lines_are_named(tmp_path, line, message):
    path = tmp_path / "batch.jsonl"
    path.write_text(json.dumps(sample()) + "\n" + line, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_labelled(path)


def test_missing_corpus_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"nothing\.jsonl"):
        load_labelled(tmp_path / "nothing.jsonl")
    with pytest.raises(CorpusError, match="no labelled articles"):
        load_labelled(tmp_path)


def test_hash_changes_with_a_label_and_not_with_the_order():
    first, second = ARTICLES[:2]
    changed = first.model_copy(update={"education": not first.education})
    assert corpus_hash([first, second]) == corpus_hash([second, first])
    assert corpus_hash([first, second]) != corpus_hash([changed, second])
