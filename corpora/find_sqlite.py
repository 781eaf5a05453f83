"""Asking SQLite: every filter and every term in one FTS5 expression.

The filters are words of the index too (``facets``), so topic ∧ place ∧ text is one walk over sorted lists.
"""

from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    column,
    func,
    select,
    table,
    text,
)

from corpora.conditions import match_sort_days, parse_place
from corpora.queries import ArticleQuery
from corpora.schema import articles
from corpora.search_query import Clause, SearchQuery, Term
from corpora.text_index import build_facet, build_phrase

_COLUMNS = {"any": "{title body}", "title": "title", "org": "organisations"}
_INDEX = table("article_index", column("rowid", Integer))
_MATCHES = text("article_index MATCH :expression")


class SqliteFinder:
    """One query, asked of ``article_index``, or of ``articles`` where nothing is filtered."""

    def __init__(self, connection: Connection, query: ArticleQuery, search: SearchQuery | None, ranked: bool) -> None:
        self._connection = connection
        self._query = query
        self._filters = build_filters(query)
        self._text = build_expression(search) if search else None
        self._title = build_expression(search.in_title()) if search and ranked else None

    def fetch(self, tier: int, below: int | None, limit: int) -> list[int]:
        """Return the next sort keys; tier 0 are the articles whose title matches, where that matters, 1 the others."""
        if self._title is None and tier == 1:
            return []
        return list(self._connection.execute(self._select(self._build(tier), below).limit(limit)).scalars())

    def select_keys(self, limit: int) -> Select[int]:
        """Select the highest sort keys."""
        return self._select(self._build(None), None).limit(limit)

    def count(self, limit: int) -> int:
        """Count the articles, up to a limit."""
        found = self._select(self._build(None), None).order_by(None).limit(limit).subquery()
        return self._connection.execute(select(func.count()).select_from(found)).scalar_one()

    def _select(self, expression: str | None, below: int | None) -> Select[int]:
        keys: Any = articles.c.sort_key if expression is None else _INDEX.c.rowid
        statement = (
            select(keys)
            .where(*match_sort_days(keys, self._query.published_from, self._query.published_to))
            .order_by(keys.desc())
        )
        if below is not None:
            statement = statement.where(keys < below)
        if expression is None:
            return statement.where(articles.c.withdrawn_at.is_(None))
        return statement.where(_MATCHES.bindparams(expression=expression))

    def _build(self, tier: int | None) -> str | None:
        parts = [part for part in (self._filters, self._text) if part]
        if not parts:
            return None
        expression = " AND ".join(parts)
        if self._title is None or tier is None:
            return expression
        return f"({expression}) {'AND' if tier == 0 else 'NOT'} {self._title}"


def build_filters(query: ArticleQuery) -> str:
    """Return the FTS5 expression of a query's filters, ``""`` for none."""
    words = [
        build_facet(name, value)
        for name, value in (("topic", query.topic), ("source", query.source), ("kind", query.kind))
        if value is not None
    ]
    if query.place is not None:
        words.append(build_facet("place", parse_place(query.place)))
    if query.reviewed is not None:
        words.append(build_facet("reviewed", str(int(query.reviewed))))
    return " AND ".join(f'(facets : "{word}")' for word in words)


def build_expression(search: SearchQuery) -> str:
    """Return the FTS5 expression of what is searched."""
    return "(" + " OR ".join(_build_clause(clause) for clause in search.clauses) + ")"


def _build_clause(clause: Clause) -> str:
    wanted = " AND ".join(map(_build_term, clause.wanted)) or f'(facets : "{build_facet("all", "")}")'
    if not clause.unwanted:
        return f"({wanted})"
    return f"(({wanted}) NOT ({' OR '.join(map(_build_term, clause.unwanted))}))"


def _build_term(term: Term) -> str:
    return f"({_COLUMNS[term.field]} : {build_phrase(term.text)})"
