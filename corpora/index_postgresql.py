"""The search index in PostgreSQL: the pairs of each article in ``tsvector`` columns, beside the text that is rechecked.

A ``tsvector`` with positions holds 16,383 of them and 256 a word, so a long article or a repetitive one would lose some.
Ours hold none: a GIN index does not use positions anyway, and whether the pairs of a term stand one after the other is
decided on the text (``strpos``), in the same row. What is left is the limit of a megabyte, hence chunks.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from corpora.preparation import IndexText
from corpora.statements import copy_rows
from corpora.text_index import build_lexemes, search_form

CHUNK = 20_000
"""Characters a chunk: at most 20,000 different pairs of 10 bytes, far below PostgreSQL's megabyte."""

OVERLAP = 500
"""Characters that a chunk shares with the next, so that no term is cut: a query is no longer (``MAX_QUERY``)."""

_COLUMNS = ("sort_key", "chunk", "title", "body", "organisations", "title_pairs", "body_pairs", "organisation_pairs")
_REMOVE = text("DELETE FROM article_chunks WHERE sort_key = :sort_key")


class PostgresqlIndex:
    """Keeps articles in ``article_chunks``."""

    def add(self, connection: Connection, entries: Sequence[tuple[int, int, IndexText, str]]) -> None:
        """Index articles; the filters are columns of ``articles`` and not repeated here."""
        rows = (row for _, sort_key, found, _ in entries for row in _iter_rows(sort_key, found))
        copy_rows(connection, "article_chunks", _COLUMNS, rows)

    def remove(self, connection: Connection, entries: Sequence[tuple[int, int, IndexText, str]]) -> None:
        """Forget articles."""
        connection.execute(_REMOVE, [{"sort_key": sort_key} for _, sort_key, _, _ in entries])


def _iter_rows(sort_key: int, found: IndexText) -> Iterator[tuple[int | str, ...]]:
    parts = [_prepare(part) for part in (found.title, found.body, found.organisations)]
    length = max(1, *map(len, parts))
    for chunk, start in enumerate(range(0, length, CHUNK)):
        cut = [part[start : start + CHUNK + OVERLAP] for part in parts]
        yield (sort_key, chunk, *cut, *map(build_lexemes, cut))


def _prepare(part: str) -> str:
    # PostgreSQL keeps no NUL; nobody searches one.
    return search_form(part).replace("\x00", " ")
