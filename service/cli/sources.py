"""``jiaowen sources``: the profiles of what is crawled."""

from typing import Annotated

import typer

from nlp.errors import InputError
from nlp.record import Article
from scrapers.crawl import CrawlOptions, PageInfo, Seen, SourceReport, Verdict, crawl
from scrapers.sources import FamilyName, load_profiles, render_profile
from service.cli.application import SOME_FAILED, warn
from service.cli.console import print_table, show_progress
from service.profiles import build_profile, choose_sources
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
# Enough to see whether a list page is read rightly.
CHECKED_ENTRIES = 20


@app.callback()
def sources() -> None:
    """List, check and add the sources that are crawled."""


@app.command("list")
def list_sources() -> None:
    """List the sources of the folder JIAOWEN_SOURCES."""
    folder = load_settings().sources
    profiles = load_profiles(folder)
    print_table(
        None,
        ("name", "family", "adcode", "begins at"),
        [(profile.name, profile.family, profile.adcode, " ".join(profile.start_urls)) for profile in profiles],
    )
    if not profiles:
        warn(f"there is no profile in the folder {folder}; make one with `jiaowen sources add NAME URL`")


@app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE...]", help="All sources unless named.")] = None,
) -> None:
    """Read the list pages of sources without keeping anything, and say what they list."""
    chosen = choose_sources(names or [], load_settings().sources)
    options = CrawlOptions(dry_run=True, max_articles=CHECKED_ENTRIES)
    with show_progress("checking") as step:
        report = crawl(chosen, _Nothing(), options, lambda source: step(source.name))
    print_table(None, ("source", "#listed", "problems"), map(_build_row, report.sources))
    if not report.complete:
        warn(f"the check was cut short: {report.error}")
    if not report.complete or any(source.failed or not source.listed for source in report.sources):
        raise typer.Exit(SOME_FAILED)


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What the source is called.")],
    url: Annotated[str, typer.Argument(help="Its first list page.")],
    family: Annotated[FamilyName, typer.Option(help="The family of its pages.")] = "plain",
    adcode: Annotated[str | None, typer.Option(help="The division it speaks for, six digits of GB/T 2260.")] = None,
) -> None:
    """Write the profile of a new source into the folder, to be edited by hand where it does not fit."""
    text = render_profile(build_profile(name, url, family, adcode))
    path = load_settings().sources / f"{_file_name(name)}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{path} exists: edit it, or give the source another name") from error
    typer.echo(path)


class _Nothing:
    """A crawl's sink that knows and keeps nothing."""

    def seen(self, url: str) -> Seen | None:  # noqa: ARG002
        return None

    def accept(self, article: Article, page: PageInfo) -> Verdict:  # noqa: ARG002
        return "unchanged"


def _build_row(source: SourceReport) -> tuple[object, ...]:
    problems = [f"{url}: {reason}" for url, reason in source.failed]
    return source.name, source.listed, "\n".join(problems) or ("" if source.listed else "lists nothing")


def _file_name(name: str) -> str:
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in name).strip("-")
    if not kept:
        raise InputError(f"{name!r} is no name for a source: it needs a letter, a character or a digit")
    return kept
