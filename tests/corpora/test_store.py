from datetime import UTC, datetime, timedelta

import pytest

from corpora.queries import ArticleQuery, FigureQuery, PutResult
from nlp.errors import InputError, NotFoundError
from nlp.record import Article, Figure, Place, Source


def test_new_then_unchanged(store, make_article, now):
    article = make_article("a1", "志愿者在路口执勤。", topics=["volunteering"])
    assert store.put_article(article, now) == PutResult("a1", "new", 1)
    assert store.put_article(article, now + timedelta(days=1)) == PutResult("a1", "unchanged", 1)
    found = store.get_article("a1")
    assert found.article == article
    assert (found.version, found.stored_at, found.changed_at, found.withdrawn_at) == (1, now, now, None)
    assert store.find_articles(ArticleQuery()).total == 1


def test_another_visit_is_no_change(store, make_article, now):
    article = make_article("a1")
    store.put_article(article, now)
    visited = article.model_copy(
        update={
            "source": article.source.model_copy(update={"fetched_at": "2024-06-01T00:00:00Z", "content_hash": "ff"})
        }
    )
    assert store.put_article(visited, now).status == "unchanged"


def test_a_changed_page_is_a_new_version_and_the_old_stays(store, make_article, now):
    store.put_article(make_article("a1", "募集图书300册。"), now)
    later = now + timedelta(hours=1)
    assert store.put_article(make_article("a1", "募集图书320册。"), later) == PutResult("a1", "changed", 2)
    assert [version.article.body for version in store.list_versions("a1")] == ["募集图书300册。", "募集图书320册。"]
    assert [version.reason for version in store.list_versions("a1")] == ["new", "page"]
    found = store.get_article("a1")
    assert (found.stored_at, found.changed_at) == (now, later)
    assert store.find_articles(ArticleQuery(q="300册")).items == ()
    assert store.find_articles(ArticleQuery(q="320册")).total == 1


def test_annotations_of_another_model_are_a_version_that_names_it(store, make_article, now):
    store.put_article(make_article("a1", topics=["awards"], model="1"), now)
    store.put_article(make_article("a1", topics=["sports-arts"], model="2"), now)
    assert [(v.reason, v.model) for v in store.list_versions("a1")] == [
        ("new", "topics 1"),
        ("annotations", "topics 2"),
    ]
    assert store.find_articles(ArticleQuery(topic="awards")).total == 0
    assert store.find_articles(ArticleQuery(topic="sports-arts")).total == 1


def test_a_page_without_annotations_does_not_wipe_those_of_the_same_text(store, make_article, now):
    store.put_article(make_article("a1", topics=["awards"]), now)
    bare = make_article("a1").model_copy(update={"model": None})
    assert store.put_article(bare, now).status == "unchanged"
    assert store.get_article("a1").topics == ("awards",)


def test_withdrawn_is_read_but_not_found(store, make_article, now):
    store.put_article(
        make_article("a1", "救助站迁址。", topics=["student-aid"], figures=[("3个", 3, "个", "救助站")]), now
    )
    store.withdraw_article("a1", now + timedelta(days=2))
    store.withdraw_article("a1", now + timedelta(days=3))
    assert store.get_article("a1").withdrawn_at == now + timedelta(days=2)
    assert store.find_articles(ArticleQuery()).items == ()
    assert store.find_articles(ArticleQuery(q="救助站")).items == ()
    assert store.find_figures(FigureQuery()).items == ()
    assert {count.count for count in store.count_topics()} == {0}


def test_a_withdrawn_article_comes_back(store, make_article, now):
    article = make_article("a1", "救助站迁址。")
    store.put_article(article, now)
    store.withdraw_article("a1", now)
    assert store.put_article(article, now) == PutResult("a1", "changed", 2)
    assert store.get_article("a1").withdrawn_at is None
    assert store.find_articles(ArticleQuery(q="救助站")).total == 1


def test_a_batch_in_order_with_one_id_twice(store, make_article, now):
    batch = [make_article("a1", "甲校开学。"), make_article("a2", "乙校开学。"), make_article("a1", "甲校放假。")]
    assert [result.status for result in store.put_articles(batch, now)] == ["new", "new", "changed"]
    assert store.get_article("a1").article.body == "甲校放假。"
    assert store.put_articles([], now) == []


