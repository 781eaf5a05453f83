"""Options that several commands share, described once."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.inputs import InputKind

DAY = "%Y-%m-%d"

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders; - is standard input.")]
Input = Annotated[
    InputKind,
    typer.Option(
        "--input",
        help="What the inputs are: auto goes by their endings; text is one article, page a page of several items, "
        "html a web page.",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", help="Write here instead of to standard output.")]
Model = Annotated[
    Path | None, typer.Option("--model", help="A model's folder, or a registry's; JIAOWEN_MODEL unless given.")
]
Since = Annotated[
    datetime | None, typer.Option("--from", formats=[DAY], metavar="YYYY-MM-DD", help="Published this day or later.")
]
Until = Annotated[
    datetime | None, typer.Option("--to", formats=[DAY], metavar="YYYY-MM-DD", help="Published this day or earlier.")
]
TopicCode = Annotated[str | None, typer.Option("--topic", metavar="CODE", help="A topic's code.")]
PlaceCode = Annotated[
    str | None, typer.Option("--place", metavar="ADCODE", help="A division's code; with all that lies in it.")
]
SourceName = Annotated[str | None, typer.Option("--source", metavar="NAME", help="A source's name.")]


def as_day(value: datetime | None) -> date | None:
    """Return the day that an option gave, which Typer knows as a point of time only."""
    return value.date() if value else None


class TableOrJson(StrEnum):
    """How results are shown: for people or for programs."""

    TABLE = "table"
    JSON = "json"
