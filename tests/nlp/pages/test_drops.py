"""Every character of a page is in one place of the output or named as dropped."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.pages import Dropped, split_page_with_drops
from nlp.record import Article

LINES = st.sampled_from(
    [
        "",
        "　　",
        "本报讯(记者 陈立新 通讯员 赵敏)9月3日,东湖小学举行开学典礼。",
        "本报讯 近日,城北中学组织学生到湿地公园开展研学活动,了解鸟类习性和湿地保护的",
        "重要意义。同学们分组记录了二十三种鸟类,并在导师的带领下完成观察报告。",
        "东湖小学举行开学典礼",
        "城北中学 湿地研学",
        "(陈立新)",
        "(周敏 文/图)",
        "——县教育局推进课后服务纪实",
        "●记者 何志远 通讯员 丁兰",
        "一、加强领导",
        "图为学生在观察鸟类。 何志远 摄",
        "作者:",
        "吴桐",
        "2022-03-04 10:20:30",
        "首页 > 新闻中心 > 正文",
        "IMG_2031.jpg",
        "广告",
        "版权所有:东湖区教育局 ICP备00000000号",
        "延伸阅读",
        "区(qū)内学校\u200b开学\ue001了",
        "随后,师生一起参观了校史馆。",
        "做 好 开 学 准 备",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=14).map("\n".join),
    st.text(max_size=200),
    st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=8).map("\n\n".join),
)


def visible(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def printed(article: Article) -> str:
    return "".join(
        [article.title or "", article.kicker or "", article.subtitle or "", *article.paragraphs, *article.captions]
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_character_is_kept_once_or_named_as_dropped(page: str) -> None:
    articles, dropped = split_page_with_drops(page)
    kept = "".join(printed(article) for article in articles)
    assert visible(kept) + visible("".join(drop.text for drop in dropped)) == visible(page)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_drop_is_the_slice_it_names_and_overlaps_no_other(page: str) -> None:
    end = 0
    for drop in split_page_with_drops(page)[1]:
        assert isinstance(drop, Dropped)
        assert page[drop.start : drop.end] == drop.text
        assert drop.start >= end
        assert drop.reason
        end = drop.end
