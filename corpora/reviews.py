"""Editors' decisions: who said what when, and what held before.

For reviews and the queue of what to review. Learning from them is the business of ``models``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from corpora.queries import Review, ReviewOrder
from corpora.schema import articles, reviews
from corpora.statements import match_any
from nlp.errors import InputError
from nlp.topics import check_topic


def load_reviews(connection: Connection, pks: Sequence[int]) -> dict[int, Review]:
    """Return the newest review of each article that has one."""
    if not pks:
        return {}
    theirs = match_any(connection, reviews.c.article_pk, pks)
    latest = select(func.max(reviews.c.pk)).where(theirs).group_by(reviews.c.article_pk)
    rows = connection.execute(select(reviews).where(reviews.c.pk.in_(latest)))
    return {row.article_pk: _build(row) for row in rows}


def list_reviews(connection: Connection, pk: int) -> list[Review]:
    """Return every review of an article, the oldest first."""
    rows = connection.execute(select(reviews).where(reviews.c.article_pk == pk).order_by(reviews.c.pk))
    return [_build(row) for row in rows]


def _build(row: Row[Any]) -> Review:
    return Review(
        topics=tuple(row.topics),
        reviewer=row.reviewer,
        at=row.at,
        note=row.note,
        before=tuple(row.before),
        version=row.article_version,
    )


def check_review(review: Review) -> Review:
    """Refuse a review with an unknown topic or nobody's name; a topic named twice counts once."""
    for topic in review.topics:
        check_topic(topic)
    if not review.reviewer.strip():
        raise InputError("a review needs the name of its reviewer; pass reviewer")
    return replace(review, topics=tuple(dict.fromkeys(review.topics)))


def keep_review(connection: Connection, row: Row[Any], review: Review, before: Mapping[str, float]) -> None:
    """Write a review down beside what held until then."""
    connection.execute(
        insert(reviews).values(
            article_pk=row.pk,
            article_version=row.version,
            reviewer=review.reviewer,
            at=review.at,
            topics=list(review.topics),
            before=list(before),
            note=review.note,
        )
    )


def select_queue(order: ReviewOrder, limit: int) -> Select[Any]:
    """Select the articles that no editor has seen in their present text."""
    orders = {
        "confidence": (articles.c.confidence, articles.c.pk),
        "newest": (articles.c.sort_key.desc(),),
        "oldest": (articles.c.sort_key,),
    }
    if order not in orders:
        raise InputError(f"order {order!r} is unknown; pass one of {', '.join(orders)}")
    waiting = select(articles).where(articles.c.reviewed.is_(False), articles.c.withdrawn_at.is_(None))
    return waiting.order_by(*orders[order]).limit(limit)
