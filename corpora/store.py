"""The article store: open it, put articles in, ask it.

The one door to the database for everything above this layer: each method is one transaction. What a method does is
in the module named after its subject: ``articles``, ``search``, ``figures``, ``trends``, ``reviews``, ``runs`` …
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine, text

from corpora import articles as kept
from corpora import backup as copies
from corpora import changes, editing, events, facets, figures, reviews, runs, search, trends
from corpora.database import begin, open_engine, read
from corpora.preparation import prepare
from corpora.queries import (
    MAX_LIMIT,
    ArticleQuery,
    CachedPage,
    Count,
    CrawlRun,
    Event,
    Facets,
    FigureChange,
    FigureChangeQuery,
    FigureCorrection,
    FigureQuery,
    Page,
    PutResult,
    Review,
    ReviewOrder,
    StoredArticle,
    StoredFigure,
    Trend,
    TrendQuery,
    Version,
)
from corpora.stories import select_story
from nlp.record import Article


def open_store(url: str) -> "Store":
    """Open a store by its database URL; the first use makes it, later ones bring it up to date.

    Raises:
        InputError: the URL is none, or names an unknown database.
        StoreError: the database cannot be opened or is no store.
    """
    return Store(open_engine(url))


class Store:
    """Articles with their versions, annotations, figures and reviews; safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def check(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            StoreError: it gives none.
        """
        with read(self._engine) as connection:
            connection.execute(text("SELECT 1 FROM articles LIMIT 1"))

    def put_article(self, article: Article, now: datetime) -> PutResult:
        """Keep an article, unless it says what is kept already."""
        return self.put_articles([article], now)[0]

    def put_articles(self, batch: Iterable[Article], now: datetime) -> list[PutResult]:
        """Keep articles in one transaction: all of them or, on an error, none."""
        prepared = [prepare(article) for article in batch]
        with begin(self._engine) as connection:
            return kept.put_prepared(connection, prepared, now)

    def get_article(self, article_id: str) -> StoredArticle:
        """Return an article as it is now, withdrawn or not.

        Raises:
            NotFoundError: there is none of this id.
        """
        with read(self._engine) as connection:
            return kept.get_article(connection, article_id)

    def list_versions(self, article_id: str) -> list[Version]:
        """Return all versions of an article, the oldest first."""
        with read(self._engine) as connection:
            return kept.list_versions(connection, article_id)

    def withdraw_article(self, article_id: str, now: datetime) -> None:
        """Mark an article as vanished; it stays readable by its id, and putting it again brings it back."""
        with begin(self._engine) as connection:
            kept.withdraw_article(connection, article_id, now)

    def find_articles(self, query: ArticleQuery) -> Page[StoredArticle]:
        """List the articles that a query asks for.

        Raises:
            InputError: a part of the query cannot be used; the message says which and what would be right.
        """
        with read(self._engine) as connection:
            return search.find_articles(connection, query)

    def find_figures(self, query: FigureQuery) -> Page[StoredFigure]:
        """List the figures that a query asks for, those of the newest article first."""
        with read(self._engine) as connection:
            return figures.find_figures(connection, query)

    def count_topics(self) -> list[Count]:
        """Count the articles of each topic, in the guideline's order."""
        with read(self._engine) as connection:
            return trends.count_topics(connection)

    def count_places(self) -> list[Count]:
        """Count the articles of each district, most first."""
        with read(self._engine) as connection:
            return trends.count_dimension(connection, "place")

    def count_sources(self) -> list[Count]:
        """Count the articles of each source, most first."""
        with read(self._engine) as connection:
            return trends.count_dimension(connection, "source")

    def count_facets(self, query: ArticleQuery) -> Facets:
        """Count the articles of a query by topic, place, source and kind."""
        with read(self._engine) as connection:
            return facets.count_facets(connection, query)

    def iter_articles(self, query: ArticleQuery) -> Iterator[StoredArticle]:
        """Yield every article of a query, a page at a time, so that no export holds a transaction open."""
        cursor: str | None = query.cursor
        while True:
            page = self.find_articles(replace(query, cursor=cursor, limit=MAX_LIMIT))
            yield from page.items
            if page.next_cursor is None:
                return
            cursor = page.next_cursor

    def trends(self, query: TrendQuery) -> Trend:
        """Work out a series over time; periods with nothing are zero."""
        with read(self._engine) as connection:
            return trends.build_trend(connection, query)

    def put_review(self, article_id: str, review: Review, expected_version: int) -> int:
        """Keep an editor's decision on the version that they saw; return that version.

        Raises:
            ConflictError: the article has changed since.
            NotFoundError: there is no such article.
            UnknownTopicError: the guideline does not have one of the topics.
        """
        review = reviews.check_review(review)
        with begin(self._engine) as connection:
            return editing.put_review(connection, article_id, review, expected_version)

    def put_corrections(
        self, article_id: str, corrections: Iterable[FigureCorrection], now: datetime, expected_version: int
    ) -> int:
        """Keep an editor's corrections of figures as a new version; return its number.

        Raises:
            ConflictError: the article has changed since.
            InputError: a figure or a field is not there to correct.
        """
        with begin(self._engine) as connection:
            return editing.put_corrections(connection, article_id, list(corrections), now, expected_version)

    def list_reviews(self, article_id: str) -> list[Review]:
        """Return all reviews of an article, the oldest first."""
        with read(self._engine) as connection:
            return reviews.list_reviews(connection, kept.find_row(connection, article_id).pk)

    def next_for_review(self, limit: int = 20, order: ReviewOrder = "confidence") -> list[StoredArticle]:
        """Return articles that wait for an editor; by ``confidence`` those the classifier is least sure of first."""
        with read(self._engine) as connection:
            return kept.build_stored(connection, connection.execute(reviews.select_queue(order, limit)))

    def list_events(self, after: int = 0, limit: int = 100) -> list[Event]:
        """Return what happened after an event's number, in order; follow it to miss nothing."""
        with read(self._engine) as connection:
            return events.list_events(connection, after, limit)

    def list_figure_changes(self, query: FigureChangeQuery) -> list[FigureChange]:
        """Return what happened to figures: the entries of the feed of extracted statistics."""
        with read(self._engine) as connection:
            return changes.list_figure_changes(connection, query)

    def list_story(self, article_id: str) -> list[StoredArticle]:
        """Return the articles that tell the same story, the earliest first, this one included unless withdrawn."""
        with read(self._engine) as connection:
            story = kept.find_row(connection, article_id).story
            return kept.build_stored(connection, connection.execute(select_story(story)))

    def start_crawl_run(self, source: str, now: datetime) -> int:
        """Write down that a run over a source begins; return its number."""
        with begin(self._engine) as connection:
            return runs.start_crawl_run(connection, source, now)

    def finish_crawl_run(
        self, run: int, now: datetime, status: str, counts: Mapping[str, int], errors: Sequence[str] = ()
    ) -> None:
        """Write down how a run ended: ``status`` is done, failed or stopped."""
        with begin(self._engine) as connection:
            runs.finish_crawl_run(connection, run, status, counts, errors, now)

    def list_crawl_runs(self, source: str | None = None, limit: int = 50) -> list[CrawlRun]:
        """Return the runs, the newest first."""
        with read(self._engine) as connection:
            return runs.list_crawl_runs(connection, source, limit)

    def remember_page(self, page: CachedPage, now: datetime) -> None:
        """Keep what the visit of a page left behind."""
        with begin(self._engine) as connection:
            runs.remember_page(connection, replace(page, seen_at=now), now)

    def last_seen(self, url: str) -> CachedPage | None:
        """Return what the last visit of a page left behind, None if there was none."""
        with read(self._engine) as connection:
            return runs.last_seen(connection, url)

    def backup(self, path: Path | str) -> Path:
        """Copy the store to a file while it is in use."""
        return copies.backup(self._engine, path)
