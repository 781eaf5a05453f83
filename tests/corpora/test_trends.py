from datetime import date

import pytest

from corpora.queries import ArticleQuery, FigureQuery, TrendQuery
from nlp.errors import InputError
from nlp.record import Figure


def points(trend):
    return [(point.period, point.value) for point in trend.points]


@pytest.fixture(scope="module")
def filled(shared_store, make_article, now):
    rows = [
        ("a1", "2023-01-05", ["volunteering"], "421202", "甲报"),
        ("a2", "2023-01-31", ["volunteering", "awards"], "421221", "甲报"),
        ("a3", "2023-03-01", ["awards"], "330106", "乙报"),
        ("a4", "2023-03-02", ["volunteering"], "330106", "甲报"),
        ("a5", None, ["volunteering"], "421202", "甲报"),
        ("a6", "2023-03-09", [], None, "乙报"),
    ]
    for id, published, topics, place, source in rows:
        article = make_article(id, f"短讯{id}。", published=published, topics=topics, place=place, source=source)
        shared_store.put_article(article, now)
    shared_store.put_article(make_article("weg", "撤稿。", published="2023-03-03", topics=["volunteering"]), now)
    shared_store.withdraw_article("weg", now)
    return shared_store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [("2023-01", 2), ("2023-02", 0), ("2023-03", 3)]),
        ({"topic": "volunteering"}, [("2023-01", 2), ("2023-02", 0), ("2023-03", 1)]),
        ({"topic": "volunteering", "place": "420000"}, [("2023-01", 2)]),
        ({"place": "421200", "topic": "awards"}, [("2023-01", 1)]),
        ({"source": "乙报"}, [("2023-03", 2)]),
        ({"source": "乙报", "topic": "awards", "place": "330106"}, [("2023-03", 1)]),
        ({"interval": "quarter"}, [("2023-Q1", 5)]),
        ({"interval": "year"}, [("2023", 5)]),
        ({"interval": "week", "published_from": date(2023, 2, 27)}, [("2023-W09", 2), ("2023-W10", 1)]),
        ({"interval": "day", "published_from": date(2023, 3, 1), "published_to": date(2023, 3, 3)},
         [("2023-03-01", 1), ("2023-03-02", 1), ("2023-03-03", 0)]),
        ({"published_from": date(2022, 12, 1), "published_to": date(2023, 1, 31)}, [("2022-12", 0), ("2023-01", 2)]),
        ({"topic": "awards", "measure": "share"}, [("2023-01", 0.5), ("2023-02", 0), ("2023-03", 1 / 3)]),
        ({"topic": "mental-health"}, []),
        ({"topic": "mental-health", "published_from": date(2023, 1, 1), "published_to": date(2023, 2, 1)},
         [("2023-01", 0), ("2023-02", 0)]),
    ],
)  # fmt: skip
def test_series(filled, wanted, expected):
    found = points(filled.trends(TrendQuery(**wanted)))
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected])


@pytest.mark.parametrize("interval", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("topic", [None, "volunteering"])
def test_every_point_lists_its_articles(filled, interval, topic):
    first, last = date(2023, 1, 10), date(2023, 3, 2)
    trend = filled.trends(TrendQuery(interval=interval, topic=topic, published_from=first, published_to=last))
    assert sum(point.articles for point in trend.points) == (3 if topic is None else 2)
    for point in trend.points:
        assert filled.find_articles(point.query).total == point.articles, point


def test_small_samples_are_marked(filled):
    assert {point.small_sample for point in filled.trends(TrendQuery()).points} == {True}


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"topic": "quatsch"}, "unknown topic"),
        ({"place": "x"}, "division code"),
        ({"interval": "decade"}, "interval 'decade'"),
        ({"measure": "mean"}, "measure 'mean'"),
        ({"measure": "sum:"}, "measure 'sum:'"),
        ({"published_from": date(2023, 2, 1), "published_to": date(2023, 1, 1)}, "swap"),
        ({"interval": "day", "published_from": date(1, 1, 1), "published_to": date(2023, 1, 1)}, "longer interval"),
    ],
)
def test_what_cannot_be_asked(filled, wanted, complaint):
    with pytest.raises(InputError, match=complaint):
        filled.trends(TrendQuery(**wanted))


def test_a_burst_is_marked_and_its_method_named(store, make_article, now):
    number = 0
    for month, many in enumerate([3, 4, 3, 5, 4, 30, 28, 4, 3, 4, 5, 3], 1):
        batch = []
        for day in range(many):
            number += 1
            batch.append(make_article(f"a{number}", f"第{number}则。", published=f"2022-{month:02}-{day % 28 + 1:02}"))
        store.put_articles(batch, now)
    trend = store.trends(TrendQuery())
    assert [point.period for point in trend.points if point.burst] == ["2022-06", "2022-07"]
    assert "Kleinberg" in trend.burst_method


def figure(number, value, **fields):
    return Figure(**({"id": f"f{number}", "text": f"{value}人", "start": 0, "end": 2, "value": value, "unit": "人", "concept": "志愿者"} | fields))  # fmt: skip


