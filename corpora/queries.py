"""What is asked of the store and what it answers: plain frozen values, no database in sight.

For the shapes only. Days are ``datetime.date``; offsets count code points in the article's body, as in the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from nlp.record import Article, Figure, Kind, Place

Item = TypeVar("Item")
Status = Literal["new", "changed", "unchanged"]
Sort = Literal["newest", "relevance"]
ReviewOrder = Literal["confidence", "newest", "oldest"]
Interval = Literal["day", "week", "month", "quarter", "year"]
EventType = Literal["new", "changed", "corrected", "reviewed", "withdrawn"]

MAX_LIMIT = 1000
"""The most items of one page: a caller who wants more follows the cursor."""


@dataclass(frozen=True)
class PutResult:
    """What became of an article that was put; ``version`` is the one that holds now."""

    id: str
    status: Status
    version: int


@dataclass(frozen=True)
class Review:
    """An editor's decision; ``before`` is what held until then, filled by the store."""

    topics: tuple[str, ...]
    reviewer: str
    at: datetime
    note: str | None = None
    before: tuple[str, ...] = ()
    version: int = 0  # of the article that the editor saw, filled by the store


@dataclass(frozen=True)
class FigureCorrection:
    """What an editor corrects of a figure: fields with their right values, or that it is no figure at all."""

    figure_id: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    remove: bool = False


@dataclass(frozen=True)
class Passage:
    """A stretch of an article around what was searched; ``marks`` are offsets in ``text``."""

    field: Literal["title", "body"]
    start: int  # of ``text`` in the field
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class StoredArticle:
    """An article with what the store knows of it; ``review`` is the newest, of whatever version it was made."""

    article: Article
    version: int
    stored_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    review: Review | None = None
    reviewed: bool = False  # the review is of this text
    confidence: float = 1.0
    story: str = ""  # id of the first article of the same story
    passages: tuple[Passage, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """Codes of the topics that hold: the editor's where the review is of this text, else the classifier's."""
        if self.reviewed and self.review is not None:
            return self.review.topics
        return tuple(topic.code for topic in self.article.topics)


@dataclass(frozen=True)
class Version:
    """One version of an article and why it was made: a changed page, new annotations, an editor's correction."""

    article: Article
    version: int
    reason: Literal["new", "page", "annotations", "correction"]
    model: str | None
    stored_at: datetime


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items, where to go on, and how many there are in all.

    ``total`` is exact up to the store's counting limit; past it ``total_exact`` is false and there are more.
    """

    items: tuple[Item, ...]
    next_cursor: str | None
    total: int
    total_exact: bool = True


@dataclass(frozen=True)
class ArticleQuery:
    """Which articles, in what order. ``place`` is an adcode; a province or a city includes what lies in it."""

    q: str | None = None
    topic: str | None = None
    place: str | None = None
    source: str | None = None
    kind: Kind | None = None
    published_from: date | None = None
    published_to: date | None = None
    reviewed: bool | None = None
    sort: Sort = "newest"
    cursor: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class FigureQuery:
    """Which figures, newest article first; ``concept`` is a substring, ``audit="failed"`` those in a failed check."""

    concept: str | None = None
    unit: str | None = None
    kind: str | None = None
    topic: str | None = None
    place: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    minimum: float | None = None
    maximum: float | None = None
    audit: Literal["failed"] | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True)
class StoredFigure:
    """A figure with the article that it stands in."""

    figure: Figure
    article_id: str
    version: int
    title: str | None
    published: str | None
    place: Place | None
    sentence: str | None
    audit_failed: bool
    model: str | None


@dataclass(frozen=True)
class TrendQuery:
    """A series over time: ``measure`` is ``count``, ``share`` or ``sum:<concept>``.

    Without ``published_from`` or ``published_to`` the series begins or ends with the oldest or newest article of it.
    """

    topic: str | None = None
    place: str | None = None
    source: str | None = None
    interval: Interval = "month"
    measure: str = "count"
    published_from: date | None = None
    published_to: date | None = None
    unit: str | None = None  # for sums: figures of this unit only; default the commonest of the concept


@dataclass(frozen=True)
class TrendPoint:
    """One period, cut to the days that were asked for: ``articles`` were counted.

    ``query`` lists the articles; of a sum, ``figures`` lists the figures, among them those that were not added up.
    """

    period: str  # 2022-08-11, 2022-W32, 2022-08, 2022-Q3, 2022
    start: date
    end: date  # the last day
    value: float
    articles: int
    small_sample: bool
    burst: bool
    query: ArticleQuery
    figures: FigureQuery | None = None


@dataclass(frozen=True)
class Trend:
    """A series with how it was made: ``burst_method`` names and explains what marks a burst."""

    query: TrendQuery
    points: tuple[TrendPoint, ...]
    unit: str | None
    burst_method: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many articles have a value: a topic's code, a place's adcode, a source's or a kind's name."""

    key: str
    name: str
    count: int


@dataclass(frozen=True)
class Facets:
    """The articles of a query counted by what they may be narrowed by; most frequent first.

    ``articles`` were counted: all of the query where ``exact``, else its newest.
    """

    topics: tuple[Count, ...]
    places: tuple[Count, ...]
    sources: tuple[Count, ...]
    kinds: tuple[Count, ...]
    articles: int
    exact: bool


@dataclass(frozen=True)
class CrawlRun:
    """One run over one source: counts by outcome, errors as lines that name the address."""

    id: int
    source: str
    started_at: datetime
    finished_at: datetime | None
    status: str
    counts: Mapping[str, int] = field(default_factory=dict)
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CachedPage:
    """What the last visit of a page left behind, for a conditional request."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    article_id: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Event:
    """Something that happened to an article; ``id`` is stable and ``replaces`` is the entry that it supersedes."""

    seq: int
    id: str
    type: EventType
    article_id: str
    version: int
    at: datetime
    replaces: str | None


@dataclass(frozen=True)
class FigureChangeQuery:
    """Which entries of the feed: those after a number, in order, or with ``newest_first`` the last ones."""

    after: int = 0
    topic: str | None = None
    place: str | None = None
    concept: str | None = None
    unit: str | None = None
    kind: str | None = None
    newest_first: bool = False
    limit: int = 100


@dataclass(frozen=True)
class FigureChange:
    """An entry of the feed; ``found`` is the figure as it is now, or, where it was withdrawn, as it last was."""

    seq: int
    id: str
    type: Literal["new", "changed", "corrected", "withdrawn"]
    at: datetime
    replaces: str | None
    found: StoredFigure
