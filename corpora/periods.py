"""Days, weeks, months, quarters and years: naming them, numbering them, and leaving none out between two.

Pure calendar; weeks are those of ISO 8601.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpora.identity import parse_day_number
from corpora.queries import Interval
from nlp.errors import InputError

MAX_PERIODS = 20_000
"""Longest series: fifty years by day. A date misread as the year 0202 would otherwise make half a million points."""

MONTHS = {"month": 1, "quarter": 3, "year": 12}
_UNKNOWN = "interval {!r} is unknown; pass day, week, month, quarter or year"


@dataclass(frozen=True)
class Period:
    """A period with its number, which grows with time."""

    bucket: int
    name: str
    start: date
    end: date


def build_period(day: date, interval: Interval) -> Period:
    """Return the period that a day lies in.

    Raises:
        InputError: no such interval.
    """
    if interval == "day":
        return Period(day.year * 10_000 + day.month * 100 + day.day, day.isoformat(), day, day)
    if interval == "week":
        return _build_week(day)
    months = MONTHS.get(interval)
    if months is None:
        raise InputError(_UNKNOWN.format(interval))
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    end = date(day.year + (first + months > 12), (first + months - 1) % 12 + 1, 1) - timedelta(days=1)
    names = {1: f"{day.year:04}-{first:02}", 3: f"{day.year:04}-Q{first // 3 + 1}", 12: f"{day.year:04}"}
    return Period(day.year * 100 + first, names[months], start, end)


def _build_week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    start = day - timedelta(days=weekday - 1)
    return Period(year * 100 + week, f"{year:04}-W{week:02}", start, start + timedelta(days=6))


def build_bucket(day: int, interval: Interval) -> int:
    """Return the number of the period that a day, as YYYYMMDD, lies in, without the rest of the period."""
    if interval == "day":
        return day
    if interval == "week":
        year, week, _ = parse_day_number(day).isocalendar()
        return year * 100 + week
    months = MONTHS.get(interval)
    if months is None:
        raise InputError(_UNKNOWN.format(interval))
    month = day // 100 % 100
    return day // 10_000 * 100 + (month - 1) // months * months + 1


def iter_periods(interval: Interval, first: date | None, last: date | None, days: Sequence[int]) -> Iterator[Period]:
    """Yield every period from the first to the last day; one not given is that of the sorted days that there are."""
    start = first or (parse_day_number(days[0]) if days else last)
    end = last or (parse_day_number(days[-1]) if days else first)
    if start is None or end is None:
        return
    day = start
    for _ in range(MAX_PERIODS):
        if day > end:
            return
        period = build_period(day, interval)
        yield period
        day = period.end + timedelta(days=1)
    raise InputError(
        f"from {start} to {end} by {interval} are more than {MAX_PERIODS} points; choose a longer interval"
    )