LONG = (
    "本周六上午八点,城东社区的居民在广场集合,与两所小学的师生一道把三条巷子里的旧广告揭下,又给墙面刷上白漆,"
    "中午以前全部完工,街道准备了热汤和包子,孩子们把沿途捡到的塑料瓶交给回收站换成了图书角的书架。"
)


def sums(store, **wanted):
    trend = store.trends(TrendQuery(measure="sum:志愿者", interval="year", **wanted))
    return [(point.period, point.value, point.articles) for point in trend.points], trend.unit


def test_a_sum_counts_wholes_only(store, make_article, now):
    figures = [
        figure(1, 80),
        figure(2, 65, share_of="f1"),
        figure(3, 15, share_of="f1"),
        figure(4, 81.25, unit="%", kind="percent", share_of="f1"),
        figure(5, 80, restates="f1"),
        figure(6, 200, predicate="计划招募"),
        figure(7, 5, per="学校"),
    ]
    store.put_article(make_article("a1", published="2023-01-01", figures=figures), now)
    assert sums(store) == ([("2023", 80, 1)], "人")


def test_a_sum_counts_a_figure_of_headline_and_text_once(store, make_article, now):
    figures = [figure(1, 80, start=None, end=None, in_title=True), figure(2, 80)]
    store.put_article(make_article("a1", published="2023-01-01", figures=figures), now)
    assert sums(store) == ([("2023", 80, 1)], "人")


def test_a_sum_counts_a_change_by_its_end(store, make_article, now):
    figures = [figure(1, 1475, change="from-to", linked_to="f2"), figure(2, 2272, change="from-to", linked_to="f1")]
    store.put_article(make_article("a1", published="2023-01-01", figures=figures), now)
    assert sums(store) == ([("2023", 2272, 1)], "人")


def test_a_sum_counts_a_story_once_however_many_carry_it(store, make_article, now):
    for number, (source, place) in enumerate([("甲报", "421202"), ("乙报", "421202"), ("丙报", "421202")]):
        text = LONG if number < 2 else LONG + "据组织者介绍,下周继续。"
        store.put_article(
            make_article(f"a{number}", text, published=f"2023-04-0{number + 1}", source=source, place=place, figures=[figure(1, 50)]),
            now,
        )  # fmt: skip
    assert sums(store) == ([("2023", 50, 1)], "人")
    assert sums(store, source="乙报") == ([("2023", 50, 1)], "人")
    assert sums(store, place="421200") == ([("2023", 50, 1)], "人")
    store.withdraw_article("a0", now)
    assert sums(store) == ([("2023", 50, 1)], "人")
    assert store.find_figures(FigureQuery(concept="志愿者")).total == 2


def test_a_story_may_add_a_figure(store, make_article, now):
    store.put_article(make_article("a1", LONG, published="2023-04-01", figures=[figure(1, 50)]), now)
    store.put_article(make_article("a2", LONG, published="2023-04-02", figures=[figure(1, 50), figure(2, 7)]), now)
    assert sums(store) == ([("2023", 57, 2)], "人")


def test_two_reports_with_the_same_value_both_count(store, make_article, now):
    store.put_article(make_article("a1", "甲区50人。", published="2023-04-01", figures=[figure(1, 50)]), now)
    store.put_article(make_article("a2", "乙区50人。", published="2023-04-02", figures=[figure(1, 50)]), now)
    assert sums(store) == ([("2023", 100, 2)], "人")


def test_a_sum_has_one_unit(store, make_article, now):
    figures = [figure(1, 50), figure(2, 30), figure(3, 400, unit="人次")]
    store.put_article(make_article("a1", published="2023-04-01", figures=figures), now)
    assert sums(store) == ([("2023", 80, 1)], "人")
    assert sums(store, unit="人次") == ([("2023", 400, 1)], "人次")
    [point] = store.trends(TrendQuery(measure="sum:志愿者", interval="year")).points
    assert [item.figure.value for item in store.find_figures(point.figures).items] == [50, 30]
    assert sums(store, unit="吨") == ([("2023", 0, 0)], "吨")


def test_counts_by_topic_place_and_source(filled):
    assert {count.key: count.count for count in filled.count_topics() if count.count} == {
        "volunteering": 4,
        "awards": 2,
    }
    assert [(count.key, count.count) for count in filled.count_places()] == [
        ("330106", 2),
        ("421202", 2),
        ("421221", 1),
    ]
    assert [(count.key, count.count) for count in filled.count_sources()] == [("甲报", 4), ("乙报", 2)]


@pytest.mark.parametrize(
    ("wanted", "topics", "places", "number"),
    [
        ({}, {"volunteering": 4, "awards": 2}, {"330106": 2, "421202": 2, "421221": 1}, 6),
        ({"topic": "awards"}, {"awards": 2, "volunteering": 1}, {"330106": 1, "421221": 1}, 2),
        ({"q": "短讯a1 OR 短讯a6"}, {"volunteering": 1}, {"421202": 1}, 2),
        ({"q": "没有"}, {}, {}, 0),
    ],
)
def test_facets(filled, wanted, topics, places, number):
    facets = filled.count_facets(ArticleQuery(**wanted))
    assert {count.key: count.count for count in facets.topics} == topics
    assert {count.key: count.count for count in facets.places} == places
    assert sum(count.count for count in facets.kinds) == facets.articles == number
    assert facets.exact
