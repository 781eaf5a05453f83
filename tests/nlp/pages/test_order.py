"""Joins, repetitions and displaced paragraphs, and hostile pages."""

import time

import pytest

from nlp.pages import split_page
from nlp.pages.boilerplate import boilerplate_reason
from nlp.pages.clean import read_fragments
from nlp.pages.fragments import Drops
from nlp.pages.joins import join_score
from nlp.record import Article

LEAD = "本报讯 6月3日,白马镇中心小学举行科技节,全校八百多名学生参加。"
SECOND = "科技节设置了纸桥承重、水火箭、简易电路三个项目,每个项目都由学生自己担任裁判。"
THIRD = "校长表示,下学期学校将把科技节的项目搬进每周的社团课,让更多学生动手。"


def only(page: str) -> Article:
    articles = split_page(page)
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize(
    ("tail", "head"),
    [
        ("学校组织全体教职工开展消防安全演", "练,全程用时三分钟。"),
        ("区教育局举办中小学校长培", "训班,为期五天。"),
        ("对名师工作室的", "成立表示祝贺,并提出三点希望。"),
        ("设有足球、篮球、", "排球等六个社团。"),
    ],
)
def test_a_continuation_scores_above_a_new_paragraph(tail: str, head: str) -> None:
    assert join_score(tail, head) > 0 > join_score(tail, "近日,县教育局召开校园安全工作会议。")


def test_a_set_phrase_that_is_not_completed_is_never_joined() -> None:
    assert join_score("市体育局副局长和学校领导班", "主任介绍了情况。") < -50


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n　　"])
def test_a_clean_item_keeps_every_paragraph_in_order(separator: str) -> None:
    article = only(separator.join(["白马镇中心小学举行科技节", LEAD, SECOND, THIRD]))
    assert article.paragraphs == [LEAD, SECOND, THIRD]
    assert article.repairs == []


def test_a_cut_line_is_joined_and_said_so() -> None:
    article = only("\n\n".join(["白马镇中心小学举行科技节", LEAD, SECOND[:25], SECOND[25:], THIRD]))
    assert article.paragraphs == [LEAD, SECOND, THIRD]
    assert [(repair.kind, repair.paragraph) for repair in article.repairs] == [("joined", 1)]


@pytest.mark.parametrize("again", [SECOND, SECOND[:20], SECOND[20:]], ids=["whole", "prefix", "suffix"])
def test_a_repeated_paragraph_is_dropped_and_said_so(again: str) -> None:
    article = only("\n\n".join(["白马镇中心小学举行科技节", LEAD, SECOND, again, THIRD]))
    assert article.paragraphs == [LEAD, SECOND, THIRD]
    assert [repair.kind for repair in article.repairs] == ["dropped"]


def test_a_lost_end_is_left_cut() -> None:
    article = only(
        "\n\n".join(["白马镇中心小学举行科技节", LEAD, SECOND[:30], "7月1日,学校又组织学生参观了县科技馆。"])
    )
    assert article.paragraphs[1] == SECOND[:30]


def test_marks_in_order_are_not_touched() -> None:
    points = [f"{mark}是完善制度。各校修订章程,细化岗位职责,每月自查一次。" for mark in "一二三"]
    assert only("\n".join(["县教育局三项举措抓安全", LEAD, *points])).paragraphs == [LEAD, *points]


def test_a_headline_torn_off_returns_to_its_headline() -> None:
    page = "\n\n".join(["白马镇", "办好科技节", LEAD, SECOND[:30], "点亮少年心", THIRD])
    article = only(page)
    assert (article.kicker, article.title) == ("白马镇", "办好科技节 点亮少年心")


@pytest.mark.parametrize("text", ["", "\n\n \n", "　　"])
def test_an_empty_page_has_no_article(text: str) -> None:
    assert split_page(text) == []


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("做\u200b好\ufeff开学\ue003准备", "做好开学准备"),
        ("鯉城區(qū)和豐澤區（qū）", "鯉城區和豐澤區"),
        ("做 好 开 学 准 备", "做好开学准备"),
        ("共选出 9 支队伍", "共选出 9 支队伍"),
        ("市六中   开展活动", "市六中 开展活动"),
        ("　　新学期开始了。", "新学期开始了。"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert [fragment.text for fragment in read_fragments(text, Drops(text))] == [cleaned]


@pytest.mark.parametrize(
    "text",
    [
        "约" * 100_000,
        "(" * 100_000,
        "“" * 100_000,
        "安全\n" * 20_000,
        "记者" * 50_000,
        "学 " * 50_000,
        "1" * 100_000,
        "本报讯(" * 20_000,
        "区(qū)" * 20_000,
        "学校组织师生开展演练并\n\n" * 5_000,
        "某校开展了安全教育活动。\n" * 8_000,
    ],
    ids=["about", "brackets", "quotes", "lines", "reporters", "spaced", "digits", "leads", "pinyin", "cut", "same"],
)
def test_hostile_pages_take_linear_time(text: str) -> None:
    split_page("先热身。")
    start = time.process_time()
    split_page(text)
    assert time.process_time() - start < 12


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("首页 > 新闻中心 > 正文", "navigation"),
        ("扫一扫关注我们", "navigation"),
        ("IMG_20210402.jpg", "image"),
        ("版权所有:某县教育局 ICP备00000000号", "licence"),
        ("美编:尹丽 校对:宋洁 电话:0000-3051234", "imprint"),
        ("图片新闻", "column"),
        ("四、报名方式:扫描校门口的二维码登记,6月20日截止,面试名单于25日公示。", None),
        ("学校在网站公布了举报电话,接受家长监督,并请代表参加评议。", None),
        ("首页", "navigation"),
    ],
)
def test_boilerplate_is_told_from_text(line: str, reason: str | None) -> None:
    assert boilerplate_reason(line) == reason
