"""One module a kind of file: plain text, saved pages, documents, tables. Each reader yields results, newest library first.

A reader may raise errors of nlp.errors; naming the file and going on with the next is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nlp.errors import JiaowenError
from nlp.record import Article


@dataclass(frozen=True)
class FileResult:
    """What one input gave: raw ``text`` for the page splitter, or ``articles``, or an ``error`` that names the file.

    ``line`` is the 1-based line or record of a file that holds many.
    """

    path: str
    text: str | None = None
    articles: list[Article] = field(default_factory=list)
    error: JiaowenError | None = None
    line: int | None = None


Reader = Callable[[Path], Iterator[FileResult]]
