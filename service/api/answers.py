"""Answers: the shapes of what the API says beside the record itself, and how they come from what the store says.

Offsets count code points, as in the record. A figure or an article names the address where all of it is.
"""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from corpora.queries import StoredArticle, StoredFigure
from nlp.record import Article, Figure, Kind, Place
from service.web.current import build_current

PREFIX = "/api/v1"
EXCERPT = 120
"""Characters of an excerpt: three lines of a list."""


class Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(ser_json_inf_nan="null")


class TopicScore(Answer):
    """A topic that holds for an article."""

    code: str
    name: str
    score: float


class PassageAnswer(Answer):
    """A stretch of an article around what was searched; ``marks`` are offsets in ``text``."""

    field: str
    start: int
    text: str
    marks: list[tuple[int, int]]


class ArticleSummary(Answer):
    """An article as a list shows it."""

    id: str
    url: str
    title: str | None
    published: str | None
    place: Place | None
    source: str | None
    kind: Kind
    education: bool
    topics: list[TopicScore]
    figures: int = Field(description="How many figures the article has.")
    excerpt: str
    passages: list[PassageAnswer]
    version: int
    reviewed: bool
    story: str = Field(description="Id of the first article of the same story.")


class ArticlePage(Answer):
    """Some articles; ``total`` is exact unless ``total_exact`` is false, then there are more."""

    items: list[ArticleSummary]
    next_cursor: str | None
    total: int
    total_exact: bool


class ArticleReference(Answer):
    """The article that a figure stands in."""

    id: str
    url: str
    title: str | None
    published: str | None
    place: Place | None


class FigureAnswer(Figure):
    """A figure with its article, its sentence, whether it contradicts another, and the model of the article."""

    article: ArticleReference
    sentence: str | None
    audit_failed: bool
    model: str | None


class FigurePage(Answer):
    """Some figures; ``total`` is exact unless ``total_exact`` is false, then there are more."""

    items: list[FigureAnswer]
    next_cursor: str | None
    total: int
    total_exact: bool


class Records(Answer):
    """Records, one an article."""

    records: list[Article]


class Stored(Answer):
    """What became of an article that was put."""

    id: str
    url: str
    status: str
    version: int


class StoredList(Answer):
    """What became of the articles of an input."""

    items: list[Stored]


class ReviewAnswer(Answer):
    """An editor's decision and what held before it."""

    topics: list[str]
    reviewer: str
    at: datetime
    note: str | None
    before: list[str]
    version: int


def name_article_url(article_id: str) -> str:
    """Return the address of an article in the API."""
    return f"{PREFIX}/articles/{article_id}"


def build_summary(stored: StoredArticle) -> ArticleSummary:
    """Shorten an article for a list."""
    article = build_current(stored)
    return ArticleSummary(
        id=article.id,
        url=name_article_url(article.id),
        title=article.title,
        published=article.published,
        place=article.place,
        source=article.source.name,
        kind=article.kind,
        education=article.education,
        topics=[TopicScore(code=one.code, name=one.name, score=one.score) for one in article.topics],
        figures=len(article.figures),
        excerpt=article.body[:EXCERPT],
        passages=[
            PassageAnswer(field=one.field, start=one.start, text=one.text, marks=list(one.marks))
            for one in stored.passages
        ],
        version=stored.version,
        reviewed=stored.reviewed,
        story=stored.story,
    )


def build_figure(stored: StoredFigure) -> FigureAnswer:
    """Put a figure beside its article."""
    url = name_article_url(stored.article_id)
    article: dict[str, Any] = {"id": stored.article_id, "url": url, "title": stored.title}
    reference = ArticleReference(**article, published=stored.published, place=stored.place)
    return FigureAnswer(
        **stored.figure.model_dump(),
        article=reference,
        sentence=stored.sentence,
        audit_failed=stored.audit_failed,
        model=stored.model,
    )
