import pytest

from corpora.dedup import build_signature, measure_resemblance

FIRST = (
    "河堤边的三所村小昨天合办了一场运动会,二百多名孩子分成八队,跑步、跳绳、拔河,看台上坐满了从田里赶来的家长。"
    "裁判由退休的体育老师担任,奖品是铅笔和跳绳,最远的一队走了四公里山路,校长说明年还要请邻镇的学校一起来。"
)
OTHER = (
    "图书馆夜间开放的第一个月,自习室每晚坐了九成,管理员把闭馆铃推后到十点,并在门口添了两盏路灯。"
    "读者最常借的是农技手册和童话,馆里打算把旧书修补以后送到偏远教学点,由邮车每两周捎带一次。"
)


def test_a_reprint_belongs_to_the_story(store, make_article, now):
    store.put_article(make_article("a1", FIRST, source="甲报", published="2023-05-01"), now)
    store.put_article(make_article("a2", OTHER, source="甲报", published="2023-05-01"), now)
    reprint = "本网讯 " + FIRST.replace(",", "，").replace("昨天", "日前")
    store.put_article(make_article("a3", reprint, source="乙网", published="2023-05-03"), now)
    assert [item.article.id for item in store.list_story("a3")] == ["a1", "a3"]
    assert [item.article.source.name for item in store.list_story("a1")] == ["甲报", "乙网"]
    assert [item.article.id for item in store.list_story("a2")] == ["a2"]
    assert store.get_article("a3").story == "a1"


def test_a_reprint_in_the_same_batch(store, make_article, now):
    store.put_articles([make_article(f"a{number}", FIRST, published="2023-05-01") for number in range(4)], now)
    assert [item.article.id for item in store.list_story("a2")] == ["a0", "a1", "a2", "a3"]


def test_the_same_words_a_year_later_are_another_story(store, make_article, now):
    store.put_article(make_article("a1", FIRST, published="2022-05-01"), now)
    store.put_article(make_article("a2", FIRST, published="2023-05-01"), now)
    assert [item.article.id for item in store.list_story("a2")] == ["a2"]


def test_a_short_notice_is_its_own_story(store, make_article, now):
    store.put_articles([make_article(f"a{number}", "今天放假。") for number in range(2)], now)
    assert [item.article.id for item in store.list_story("a1")] == ["a1"]


def test_a_changed_text_leaves_its_story(store, make_article, now):
    store.put_articles([make_article("a1", FIRST), make_article("a2", FIRST)], now)
    store.put_article(make_article("a2", OTHER), now)
    assert [item.article.id for item in store.list_story("a1")] == ["a1"]
    store.put_article(make_article("a3", OTHER), now)
    assert [item.article.id for item in store.list_story("a3")] == ["a2", "a3"]


def test_a_withdrawn_article_is_not_listed(store, make_article, now):
    store.put_articles([make_article("a1", FIRST), make_article("a2", FIRST)], now)
    store.withdraw_article("a1", now)
    assert [item.article.id for item in store.list_story("a1")] == ["a2"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (FIRST, 1, 1),
        (FIRST.replace(",", "、").replace("。", "！"), 1, 1),
        (FIRST[:-15], 0.7, 1),
        ("据县里消息:" + FIRST, 0.75, 1),
        (OTHER, 0, 0.1),
    ],
)
def test_resemblance(text, least, most):
    assert least <= measure_resemblance(build_signature(FIRST), build_signature(text)) <= most


def test_no_signature_of_what_is_too_short():
    assert build_signature("") is None
    assert build_signature("。" * 500) is None
    assert build_signature("字" * 500) is not None
