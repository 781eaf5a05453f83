import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.search_query import Clause, Searched, Term, holds, parse_search
from nlp.errors import InputError


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("防溺水", [([Term("防溺水")], [])]),
        ("防溺水  演练", [([Term("防溺水"), Term("演练")], [])]),
        ('"安全 演练" -消防', [([Term("安全 演练")], [Term("消防")])]),
        ("－消防 演练", [([Term("演练")], [Term("消防")])]),
        ("甲 OR 乙 -丙", [([Term("甲")], []), ([Term("乙")], [Term("丙")])]),
        ("title:「双减」", [([Term("「双减」", "title")], [])]),
        ('org:"第一小学" title：双减', [([Term("第一小学", "org"), Term("双减", "title")], [])]),
        ("8:30 http://a", [([Term("8:30"), Term("http://a")], [])]),
        ("ORGAN", [([Term("organ")], [])]),
        ("a-b", [([Term("a-b")], [])]),
    ],
)
def test_reading(q, expected):
    assert parse_search(q).clauses == tuple(Clause(tuple(wanted), tuple(unwanted)) for wanted, unwanted in expected)


@pytest.mark.parametrize("q", ["", " ", "OR", "甲 OR OR 乙", '"', '甲"', "“甲", '""', 'site:"甲"', "甲 " * 41])
def test_what_cannot_be_read(q):
    with pytest.raises(InputError):
        parse_search(q)


@given(st.text(max_size=60))
def test_any_query_is_read_or_refused(q):
    try:
        query = parse_search(q)
    except InputError:
        return
    assert query.clauses
    holds(query, Searched("", "", ""))
