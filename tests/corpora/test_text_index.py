from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.text_index import build_facet, build_lexemes, build_tokens, search_form


@given(st.text())
def test_the_search_form_keeps_offsets(text):
    assert len(search_form(text)) == len(text)


@given(st.text(min_size=1))
def test_pairs_in_order_then_every_character_once(text):
    words = build_tokens(text).split(" ")
    pairs, characters = words[: len(text) - 1], words[len(text) - 1 :]
    assert {len(pair) for pair in pairs} <= {2}
    assert all(one[1] == other[0] for one, other in pairwise(pairs))
    assert {char for pair in pairs for char in pair} <= set(characters)
    assert len(characters) == len(set(characters)) == len(set(search_form(text)))


@given(st.text())
def test_no_token_holds_a_sign_that_a_database_reads(text):
    assert not set(build_tokens(text)) & set("\"'\\()*:+-^\x00\n\t")
    assert not set(build_lexemes(text).replace("' '", "").strip("'")) & set("'\\ \x00")


@pytest.mark.parametrize(
    ("written", "same"), [("ＡＢＣ", "abc"), ("區", "区"), ("１２％", "12%"), ("教\u3000师", "教 师"), ("İx", "İx")]
)
def test_writings_that_are_one(written, same):
    assert search_form(written) == search_form(same)


def test_facets_of_two_names_differ():
    assert build_facet("source", "topic:awards") != build_facet("topic", "awards")
    assert " " not in build_facet("source", "湖北 日报")
