import pytest

from nlp.record import Figure
from service.pages.wording import format_bounds, format_day, format_number, format_percent, name_place


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (37.5, "37.5"),
        (1200, "1,200"),
        (69100, "6.91万"),
        (2.2e9, "22亿"),
        (-15000, "-1.5万"),
        (float("inf"), "—"),
    ],
)
def test_numbers(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(("score", "text"), [(0.999, "99%"), (1.0, "100%"), (0.414, "41%"), (0.0, "0%")])
def test_a_score_is_never_rounded_up_to_certainty(score, text):
    assert format_percent(score) == text


@pytest.mark.parametrize(
    ("published", "text"),
    [("2022-08-01", "2022年8月1日"), ("2022-08-11T09:30:00+08:00", "2022年8月11日"), (None, ""), ("昨天", "昨天")],
)
def test_days(published, text):
    assert format_day(published) == text


@pytest.mark.parametrize(
    ("bounds", "text"),
    [({}, ""), ({"lower": 5000}, "≥ 5,000"), ({"upper": 10000}, "≤ 1万"), ({"lower": 3, "upper": 5}, "3–5")],
)
def test_bounds(bounds, text):
    figure = Figure(id="f1", text="一", start=0, end=1, value=4, unit="人", **bounds)
    assert format_bounds(figure) == text


@pytest.mark.parametrize(
    ("adcode", "name"),
    [("421202", "咸安区\uff08咸宁市\uff09"), ("421200", "咸宁市"), ("420000", "湖北省"), ("999999", "999999")],
)
def test_places(adcode, name):
    assert name_place(adcode) == name
