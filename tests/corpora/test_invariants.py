"""Whatever is done in whatever order, the store answers as a plain dictionary would."""

import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.queries import ArticleQuery, FigureChangeQuery, FigureQuery, Review
from corpora.store import open_store
from nlp.record import Article, Figure, ModelInfo, Place, Source, Topic
from nlp.topics import TOPICS

NOW = datetime(2024, 1, 1, tzinfo=UTC)
TEXTS = ("教师值守路口。", "学生演练疏散。", "教师学生同台。", "")
CODES = tuple(TOPICS)[:3]


@dataclass(frozen=True)
class Kept:
    text: str
    topics: frozenset[str]
    source: str
    place: str
    value: int
    reviewed: bool = False
    withdrawn: bool = False


articles = st.builds(
    Kept,
    text=st.sampled_from(TEXTS),
    topics=st.frozensets(st.sampled_from(CODES)),
    source=st.sampled_from(["甲报", "乙报"]),
    place=st.sampled_from(["421202", "421221", ""]),
    value=st.integers(1, 3),
)
ids = st.sampled_from(["a1", "a2", "a3"])
steps = st.one_of(
    st.tuples(st.just("put"), ids, articles),
    st.tuples(st.just("withdraw"), ids, st.none()),
    st.tuples(st.just("review"), ids, st.frozensets(st.sampled_from(CODES))),
)


def build(id: str, kept: Kept) -> Article:
    return Article(
        id=id,
        paragraphs=[kept.text],
        source=Source(name=kept.source),
        place=Place(adcode=kept.place, name="某", province="某") if kept.place else None,
        topics=[Topic(code=code, name=code, score=0.9) for code in sorted(kept.topics)],
        figures=[Figure(id="f1", text="人", start=None, end=None, value=kept.value, unit="人", concept="师生")],
        model=ModelInfo(name="m", version="1", corpus_hash="0"),
    )


def apply(store, model: dict[str, Kept], step) -> None:
    kind, id, given_ = step
    if kind == "put":
        store.put_article(build(id, given_), NOW)
        before = model.get(id)
        if before is not None and before.text == given_.text and before.reviewed:
            given_ = replace(given_, topics=before.topics, reviewed=True)
        model[id] = given_
    elif id in model and kind == "withdraw":
        store.withdraw_article(id, NOW)
        model[id] = replace(model[id], withdrawn=True)
    elif id in model:
        store.put_review(id, Review(tuple(sorted(given_)), "甲", NOW), store.get_article(id).version)
        model[id] = replace(model[id], topics=given_, reviewed=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=12))
def test_the_store_answers_as_a_dictionary(todo):
    model: dict[str, Kept] = {}
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/store.db") as store:
        for step in todo:
            apply(store, model, step)
        live = {id: kept for id, kept in model.items() if not kept.withdrawn}

        def found(**wanted):
            return {item.article.id for item in store.find_articles(ArticleQuery(**wanted)).items}

        assert found() == set(live)
        for term in ("教师", "学", "演练疏"):
            assert found(q=term) == {id for id, kept in live.items() if term in kept.text}
        for code in CODES:
            assert found(topic=code) == {id for id, kept in live.items() if code in kept.topics}
        assert found(reviewed=True) == {id for id, kept in live.items() if kept.reviewed}
        assert found(place="421200", source="甲报") == {
            id for id, kept in live.items() if kept.place and kept.source == "甲报"
        }
        assert store.find_articles(ArticleQuery()).total == len(live)
        topics = Counter(code for kept in live.values() for code in kept.topics)
        assert {count.key: count.count for count in store.count_topics() if count.count} == topics
        places = Counter(kept.place for kept in live.values() if kept.place)
        assert {count.key: count.count for count in store.count_places()} == places
        sources = Counter(kept.source for kept in live.values())
        assert {count.key: count.count for count in store.count_facets(ArticleQuery()).sources} == sources
        values = Counter(kept.value for kept in live.values())
        assert Counter(item.figure.value for item in store.find_figures(FigureQuery()).items) == values
        changes = store.list_figure_changes(FigureChangeQuery())
        replaced = {change.replaces for change in changes}
        standing = [change for change in changes if change.id not in replaced and change.type != "withdrawn"]
        assert Counter(change.found.figure.value for change in standing) == values
