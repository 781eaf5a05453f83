"""Crawl sources into a sink: the one call that the command line, the service and the tests use.

The crawl itself runs in a child process, since Scrapy's reactor starts once a process and a page that goes wrong must
not take its caller along. Results come over a pipe one by one: whatever was accepted is kept if either side is killed.
Not for storing: the sink does that.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import IO, Any, Literal, Protocol

from nlp.record import Article
from scrapers.sources import SourceProfile
from scrapers.worker import explain_end, iter_messages, open_worker, send_message

# Scrapy closes its connections within a second or two.
_GOODBYE_SECONDS = 30
Verdict = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Seen:
    """What is known of a page from an earlier run."""

    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None


@dataclass(frozen=True)
class PageInfo:
    """How an article's page came: for conditional requests, the run's record and the store."""

    url: str
    source: str
    fetched_at: str
    status: int = 200
    etag: str | None = None
    last_modified: str | None = None
    adcode: str | None = None
    listed_title: str | None = None
    listed_date: str | None = None


class Sink(Protocol):
    """Where a crawl asks what is known and hands its articles to."""

    def seen(self, url: str) -> Seen | None:
        """Give what is known of a page, or None."""
        ...

    def accept(self, article: Article, page: PageInfo) -> Verdict:
        """Keep an article and say whether it was new."""
        ...


@dataclass(frozen=True)
class CrawlOptions:
    """How far and how fast; the defaults are a good guest's."""

    since: date | None = None
    dry_run: bool = False
    max_articles: int | None = None
    refresh: bool = False
    delay: float = 1.0
    timeout: float = 30.0
    max_page_bytes: int = 20 * 1024 * 1024
    max_seconds: float | None = None
    user_agent: str = "jiaowen/0.1 (+education news archive; obeys robots.txt)"
    cache_dir: str | None = None


@dataclass
class SourceReport:
    """The counts of one source; ``failed`` lists address and reason."""

    name: str
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class CrawlReport:
    """A run's counts per source; ``complete`` is false when the run was cut short, ``error`` says why."""

    sources: list[SourceReport]
    seconds: float = 0.0
    complete: bool = False
    error: str | None = None

    def source(self, name: str) -> SourceReport:
        """Give one source's counts."""
        return next(report for report in self.sources if report.name == name)


Progress = Callable[[SourceReport], None]


def crawl(
    sources: Iterable[SourceProfile], sink: Sink, options: CrawlOptions | None = None, progress: Progress | None = None
) -> CrawlReport:
    """Crawl the sources to their end and hand every article to the sink as it comes.

    ``progress`` is called with a source's counts whenever they change.
    """
    chosen = list(sources)
    options = options or CrawlOptions()
    report = CrawlReport([SourceReport(source.name) for source in chosen])
    if not chosen:
        report.complete = True
        return report
    began = time.monotonic()
    handler = _Handler(report, sink, progress)
    job = {"sources": [source.model_dump() for source in chosen], "options": plain_options(options)}
    with open_worker(job) as (process, errors):
        deadline = began + options.max_seconds if options.max_seconds else None
        for message in iter_messages(process.stdout, deadline):
            answer = handler.handle(message)
            if message["event"] in ("seen", "article"):
                send_message(process.stdin, answer)
        _conclude(report, process, errors)
    report.seconds = round(time.monotonic() - began, 3)
    return report


def plain_options(options: CrawlOptions) -> dict[str, Any]:
    """Give the options as the worker reads them."""
    return {**asdict(options), "since": options.since.isoformat() if options.since else None}


class _Handler:
    """Books the worker's messages into the report and passes them on to the sink."""

    def __init__(self, report: CrawlReport, sink: Sink, progress: Progress | None) -> None:
        self.report = report
        self.sink = sink
        self.progress = progress

    def handle(self, message: dict[str, Any]) -> Any:
        event = message["event"]
        if event == "seen":
            seen = self.sink.seen(message["url"])
            return asdict(seen) if seen else None
        if event == "done":
            self.report.complete = True
            return None
        source = self.report.source(message["source"])
        answer = self._book(source, event, message)
        if self.progress:
            self.progress(source)
        return answer

    def _book(self, source: SourceReport, event: str, message: dict[str, Any]) -> Verdict | None:
        if event == "listed":
            source.listed += 1
        elif event == "failed":
            source.failed.append((message["url"], message["reason"]))
        elif event == "article":
            verdict = self.sink.accept(Article.model_validate(message["article"]), PageInfo(**message["page"]))
            setattr(source, verdict, getattr(source, verdict) + 1)
            return verdict
        elif event in ("new", "unchanged"):
            setattr(source, event, getattr(source, event) + 1)
        return None


def _conclude(report: CrawlReport, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
    if report.complete:
        process.wait(timeout=_GOODBYE_SECONDS)
    else:
        report.error = explain_end(process, errors)
