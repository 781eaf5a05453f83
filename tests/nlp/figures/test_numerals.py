"""Numerals in Arabic, Chinese and mixed notation."""

from decimal import Decimal

import pytest

from nlp.figures.numerals import match_pair, parse_decimal, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("328", 328), ("6.91万", 69100), ("1052.017万", 10520170), ("三百二十八", 328), ("两千", 2000), ("一万三", 13000),
        ("一千零三", 1003), ("三千零二十万", 30200000), ("廿三", 23), ("1,234", 1234), ("7万5千4百", 75400), ("一亿二千万", 120000000),
        ("二〇二一", 2021), ("350万亿", 350 * 10**12), ("壹佰伍拾", 150),
    ],
)  # fmt: skip
def test_reads_the_value(text: str, value: int) -> None:
    assert parse_decimal(text) == Decimal(value)


def test_reads_decimals_after_dian() -> None:
    assert parse_decimal("十五点七") == Decimal("15.7")


@pytest.mark.parametrize(("text", "length"), [("七十百", 2), ("两万两", 2), ("百百", 1)])
def test_takes_the_longest_valid_beginning(text: str, length: int) -> None:
    numeral = parse_numeral(text)
    assert numeral is not None
    assert numeral.length == length


@pytest.mark.parametrize(
    ("text", "low", "high"), [("三五千", 3000, 5000), ("七八", 7, 8), ("二三十", 20, 30), ("两千四五百", 2400, 2500)]
)
def test_reads_neighbouring_digits_as_bounds(text: str, low: int, high: int) -> None:
    assert match_pair(text) == (Decimal(low), Decimal(high), len(text))


@pytest.mark.parametrize("text", ["一二三", "五二", "二〇一九"])
def test_other_digits_in_a_row_are_no_pair(text: str) -> None:
    assert match_pair(text) is None


def test_more_digits_than_a_float_holds_are_no_number() -> None:
    assert parse_numeral("9" * 400) is None
