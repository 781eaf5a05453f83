"""Ingest: files and crawls into the store, so that nothing done is lost and nothing is done twice.

Every input is one transaction: killed at any moment, the next run goes on where this one was. What an input was when
it was taken in is remembered, so that an unchanged one is not analysed again.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from corpora.queries import CachedPage, PutResult
from corpora.store import Store
from models.analyser import Analyser
from nlp.divisions import describe_district
from nlp.errors import JiaowenError, StoreError
from nlp.record import Article
from scrapers.crawl import CrawlOptions, CrawlReport, PageInfo, Progress, Seen, SourceReport, Verdict, crawl
from scrapers.files import FileResult
from scrapers.sources import SourceProfile
from service.analysis import Outcome, analyse_result, printable_path
from service.inputs import STANDARD_INPUT, InputKind

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time, for whoever is not given a clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Failure:
    """An input or a page that could not be taken in, and why."""

    name: str
    reason: str


@dataclass
class IngestReport:
    """What came of taking inputs in: ``articles`` by what became of them, ``skipped`` inputs known already."""

    inputs: int = 0
    skipped: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles were put into the store, whatever became of them."""
        return self.new + self.changed + self.unchanged

    def count(self, results: Iterable[PutResult]) -> None:
        """Add what the store said of some articles."""
        for result in results:
            setattr(self, result.status, getattr(self, result.status) + 1)


class Ingester:
    """Takes inputs and pages into a store, analysed.

    Args:
        again: analyse an input once more though it is unchanged, as after an upgrade of the program.
    """

    def __init__(self, store: Store, analyser: Analyser, clock: Clock = now, again: bool = False) -> None:
        self._store = store
        self._analyser = analyser
        self._clock = clock
        self._again = again

    def ingest_files(
        self,
        results: Iterable[FileResult],
        kind: InputKind = InputKind.AUTO,
        progress: Callable[[IngestReport, Outcome], None] | None = None,
    ) -> IngestReport:
        """Take in what was read; ``progress`` is called after every input.

        Raises:
            StoreError: the store cannot go on; what was taken in before is kept.
        """
        report = IngestReport()
        for result in results:
            outcome = self._ingest(result, kind, report)
            report.inputs += 1
            if outcome.error:
                report.failed.append(Failure(outcome.name, str(outcome.error)))
            if progress:
                progress(report, outcome)
        return report

    def _ingest(self, result: FileResult, kind: InputKind, report: IngestReport) -> Outcome:
        if result.error:
            return analyse_result(result, self._analyser, kind)
        page = self._describe(result, kind)
        if page and not self._again and self._is_known(page):
            report.skipped += 1
            return Outcome(result.path, line=result.line)
        outcome = analyse_result(result, self._analyser, kind)
        if not outcome.error:
            outcome = self._keep(outcome, page, report)
        return outcome

    def _keep(self, outcome: Outcome, page: CachedPage | None, report: IngestReport) -> Outcome:
        try:
            results = self._store.put_articles(outcome.articles, self._clock())
        except StoreError:
            raise
        except JiaowenError as error:  # an article that the store refuses is its input's failure
            return Outcome(outcome.path, error=type(error)(f"{outcome.name}: {error}"), line=outcome.line)
        report.count(results)
        if page:
            self._store.remember_page(page, self._clock())
        return outcome

    def _describe(self, result: FileResult, kind: InputKind) -> CachedPage | None:
        """Return what tells next time whether this input changed since; None for one that has no name."""
        if result.path == STANDARD_INPUT:
            return None
        name = printable_path(str(Path(result.path).absolute()))
        parts = [result.text or "", *(article.model_dump_json() for article in result.articles)]
        parts += [kind, self._analyser.card.version]
        digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        return CachedPage(f"file://{name}#{result.line or ''}", content_hash=digest)

    def _is_known(self, page: CachedPage) -> bool:
        seen = self._store.last_seen(page.url)
        return seen is not None and seen.content_hash == page.content_hash

    # What scrapers.crawl asks of its sink.

    def seen(self, url: str) -> Seen | None:
        """Tell a crawl what the last visit of a page left behind."""
        page = self._store.last_seen(url)
        return Seen(page.etag, page.last_modified, page.content_hash) if page else None

    def accept(self, article: Article, page: PageInfo) -> Verdict:
        """Take in an article of a crawl.

        Raises:
            JiaowenError: it cannot be analysed or kept.
        """
        seen = self._store.last_seen(page.url)
        if seen and not self._again and seen.content_hash == article.source.content_hash:
            result = PutResult(seen.article_id or "", "unchanged", 0)
        else:
            record = self._analyser.analyse(article, describe_district(page.adcode))[0]
            result = self._store.put_article(record, self._clock())
        remembered = CachedPage(page.url, page.etag, page.last_modified, article.source.content_hash, result.id)
        self._store.remember_page(remembered, self._clock())
        return result.status


class _Sink:
    """The ingester as a crawl sees it; an article that cannot be taken in is noted and the crawl goes on."""

    def __init__(self, ingester: Ingester) -> None:
        self._ingester = ingester
        self.failed: dict[str, list[tuple[str, str]]] = {}

    def seen(self, url: str) -> Seen | None:
        return self._ingester.seen(url)

    def accept(self, article: Article, page: PageInfo) -> Verdict:
        try:
            return self._ingester.accept(article, page)
        except StoreError:
            raise
        except Exception as error:  # a fault of ours in one page must not end a crawl of thousands
            fault = str(error) if isinstance(error, JiaowenError) else f"fault of the program: {error!r}"
            self.failed.setdefault(page.source, []).append((page.url, fault))
            return "unchanged"


def ingest_crawl(
    sources: Sequence[SourceProfile],
    ingester: Ingester,
    store: Store,
    options: CrawlOptions,
    progress: Progress | None = None,
) -> CrawlReport:
    """Crawl sources into the store and write the run of each down; a dry run leaves no trace.

    Raises:
        StoreError: the store cannot go on; what was taken in before is kept.
    """
    sink = _Sink(ingester)
    if options.dry_run:
        return crawl(sources, sink, options, progress)
    runs = {source.name: store.start_crawl_run(source.name, now()) for source in sources}
    report: CrawlReport | None = None
    try:
        report = crawl(sources, sink, options, progress)
        _add_failures(report, sink)
        return report
    finally:
        for name, run in runs.items():
            _finish(store, run, report.source(name) if report else SourceReport(name), report)


def _add_failures(report: CrawlReport, sink: _Sink) -> None:
    for name, failed in sink.failed.items():
        source = report.source(name)
        source.failed += failed
        source.unchanged -= len(failed)


def _finish(store: Store, run: int, source: SourceReport, report: CrawlReport | None) -> None:
    counts = {name: getattr(source, name) for name in ("listed", "new", "changed", "unchanged")}
    errors = [f"{url}: {reason}" for url, reason in source.failed]
    if report and report.error:
        errors.append(report.error)
    status = "stopped" if report is None else "done" if report.complete else "failed"
    store.finish_crawl_run(run, now(), status, {**counts, "failed": len(source.failed)}, errors)
