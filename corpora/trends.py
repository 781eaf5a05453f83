"""Series over time and counts by topic, place, source and kind, worked out in the database.

For numbers of articles and sums of figures. A sum counts no figure twice: only ``whole`` figures (``corpora.figures``)
and each value of a story once, however many sites carry it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, distinct, func, or_, select

from corpora.bursts import BURST_METHOD, find_bursts
from corpora.conditions import check_texts, match_days, match_place
from corpora.figures import select_concepts
from corpora.periods import Period, build_bucket, iter_periods
from corpora.queries import ArticleQuery, Count, FigureQuery, Interval, Trend, TrendPoint, TrendQuery
from corpora.schema import article_topics, articles, figures
from corpora.statements import match_any
from corpora.tallies import load_tallies
from nlp.errors import InputError
from nlp.topics import TOPICS, check_topic

SMALL_SAMPLE = 5
"""Fewer articles than this in a period are marked: one more or less moves such a value by a fifth and more."""

SUM = "sum:"

Summed = Callable[[Any], list[ColumnElement[bool]]]
"""From the table of figures, or another name of it, to the conditions on what is added up."""


def count_topics(connection: Connection) -> list[Count]:
    """Count the articles of every topic, those with none as well, in the guideline's order."""
    found = load_tallies(connection, "topic")
    return [Count(code, name, found.get(code, 0)) for code, name in TOPICS.items()]


def count_dimension(connection: Connection, dimension: str) -> list[Count]:
    """Count the articles of every place (by its code) or source that has any, most first."""
    return [Count(key, key, number) for key, number in load_tallies(connection, dimension).items()]


def build_trend(connection: Connection, query: TrendQuery) -> Trend:
    """Work out a series; periods without an article are zero.

    Raises:
        InputError: an unknown topic, place, interval or measure, or a range that runs backwards.
    """
    check_texts(query)
    if query.topic is not None:
        check_topic(query.topic)
    counts = _run_counts(connection, query, query.topic)
    days = sorted(counts)
    unit = None
    values: dict[int, float] = dict(counts)
    if query.measure == "share":
        values = _build_shares(query, counts, _run_counts(connection, query, None))
    elif query.measure.startswith(SUM) and len(query.measure) > len(SUM):
        unit, counts, values = _run_sums(connection, query, query.measure[len(SUM) :])
    elif query.measure != "count":
        raise InputError(f"measure {query.measure!r} is unknown; pass count, share or sum:<concept> such as sum:志愿者")
    if query.measure != "share":
        values = _fold(values, query.interval)
    periods = list(iter_periods(query.interval, query.published_from, query.published_to, days))
    points = _build_points(query, periods, _fold(counts, query.interval), values)
    return Trend(query, tuple(_with_queries(point, query, unit) for point in points), unit, BURST_METHOD)


def _fold(daily: Mapping[int, float], interval: Interval) -> dict[int, float]:
    buckets: dict[int, float] = {}
    for day, number in daily.items():
        bucket = build_bucket(day, interval)
        buckets[bucket] = buckets.get(bucket, 0) + number
    return buckets


def _build_shares(query: TrendQuery, part: dict[int, int], whole: dict[int, int]) -> dict[int, float]:
    parts, wholes = _fold(part, query.interval), _fold(whole, query.interval)
    return {bucket: number / wholes[bucket] for bucket, number in parts.items()}


def _build_points(
    query: TrendQuery, periods: Sequence[Period], counts: Mapping[int, float], values: Mapping[int, float]
) -> tuple[TrendPoint, ...]:
    numbers = [int(counts.get(period.bucket, 0)) for period in periods]
    return tuple(
        TrendPoint(
            period=period.name,
            start=max(period.start, query.published_from or period.start),
            end=min(period.end, query.published_to or period.end),
            value=float(values.get(period.bucket, 0)),
            articles=number,
            small_sample=number < SMALL_SAMPLE,
            burst=burst,
            query=ArticleQuery(topic=query.topic, place=query.place, source=query.source),
        )
        for period, number, burst in zip(periods, numbers, find_bursts(numbers), strict=True)
    )


