"""Figures with their value, bounds, qualifier, unit, kind and words around them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.figures import extract_figures
from nlp.record import Figure


def _only(text: str) -> Figure:
    [figure] = extract_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "qualifier", "kind"),
    [
        ("全县共有教职工3260余名。", "3260余名", 3260, "人", "over", "count"),
        ("累计投入近1.8亿元。", "近1.8亿元", 180000000, "元", "nearly", "money"),
        ("参训教师约450人。", "约450人", 450, "人", "about", "count"),
        ("食品留样时间不少于48小时。", "不少于48小时", 48, "小时", "at-least", "duration"),
        ("书面作业时间不超过60分钟。", "不超过60分钟", 60, "分钟", "under", "duration"),
        ("招募银龄教师8至12名。", "8至12名", 10, "人", "range", "count"),
        ("就餐满意度达97.6%。", "97.6%", 97.6, "%", "exact", "percent"),
        ("寄宿生超过一半。", "超过一半", 50, "%", "over", "percent"),
        ("新增学位(园位)２,４００个。", "２,４００个", 2400, "个", "exact", "count"),
        ("购置一体机36台(套)。", "36台(套)", 36, "台", "exact", "count"),
        ("校园占地1 860平方米。", "1 860平方米", 1860, "平方米", "exact", "area"),
        ("生师比为13.5:1。", "13.5:1", 13.5, "比", "exact", "ratio"),
        ("教育支出比三年前翻了一番。", "翻了一番", 2, "倍", "exact", "ratio"),
        ("全员撤离用时3分12秒。", "3分12秒", 192, "秒", "exact", "duration"),
        ("慰问70岁以上老教师。", "70岁以上", 70, "岁", "over", "age"),
        ("万名教师下基层。", "万名", 10000, "人", "about", "count"),
        ("二十几名学子受表彰。", "二十几名", 20, "人", "over", "count"),
        ("近100余次教研活动。", "近100余次", 100, "次", "about", "count"),
        ("捐款1000多万元。", "1000多万元", 10000000, "元", "over", "money"),
        ("带领三名困难职工参观。", "三名", 3, "人", "exact", "count"),
        ("服务期为两年半。", "两年半", 2.5, "年", "exact", "duration"),
    ],
)  # fmt: skip
def test_reads_a_figure(text: str, span: str, value: float, unit: str, qualifier: str, kind: str) -> None:
    figure = _only(text)
    assert (figure.text, figure.value, figure.unit, figure.qualifier, figure.kind) == (
        span,
        value,
        unit,
        qualifier,
        kind,
    )


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("5000余名师生", 5000, None), ("近万人参加", None, 10000), ("每组3至5人", 3, 5), ("不少于4小时", 4, None), ("不足20人", None, 20)],
)  # fmt: skip
def test_the_wording_sets_bounds(text: str, lower: float | None, upper: float | None) -> None:
    figure = _only(text)
    assert (figure.lower, figure.upper) == (lower, upper)


def test_a_comma_between_clauses_parts_no_thousands() -> None:
    assert [figure.value for figure in extract_figures("筹资18万元,2600余户受益。")] == [180000, 2600]


def test_a_span_cut_by_a_line_break_is_whole() -> None:
    line, length = extract_figures("今年新开校车线路5条42\n公里,方便学生乘坐。")
    assert (line.unit, line.concept) == ("条", "校车线路")
    assert (length.value, length.unit, length.concept) == (42, "公里", "校车线路")


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("购置图书5200册。", "图书"),
        ("新建橡皮拆装式游泳池12个。", "橡皮拆装式游泳池"),
        ("全县现有女教师1265人。", "女教师"),
        ("选派46名骨干教师到乡镇支教。", "骨干教师"),
        ("高中阶段毛入学率达到93.1%。", "高中阶段毛入学率"),
        ("为300余名困境儿童送去慰问品。", "困境儿童"),
        ("完成生源地助学贷款860.5万元。", "生源地助学贷款"),
    ],
)
def test_says_what_is_counted(text: str, concept: str) -> None:
    assert _only(text).concept == concept


@pytest.mark.parametrize(
    ("text", "per", "kind"),
    [
        ("每名学生补助500元。", "学生", "money"),
        ("每天锻炼1小时。", "天", "rate"),
        ("每人每月发放津贴300元。", "人·月", "money"),
        ("生均公用经费850元。", "学生", "money"),
        ("校车时速不超过60公里。", "小时", "rate"),
    ],
)
def test_finds_the_base_of_a_rate(text: str, per: str, kind: str) -> None:
    figure = _only(text)
    assert (figure.per, figure.kind) == (per, kind)


def test_the_predicate_governs_the_figure() -> None:
    assert [figure.predicate for figure in extract_figures("发放助学金86万元,减免学费120人。")] == ["发放", "减免"]


def test_a_title_figure_that_stands_there_alone_has_no_offsets() -> None:
    figures = extract_figures("学校今年招收新生320人。", "两校招生620人")
    assert [(figure.start is None, figure.in_title, figure.value) for figure in figures] == [
        (False, False, 320),
        (True, True, 620),
    ]


def test_a_title_figure_of_the_body_is_marked_there() -> None:
    [figure] = extract_figures("学校今年招收新生320人。", "新生320人报到")
    assert figure.in_title
    assert figure.start is not None


@given(
    st.text(
        alphabet="0123456789一二两三十百千万亿半名人个元所%余近约每，,。、年月日第至~学生教师由增加到其中占共 \n“”《》",
        max_size=80,
    )
)
def test_spans_evidence_and_references_hold_on_any_text(text: str) -> None:
    figures = extract_figures(text)
    known = {figure.id for figure in figures}
    for figure in figures:
        assert figure.start is not None
        assert figure.end is not None
        assert text[figure.start : figure.end] == figure.text
        assert figure.evidence is not None
        assert figure.evidence.start <= figure.start < figure.end <= figure.evidence.end
        assert math.isfinite(figure.value)
        assert {figure.linked_to, figure.share_of, figure.restates} - {None} <= known - {figure.id}


@pytest.mark.parametrize("piece", ["9", "1,", "百", "约", "1人", "3名学生,", "占1%,", "每人1元"])
def test_time_grows_with_the_length_only(piece: str) -> None:
    figures = extract_figures(piece * (4000 // len(piece)))
    assert all(math.isfinite(figure.value) for figure in figures)
