import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.segmentation import load_user_words, segment, tag


@given(st.text(max_size=300))
def test_words_join_back_to_the_text(text):
    assert "".join(segment(text)) == text
    assert "".join(word for word, _ in tag(text)) == text


@pytest.mark.parametrize("word", [word for word, _, _ in load_user_words()])
def test_words_of_the_domain_stay_whole(word):
    assert word in segment(f"全区推进{word}")


def test_segments_long_runs_in_linear_time():
    # jieba with the HMM on takes minutes on this; with it off a hundred thousand characters are a moment
    assert len(segment("约" * 100_000)) > 1_000
