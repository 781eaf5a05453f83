"""Every number expression of a text, by kind."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import find_numbers


def _of(text: str, kind: str) -> list[tuple[str, float | None]]:
    return [(found.text, found.value) for found in find_numbers(text) if found.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("图书三千二百册", "number", [("三千二百", 3200)]),
        ("占地1,200亩", "number", [("1,200", 1200)]),
        ("共15，300人", "number", [("15", 15), ("300", 300)]),
        ("共１５，３００人", "number", [("１５，３００", 15300)]),
        ("四分之三", "number", [("四分之三", 0.75)]),
        ("结果:-3.5", "number", [("-3.5", -3.5)]),
        ("来自四川的老师", "number", []),
        ("达标率百分之九十五点五", "percent", [("百分之九十五点五", 95.5)]),
        ("提高3个百分点", "percent", [("3个百分点", 3)]),
        ("打八五折", "percent", [("八五折", 85)]),
        ("列第十二位", "ordinal", [("第十二", 12)]),
        ("每本二十五元五角", "currency", [("二十五元五角", 25.5)]),
        ("跑道长400米", "dimension", [("400米", 400)]),
        ("十六岁入学", "age", [("十六岁", 16)]),
        ("室温26℃", "temperature", [("26℃", 26)]),
    ],
)  # fmt: skip
def test_finds_numbers_of_a_kind(text: str, kind: str, expected: list[tuple[str, float]]) -> None:
    assert _of(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("每班30~45人", "30~45", 30, 45),
        ("人数大于20且小于50", "大于20且小于50", 20, 50),
        ("在80和100之间", "在80和100之间", 80, 100),
        ("不少于12个", "不少于12", 12, None),
        ("五百以上", "五百以上", 500, None),
    ],
)
def test_finds_ranges(text: str, span: str, low: float, high: float | None) -> None:
    [found] = [found for found in find_numbers(text) if found.kind == "range"]
    assert (found.text, found.lower, found.upper) == (span, low, high)


@given(
    st.text(alphabet="0123456789一二三十百千万亿零点分之第%,，.~-～至元人岁度个 \n约半多余http:/1１，Ａ", max_size=60)
)
def test_offsets_slice_to_the_text_and_values_are_finite(text: str) -> None:
    for found in find_numbers(text):
        assert text[found.start : found.end] == found.text
        assert all(math.isfinite(value) for value in (found.value, found.lower, found.upper) if value is not None)
