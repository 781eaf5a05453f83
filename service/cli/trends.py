"""``jiaowen trends``: how a topic, or the sum of a figure, developed over time."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from corpora.queries import Interval, Trend, TrendPoint, TrendQuery
from nlp.topics import check_topic
from service.cli.application import warn
from service.cli.console import print_table
from service.cli.options import PlaceCode, Since, SourceName, TableOrJson, TopicCode, Until, as_day
from service.settings import load_settings
from service.stores import open_existing_store

app = typer.Typer(rich_markup_mode=None)
BAR = 40


@app.command()
def trends(  # noqa: PLR0913  the filters of the command
    topic: TopicCode = None,
    place: PlaceCode = None,
    source: SourceName = None,
    since: Since = None,
    until: Until = None,
    interval: Annotated[Interval, typer.Option(help="The length of a period.")] = "month",
    measure: Annotated[str, typer.Option(help="count, share, or sum:CONCEPT such as sum:志愿者.")] = "count",
    form: Annotated[TableOrJson, typer.Option("--format", help="How the series is shown.")] = TableOrJson.TABLE,
) -> None:
    """Show how a topic or a figure developed over time."""
    query = TrendQuery(
        topic and check_topic(topic),
        place,
        source,
        interval,
        measure,
        as_day(since),
        as_day(until),
    )
    with open_existing_store(load_settings()) as store:
        trend = store.trends(query)
    _show(trend, form)


def _show(trend: Trend, form: TableOrJson) -> None:
    if form is TableOrJson.JSON:
        points = [{**asdict(point), "query": None} for point in trend.points]
        fields = {"unit": trend.unit, "points": points, "burst_method": trend.burst_method, "notes": trend.notes}
        typer.echo(json.dumps(fields, ensure_ascii=False, indent=2, default=str))
        return
    most = max((abs(point.value) for point in trend.points), default=0) or 1
    print_table(None, ("period", "#value", "#articles", ""), [_build_row(point, most) for point in trend.points])
    for note in trend.notes:
        warn(note)


def _build_row(point: TrendPoint, most: float) -> tuple[object, ...]:
    bar = "█" * round(BAR * abs(point.value) / most) + (" 突增" if point.burst else "")
    return point.period, f"{point.value:g}", point.articles, bar
