"""``jiaowen export``: articles or figures of the store as files."""

from collections.abc import Iterable
from enum import StrEnum
from typing import IO, Annotated

import typer

from corpora.queries import ArticleQuery, FigureQuery
from nlp.topics import check_topic
from service.cli.application import warn
from service.cli.options import Out, PlaceCode, Since, TopicCode, Until, as_day
from service.cli.records import open_output
from service.exports import (
    ARTICLE_COLUMNS,
    FIGURE_COLUMNS,
    Row,
    iter_article_rows,
    iter_figure_rows,
    write_csv,
    write_jsonl,
)
from service.settings import load_settings
from service.stores import open_existing_store

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


class ExportFormat(StrEnum):
    """How rows are written; ``excel`` is CSV as spreadsheets need it."""

    CSV = "csv"
    EXCEL = "excel"
    JSONL = "jsonl"


Form = Annotated[
    ExportFormat,
    typer.Option("--format", help="excel is csv with a byte order mark and no live formulas, as spreadsheets need it."),
]


@app.callback()
def export() -> None:
    """Write articles or figures of the store as files for other programs."""


@app.command()
def articles(
    form: Form = ExportFormat.CSV,
    out: Out = None,
    topic: TopicCode = None,
    place: PlaceCode = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Write a row per article."""
    query = ArticleQuery(
        topic=topic and check_topic(topic), place=place, published_from=as_day(since), published_to=as_day(until)
    )
    with open_existing_store(load_settings()) as store, open_output(out) as stream:
        _write(iter_article_rows(store, query), ARTICLE_COLUMNS, form, stream)


@app.command()
def figures(  # noqa: PLR0913  the filters of the command
    form: Form = ExportFormat.CSV,
    out: Out = None,
    topic: TopicCode = None,
    place: PlaceCode = None,
    since: Since = None,
    until: Until = None,
    concept: Annotated[str | None, typer.Option(help="A part of what the figures count, such as 志愿者.")] = None,
) -> None:
    """Write a row per figure, with the sentence that it stands in."""
    query = FigureQuery(
        concept=concept,
        topic=topic and check_topic(topic),
        place=place,
        published_from=as_day(since),
        published_to=as_day(until),
    )
    with open_existing_store(load_settings()) as store, open_output(out) as stream:
        _write(iter_figure_rows(store, query), FIGURE_COLUMNS, form, stream)


def _write(rows: Iterable[Row], columns: tuple[str, ...], form: ExportFormat, stream: IO[str]) -> None:
    excel = form is ExportFormat.EXCEL
    number = write_jsonl(rows, stream) if form is ExportFormat.JSONL else write_csv(rows, columns, stream, excel)
    warn(f"{number} rows")
