"""Articles of the store: keeping every version, and getting one back.

For writing and reading single articles and batches. Finding them is ``corpora.search``, what an article adds to index,
counts and figures is ``corpora.entering``. A batch is one transaction: after a kill -9 all of it is there or nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select, update

from corpora.changes import record_figure_changes
from corpora.conditions import is_storable
from corpora.entering import Entry, enter, forget, load_entry
from corpora.events import record_events
from corpora.identity import build_sort_key
from corpora.preparation import Prepared
from corpora.queries import PutResult, StoredArticle, Version
from corpora.reviews import load_reviews
from corpora.schema import articles, versions
from corpora.statements import AT_ONCE, insert_rows, match_any
from corpora.stories import StoryFinder, forget_signature, has_followers, keep_signatures
from nlp.errors import NotFoundError
from nlp.record import Article

Reason = Literal["new", "page", "annotations", "correction"]


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
        if prepared.id in ids or len(group) == AT_ONCE:
            yield group
            group, ids = [], set()
        group.append(prepared)
        ids.add(prepared.id)
    if group:
        yield group


def _put_group(connection: Connection, group: list[Prepared], now: datetime) -> list[PutResult]:
    ids = [prepared.id for prepared in group]
    named = match_any(connection, articles.c.id, ids)
    known = {row.id: row for row in connection.execute(select(articles).where(named))}
    results = [_judge(prepared, known.get(prepared.id)) for prepared in group]
    fresh = [prepared for prepared, result in zip(group, results, strict=True) if result.status == "new"]
    changed = [prepared for prepared, result in zip(group, results, strict=True) if result.status == "changed"]
    if not fresh and not changed:
        return results
    finder = StoryFinder(connection, [prepared.signature for prepared in fresh + changed])
    if fresh:
        _insert(connection, finder, fresh, now)
    for prepared in changed:
        _replace(connection, finder, prepared, known[prepared.id], now)
    return results


def _judge(prepared: Prepared, known: Row[Any] | None) -> PutResult:
    if known is None:
        return PutResult(prepared.id, "new", 1)
    if known.withdrawn_at is None and _says_nothing_new(prepared, known):
        return PutResult(prepared.id, "unchanged", known.version)
    return PutResult(prepared.id, "changed", known.version + 1)


def _says_nothing_new(prepared: Prepared, known: Row[Any]) -> bool:
    if prepared.columns["record_hash"] == known.record_hash:
        return True
    # The page again, not yet analysed: what was found in the same text is not thrown away.
    return bool(prepared.columns["text_hash"] == known.text_hash and not prepared.annotated)


def _insert(connection: Connection, finder: StoryFinder, fresh: list[Prepared], now: datetime) -> None:
    last = connection.execute(select(func.coalesce(func.max(articles.c.pk), 0))).scalar_one()
    entries = []
    for pk, prepared in enumerate(fresh, last + 1):
        day = prepared.columns["day"]
        state = {
            "pk": pk,
            "version": 1,
            "sort_key": build_sort_key(day, pk),
            "reviewed": False,
            "story": finder.find_story(pk, prepared.signature, day),
            "stored_at": now,
            "changed_at": now,
            "withdrawn_at": None,
        }
        entries.append(Entry.build(prepared, prepared.columns | state, prepared.topics))
    insert_rows(connection, articles, [entry.row for entry in entries])
    insert_versions(connection, entries, "new", now)
    keep_signatures(connection, [(e.row["pk"], e.row["story"], e.prepared.signature) for e in entries])
    enter(connection, entries)
    seqs = record_events(connection, [(entry.row["pk"], 1) for entry in entries], "new", now)
    record_figure_changes(connection, entries, seqs, "new")


def _replace(connection: Connection, finder: StoryFinder, prepared: Prepared, before: Row[Any], now: datetime) -> None:
    same_text = prepared.columns["text_hash"] == before.text_hash
    reason: Reason = "annotations" if same_text and before.withdrawn_at is None else "page"
    story = before.story
    if not same_text:
        story = _find_new_story(connection, finder, prepared, before)
    succeed(connection, prepared, before, {"story": story, "reason": reason, "now": now})


def _find_new_story(connection: Connection, finder: StoryFinder, prepared: Prepared, before: Row[Any]) -> int:
    forget_signature(connection, before.pk)
    leads = before.story == before.pk and has_followers(connection, before)
    story = before.pk if leads else finder.find_story(before.pk, prepared.signature, prepared.columns["day"])
    keep_signatures(connection, [(before.pk, story, prepared.signature)])
    return story


def succeed(connection: Connection, prepared: Prepared, before: Row[Any], how: dict[str, Any]) -> int:
    """Let a new version take the place of the one before: ``how`` gives story, reason and now. Return its number."""
    # A review holds as long as the text that the editor read; a changed page goes back into the queue.
    reviewed = before.reviewed and prepared.columns["text_hash"] == before.text_hash
    row = prepared.columns | {
        "pk": before.pk,
        "version": before.version + 1,
        "sort_key": build_sort_key(prepared.columns["day"], before.pk),
        "reviewed": reviewed,
        "story": how["story"],
        "stored_at": before.stored_at,
        "changed_at": how["now"],
        "withdrawn_at": None,
    }
    topics = prepared.topics
    if reviewed:
        chosen = load_reviews(connection, [before.pk])[before.pk].topics
        topics = {code: topics.get(code, 1.0) for code in chosen}
    entry = Entry.build(prepared, row, topics)
    forget(connection, before)
    connection.execute(update(articles).where(articles.c.pk == before.pk).values(**entry.row))
    insert_versions(connection, [entry], how["reason"], how["now"])
    enter(connection, [entry])
    kind: Literal["changed", "corrected"] = "corrected" if how["reason"] == "correction" else "changed"
    seqs = record_events(connection, [(before.pk, row["version"])], kind, how["now"])
    record_figure_changes(connection, [entry], seqs, kind)
    return int(row["version"])


def insert_versions(connection: Connection, entries: Sequence[Entry], reason: Reason, now: datetime) -> None:
    """Write the records of new versions."""
    rows = []
    for entry in entries:
        model = entry.prepared.article.model
        rows.append(
            {
                "article_pk": entry.row["pk"],
                "version": entry.row["version"],
                "reason": reason,
                "record": entry.prepared.record,
                "model": f"{model.name} {model.version}" if model else None,
                "stored_at": now,
            }
        )
    insert_rows(connection, versions, rows)


def find_row(connection: Connection, article_id: str) -> Row[Any]:
    """Return the row of an article.

    Raises:
        NotFoundError: the store has none of this id.
    """
    named = select(articles).where(articles.c.id == article_id)
    row = connection.execute(named).one_or_none() if is_storable(article_id) else None
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
    found = (
        select(versions.c.article_pk, versions.c.record)
        .join(articles, (articles.c.pk == versions.c.article_pk) & (articles.c.version == versions.c.version))
        .where(match_any(connection, versions.c.article_pk, pks))
    )
    records = {row.article_pk: row.record for row in connection.execute(found)}
    reviews = load_reviews(connection, pks)
    leads = match_any(connection, articles.c.pk, sorted({row.story for row in rows}))
    stories = {row.pk: row.id for row in connection.execute(select(articles.c.pk, articles.c.id).where(leads))}
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
    entry = load_entry(connection, row)
    forget(connection, row)
    connection.execute(update(articles).where(articles.c.pk == row.pk).values(withdrawn_at=now, changed_at=now))
    seqs = record_events(connection, [(row.pk, row.version)], "withdrawn", now)
    record_figure_changes(connection, [entry], seqs, "withdrawn")
