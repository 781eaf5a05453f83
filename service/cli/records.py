"""Records as output: JSON Lines, a JSON array or a table, to standard output or whole to a file.

For writing what an analysis found. Chinese stays readable; a file appears when it is complete.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Protocol
from uuid import uuid4

from nlp.errors import InputError
from nlp.record import Article
from service.cli.application import warn
from service.cli.console import print_table


class RecordFormat(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


class RecordWriter(Protocol):
    """Takes records one by one."""

    def write(self, article: Article) -> None:
        """Write a record."""
        ...

    def close(self) -> None:
        """Write what closes the output."""
        ...


class JsonLines:
    """A record a line."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, article: Article) -> None:
        """Write a record."""
        self._stream.write(article.model_dump_json() + "\n")

    def close(self) -> None:
        """Nothing is open."""


class JsonArray:
    """All records as one JSON array, written as they come."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._opening = "[\n"

    def write(self, article: Article) -> None:
        """Write a record after what separates it from the one before."""
        self._stream.write(self._opening + article.model_dump_json(indent=2))
        self._opening = ",\n"

    def close(self) -> None:
        """Close the array, which is empty if nothing was written."""
        self._stream.write("[]\n" if self._opening == "[\n" else "\n]\n")


class RecordTable:
    """A line a record, for people; printed at the end."""

    COLUMNS = ("标题", "日期", "地区", "主题", "#数字", "来源")

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._rows: list[tuple[object, ...]] = []

    def write(self, article: Article) -> None:
        """Keep what the table shows of a record."""
        self._rows.append(build_row(article))

    def close(self) -> None:
        """Print the table."""
        print_table(None, self.COLUMNS, self._rows, self._stream)


def build_row(article: Article) -> tuple[object, ...]:
    """Return what a table shows of a record."""
    topics = "、".join(f"{topic.name} {topic.score:.2f}" for topic in article.topics)
    title = article.title or article.body[:24] + "…"
    source = article.source.name or article.source.url or article.source.path
    place = article.place.name if article.place else None
    return title, (article.published or "")[:10], place, topics, len(article.figures), source


WRITERS: dict[RecordFormat, type[JsonLines] | type[JsonArray] | type[RecordTable]] = {
    RecordFormat.JSONL: JsonLines,
    RecordFormat.JSON: JsonArray,
    RecordFormat.TABLE: RecordTable,
}


@contextmanager
def open_output(out: Path | None) -> Iterator[IO[str]]:
    """Open standard output, or a file that takes its name when everything is written.

    Broken off before that, what was written stays in a file beside it, which a message names.

    Raises:
        InputError: the file cannot be written there.
    """
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(f".{out.name}.{uuid4().hex[:8]}.part")
    try:
        stream = part.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"--out {out}: cannot be written: {error.strerror}; name a file in a folder that exists"
        ) from error
    try:
        with stream:
            yield stream
        part.replace(out)
    except BaseException:
        _keep_part(part, out)
        raise


def _keep_part(part: Path, out: Path) -> None:
    if part.stat().st_size == 0:
        part.unlink()
        return
    kept = out.with_name(out.name + ".part")
    part.replace(kept)
    warn(f"broken off: {out} was not written; what was done until then is in {kept}")
