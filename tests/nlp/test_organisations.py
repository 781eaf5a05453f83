import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.organisations import find_organisations


def found(text):
    return [(one.text, one.kind) for one in find_organisations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会昌县教育局召开会议", [("会昌县教育局", "bureau")]),
        ("县教育和体育局印发通知", [("县教育和体育局", "bureau")]),
        ("市十六中的老师", [("市十六中", "school")]),
        ("赣州市章贡区红旗大道小学举行比赛", [("赣州市章贡区红旗大道小学", "school")]),
        ("会昌县麻州镇湘江小学开学", [("会昌县麻州镇湘江小学", "school")]),
        ("走进第二实验幼儿园", [("第二实验幼儿园", "kindergarten")]),
        ("江西师范大学的志愿者", [("江西师范大学", "college")]),
        ("县直机关与实验中学、育英学校结对", [("实验中学", "school"), ("育英学校", "school")]),
        # counted or described, not named
        ("撤并了五所小学和三个教学点", []),
        ("优质学校带动薄弱学校", []),
        ("全县中小学开展演练", []),
        ("考上大学的孩子", []),
        ("初中学生一小时", []),
    ],
)
def test_finds_named_organisations_only(text, expected):
    assert found(text) == expected


@given(st.text(alphabet="市第一二中小学校教育局幼儿园的在新乡。\n5所", max_size=120))
def test_offsets_slice_to_the_mention(text):
    spans = find_organisations(text)
    assert all(text[one.start : one.end] == one.text for one in spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
