"""Change, from-to, parts of a whole, percentages that restate."""

import pytest

from nlp.figures import extract_figures


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("新增学位860个。", "increase"), ("在校生净增974人。", "increase"), ("信访量下降12.5%。", "decrease"),
        ("新增、修补警示牌120块。", None), ("数学最高分119分。", None),
    ],
)  # fmt: skip
def test_change_has_its_direction(text: str, change: str | None) -> None:
    assert [figure.change for figure in extract_figures(text)] == [change]


@pytest.mark.parametrize(
    "text",
    [
        "食堂面积由460平方米扩大到820平方米。",
        "学生从1200人增加到1560人。",
        "大班额由年初的13个降为2个。",
        "从9所学校到34所学校。",
    ],
)
def test_the_ends_of_a_from_to_are_linked(text: str) -> None:
    first, second = extract_figures(text)
    assert (first.change, second.change) == ("from-to", "from-to")
    assert (first.linked_to, second.linked_to) == (second.id, first.id)
    assert first.concept == second.concept


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("有90所学校开展课后服务,小学有70所,中学20所。", [None, "f1", "f1"]),
        ("招聘教师96人,其中特岗教师60人。", [None, "f1"]),
        ("发现隐患118处,现场整改101处。", [None, "f1"]),
        ("校长83人、班主任1200人、新教师164人,总人数1447人。", ["f4", "f4", "f4", None]),
        ("开展讲座12场,慰问教师30人。", [None, None]),
    ],
)
def test_parts_belong_to_their_whole(text: str, shares: list[str | None]) -> None:
    assert [figure.share_of for figure in extract_figures(text)] == shares


def test_a_percentage_restates_its_part() -> None:
    _, part, percent = extract_figures("全区学生8000人,其中寄宿生2000人,占25%。")
    assert (percent.restates, percent.share_of) == (part.id, part.share_of)
    assert percent.concept == part.concept


def test_a_rate_restates_what_it_names() -> None:
    _, part, percent = extract_figures("参评教师340人,通过289人,通过率85%。")
    assert percent.restates == part.id
