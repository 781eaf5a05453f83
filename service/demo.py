"""What `make run` does: set up store and model, collect the samples or the caller's own files, show what was found, serve.

For a first look at the whole path on a fresh machine. A second run takes seconds: nothing unchanged is fetched or
analysed again. Everything here is also a command of its own.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpora.queries import FigureQuery
from corpora.store import Store, open_store
from models.analyser import load_analyser
from nlp.divisions import load_divisions
from nlp.errors import JiaowenError
from scrapers.crawl import CrawlOptions
from scrapers.demo_site import DemoSite, start_demo_site
from service.ingest import Failure, Ingester, ingest_crawl
from service.inputs import InputKind, check_paths, read_inputs
from service.learning import is_current, train_model
from service.listening import check_address, serve
from service.settings import Settings, load_settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
STORE = ROOT / ".jiaowen" / "demo.db"
# The site's addresses are those of its articles in the store: on another port every one of them would be new.
SITE_PORT = 8765
CALL_IS_WRONG = 2
# Longer tables push the address of the service off the screen.
ROWS = 20

console = Console(stderr=True, markup=False, emoji=False, highlight=False)


def say(line: str) -> None:
    """Print a line to standard error, as long as it is."""
    console.print(line, soft_wrap=True)


def main(paths: Sequence[str]) -> int:
    """Run the demonstration, on the caller's own files where any are named; return the exit status."""
    try:
        settings = choose_settings(load_settings(), own=bool(paths))
        check_address(settings.host, settings.port)
        check_paths(paths)
        prepare(settings)
        with open_store(settings.database) as store:
            failed = collect(settings, store, paths)
            show(store, failed)
        say(f"\n教闻: http://{settings.host}:{settings.port}  (store: {settings.database}; Ctrl-C stops)")
        serve(settings)
    except JiaowenError as error:
        say(f"make run: {error}")
        return CALL_IS_WRONG
    except KeyboardInterrupt:
        say("make run: stopped; what was done is kept")
    return 0


def choose_settings(settings: Settings, own: bool) -> Settings:
    """Give the demonstration a store of its own, unless the environment names one or the files are the caller's."""
    if own or settings.database != Settings().database:
        return settings
    return replace(settings, database=f"sqlite:///{STORE}")


def prepare(settings: Settings) -> None:
    """Make the store's folder, and the model where there is none or it is of another corpus."""
    if settings.database == f"sqlite:///{STORE}":
        STORE.parent.mkdir(exist_ok=True)
    if not is_current(settings.model):
        with console.status("training the topic classifier on the bundled corpus (once) …"):
            card = train_model(None, settings.model).card
        say(f"trained the topic classifier {card.version} on {card.articles} articles")


def collect(settings: Settings, store: Store, paths: Sequence[str]) -> list[Failure]:
    """Take in the caller's files, or crawl the demonstration site and take in the samples; return what failed."""
    ingester = Ingester(store, load_analyser(settings.model))
    failed = [] if paths else _crawl_site(store, ingester)
    with console.status("reading and analysing files …"):
        inputs = read_inputs(list(paths) or [str(SAMPLES)], InputKind.AUTO, sys.stdin.buffer)
        report = ingester.ingest_files(inputs)
    say(f"files: {report.new} new articles, {report.changed} changed, {report.skipped} inputs known already")
    return failed + report.failed


def _crawl_site(store: Store, ingester: Ingester) -> list[Failure]:
    with open_site() as site, console.status(f"crawling the demonstration site {site.base_url} …"):
        report = ingest_crawl(site.profiles(), ingester, store, CrawlOptions(delay=0.0))
    for source in report.sources:
        say(f"{source.name}: {source.listed} listed, {source.new} new, {source.unchanged} unchanged")
    failed = [Failure(url, reason) for source in report.sources for url, reason in source.failed]
    return failed if report.complete else [*failed, Failure("crawl", report.error or "cut short")]


@contextmanager
def open_site() -> Iterator[DemoSite]:
    """Serve the demonstration site on its port, or on another one where that is taken."""
    with ExitStack() as stack:
        try:
            site = stack.enter_context(start_demo_site(SITE_PORT))
        except OSError:
            say(f"port {SITE_PORT} is taken: the demonstration site takes another one, its articles count as new")
            site = stack.enter_context(start_demo_site())
        yield site


def show(store: Store, failed: Sequence[Failure]) -> None:
    """Print what the store holds now, and the inputs that failed with their reasons."""
    table = Table(title="教闻: 找到了什么", title_justify="left")
    for name, justify in (("主题", "left"), ("文章", "right"), ("地区", "left"), ("文章", "right")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    topics = [(count.name, str(count.count)) for count in store.count_topics() if count.count]
    names = load_divisions()
    places = [
        (names[count.key].name if count.key in names else count.name, str(count.count))
        for count in store.count_places()[:ROWS]
    ]
    for topic, place in zip_longest(topics, places, fillvalue=("", "")):
        table.add_row(*topic, *place)
    Console(markup=False, emoji=False).print(table)
    figures = store.find_figures(FigureQuery(limit=1)).total
    doubtful = store.find_figures(FigureQuery(audit="failed", limit=1)).total
    say(f"数字 {figures} 个,其中核对不符 {doubtful} 个;失败 {len(failed)} 项")
    for failure in failed:
        say(f"  {failure.name}: {failure.reason}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