def test_a_batch_with_a_bad_article_leaves_nothing(store, make_article, now):
    with pytest.raises(InputError, match=r"a2.*'2024年3月'.*ISO date"):
        store.put_articles([make_article("a1"), make_article("a2", published="2024年3月")], now)
    assert store.find_articles(ArticleQuery()).items == ()


@pytest.mark.parametrize(
    ("article", "complaint"),
    [
        (Article(id="x", paragraphs=["坏字\ud800"]), "lone surrogates"),
        (Article(id="x", paragraphs=["字"], place=Place(adcode="4212", name="咸宁", province="湖北省")), "six digits"),
        (Article(id="x", paragraphs=["字"], figures=[Figure(id="f1", text="1", start=0, end=1, value=float("inf"), unit="人")]), "finite"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_name(store, now, article, complaint):
    with pytest.raises(InputError, match=f"article x.*{complaint}"):
        store.put_article(article, now)


def test_odd_characters_are_kept(store, make_article, now):
    article = make_article("a1", "空\x00字与😀和𠮷野家,'引号\" \\ % _\n第二段", title="标\x00题", source="报\x00社")
    store.put_article(article, now)
    assert store.get_article("a1").article == article
    assert store.find_articles(ArticleQuery(q="𠮷野")).total == 1
    assert store.find_articles(ArticleQuery(q='"\\ % _"')).total == 1


def test_an_article_without_an_id_gets_the_same_one_always(store, make_article, now):
    bare = Article(paragraphs=["开学第一课。"], title="开学", source=Source(url="http://example.test/1"))
    first = store.put_article(bare, now)
    assert store.put_article(bare, now) == PutResult(first.id, "unchanged", 1)
    other = bare.model_copy(update={"source": Source(url="http://example.test/2")})
    assert store.put_article(other, now).status == "new"


def test_an_empty_article(store, now):
    store.put_article(Article(id="leer"), now)
    assert store.get_article("leer").article.body == ""
    assert store.find_articles(ArticleQuery()).total == 1


def test_unknown_ids(store, now):
    for call in (store.get_article, store.list_versions, store.list_reviews, store.list_story):
        with pytest.raises(NotFoundError, match="'nichts'"):
            call("nichts")
    with pytest.raises(NotFoundError, match="'nichts'"):
        store.withdraw_article("nichts", now)


def test_times_need_a_zone(store, make_article):
    with pytest.raises(InputError, match="zone"):
        store.put_article(make_article("a1"), datetime(2024, 1, 1))
    store.put_article(make_article("a1"), datetime(2024, 1, 1, tzinfo=UTC))


def test_sign_of_life(store):
    store.check()


def test_events_tell_what_happened_in_order(store, make_article, now):
    store.put_article(make_article("a1", "甲"), now)
    store.put_article(make_article("a2", "乙"), now)
    store.put_article(make_article("a1", "丙"), now)
    store.withdraw_article("a1", now)
    events = store.list_events()
    assert [(event.type, event.article_id, event.version) for event in events] == [
        ("new", "a1", 1), ("new", "a2", 1), ("changed", "a1", 2), ("withdrawn", "a1", 2)
    ]  # fmt: skip
    assert [event.replaces for event in events] == [None, None, events[0].id, events[2].id]
    assert store.list_events(after=events[1].seq) == events[2:]
    assert len({event.id for event in events}) == 4


def test_crawl_runs_and_pages(store, now):
    run = store.start_crawl_run("示例教育局", now)
    assert store.list_crawl_runs()[0].status == "running"
    store.finish_crawl_run(run, now + timedelta(minutes=3), "done", {"new": 2}, ["http://example.test/9: 404"])
    [found] = store.list_crawl_runs("示例教育局")
    assert (found.id, found.status, found.counts, found.errors) == (
        run,
        "done",
        {"new": 2},
        ("http://example.test/9: 404",),
    )
    assert found.finished_at == now + timedelta(minutes=3)
    assert store.list_crawl_runs("别处") == []
    with pytest.raises(NotFoundError, match="no crawl run 99"):
        store.finish_crawl_run(99, now, "done", {})


def test_last_seen(store, now):
    from corpora.queries import CachedPage

    assert store.last_seen("http://example.test/1") is None
    store.remember_page(CachedPage("http://example.test/1", etag='"1"'), now)
    store.remember_page(CachedPage("http://example.test/1", etag='"2"', article_id="a1"), now)
    found = store.last_seen("http://example.test/1")
    assert (found.etag, found.article_id, found.seen_at) == ('"2"', "a1", now)
