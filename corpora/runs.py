"""Crawl runs and what the last visit of each page left behind.

For the crawler's memory. Fetching is ``scrapers``.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from corpora.queries import CachedPage, CrawlRun
from corpora.schema import crawl_runs, seen_pages
from nlp.errors import NotFoundError


def start_crawl_run(connection: Connection, source: str, now: datetime) -> int:
    """Write down that a run over a source begins; return its number."""
    values = {"source": source, "started_at": now, "status": "running", "counts": {}, "errors": []}
    result = connection.execute(insert(crawl_runs).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def finish_crawl_run(
    connection: Connection, run: int, status: str, counts: Mapping[str, int], errors: Sequence[str], now: datetime
) -> None:
    """Write down how a run ended."""
    values = {"finished_at": now, "status": status, "counts": dict(counts), "errors": list(errors)}
    result = connection.execute(update(crawl_runs).where(crawl_runs.c.pk == run).values(**values))
    if result.rowcount == 0:
        raise NotFoundError(f"no crawl run {run} in the store; list the runs to see their numbers")


def list_crawl_runs(connection: Connection, source: str | None, limit: int) -> list[CrawlRun]:
    """List runs, the newest first."""
    statement = select(crawl_runs).order_by(crawl_runs.c.pk.desc()).limit(limit)
    if source is not None:
        statement = statement.where(crawl_runs.c.source == source)
    return [_build_run(row) for row in connection.execute(statement)]


def _build_run(row: Row[Any]) -> CrawlRun:
    return CrawlRun(
        id=row.pk,
        source=row.source,
        started_at=row.started_at,
        finished_at=row.finished_at,
        status=row.status,
        counts=row.counts,
        errors=tuple(row.errors),
    )


def remember_page(connection: Connection, page: CachedPage, now: datetime) -> None:
    """Keep what a visit left behind, in place of the visit before."""
    connection.execute(delete(seen_pages).where(seen_pages.c.url == page.url))
    values = {
        "url": page.url,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "content_hash": page.content_hash,
        "article_id": page.article_id,
        "seen_at": now,
    }
    connection.execute(insert(seen_pages).values(**values))


def last_seen(connection: Connection, url: str) -> CachedPage | None:
    """Return what the last visit of a page left behind, or None for a page never seen."""
    row = connection.execute(select(seen_pages).where(seen_pages.c.url == url)).one_or_none()
    return CachedPage(**row._mapping) if row else None
