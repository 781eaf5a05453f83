"""The search index in SQLite: one FTS5 table whose row numbers are the articles' sort keys.

FTS5 keeps the rows of a word in the order of their numbers, so the newest twenty of a million are read from the end of
a list and nothing is sorted. The table holds no text of its own (``content=''``): to forget a row it must be told its
words again, which is why ``corpora.preparation`` makes the same words of the same record always.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from corpora.preparation import IndexText
from corpora.text_index import build_tokens

_ADD = "INSERT INTO article_index(rowid, title, body, organisations, facets) VALUES (?, ?, ?, ?, ?)"
_REMOVE = (
    "INSERT INTO article_index(article_index, rowid, title, body, organisations, facets)"
    " VALUES ('delete', ?, ?, ?, ?, ?)"
)


class SqliteIndex:
    """Keeps articles in ``article_index``."""

    def add(self, connection: Connection, entries: Sequence[tuple[int, int, IndexText, str]]) -> None:
        """Index articles, in the order of their keys: FTS5 writes out what it has gathered when a key goes down."""
        connection.exec_driver_sql(_ADD, sorted(map(_build_row, entries)))

    def remove(self, connection: Connection, entries: Sequence[tuple[int, int, IndexText, str]]) -> None:
        """Forget articles."""
        connection.exec_driver_sql(_REMOVE, sorted(map(_build_row, entries)))


def _build_row(entry: tuple[int, int, IndexText, str]) -> tuple[int, str, str, str, str]:
    _, sort_key, text, facets = entry
    return sort_key, build_tokens(text.title), build_tokens(text.body), build_tokens(text.organisations), facets
