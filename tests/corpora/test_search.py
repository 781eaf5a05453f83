import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.queries import ArticleQuery
from corpora.store import open_store
from corpora.text_index import search_form
from nlp.errors import InputError

TEXTS = {
    "a1": ("红十字志愿队进校园", "周末,30名教师志愿者在ＡＢＣ小学教急救。\n学生分组练习。", "2023-03-01"),
    "a2": ("急救课进课堂", "區教育局安排救护员授课。", "2023-03-05"),
    "a3": ("食堂开放日", "家长品尝菜品,未开展急救培训。价格3.5元。", "2023-02-11"),
    "a4": ("无日期的短讯", "教师节到来,教师收到贺卡。", None),
}


@pytest.fixture(scope="module")
def filled(shared_store, make_article, now):
    places = {"a1": "421202", "a2": "421221", "a3": "330106"}
    topics = {"a1": ["volunteering", "safety-drills"], "a2": ["safety-drills"]}
    for id, (title, text, published) in TEXTS.items():
        article = make_article(
            id,
            text,
            title=title,
            published=published,
            place=places.get(id),
            topics=topics.get(id, ()),
            source="江报" if id == "a3" else "湖报",
            kind="notice" if id == "a4" else "news",
            organisations=["区教育局"] if id == "a2" else [],
        )
        shared_store.put_article(article, now)
    return shared_store


def ids(store, **wanted):
    return [item.article.id for item in store.find_articles(ArticleQuery(**wanted)).items]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("急救", ["a2", "a1", "a3"]),
        ("救", ["a2", "a1", "a3"]),
        ("教", ["a2", "a1", "a4"]),
        ("急救 教师", ["a1"]),
        ("急救 -家长", ["a2", "a1"]),
        ("-急救", ["a4"]),
        ('"分组练习"', ["a1"]),
        ("“练习。”", ["a1"]),
        ("教师 OR 食堂", ["a1", "a3", "a4"]),
        ("食堂 OR 急救 -家长", ["a2", "a1", "a3"]),
        ("title:急救", ["a2"]),
        ("title:急救 OR title:食堂", ["a2", "a3"]),
        ("org:教育局", ["a2"]),
        ("org:急救", []),
        ("-title:急救 急救", ["a1", "a3"]),
        ("abc小学", ["a1"]),
        ("ＡＢＣ", ["a1"]),
        ("区教育局", ["a2"]),  # written 區 in the text
        ("3.5元", ["a3"]),
        ("5元", ["a3"]),
        ("。", ["a2", "a1", "a3", "a4"]),
        ("教急救。 学生", ["a1"]),
        ("教急救。学生", []),
        ("救急", []),
        ("园急", []),
        ("不存在的词", []),
        ("'", []),
        ("教师*", []),
        ("NOT", []),
    ],
)
def test_what_is_typed_finds(filled, q, expected):
    assert ids(filled, q=q) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["a2", "a1", "a3", "a4"]),
        ({"q": "   "}, ["a2", "a1", "a3", "a4"]),
        ({"topic": "safety-drills"}, ["a2", "a1"]),
        ({"topic": "volunteering", "place": "421200"}, ["a1"]),
        ({"place": "421202"}, ["a1"]),
        ({"place": "421200"}, ["a2", "a1"]),
        ({"place": "420000"}, ["a2", "a1"]),
        ({"place": "330000"}, ["a3"]),
        ({"place": "422800"}, []),
        ({"source": "江报"}, ["a3"]),
        ({"kind": "notice"}, ["a4"]),
        ({"reviewed": False}, ["a2", "a1", "a3", "a4"]),
        ({"reviewed": True}, []),
        ({"published_from": date(2023, 3, 1)}, ["a2", "a1"]),
        ({"published_to": date(2023, 3, 1)}, ["a1", "a3"]),
        ({"published_from": date(2023, 3, 1), "published_to": date(2023, 3, 1)}, ["a1"]),
        ({"q": "急救", "published_to": date(2023, 3, 1)}, ["a1", "a3"]),
        ({"q": "急救", "topic": "safety-drills", "place": "421221"}, ["a2"]),
        ({"q": "急救", "source": "江报", "kind": "news"}, ["a3"]),
        ({"q": "急救", "sort": "relevance"}, ["a2", "a1", "a3"]),
        ({"q": "教师", "sort": "relevance"}, ["a1", "a4"]),
        ({"q": "食堂 OR 急救", "sort": "relevance"}, ["a2", "a3", "a1"]),
        ({"q": "-急救", "sort": "relevance"}, ["a4"]),
        ({"sort": "relevance"}, ["a2", "a1", "a3", "a4"]),
    ],
)
def test_filters(filled, wanted, expected):
    assert ids(filled, **wanted) == expected
    page = filled.find_articles(ArticleQuery(**wanted))
    assert (page.total, page.total_exact) == (len(expected), True)


