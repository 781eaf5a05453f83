"""The date of publication: stated, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.dates import find_published, is_date_line


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["发布时间:2022-03-04"], "2022-03-04"),
        (["2019-11-05 08:07:06"], "2019-11-05T08:07:06"),
        (["来源:县教育局 时间:2022/3/4 09:20 浏览:12次"], "2022-03-04T09:20"),
        (["发布日期：2023年7月4日"], "2023-07-04"),
        (["某某县教育网   时间:2021-06-01"], "2021-06-01"),
        (["2023年7月14日 星期五 第A3版"], "2023-07-14"),
        (["二〇二三年十一月廿三日"], "2023-11-23"),
        (["二○二一年十月一日"], "2021-10-01"),
        (["2021年4月12日", "发布时间:2021-04-15"], "2021-04-15"),
        (["更新时间:2021-04-16", "发布时间:2021-04-15"], "2021-04-15"),
        (["2023年", "本报7月6日讯 学校放假"], "2023-07-06"),
    ],
)
def test_stated_dates(lines: list[str], expected: str) -> None:
    assert find_published(lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["7月6日下午,学校放假。"],
        ["本报7月6日讯 学校放假"],
        ["2021年4月12日,学校举行活动。"],
        ["报名时间:2023-07-14"],
        ["公示时间:2023年7月14日至7月20日"],
        ["20190305101112_缩略图.jpg"],
        ["2023-02-30"],
        ["2023年7月14日是个好日子"],
        [],
    ],
)
def test_no_date_is_guessed(lines: list[str]) -> None:
    assert find_published(lines) is None


def test_a_year_known_from_elsewhere_completes_a_dateline() -> None:
    assert find_published(["本报7月6日讯 学校放假"], year=2018) == "2018-07-06"


@given(st.text(alphabet="20193年月日-/: 时间发布一二〇", max_size=60))
def test_whatever_is_found_is_a_date(line: str) -> None:
    published = find_published([line])
    assert published is None or published[4] == published[7] == "-"
    assert isinstance(is_date_line(line), bool)
