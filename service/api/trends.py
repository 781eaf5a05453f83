"""``/trends``: a topic, or a figure's sum, over time."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import Field

from corpora.queries import Interval, Trend, TrendPoint
from service.api.answers import PREFIX, Answer
from service.web.parameters import TrendFilter, build_parameters
from service.web.resources import StoreOfApp

router = APIRouter(prefix="/trends", tags=["trends"])


class PointAnswer(Answer):
    """One period; ``articles_url`` lists the articles that were counted."""

    period: str
    start: date
    end: date
    value: float
    articles: int
    small_sample: bool
    burst: bool
    articles_url: str


class TrendAnswer(Answer):
    """A series; periods with nothing are there with value 0."""

    topic: str | None
    place: str | None
    source: str | None
    interval: Interval
    measure: str
    unit: str | None
    points: list[PointAnswer]
    burst_method: str = Field(description="What marks a burst.")
    notes: list[str]


@router.get("")
def get_trend(wanted: Annotated[TrendFilter, Query()], store: StoreOfApp) -> TrendAnswer:
    """Return a series over time with bursts marked."""
    return build_trend_answer(store.trends(wanted.build_query()))


def build_trend_answer(trend: Trend) -> TrendAnswer:
    """Turn the store's series into the answer."""
    query = trend.query
    return TrendAnswer(
        topic=query.topic,
        place=query.place,
        source=query.source,
        interval=query.interval,
        measure=query.measure,
        unit=trend.unit,
        points=[_build_point(point) for point in trend.points],
        burst_method=trend.burst_method,
        notes=list(trend.notes),
    )


def _build_point(point: TrendPoint) -> PointAnswer:
    return PointAnswer(
        period=point.period,
        start=point.start,
        end=point.end,
        value=point.value,
        articles=point.articles,
        small_sample=point.small_sample,
        burst=point.burst,
        articles_url=f"{PREFIX}/articles?{urlencode(build_parameters(point.query))}",
    )