def _with_queries(point: TrendPoint, query: TrendQuery, unit: str | None) -> TrendPoint:
    found = replace(point.query, published_from=point.start, published_to=point.end)
    if not query.measure.startswith(SUM):
        return replace(point, query=found)
    listed = FigureQuery(
        concept=query.measure[len(SUM) :],
        unit=unit,
        topic=query.topic,
        place=query.place,
        published_from=point.start,
        published_to=point.end,
    )
    return replace(point, query=found, figures=listed)


def _run_counts(connection: Connection, query: TrendQuery, topic: str | None) -> dict[int, int]:
    # First by day, which the index delivers in order, then by period: the database sorts 3,650 rows, not a million.
    source: Any = articles if topic is None else article_topics
    conditions = [source.c.day > 0, match_days(source.c.day, query.published_from, query.published_to)]
    if topic is not None:
        conditions.append(article_topics.c.topic == topic)
    else:
        conditions.append(articles.c.withdrawn_at.is_(None))
    if query.place is not None:
        conditions.append(match_place(source.c.adcode, query.place))
    if query.source is not None:
        conditions.append(source.c.source == query.source)
    daily = select(source.c.day, func.count().label("number")).where(and_(*conditions)).group_by(source.c.day)
    return {row[0]: row[1] for row in connection.execute(daily)}


def _run_sums(
    connection: Connection, query: TrendQuery, concept: str
) -> tuple[str | None, dict[int, int], dict[int, float]]:
    pks = list(connection.execute(select_concepts(concept)).scalars())
    summed = partial(_select_summed, connection, query, pks)
    statement = (
        select(figures.c.unit, figures.c.day, func.sum(figures.c.value), func.count(distinct(figures.c.article_pk)))
        .where(*summed(figures), _is_first(summed))
        .group_by(figures.c.unit, figures.c.day)
    )
    if query.unit is not None:
        statement = statement.where(figures.c.unit == query.unit)
    rows = connection.execute(statement).all()
    often = Counter[str]()
    for found, _, _, number in rows:
        often[found] += number
    unit = query.unit or next(iter(sorted(often, key=lambda name: (-often[name], name))), None)
    chosen = [row for row in rows if row[0] == unit]
    return unit, {day: number for _, day, _, number in chosen}, {day: total for _, day, total, _ in chosen}


def _select_summed(
    connection: Connection, query: TrendQuery, pks: Sequence[int], source: Any
) -> list[ColumnElement[bool]]:
    named = match_any(connection, source.c.concept_pk, pks)
    conditions: list[ColumnElement[bool]] = [named, source.c.role == "whole", source.c.day > 0]
    conditions.append(match_days(source.c.day, query.published_from, query.published_to))
    if query.place is not None:
        conditions.append(match_place(source.c.adcode, query.place))
    if query.topic is not None:
        tagged = select(article_topics.c.article_pk).where(article_topics.c.topic == query.topic)
        conditions.append(source.c.article_pk.in_(tagged))
    if query.source is not None:
        printed = select(articles.c.pk).where(articles.c.source == query.source)
        conditions.append(source.c.article_pk.in_(printed))
    return conditions


def _is_first(summed: Summed) -> ColumnElement[bool]:
    # Only an article that follows another in its story can say a figure again; the others are not looked up.
    earlier = figures.alias("earlier")
    same_story = select(articles.c.pk).where(articles.c.story == figures.c.story, articles.c.pk < figures.c.article_pk)
    said = (
        select(earlier.c.pk)
        .where(
            earlier.c.article_pk.in_(same_story.correlate(figures)),
            earlier.c.concept_pk == figures.c.concept_pk,
            earlier.c.value == figures.c.value,
            earlier.c.unit == figures.c.unit,
            *summed(earlier),
        )
        .correlate(figures)
    )
    return or_(figures.c.story == figures.c.article_pk, ~said.exists())
