"""Trends: a topic, or a figure's sum, over time; one series beside another; chart and table."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from corpora.queries import Trend, TrendPoint
from service.pages.charts import MOST_POINTS, Chart, build_chart
from service.pages.rendering import render
from service.pages.state import State, read_state, validate
from service.pages.wording import name_place, name_topic
from service.web.parameters import TrendFilter, build_parameters
from service.web.resources import StoreOfApp

router = APIRouter(include_in_schema=False)
AGAINST = ("topic2", "place2")
SUM = "sum:"


@dataclass(frozen=True)
class Series:
    """A series with its name and its points, those of the chart's periods only."""

    name: str
    trend: Trend
    points: Sequence[TrendPoint]

    def link(self, index: int) -> str:
        """Return the address of the articles of a point."""
        return State("/articles", build_parameters(self.points[index].query)).link()


@router.get("/trends")
def show_trends(request: Request, store: StoreOfApp) -> Response:
    """Show the series that the address asks for."""
    state, wanted = read_state(request, TrendFilter, (*AGAINST, "sum"))
    if state.get("sum"):
        # A form cannot put a field's text behind `sum:`; the address that shows the series is the one of the API.
        return RedirectResponse(state.link(measure=SUM + state.get("sum"), sum=None), 303)
    first = store.trends(wanted.build_query())
    trends = [first]
    other = _read_other(state, wanted, first)
    if other is not None:
        trends.append(store.trends(other.build_query()))
    series = [Series(name_series(trend), trend, trend.points[-MOST_POINTS:]) for trend in trends]
    values = {
        "state": state,
        "series": series,
        "chart": draw(series),
        "rows": [
            index
            for index in reversed(range(len(series[0].points)))
            if any(one.points[index].articles for one in series)
        ],
        "bursts": any(point.burst for one in series for point in one.points),
        "share": wanted.measure == "share",
        "cut": max(0, len(first.points) - MOST_POINTS),
        "places": store.count_places(),
        "sources": store.count_sources(),
    }
    return render(request, "trends.html", values)


def draw(series: Sequence[Series]) -> Chart | None:
    """Draw the series, None where there is no period to draw."""
    names = [point.period for point in series[0].points]
    if not names:
        return None
    percent = series[0].trend.query.measure == "share"
    return build_chart([[point.value for point in one.points] for one in series], names, percent)


def name_series(trend: Trend) -> str:
    """Say in words what a series is of."""
    query = trend.query
    parts = [
        name_place(query.place) if query.place else "",
        query.source or "",
        name_topic(query.topic) if query.topic else "",
        query.measure.removeprefix(SUM) if query.measure.startswith(SUM) else "",
    ]
    return " · ".join(part for part in parts if part) or "全部文章"


def _read_other(state: State, wanted: TrendFilter, first: Trend) -> TrendFilter | None:
    """Return the series to compare with: the first one with another topic or place, over the same periods."""
    changes = {name.rstrip("2"): state.get(name) for name in AGAINST if state.get(name)}
    if not changes or not first.points:
        return None
    shared = {"from": str(first.points[0].start), "to": str(first.points[-1].end), "unit": first.unit}
    given = wanted.model_dump(by_alias=True, exclude_none=True, mode="json")
    return validate(TrendFilter, given | {name: value for name, value in (shared | changes).items() if value})
