"""What happened in the store, in order: new, changed, reviewed and withdrawn articles.

For the feeds, which turn an event into entries. An event is written in the transaction of what it tells, so none is
missing and none tells what did not happen.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from corpora.conditions import check_limit
from corpora.queries import Event, EventType
from corpora.schema import articles, events
from corpora.statements import insert_rows


def record_events(
    connection: Connection, happened: Sequence[tuple[int, int]], kind: EventType, now: datetime
) -> dict[int, int]:
    """Write one event for each (article, version), which names the article's last one; return their numbers."""
    pks = [pk for pk, _ in happened]
    before: dict[int, str] = {}
    if kind != "new":
        latest = select(func.max(events.c.seq)).where(events.c.article_pk.in_(pks)).group_by(events.c.article_pk)
        rows = connection.execute(select(events.c.article_pk, events.c.id).where(events.c.seq.in_(latest)))
        before = {row.article_pk: row.id for row in rows}
    last = connection.execute(select(func.coalesce(func.max(events.c.seq), 0))).scalar_one()
    values: list[dict[str, Any]] = []
    for seq, (pk, version) in enumerate(happened, last + 1):
        replaces = before.get(pk)
        seed = f"{pk} {version} {kind} {replaces}"
        identifier = hashlib.sha256(seed.encode()).hexdigest()[:32]
        shared: dict[str, Any] = {"article_pk": pk, "version": version, "type": kind, "at": now}
        values.append(shared | {"seq": seq, "id": identifier, "replaces": replaces})
    insert_rows(connection, events, values)
    return {pk: seq for seq, pk in enumerate(pks, last + 1)}


def list_events(connection: Connection, after: int, limit: int) -> list[Event]:
    """List what happened after an event's number, in order."""
    check_limit(limit)
    statement = (
        select(events, articles.c.id.label("article_id"))
        .join(articles, articles.c.pk == events.c.article_pk)
        .where(events.c.seq > after)
        .order_by(events.c.seq)
        .limit(limit)
    )
    return [
        Event(row.seq, row.id, row.type, row.article_id, row.version, row.at, row.replaces)
        for row in connection.execute(statement)
    ]
