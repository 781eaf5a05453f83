from datetime import date

import pytest

from corpora.figures import find_role
from corpora.queries import FigureQuery
from nlp.errors import InputError
from nlp.record import AuditFinding, Figure


@pytest.fixture(scope="module")
def filled(shared_store, make_article, now):
    articles = [
        make_article(
            "a1",
            "新增学位1200个,投入3000万元。",
            published="2023-05-02",
            place="421202",
            topics=["school-construction"],
            figures=[("1200个", 1200, "个", "新增学位"), ("3000万元", 3e7, "元", "资金")],
            audit=[AuditFinding(check="part-whole", figures=["f1"], holds=False, detail="800 + 300 ≠ 1200")],
        ),
        make_article(
            "a2",
            "志愿者45人到岗,新增学位300个。",
            published="2023-06-11",
            place="330106",
            topics=["volunteering"],
            figures=[("45人", 45, "人", "志愿者"), ("300个", 300, "个", "新增学位")],
        ),
        make_article("a3", "全镇50%达标。", title="百分之五十", figures=[("50%", 50, "%", "100%_达标")]),
    ]
    shared_store.put_articles(articles, now)
    return shared_store


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["45人", "300个", "1200个", "3000万元", "50%"]),
        ({"concept": "学位"}, ["300个", "1200个"]),
        ({"concept": "位"}, ["300个", "1200个"]),
        ({"concept": "0%_"}, ["50%"]),
        ({"concept": "%新"}, []),
        ({"unit": "人"}, ["45人"]),
        ({"kind": "money"}, []),
        ({"topic": "volunteering"}, ["45人", "300个"]),
        ({"place": "420000"}, ["1200个", "3000万元"]),
        ({"published_from": date(2023, 6, 1)}, ["45人", "300个"]),
        ({"published_to": date(2023, 6, 1)}, ["1200个", "3000万元"]),
        ({"minimum": 300}, ["300个", "1200个", "3000万元"]),
        ({"maximum": 300, "minimum": 50}, ["300个", "50%"]),
        ({"audit": "failed"}, ["1200个"]),
        ({"concept": "学位", "place": "330000", "unit": "个"}, ["300个"]),
    ],
)
def test_filters(filled, wanted, expected):
    page = filled.find_figures(FigureQuery(**wanted))
    assert [item.figure.text for item in page.items] == expected
    assert page.total == len(expected)


def test_pages_together_are_the_whole(filled):
    cursor, seen = None, []
    for _ in range(5):
        page = filled.find_figures(FigureQuery(limit=1, cursor=cursor))
        seen += [item.figure.text for item in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert seen == ["45人", "300个", "1200个", "3000万元", "50%"]


def test_a_figure_brings_its_article(filled):
    item = filled.find_figures(FigureQuery(concept="志愿者")).items[0]
    assert (item.article_id, item.version, item.published, item.place.adcode) == ("a2", 1, "2023-06-11", "330106")
    assert (item.sentence, item.model, item.audit_failed) == ("志愿者45人到岗,新增学位300个。", "topics 1", False)


@pytest.mark.parametrize(
    "wanted", [{"limit": 0}, {"cursor": "x"}, {"place": "武汉市"}, {"concept": "\x00"}, {"unit": "\ud800"}]
)
def test_what_cannot_be_asked(filled, wanted):
    with pytest.raises(InputError):
        filled.find_figures(FigureQuery(**wanted))


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({}, "whole"),
        ({"share_of": "f1"}, "part"),
        ({"restates": "f1"}, "again"),
        ({"per": "学生"}, "rate"),
        ({"kind": "percent", "unit": "%"}, "rate"),
        ({"predicate": "计划投入"}, "plan"),
        ({"predicate": "投入"}, "whole"),
    ],
)
def test_the_part_that_a_figure_plays_in_a_sum(fields, role):
    figure = Figure(**({"id": "f2", "text": "3人", "start": 0, "end": 2, "value": 3, "unit": "人"} | fields))
    assert find_role(figure, False) == role


def test_the_start_of_a_change_is_no_amount_of_its_own():
    figure = Figure(id="f1", text="1475人", start=0, end=5, value=1475, unit="人")
    assert find_role(figure, True) == "from"
