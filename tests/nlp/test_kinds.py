"""Kind and education by guidelines/TOPICS.md, "Beside the topics"."""

import pytest

from nlp.kinds import find_education, find_kind
from nlp.record import Article

NOTICE = Article(
    title="关于开展2024年教师资格认定工作的公告",
    paragraphs=[
        "根据《教师资格条例》,现将2024年教师资格认定工作有关事项公告如下:",
        "一、网上报名时间为4月12日至4月23日。",
        "二、逾期未确认的,视为放弃。",
        "长岭县教育局",
        "2024年4月1日",
    ],
)
NEWS = Article(
    title="长岭县第六小学举行消防演练",
    paragraphs=[
        "本报讯 11月9日,长岭县第六小学举行消防疏散演练,全校1200名师生3分钟内撤离到操场。",
        "演练结束后,消防员讲解了灭火器的用法。",
    ],
)
REPORT = Article(
    title="把根扎进黑土地",
    subtitle="——长岭县推进乡村教师队伍建设纪实",
    paragraphs=["清晨的长岭,雾还没有散。", "五年来,全县有三百名教师走进村小。", "他们把家安在了乡下。"] * 4,
)
ADVERTISEMENT = Article(
    title="名师集训营火热招生",
    paragraphs=["小班授课,前20名报名立减300元,名额有限。", "报名热线:0000-1234567 地址:人民路1号"],
)
BANK = Article(
    title="长岭农商银行召开廉洁谈话会",
    paragraphs=["3月8日,长岭农商银行纪委对新提拔的14名干部开展廉洁谈话,要求守住信贷审批的底线。"],
)
VILLAGE = Article(
    title="靠山村给大学新生发奖学金",
    paragraphs=["8月20日,靠山村举行奖学金发放仪式,为村里考上大学的9名学生每人发放2000元,鼓励孩子们努力学习。"],
)
CAPTION = Article(paragraphs=["6月1日,长岭县实验幼儿园的孩子们在操场上做游戏。(图片由幼儿园提供)"])


@pytest.mark.parametrize(
    ("article", "kind"),
    [(NOTICE, "notice"), (NEWS, "news"), (REPORT, "feature"), (ADVERTISEMENT, "advertisement"), (CAPTION, "caption")],
    ids=["notice", "news", "feature", "advertisement", "caption"],
)
def test_kind(article: Article, kind: str) -> None:
    assert find_kind(article) == kind


@pytest.mark.parametrize(
    ("article", "education"),
    [(NOTICE, True), (NEWS, True), (REPORT, True), (BANK, False), (VILLAGE, True), (CAPTION, True)],
    ids=["notice", "news", "report", "bank", "village", "caption"],
)
def test_education(article: Article, education: bool) -> None:
    assert find_education(article) is education


def test_an_empty_article_is_about_nothing() -> None:
    assert find_education(Article()) is False
