"""Plain text files: decoded and handed on as they are, for the page splitter to take apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nlp.errors import EmptyInputError
from scrapers.decode import decode
from scrapers.readers import FileResult


def read_text(path: Path) -> Iterator[FileResult]:
    """Read a text file in whatever encoding it is."""
    text = decode(path.read_bytes()).text
    if not text.strip():
        raise EmptyInputError(f"{path}: the file is empty")
    yield FileResult(str(path), text=text.replace("\r\n", "\n").replace("\r", "\n"))
