"""``jiaowen extract``: the article of a saved or a public web page, as extraction leaves it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from nlp.errors import InputError
from scrapers.files import FileResult
from service.cli.application import SOME_FAILED, warn
from service.inputs import InputKind, check_paths, read_inputs

app = typer.Typer(rich_markup_mode=None)
# What only an analysis can tell; empty here it would read as “none found”.
_NOT_EXTRACTED = {"id", "place", "organisations", "education", "kind", "topics", "figures", "audit", "repairs", "model"}


@app.command()
def extract(page: Annotated[str, typer.Argument(metavar="FILE", help="A saved page; - is standard input.")]) -> None:
    """Extract the article of a web page: title, byline, date, source, text as JSON."""
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
        typer.echo(article.model_dump_json(indent=2, exclude=_NOT_EXTRACTED))
    return False
