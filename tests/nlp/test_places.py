import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.divisions import describe_district, load_divisions, load_names
from nlp.places import find_place, iter_mentions


def name(text, title=None, context=""):
    place = find_place(text, title, context)
    return place and place.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月2日,会昌县教育局召开会议。", "会昌县"),
        ("会昌县一中、会昌县二中的学生到场。", "会昌县"),
        ("澜沧县酒井乡的孩子们唱起歌。", "澜沧拉祜族自治县"),
        ("威宁自治县今年新建三所学校。", "威宁彝族回族苗族自治县"),
        ("会昌教育系统开展大练兵。", "会昌县"),
        ("徐州市鼓楼区教育局", "鼓楼区"),
        # a university or a company named after a place tells nothing
        ("郑州大学的学生来校支教。", None),
        # 城区 is a county of Jincheng and an ordinary word
        ("城区学校的老师到乡下去。", None),
        # the town of Linjiang is not the city of Linjiang
        ("临江镇小学放假了。", None),
        ("天气很好。", None),
    ],
)
def test_finds_the_district_or_abstains(text, expected):
    assert name(text) == expected


@pytest.mark.parametrize(
    ("text", "context", "adcode"),
    [
        ("鼓楼区教育局开会。", "徐州日报", "320302"),
        ("鼓楼区教育局开会。", "福州市教育局消息", "350102"),
        ("鼓楼区教育局开会。", "", None),
        ("朝阳区教育局开会。", "北京日报", "110105"),
        ("朝阳区教育局开会。", "", None),
    ],
)
def test_names_of_several_counties_need_context(text, context, adcode):
    place = find_place(text, context=context)
    assert (place and place.adcode) == adcode


def test_every_name_of_several_counties_is_left_open_without_context():
    for county, divisions in load_names().items():
        living = [one for one in divisions if one.level == 3 and one.last_year is None]
        if len(living) > 1:
            assert find_place(f"{county}教育局召开会议。") is None, county


def test_own_city_is_the_pages():
    page = "新余市教育局举办培训\n新余市渝水区的老师参加。新余市第四中学也派人来了。"
    assert name("市第九中学的志愿者上街清扫。", context=page) == "新余市"
    assert name("学校的老师上街清扫。", context=page) is None


def test_a_province_named_gives_way_to_the_pages_own_city():
    page = "新余市教育局举办培训\n新余市渝水区的老师参加。"
    text = "江西省竞赛结果公布,市第四中学的学生获奖。"
    assert name(text, context=page) == "新余市"
    assert name(text, context="湖北省黄石市教育局举办培训") == "江西省"


def test_title_outweighs_the_neighbours_named_in_the_text():
    text = "来自上犹县、崇义县、大余县的校长参加了活动。"
    assert name(text, title="南康区举办校长论坛") == "南康区"


def test_counties_of_one_city_give_the_city():
    assert name("上犹县、崇义县、大余县的校长参加了活动。") == "赣州市"


def test_place_names_its_city_and_province():
    place = find_place("会昌县教育局")
    assert place.model_dump() == {"adcode": "360733", "name": "会昌县", "city": "赣州市", "province": "江西省"}
    assert find_place("北京市海淀区教委").city == "北京市"


def test_table_has_every_level_and_the_abolished():
    divisions = load_divisions()
    assert len([one for one in divisions.values() if one.level == 1]) == 34
    assert len([one for one in divisions.values() if one.level == 3 and one.last_year is None]) > 2_800
    assert divisions["110103"].name == "崇文区"
    assert divisions["110103"].last_year == 2009


@given(st.text(alphabet="鼓楼区市县教育局新乡徐州。\n我全本第一中", max_size=80))
def test_mentions_slice_to_names(text):
    for mention in iter_mentions(text):
        assert text[mention.start : mention.end] in {form for one in mention.divisions for form in (one.name, one.short)}


def test_takes_linear_time():
    def seconds(length):
        text = "鼓楼区新乡市" * (length // 6)
        start = time.perf_counter()
        list(iter_mentions(text))
        return time.perf_counter() - start

    seconds(6_000)
    assert seconds(240_000) < 40 * max(seconds(24_000), 0.005)


def test_a_sources_district_is_context_for_its_own_county():
    around = describe_district("360733")
    assert around.split() == ["江西省", "赣州市", "会昌县"]
    assert name("全县中小学如期开学。", context=around) == "会昌县"
    assert name("外地老师来访。", context=around) is None
    assert describe_district("999999") == describe_district(None) == ""
