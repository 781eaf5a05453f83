"""Articles of the store: keeping every version, and getting one back.

For writing and reading single articles and batches. Finding them is ``corpora.search``, editors' decisions are
``corpora.reviews``. A batch is one transaction: after a kill -9 all of it is there or nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from corpora.events import record_events
from corpora.index import open_index
from corpora.preparation import Prepared, build_facets, build_index_text, build_sort_key
from corpora.queries import PutResult, Status, StoredArticle, Version
from corpora.reviews import load_reviews
from corpora.schema import article_topics, articles, concepts, figures, versions
from nlp.errors import NotFoundError
from nlp.record import Article

IDS_AT_ONCE = 500
"""How many values one statement names: PostgreSQL takes 65,535 parameters, SQLite here 250,000; plans stay short."""


def put_prepared(connection: Connection, batch: Sequence[Prepared], now: datetime) -> list[PutResult]:
    """Keep articles in their order; the same id twice in a batch is two versions, as in two batches."""
    results: list[PutResult] = []
    for group in _iter_groups(batch):
        results += _put_group(connection, group, now)
    return results


def _iter_groups(batch: Sequence[Prepared]) -> Iterator[list[Prepared]]:
    group: list[Prepared] = []
    ids: set[str] = set()
    for prepared in batch:
        if prepared.id in ids or len(group) == IDS_AT_ONCE:
            yield group
            group, ids = [], set()
        group.append(prepared)
        ids.add(prepared.id)
    if group:
        yield group


def _put_group(connection: Connection, group: list[Prepared], now: datetime) -> list[PutResult]:
    known = {
        row.id: row for row in connection.execute(select(articles).where(articles.c.id.in_([p.id for p in group])))
    }
    results = [_judge(prepared, known.get(prepared.id)) for prepared in group]
    fresh = [p for p, result in zip(group, results, strict=True) if result.status == "new"]
    changed = [p for p, result in zip(group, results, strict=True) if result.status == "changed"]
    if fresh:
        _insert(connection, fresh, now)
    if changed:
        _replace(connection, changed, known, now)
    return results


def _judge(prepared: Prepared, known: Row[Any] | None) -> PutResult:
    if known is None:
        return PutResult(prepared.id, "new", 1)
    if known.withdrawn_at is None and _says_nothing_new(prepared, known):
        return PutResult(prepared.id, "unchanged", known.version)
    status: Status = "changed"
    return PutResult(prepared.id, status, known.version + 1)


def _says_nothing_new(prepared: Prepared, known: Row[Any]) -> bool:
    if prepared.columns["record_hash"] == known.record_hash:
        return True
    # The page again, not yet analysed: what was found in the same text is not thrown away.
    return prepared.columns["text_hash"] == known.text_hash and not prepared.annotated


def _insert(connection: Connection, fresh: list[Prepared], now: datetime) -> None:
    last = connection.execute(select(func.coalesce(func.max(articles.c.pk), 0))).scalar_one()
    rows = []
    for pk, prepared in enumerate(fresh, last + 1):
        state = {
            "pk": pk,
            "version": 1,
            "sort_key": build_sort_key(prepared.columns["day"], pk),
            "reviewed": False,
            "facets": build_facets(prepared.columns, prepared.topics, False),
            "story": pk,
            "stored_at": now,
            "changed_at": now,
            "withdrawn_at": None,
        }
        rows.append(prepared.columns | state)
    connection.execute(insert(articles), rows)
    _insert_details(connection, list(zip(fresh, rows, strict=True)), "new", now)
    record_events(connection, [(row["pk"], 1) for row in rows], "new", now)


def _replace(connection: Connection, changed: list[Prepared], known: dict[str, Row[Any]], now: datetime) -> None:
    pairs: dict[str, list[tuple[Prepared, dict[str, Any]]]] = {"page": [], "annotations": []}
    for prepared in changed:
        before = known[prepared.id]
        row = _build_successor(prepared, before, now)
        forget(connection, before)
        connection.execute(update(articles).where(articles.c.pk == before.pk).values(**row))
        same_text = prepared.columns["text_hash"] == before.text_hash and before.withdrawn_at is None
        pairs["annotations" if same_text else "page"].append((prepared, row))
    for reason, entries in pairs.items():
        if entries:
            _insert_details(connection, entries, reason, now)
            record_events(connection, [(row["pk"], row["version"]) for _, row in entries], "changed", now)


def _build_successor(prepared: Prepared, before: Row[Any], now: datetime) -> dict[str, Any]:
    # A review holds as long as the text that the editor read; a changed page goes back into the queue.
    reviewed = before.reviewed and prepared.columns["text_hash"] == before.text_hash
    return prepared.columns | {
        "pk": before.pk,
        "version": before.version + 1,
        "sort_key": build_sort_key(prepared.columns["day"], before.pk),
        "reviewed": reviewed,
        "facets": build_facets(prepared.columns, prepared.topics, False),
        "story": before.story,
        "stored_at": before.stored_at,
        "changed_at": now,
        "withdrawn_at": None,
    }


def _insert_details(
    connection: Connection, entries: list[tuple[Prepared, dict[str, Any]]], reason: str, now: datetime
) -> None:
    rows = []
    for prepared, row in entries:
        model = prepared.article.model
        rows.append(
            {
                "article_pk": row["pk"],
                "version": row["version"],
                "reason": reason,
                "record": prepared.record,
                "model": f"{model.name} {model.version}" if model else None,
                "stored_at": now,
            }
        )
    connection.execute(insert(versions), rows)
    _insert_topics(connection, entries)
    _insert_figures(connection, entries)
    index = open_index(connection)
    index.add(connection, [(row["pk"], row["sort_key"], prepared.text, row["facets"]) for prepared, row in entries])


def _insert_topics(connection: Connection, entries: list[tuple[Prepared, dict[str, Any]]]) -> None:
    reviewed = load_reviews(connection, [row["pk"] for _, row in entries if row["reviewed"]])
    rows = []
    for prepared, row in entries:
        topics = prepared.topics
        if row["reviewed"]:
            topics = {code: topics.get(code, 1.0) for code in reviewed[row["pk"]].topics}
            row["facets"] = build_facets(row, topics, True)
            connection.execute(update(articles).where(articles.c.pk == row["pk"]).values(facets=row["facets"]))
        rows += build_topic_rows(row, topics)
    if rows:
        connection.execute(insert(article_topics), rows)


def build_topic_rows(row: dict[str, Any], topics: dict[str, float]) -> list[dict[str, Any]]:
    """Return the rows that count an article under its topics."""
    shared = {"article_pk": row["pk"], "day": row["day"], "adcode": row["adcode"], "source": row["source"]}
    return [shared | {"topic": topic, "score": score} for topic, score in topics.items()]


def _insert_figures(connection: Connection, entries: list[tuple[Prepared, dict[str, Any]]]) -> None:
    names = {figure["concept"] for prepared, _ in entries for figure in prepared.figures}
    pks = _find_concepts(connection, names)
    rows = []
    for prepared, row in entries:
        shared = {
            "article_pk": row["pk"],
            "sort_key": row["sort_key"],
            "day": row["day"],
            "adcode": row["adcode"],
            "story": row["story"],
        }
        for figure in prepared.figures:
            kept = {name: value for name, value in figure.items() if name != "concept"}
            rows.append(shared | kept | {"concept_pk": pks[figure["concept"]]})
    if rows:
        connection.execute(insert(figures), rows)


def _find_concepts(connection: Connection, names: set[str]) -> dict[str, int]:
    pks: dict[str, int] = {}
    for chunk in iter_chunks(sorted(names)):
        found = connection.execute(select(concepts.c.name, concepts.c.pk).where(concepts.c.name.in_(chunk)))
        pks.update({row.name: row.pk for row in found})
    missing = sorted(names - pks.keys())
    if missing:
        last = connection.execute(select(func.coalesce(func.max(concepts.c.pk), 0))).scalar_one()
        rows = [{"pk": pk, "name": name} for pk, name in enumerate(missing, last + 1)]
        connection.execute(insert(concepts), rows)
        pks.update({str(row["name"]): int(str(row["pk"])) for row in rows})
    return pks


def iter_chunks(values: Sequence[Any], size: int = IDS_AT_ONCE) -> Iterator[Sequence[Any]]:
    """Cut values into pieces that one statement can name."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def forget(connection: Connection, row: Row[Any]) -> None:
    """Take an article out of the index, the counts and the figures; its versions stay."""
    connection.execute(delete(article_topics).where(article_topics.c.article_pk == row.pk))
    connection.execute(delete(figures).where(figures.c.article_pk == row.pk))
    if row.withdrawn_at is None:
        text = build_index_text(load_version(connection, row.pk, row.version))
        open_index(connection).remove(connection, [(row.pk, row.sort_key, text, row.facets)])


