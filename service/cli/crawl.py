"""``jiaowen crawl``: new articles of sources into the store, analysed."""

from datetime import datetime
from typing import Annotated

import typer

from corpora.store import open_store
from models.analyser import load_analyser
from scrapers.crawl import CrawlOptions, CrawlReport, SourceReport
from service.cli.application import SOME_FAILED, warn
from service.cli.console import print_table, show_progress
from service.cli.options import DAY, as_day
from service.ingest import Ingester, ingest_crawl
from service.profiles import choose_sources
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)
COLUMNS = ("source", "#listed", "#new", "#changed", "#unchanged", "#failed")


@app.command()
def crawl(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Names or profile files; all sources unless named."),
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=[DAY], metavar="YYYY-MM-DD", help="Nothing older than this day.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many articles a source.")] = None,
    delay: Annotated[float, typer.Option(min=0, max=600, help="Seconds between two requests to a site.")] = 1.0,
    refresh: Annotated[bool, typer.Option("--refresh", help="Fetch and analyse known pages once more.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched and keep nothing.")] = False,
) -> None:
    """Collect new articles of sources into the store, analysed."""
    settings = load_settings()
    chosen = choose_sources(sources or [], settings.sources)
    options = CrawlOptions(since=as_day(since), max_articles=limit, delay=delay, refresh=refresh, dry_run=dry_run)
    analyser = load_analyser(settings.model)
    with open_store(settings.database) as store, show_progress("crawling") as step:
        ingester = Ingester(store, analyser, again=refresh)
        report = ingest_crawl(chosen, ingester, store, options, lambda source: step(source.name))
    _show(report)


def _show(report: CrawlReport) -> None:
    print_table(None, COLUMNS, map(build_row, report.sources))
    for source in report.sources:
        for url, reason in source.failed:
            warn(f"{source.name}: {url}: {reason}")
    if not report.complete:
        warn(f"the crawl was cut short: {report.error}; what was collected is kept, run it again to go on")
    if not report.complete or any(source.failed for source in report.sources):
        raise typer.Exit(SOME_FAILED)


def build_row(source: SourceReport) -> tuple[object, ...]:
    """Return a source's counts as a table shows them."""
    return source.name, source.listed, source.new, source.changed, source.unchanged, len(source.failed)
