import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.cursors import build_cursor, parse_cursor
from nlp.errors import InputError


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 1))
def test_a_cursor_is_read_back(key, tier):
    assert parse_cursor(build_cursor("newest", tier, key), "newest", (int, int)) == [tier, key]


@given(st.text() | st.binary().map(lambda found: found.decode("latin-1")))
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(InputError, match="cursor"):
        parse_cursor(text, "newest", (int, int))


@pytest.mark.parametrize(
    "cursor", [build_cursor("newest", 1), build_cursor("newest", 0, 2**70), build_cursor("newest", 0, 1.5)]
)
def test_a_forged_cursor_is_refused(cursor):
    with pytest.raises(InputError, match="malformed"):
        parse_cursor(cursor, "newest", (int, int))


def test_a_cursor_of_another_list():
    with pytest.raises(InputError, match="another list"):
        parse_cursor(build_cursor("figures", 1, 2), "newest", (int, int))