@pytest.mark.parametrize("sort", ["newest", "relevance"])
@pytest.mark.parametrize("q", [None, "急救", "教师 OR 家长 OR 急救"])
def test_pages_together_are_the_whole(filled, q, sort):
    whole = ids(filled, q=q, sort=sort)
    cursor, seen = None, []
    while True:
        page = filled.find_articles(ArticleQuery(q=q, sort=sort, limit=1, cursor=cursor))
        seen += [item.article.id for item in page.items]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == whole


def test_an_article_that_comes_in_meanwhile_shifts_no_page(store, make_article, now):
    days = {"a1": "2023-03-01", "a2": "2023-03-05", "a3": "2023-02-11"}
    store.put_articles([make_article(id, "急救课。", published=day) for id, day in days.items()], now)
    first = store.find_articles(ArticleQuery(q="急救", limit=2))
    store.put_article(make_article("a9", "新的急救站。", published="2023-03-30"), now)
    second = store.find_articles(ArticleQuery(q="急救", limit=2, cursor=first.next_cursor))
    assert [item.article.id for item in first.items + second.items] == ["a2", "a1", "a3"]


def test_iterating_gives_every_article(filled):
    assert [item.article.id for item in filled.iter_articles(ArticleQuery(q="急救"))] == ["a2", "a1", "a3"]


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"cursor": "quatsch"}, "cursor 'quatsch' is malformed"),
        ({"cursor": ""}, "malformed"),
        ({"cursor": "WyJuZXdlc3QiXQ"}, "malformed"),
        ({"cursor": "WzFd"}, "malformed"),
        ({"cursor": "[" * 3000}, "malformed"),
        ({"limit": 0}, "limit 0"),
        ({"limit": 1001}, "limit 1001"),
        ({"place": "武汉"}, "place '武汉' is no division code"),
        ({"place": "0421"}, "no division code"),
        ({"sort": "oldest"}, "sort 'oldest' is unknown"),
        ({"published_from": date(2024, 1, 2), "published_to": date(2024, 1, 1)}, "swap"),
        ({"q": '"offen'}, "quotation mark"),
        ({"q": '""'}, "empty phrase"),
        ({"q": "a OR"}, "nothing to search for"),
        ({"q": "字" * 501}, "501 characters is too long"),
    ],
)
def test_what_cannot_be_asked(filled, wanted, complaint):
    with pytest.raises(InputError, match=complaint.replace("[", r"\[")):
        filled.find_articles(ArticleQuery(**wanted))


def test_a_cursor_of_another_order_is_refused(filled):
    page = filled.find_articles(ArticleQuery(q="急救", limit=1))
    with pytest.raises(InputError, match="another order"):
        filled.find_articles(ArticleQuery(q="急救", sort="relevance", cursor=page.next_cursor))


def test_passages_show_the_terms_in_the_words_of_the_text(filled):
    [item] = filled.find_articles(ArticleQuery(q="abc 红十字")).items
    marked = {(p.field, p.text[start:end]) for p in item.passages for start, end in p.marks}
    assert marked == {("title", "红十字"), ("body", "ＡＢＣ")}
    for passage in item.passages:
        field = item.article.title if passage.field == "title" else item.article.body
        assert field[passage.start : passage.start + len(passage.text)] == passage.text


def test_a_long_repetitive_article_is_found_to_its_end(store, make_article, now):
    body = "约" * 70_000 + "终于等到开学" + "百" * 300
    store.put_article(make_article("lang", body), now)
    for q in ("终于等到开学", "约约", "学百", "约终", "百"):
        assert ids(store, q=q) == ["lang"], q
    assert ids(store, q="开学终于") == []
    [item] = store.find_articles(ArticleQuery(q="等到")).items
    assert "等到" in item.passages[0].text


def test_a_term_across_the_chunks_of_a_long_article(store, make_article, now):
    rng = random.Random(5)
    body = "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(45_000))
    store.put_article(make_article("lang", body), now)
    for start in (19_990, 19_999, 20_000, 20_490, 39_995):
        assert ids(store, q=f'"{body[start : start + 20]}"') == ["lang"], start


ALPHABET = "教师学校活动开展安全一二三,。 aB9%"


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A store and the plain texts of its articles."""
    from datetime import UTC, datetime

    from nlp.record import Article

    rng = random.Random(11)
    texts = {f"t{number}": "".join(rng.choices(ALPHABET, k=rng.randint(1, 40))) for number in range(300)}
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('scan') / 'store.db'}") as store:
        store.put_articles(
            [Article(id=id, paragraphs=[text]) for id, text in texts.items()], datetime(2024, 1, 1, tzinfo=UTC)
        )
        yield store, {id: search_form(text) for id, text in texts.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(term=st.text(alphabet=ALPHABET, min_size=1, max_size=4).filter(str.strip))
def test_the_index_finds_what_a_scan_finds(scanned, term):
    store, texts = scanned
    found = {item.article.id for item in store.find_articles(ArticleQuery(q=f'"{term}"', limit=300)).items}
    assert found == {id for id, text in texts.items() if search_form(term) in text}
