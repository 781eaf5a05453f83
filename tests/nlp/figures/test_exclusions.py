"""What is no figure, with the reason."""

import pytest

from nlp.figures import explain_numbers, extract_figures
from nlp.figures.explaining import REASONS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5月8日上午,学校开学。", "date"), ("会议定于15时召开。", "time"), ("2019年开工建设。", "year"), ("第26个教师节到来。", "ordinal"),
        ("市二十三中举行比赛。", "name"), ("推进“四个一”工程。", "slogan"), ("电话:0571-88065432。", "telephone"),
        ("《中小学教师职业行为十项准则》发布。", "title-of-document"), ("庆祝建校90周年。", "anniversary"), ("出台三年行动计划。", "plan-span"),
        ("24小时值守。", "round-the-clock"), ("全校一、二年级学生。", "grade"), ("一是加强管理。", "heading"), ("实施四大工程。", "list-label"),
        ("一个人带动一群人。", "idiom"), ("走进千家万户。", "idiom"), ("位于解放路780号。", "code"), ("实施五育并举。", "name"),
    ],
)  # fmt: skip
def test_gives_the_reason(text: str, reason: str) -> None:
    assert extract_figures(text) == []
    assert reason in [explanation.reason for explanation in explain_numbers(text)]


def test_every_number_is_a_figure_or_has_a_known_reason() -> None:
    text = "2021年,全区80名教师参加第3届赛课,其中一等奖5个。电话010-65360000。"
    for explanation in explain_numbers(text):
        assert (explanation.figure is None) == (explanation.reason in REASONS)


@pytest.mark.parametrize(
    "text", ["为期一周的培训开班。", "时隔12年再度夺冠。", "设A校、B校、C校三所学校。", "600分以上考生。"]
)
def test_what_looks_alike_is_a_figure(text: str) -> None:
    assert len(extract_figures(text)) == 1
