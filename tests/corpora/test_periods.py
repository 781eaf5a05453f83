from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.identity import number_day, parse_day_number
from corpora.periods import build_bucket, build_period, iter_periods

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
INTERVALS = st.sampled_from(["day", "week", "month", "quarter", "year"])


@pytest.mark.parametrize(
    ("day", "interval", "name", "start", "end"),
    [
        (date(2024, 2, 29), "day", "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (date(2021, 1, 3), "week", "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        (date(2024, 2, 11), "month", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 12, 31), "month", "2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        (date(2023, 11, 1), "quarter", "2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        (date(2023, 5, 31), "quarter", "2023-Q2", date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 5, 31), "year", "2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_periods(day, interval, name, start, end):
    period = build_period(day, interval)
    assert (period.name, period.start, period.end) == (name, start, end)


@given(DAYS, st.integers(0, 800), INTERVALS)
def test_periods_leave_no_day_out_and_none_twice(first, days, interval):
    last = first + timedelta(days=days)
    periods = list(iter_periods(interval, first, last, []))
    assert periods[0].start <= first <= periods[0].end
    assert periods[-1].start <= last <= periods[-1].end
    for one, other in pairwise(periods):
        assert other.start == one.end + timedelta(days=1)
        assert other.bucket > one.bucket
        assert other.name > one.name


@given(DAYS, INTERVALS)
def test_a_day_lies_in_the_bucket_of_its_period(day, interval):
    assert build_bucket(number_day(day), interval) == build_period(day, interval).bucket


@given(DAYS)
def test_a_day_number_is_read_back(day):
    assert parse_day_number(number_day(day)) == day


def test_nothing_has_no_periods():
    assert list(iter_periods("month", None, None, [])) == []
