"""``jiaowen extract``: the article of a saved or a public web page, as extraction leaves it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import InputError
from nlp.record import Article
from scrapers.extraction import extract as extract_article
from scrapers.fetch import fetch_page
from scrapers.files import FileResult
from service.cli.application import SOME_FAILED, warn
from service.inputs import InputKind, check_paths, read_inputs

app = typer.Typer(rich_markup_mode=None)
# What only an analysis can tell; empty here it would read as “none found”.
_NOT_EXTRACTED = {"id", "place", "organisations", "education", "kind", "topics", "figures", "audit", "repairs", "model"}


@app.command()
def extract(
    page: Annotated[
        str,
        typer.Argument(metavar="FILE|URL", help="A saved page, a public http(s) address, or - for standard input."),
    ],
) -> None:
    """Extract the article of a web page: title, byline, date, source, text as JSON."""
    if page.startswith(("http://", "https://")):
        fetched = fetch_page(page)
        _show(extract_article(fetched.body, fetched.url, fetched.headers))
        return
    check_paths([page])
    kind = InputKind.HTML if page == "-" or not Path(page).suffix else InputKind.AUTO
    failed = sum(_write(result) for result in read_inputs([page], kind, sys.stdin.buffer))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _write(result: FileResult) -> bool:
    if result.error:
        warn(str(result.error))
        return True
    if result.text is not None:
        raise InputError(f"{result.path} holds no web page but plain text; use `jiaowen analyse` for it")
    for article in result.articles:
        _show(article)
    return False


def _show(article: Article) -> None:
    typer.echo(article.model_dump_json(indent=2, exclude=_NOT_EXTRACTED))
