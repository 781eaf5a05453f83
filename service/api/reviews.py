"""Reviews: an editor's decision on the topics of an article, and the queue of what waits for one.

Two editors of one article do not overwrite each other: a decision names the state that its editor saw (If-Match).
"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from corpora.queries import Review, ReviewOrder, StoredArticle
from corpora.store import Store
from nlp.errors import ConflictError
from service.api.answers import Answer, ArticleSummary, ReviewAnswer, build_summary
from service.api.articles import ArticleId
from service.api.examples import REVIEW_EXAMPLE, describe
from service.web.current import build_etag, matches
from service.web.parameters import Limit, TopicCode
from service.web.problems import ProblemError, name_parameter
from service.web.resources import StoreOfApp

router = APIRouter(tags=["review"])

IfMatch = Annotated[str | None, Header(description="ETag of the article as the editor saw it; required.")]


class ReviewRequest(BaseModel):
    """An editor's decision: the topics that hold, all of them, and whose decision it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [REVIEW_EXAMPLE]})

    topics: list[TopicCode] = Field(max_length=20, description="Codes of all topics that hold; [] for none.")
    reviewer: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$", description="Who decides.")
    note: str | None = Field(None, max_length=2000, pattern=r"^[^\x00]*$", description="Why.")


class ReviewState(Answer):
    """What holds of an article's topics and how it came about, the oldest decision first."""

    article: str
    version: int
    topics: list[str]
    reviewed: bool
    history: list[ReviewAnswer]


class ReviewQueue(Answer):
    """Articles that wait for an editor."""

    items: list[ArticleSummary]


class QueueFilter(BaseModel):
    """Which articles of the queue."""

    model_config = ConfigDict(extra="forbid")

    order: ReviewOrder = Field(
        "confidence", description="Which first: least sure, newest, oldest.", examples=["confidence"]
    )
    limit: Limit = Field(20, description="Articles at most.", examples=[20])


@router.get("/review/next")
def list_queue(wanted: Annotated[QueueFilter, Query()], store: StoreOfApp) -> ReviewQueue:
    """List the articles that wait for an editor, by default those that the classifier is least sure of first."""
    return ReviewQueue(items=[build_summary(item) for item in store.next_for_review(wanted.limit, wanted.order)])


@router.get("/articles/{article_id}/review")
def get_review(article_id: ArticleId, response: Response, store: StoreOfApp) -> ReviewState:
    """Return the topics that hold and all decisions; the ETag is the one that a decision must name."""
    return _answer(store.get_article(article_id), response, store)


@router.put("/articles/{article_id}/review", responses=describe("The decision holds.", {}))
def put_review(
    article_id: ArticleId, wanted: ReviewRequest, response: Response, store: StoreOfApp, if_match: IfMatch = None
) -> ReviewState:
    """Let an editor's topics hold: 428 without If-Match, 412 where the article changed since the editor read it."""
    stored = store.get_article(article_id)
    etag = build_etag(stored)
    if if_match is None:
        expected = f"the ETag of the article as it was read; it is {etag} now"
        raise ProblemError(
            428, "precondition-required", f"If-Match: {expected}", [name_parameter("If-Match", expected, "header")]
        )
    if not matches(if_match, etag):
        raise ConflictError(f"article {article_id} was changed meanwhile, it is at {etag}: read it again, then decide")
    review = Review(tuple(wanted.topics), wanted.reviewer.strip(), datetime.now(UTC), wanted.note)
    store.put_review(article_id, review, stored.version)
    return _answer(store.get_article(article_id), response, store)


def _answer(stored: StoredArticle, response: Response, store: Store) -> ReviewState:
    response.headers["ETag"] = build_etag(stored)
    history = [
        ReviewAnswer(
            topics=list(one.topics),
            reviewer=one.reviewer,
            at=one.at,
            note=one.note,
            before=list(one.before),
            version=one.version,
        )
        for one in store.list_reviews(stored.article.id)
    ]
    return ReviewState(
        article=stored.article.id,
        version=stored.version,
        topics=list(stored.topics),
        reviewed=stored.reviewed,
        history=history,
    )
