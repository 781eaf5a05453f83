import pytest

from corpora.changes import match_figures
from corpora.queries import FigureChangeQuery, FigureCorrection
from nlp.errors import InputError
from nlp.record import Figure


def entries(store, **wanted):
    return store.list_figure_changes(FigureChangeQuery(**wanted))


def told(changes):
    return [(change.type, change.found.figure.text, change.replaces) for change in changes]


def put(store, make_article, now, text, figures, **more):
    return store.put_article(make_article("a1", text, figures=figures, **more), now)


def test_an_edit_is_an_entry_that_names_what_it_replaces(store, make_article, now):
    put(store, make_article, now, "捐书300册,到场45人。", [("300册", 300, "册", "图书"), ("45人", 45, "人", "读者")])
    put(
        store, make_article, now, "周六捐书320册,到场45人。", [("320册", 320, "册", "图书"), ("45人", 45, "人", "读者")]
    )
    first, second, third = entries(store)
    assert told([first, second, third]) == [
        ("new", "300册", None),
        ("new", "45人", None),
        ("changed", "320册", first.id),
    ]
    assert (third.found.version, third.found.article_id, third.found.model) == (2, "a1", "topics 1")
    put(store, make_article, now, "周六捐书330册。", [("330册", 330, "册", "图书")])
    assert told(entries(store, after=third.seq)) == [("changed", "330册", third.id), ("withdrawn", "45人", second.id)]


def test_a_correction_and_a_withdrawal_are_entries(store, make_article, now):
    put(store, make_article, now, "到场45人。", [("45人", 45, "人", "读者")])
    store.put_corrections("a1", [FigureCorrection("f1", {"value": 54.0})], now, 1)
    store.withdraw_article("a1", now)
    first, second, third = entries(store)
    assert [change.type for change in (first, second, third)] == ["new", "corrected", "withdrawn"]
    assert (second.replaces, third.replaces) == (first.id, second.id)
    assert (second.found.figure.value, third.found.figure.value) == (54, 54)
    put(store, make_article, now, "到场45人。", [("45人", 45, "人", "读者")])
    assert told(entries(store, after=third.seq)) == [("new", "45人", None)]


def test_entries_never_change(store, make_article, now):
    put(store, make_article, now, "到场45人。", [("45人", 45, "人", "读者")])
    before = entries(store)
    put(store, make_article, now, "到场46人。", [("46人", 46, "人", "读者")])
    assert entries(store)[:1] == before


def test_an_unmoved_figure_makes_no_entry(store, make_article, now):
    put(store, make_article, now, "到场45人。", [("45人", 45, "人", "读者")])
    put(store, make_article, now, "天气晴好。到场45人。", [("45人", 45, "人", "读者")])
    assert len(entries(store)) == 1


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["300册", "45人"]),
        ({"newest_first": True}, ["45人", "300册"]),
        ({"limit": 1}, ["300册"]),
        ({"concept": "书"}, ["300册"]),
        ({"unit": "人"}, ["45人"]),
        ({"kind": "money"}, []),
        ({"topic": "volunteering"}, ["300册", "45人"]),
        ({"topic": "awards"}, []),
        ({"place": "421200"}, ["300册", "45人"]),
        ({"place": "330000"}, []),
    ],
)
def test_filters(store, make_article, now, wanted, expected):
    figures = [("300册", 300, "册", "图书"), ("45人", 45, "人", "读者")]
    put(store, make_article, now, "捐书300册,到场45人。", figures, place="421202", topics=["volunteering"])
    assert [change.found.figure.text for change in entries(store, **wanted)] == expected


def test_a_withdrawal_reaches_the_subscribers_of_its_topic(store, make_article, now):
    put(store, make_article, now, "到场45人。", [("45人", 45, "人", "读者")], topics=["volunteering"])
    store.withdraw_article("a1", now)
    assert [change.type for change in entries(store, topic="volunteering")] == ["new", "withdrawn"]


@pytest.mark.parametrize("wanted", [{"limit": 0}, {"topic": "quatsch"}, {"place": "x"}, {"unit": "\x00"}])
def test_what_cannot_be_asked(store, wanted):
    with pytest.raises(InputError):
        entries(store, **wanted)


def figure(number, value, concept, unit="人"):
    return Figure(id=f"f{number}", text=f"{value}{unit}", start=number * 10, end=number * 10 + 3, value=value, unit=unit, concept=concept)  # fmt: skip


def test_an_inserted_figure_shifts_no_pair():
    before = {11: figure(1, 5, "教师"), 12: figure(2, 9, "学生")}
    now = [figure(1, 7, "家长"), figure(2, 5, "教师"), figure(3, 10, "学生")]
    pairs, left = match_figures(before, now)
    assert sorted(pairs) == [(11, 1), (12, 2)]
    assert left == []
