"""Bylines in their printed forms, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.zh import Chinese
from spacy.tokens import Doc

from nlp.bylines import BylinesComponent, find_bylines, split_bylines


def names(paragraphs: list[str]) -> list[tuple[str, str | None]]:
    return [(byline.name, byline.role) for byline in split_bylines(paragraphs)[1]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(记者 方越 杜小康)", [("方越", "记者"), ("杜小康", "记者")]),
        ("□云岭融媒体中心 秦川 通讯员 温如玉", [("秦川", None), ("温如玉", "通讯员")]),
        ("●记者 龚雪 通讯员 游子昂", [("龚雪", "记者"), ("游子昂", "通讯员")]),
        ("(黎芳 文/图)", [("黎芳", "文/图")]),
        ("作者:洪亮", [("洪亮", "作者")]),
        ("责任编辑:柴静怡  校对:施展", [("柴静怡", "责任编辑"), ("施展", "校对")]),
        ("(通讯员 汤勇 薛梅 供稿)", [("汤勇", "通讯员"), ("薛梅", "通讯员")]),
        ("(江涛 汪洋 姚晨)", [("江涛", None), ("汪洋", None), ("姚晨", None)]),
        ("文/欧阳静 图/司徒远", [("欧阳静", "文"), ("司徒远", "图")]),
        ("(阿不都·热西提 文/图)", [("阿不都·热西提", "文/图")]),
        ("记者 方 越 通讯员 杜 康", [("方越", "记者"), ("杜康", "通讯员")]),
        ("（記者 葉國華）", [("葉國華", "记者")]),
        ("(本报首席记者 谭伟)", [("谭伟", "首席记者")]),
        ("(城北镇中心小学 陆婷)", [("陆婷", None)]),
    ],
)
def test_a_line_of_its_own_is_taken_out(line: str, expected: list[tuple[str, str | None]]) -> None:
    paragraphs, found = split_bylines(["正文在上面。", line])
    assert paragraphs == ["正文在上面。"]
    assert [(byline.name, byline.role) for byline in found] == expected


@pytest.mark.parametrize(
    ("paragraph", "rest", "expected"),
    [
        (
            "本报讯(记者 方越 通讯员 杜小康)9月2日,学校开学。",
            "本报讯 9月2日,学校开学。",
            [("方越", "记者"), ("杜小康", "通讯员")],
        ),
        ("本报讯 记者方越、通讯员杜小康报道:学校开学。", "本报讯 学校开学。", [("方越", "记者"), ("杜小康", "通讯员")]),
        ("(记者 方越)学校开学。", "学校开学。", [("方越", "记者")]),
        ("学校开学了。(方越)", "学校开学了。", [("方越", None)]),
        ("学校开学了。（方越 文/图）", "学校开学了。", [("方越", "文/图")]),
        ("学生在领取新书。方越 摄", "学生在领取新书。", [("方越", "摄")]),
        ("学生在领取新书。 本报记者 方越 摄", "学生在领取新书。", [("方越", "记者")]),
    ],
)
def test_a_byline_at_the_edge_of_a_paragraph(paragraph: str, rest: str, expected: list[tuple[str, str | None]]) -> None:
    paragraphs, found = split_bylines([paragraph])
    assert paragraphs == [rest]
    assert [(byline.name, byline.role) for byline in found] == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "队员们观看了作品(如图)",
        "落实五进要求,(五进活动)成效明显。",
        "学校新增两个学段(高中)",
        "记者从会上了解到,今年新增学位三千个。",
        "(高中 初中)",
        "(2023年9月)",
        "通讯员培训班开班",
        "记者节活动",
        "请家长与学校联系(电话附后)",
        "(通讯员 县教育局 供稿)",
        "",
    ],
)
def test_what_is_no_name_stays(paragraph: str) -> None:
    assert split_bylines([paragraph]) == ([paragraph], [])


def test_names_without_a_role_count_at_the_end_of_the_text_only() -> None:
    assert names(["来的是两位老师(方越 杜小康)", "学校开学了。"]) == []
    assert names(["学校开学了。", "来的是两位老师。(方越 杜小康)"]) == [("方越", None), ("杜小康", None)]


@given(st.text(alphabet="本报讯(（记者通讯员摄文图/ 王方越小)）。:·", max_size=120))
def test_spans_lie_in_the_paragraph_and_do_not_overlap(paragraph: str) -> None:
    end = 0
    for span in find_bylines(paragraph, closing=True):
        assert end <= span.start < span.end <= len(paragraph)
        end = span.end


def test_the_component_sets_the_bylines_of_a_doc() -> None:
    pipeline = Chinese()
    doc = Doc(pipeline.vocab, words=["学校", "开学", "。", "(记者 方越)"], spaces=[False] * 4)
    assert [byline.name for byline in BylinesComponent.build(pipeline, "bylines")(doc)._.byline] == ["方越"]