def load_version(connection: Connection, pk: int, version: int) -> Article:
    """Read one version of an article."""
    statement = select(versions.c.record).where(versions.c.article_pk == pk, versions.c.version == version)
    return Article.model_validate_json(connection.execute(statement).scalar_one())


def find_row(connection: Connection, article_id: str) -> Row[Any]:
    """Return the row of an article.

    Raises:
        NotFoundError: the store has none of this id.
    """
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"no article {article_id!r} in the store; list the articles to see their ids")
    return row


def get_article(connection: Connection, article_id: str) -> StoredArticle:
    """Read the version of an article that holds now, withdrawn or not."""
    return build_stored(connection, [find_row(connection, article_id)])[0]


def build_stored(connection: Connection, rows: Iterable[Row[Any]]) -> list[StoredArticle]:
    """Complete rows of ``articles`` with their records and newest reviews, in the order of the rows."""
    rows = list(rows)
    pks = [row.pk for row in rows]
    wanted = {(row.pk, row.version) for row in rows}
    statement = select(versions.c.article_pk, versions.c.version, versions.c.record)
    records: dict[int, str] = {}
    for chunk in iter_chunks(pks):
        for found in connection.execute(statement.where(versions.c.article_pk.in_(chunk))):
            if (found.article_pk, found.version) in wanted:
                records[found.article_pk] = found.record
    reviews = load_reviews(connection, pks)
    named = select(articles.c.pk, articles.c.id).where(articles.c.pk.in_({row.story for row in rows}))
    stories = {row.pk: row.id for row in connection.execute(named)}
    return [
        StoredArticle(
            article=Article.model_validate_json(records[row.pk]),
            version=row.version,
            stored_at=row.stored_at,
            changed_at=row.changed_at,
            withdrawn_at=row.withdrawn_at,
            review=reviews.get(row.pk),
            reviewed=row.reviewed,
            confidence=row.confidence,
            story=stories[row.story],
        )
        for row in rows
    ]


def list_versions(connection: Connection, article_id: str) -> list[Version]:
    """Read every version of an article, the oldest first."""
    pk = find_row(connection, article_id).pk
    found = connection.execute(select(versions).where(versions.c.article_pk == pk).order_by(versions.c.version))
    return [
        Version(Article.model_validate_json(row.record), row.version, row.reason, row.model, row.stored_at)
        for row in found
    ]


def withdraw_article(connection: Connection, article_id: str, now: datetime) -> None:
    """Mark an article as vanished: it is found and counted no more, and can still be read by its id."""
    row = find_row(connection, article_id)
    if row.withdrawn_at is not None:
        return
    forget(connection, row)
    connection.execute(update(articles).where(articles.c.pk == row.pk).values(withdrawn_at=now, changed_at=now))
    record_events(connection, [(row.pk, row.version)], "withdrawn", now)
