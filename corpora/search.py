"""Finding articles: a query becomes a question to the index, the answer is checked against the text.

For lists of articles. What each database is asked is in ``corpora.find_sqlite`` and ``corpora.find_postgresql``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy import Connection, Select, select

from corpora.articles import build_stored
from corpora.conditions import COUNT_LIMIT, check_limit, check_texts
from corpora.cursors import build_cursor, parse_cursor
from corpora.find_postgresql import PostgresqlFinder
from corpora.find_sqlite import SqliteFinder
from corpora.passages import build_passages
from corpora.preparation import build_heads, build_names
from corpora.queries import ArticleQuery, Page, StoredArticle
from corpora.schema import articles
from corpora.search_query import Searched, SearchQuery, holds, parse_search
from corpora.statements import match_any
from corpora.tallies import load_tally
from corpora.text_index import search_form
from nlp.errors import InputError
from nlp.record import Article

SORTS = ("newest", "relevance")

Fetch = Callable[[int, int | None, int], list[int]]
"""From a tier and a sort key below which to go on: the sort keys of the next articles, the highest first."""


class Finder(Protocol):
    """One query put to one database."""

    def fetch(self, tier: int, below: int | None, limit: int) -> list[int]:
        """Return the next sort keys of a tier, the highest first."""

    def select_keys(self, limit: int) -> Select[int]:
        """Select the highest sort keys."""

    def count(self, limit: int) -> int:
        """Count the articles, up to a limit."""


def find_articles(connection: Connection, query: ArticleQuery) -> Page[StoredArticle]:
    """List the articles that a query asks for.

    By relevance: those whose title holds all that was searched first, then the others, each newest first. A score of
    word frequencies would move with every article that comes in, and no cursor could hold its place.
    """
    check_limit(query.limit)
    check_texts(query)
    if query.sort not in SORTS:
        raise InputError(f"sort {query.sort!r} is unknown; pass one of {', '.join(SORTS)}")
    search = parse_query(query)
    ranked = query.sort == "relevance" and search is not None and bool(search.terms)
    purpose = "relevance" if ranked else "newest"
    tier, key = parse_cursor(query.cursor, purpose, (int, int)) if query.cursor is not None else (0, None)
    finder = open_finder(connection, query, search, ranked)
    found = _collect(connection, finder.fetch, search, (tier, key), query.limit + 1)
    shown = found[: query.limit]
    cursor = build_cursor(purpose, shown[-1][0], shown[-1][1]) if len(found) > query.limit else None
    items = tuple(_with_passages(item, search) for _, _, item in shown)
    total = find_total(connection, query)
    if total is not None:
        return Page(items, cursor, total)
    total = finder.count(COUNT_LIMIT + 1)
    return Page(items, cursor, min(total, COUNT_LIMIT), total <= COUNT_LIMIT)


def find_total(connection: Connection, query: ArticleQuery) -> int | None:
    """Return how many articles a query has where a running total tells: with one filter or none."""
    filters = {"topic": query.topic, "source": query.source, "kind": query.kind}
    given = {name: value for name, value in filters.items() if value is not None}
    rest = replace(query, topic=None, source=None, kind=None, sort="newest", cursor=None, limit=1)
    if len(given) > 1 or rest != ArticleQuery(limit=1):
        return None
    name, value = next(iter(given.items()), ("all", ""))
    return load_tally(connection, name, value)


def parse_query(query: ArticleQuery) -> SearchQuery | None:
    """Read what is searched; None where nothing is."""
    return parse_search(query.q) if query.q is not None and query.q.strip() else None


def open_finder(connection: Connection, query: ArticleQuery, search: SearchQuery | None, ranked: bool) -> Finder:
    """Return what asks the connection's database."""
    if connection.dialect.name == "sqlite":
        return SqliteFinder(connection, query, search, ranked)
    return PostgresqlFinder(connection, query, search, ranked)


def _collect(
    connection: Connection, fetch: Fetch, search: SearchQuery | None, start: tuple[int, int | None], wanted: int
) -> list[tuple[int, int, StoredArticle]]:
    found: list[tuple[int, int, StoredArticle]] = []
    tier, key = start
    while len(found) < wanted:
        asked = wanted - len(found)
        keys = fetch(tier, key, asked)
        found += [(tier, key, item) for key, item in _load(connection, keys) if _is_true(search, item.article)]
        if len(keys) == asked:
            key = keys[-1]
        elif tier == 0:
            tier, key = 1, None
        else:
            break
    return found


def _load(connection: Connection, keys: Sequence[int]) -> list[tuple[int, StoredArticle]]:
    if not keys:
        return []
    these = match_any(connection, articles.c.sort_key, keys)
    rows = connection.execute(select(articles).where(these).order_by(articles.c.sort_key.desc()))
    kept = rows.all()
    return list(zip([row.sort_key for row in kept], build_stored(connection, kept), strict=True))


def _is_true(search: SearchQuery | None, article: Article) -> bool:
    return search is None or holds(search, build_searched(article))


def build_searched(article: Article) -> Searched:
    """Return the texts of an article that are searched."""
    return Searched(search_form(build_heads(article)), search_form(article.body), search_form(build_names(article)))


def _with_passages(item: StoredArticle, search: SearchQuery | None) -> StoredArticle:
    return replace(item, passages=build_passages(item.article, search)) if search else item
