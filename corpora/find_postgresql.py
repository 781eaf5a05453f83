"""Asking PostgreSQL: filters by columns, terms by the pairs and then the text of ``article_chunks``."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from corpora.conditions import match_days, match_place
from corpora.queries import ArticleQuery
from corpora.schema import article_topics, articles
from corpora.search_query import Clause, SearchQuery, Term
from corpora.text_index import build_lexeme_query

_CHUNKS = table(
    "article_chunks",
    column("sort_key", BigInteger),
    column("title", Text),
    column("body", Text),
    column("organisations", Text),
    column("title_pairs", TSVECTOR),
    column("body_pairs", TSVECTOR),
    column("organisation_pairs", TSVECTOR),
)
_FIELDS = {
    "any": (("title", "title_pairs"), ("body", "body_pairs")),
    "title": (("title", "title_pairs"),),
    "org": (("organisations", "organisation_pairs"),),
}


class PostgresqlFinder:
    """One query, asked of ``articles`` and ``article_chunks``."""

    def __init__(self, connection: Connection, query: ArticleQuery, search: SearchQuery | None, ranked: bool) -> None:
        self._connection = connection
        self._conditions = build_conditions(query)
        if search is not None:
            self._conditions.append(_match_search(search))
        self._title = _match_search(search.in_title()) if search is not None and ranked else None

    def fetch(self, tier: int, below: int | None, limit: int) -> list[int]:
        """Return the next sort keys; tier 0 are the articles whose title matches, where that matters, 1 the others."""
        if self._title is None and tier == 1:
            return []
        statement = select(articles.c.sort_key).where(*self._conditions)
        if self._title is not None:
            statement = statement.where(self._title if tier == 0 else ~self._title)
        if below is not None:
            statement = statement.where(articles.c.sort_key < below)
        ordered = statement.order_by(articles.c.sort_key.desc()).limit(limit)
        return list(self._connection.execute(ordered).scalars())

    def select_keys(self, limit: int) -> Select[int]:
        """Select the highest sort keys."""
        found = select(articles.c.sort_key).where(*self._conditions)
        return found.order_by(articles.c.sort_key.desc()).limit(limit)

    def count(self, limit: int) -> int:
        """Count the articles, up to a limit."""
        found = select(articles.c.pk).where(*self._conditions).limit(limit).subquery()
        return self._connection.execute(select(func.count()).select_from(found)).scalar_one()


def build_conditions(query: ArticleQuery) -> list[ColumnElement[bool]]:
    """Return the conditions of a query's filters."""
    conditions: list[ColumnElement[bool]] = [articles.c.withdrawn_at.is_(None)]
    if query.topic is not None:
        tagged = select(article_topics.c.article_pk).where(article_topics.c.topic == query.topic)
        conditions.append(articles.c.pk.in_(tagged))
    if query.place is not None:
        conditions.append(match_place(articles.c.adcode, query.place))
    if query.source is not None:
        conditions.append(articles.c.source == query.source)
    if query.kind is not None:
        conditions.append(articles.c.kind == query.kind)
    if query.reviewed is not None:
        conditions.append(articles.c.reviewed.is_(query.reviewed))
    conditions.append(match_days(articles.c.day, query.published_from, query.published_to))
    return conditions


def _match_search(search: SearchQuery) -> ColumnElement[bool]:
    return or_(*(_match_clause(clause) for clause in search.clauses))


def _match_clause(clause: Clause) -> ColumnElement[bool]:
    wanted = [articles.c.sort_key.in_(_select_term(term)) for term in clause.wanted]
    unwanted = [articles.c.sort_key.not_in(_select_term(term)) for term in clause.unwanted]
    return and_(*wanted, *unwanted)


def _select_term(term: Term) -> Select[Any]:
    pairs = cast(bindparam(None, build_lexeme_query(term.text), Text), TSQUERY)
    matches = [
        and_(_CHUNKS.c[pairs_name].bool_op("@@")(pairs), func.strpos(_CHUNKS.c[name], term.text) > 0)
        for name, pairs_name in _FIELDS[term.field]
    ]
    return select(_CHUNKS.c.sort_key).where(or_(*matches))
