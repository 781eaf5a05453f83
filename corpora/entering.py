"""What an article adds to the store beside its text: topics, figures, search index, totals; and taking it out again.

For the present version of articles that are not withdrawn. ``forget`` undoes exactly what ``enter`` did.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from corpora.index import open_index
from corpora.preparation import Prepared, build_facets, build_index_text, prepare
from corpora.schema import article_topics, concepts, figures, versions
from corpora.statements import insert_rows, match_any
from corpora.tallies import Tally, add_tally, build_tally
from nlp.record import Article


@dataclass(frozen=True)
class Entry:
    """An article with its row of ``articles`` and the topics that hold."""

    prepared: Prepared
    row: dict[str, Any]
    topics: Mapping[str, float]

    @classmethod
    def build(cls, prepared: Prepared, row: dict[str, Any], topics: Mapping[str, float]) -> "Entry":
        """Make an entry; the words that the index filters by follow from row and topics."""
        return cls(prepared, row | {"facets": build_facets(row, topics, row["reviewed"])}, topics)


def enter(connection: Connection, entries: Sequence[Entry]) -> None:
    """Make articles countable and findable."""
    insert_rows(connection, article_topics, [row for entry in entries for row in _build_topic_rows(entry)])
    _insert_figures(connection, entries)
    rows = [(e.row["pk"], e.row["sort_key"], e.prepared.text, e.row["facets"]) for e in entries]
    open_index(connection).add(connection, rows)
    tally: Tally = Counter()
    for entry in entries:
        tally.update(build_tally(entry.row, entry.topics))
    add_tally(connection, tally)


def forget(connection: Connection, row: Row[Any]) -> None:
    """Take an article out again; its versions stay."""
    if row.withdrawn_at is not None:
        return
    topics = load_topics(connection, row.pk)
    connection.execute(delete(article_topics).where(article_topics.c.article_pk == row.pk))
    connection.execute(delete(figures).where(figures.c.article_pk == row.pk))
    text = build_index_text(load_version(connection, row.pk, row.version))
    open_index(connection).remove(connection, [(row.pk, row.sort_key, text, row.facets)])
    add_tally(connection, build_tally(row._asdict(), topics), -1)


def load_topics(connection: Connection, pk: int) -> dict[str, float]:
    """Return the topics that hold for an article, with their scores."""
    statement = select(article_topics.c.topic, article_topics.c.score).where(article_topics.c.article_pk == pk)
    return {row.topic: row.score for row in connection.execute(statement.order_by(article_topics.c.topic))}


def load_version(connection: Connection, pk: int, version: int) -> Article:
    """Read one version of an article."""
    statement = select(versions.c.record).where(versions.c.article_pk == pk, versions.c.version == version)
    return Article.model_validate_json(connection.execute(statement).scalar_one())


def load_entry(connection: Connection, row: Row[Any]) -> Entry:
    """Return an article as it is entered now."""
    prepared = prepare(load_version(connection, row.pk, row.version))
    return Entry(prepared, row._asdict(), load_topics(connection, row.pk))


def _build_topic_rows(entry: Entry) -> Iterable[dict[str, Any]]:
    shared = {"article_pk": entry.row["pk"], "day": entry.row["day"]}
    shared |= {"adcode": entry.row["adcode"], "source": entry.row["source"]}
    return (shared | {"topic": topic, "score": score} for topic, score in entry.topics.items())


def _insert_figures(connection: Connection, entries: Sequence[Entry]) -> None:
    pks = find_concepts(connection, {figure["concept"] for entry in entries for figure in entry.prepared.figures})
    rows = []
    for entry in entries:
        shared = {name: entry.row[name] for name in ("sort_key", "day", "adcode", "story")}
        shared["article_pk"] = entry.row["pk"]
        for figure in entry.prepared.figures:
            kept = {name: value for name, value in figure.items() if name != "concept"}
            rows.append(shared | kept | {"concept_pk": pks[figure["concept"]]})
    insert_rows(connection, figures, rows)


def find_concepts(connection: Connection, names: set[str]) -> dict[str, int]:
    """Return the numbers of concepts; those never seen get one."""
    named = match_any(connection, concepts.c.name, sorted(names))
    pks = {row.name: row.pk for row in connection.execute(select(concepts.c.name, concepts.c.pk).where(named))}
    missing = sorted(names - pks.keys())
    if not missing:
        return pks
    last = connection.execute(select(func.coalesce(func.max(concepts.c.pk), 0))).scalar_one()
    added = dict(zip(missing, range(last + 1, last + 1 + len(missing)), strict=True))
    insert_rows(connection, concepts, [{"pk": pk, "name": name} for name, pk in added.items()])
    return pks | added
