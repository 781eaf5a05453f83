"""The search index behind one protocol, for two databases.

For choosing the engine of a connection. How each keeps and asks its index: ``corpora.index_sqlite`` and
``corpora.index_postgresql``.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from corpora.index_postgresql import PostgresqlIndex
from corpora.index_sqlite import SqliteIndex
from corpora.preparation import IndexText

Entry = tuple[int, int, IndexText, str]
"""An article's number, its sort key, its texts and its facets."""


class SearchIndex(Protocol):
    """What keeps the text of articles searchable."""

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index articles."""

    def remove(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Forget articles; the entries must be as they were added."""


def open_index(connection: Connection) -> SearchIndex:
    """Return the index of a connection's database."""
    return SqliteIndex() if connection.dialect.name == "sqlite" else PostgresqlIndex()
