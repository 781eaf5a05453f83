"""Rows of n-grams: the same for a text however it is batched, folded or placed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.features import NgramVectorizer, TextBatch

TEXTS = ["教师志愿者清扫街道。", "  2012年3月 abc", "", "甲", "学校\n举行消防演练！", "𠮷野家😀", "學校舉行消防演練"]


@pytest.fixture(scope="module")
def vectorizer() -> NgramVectorizer:
    return NgramVectorizer(min_df=1).fit(TEXTS)


def test_rows_have_unit_length_and_an_empty_text_none(vectorizer: NgramVectorizer) -> None:
    lengths = np.sqrt(vectorizer.transform(TEXTS).power(2).sum(axis=1)).A1
    assert lengths == pytest.approx([0.0 if not text.strip() else 1.0 for text in TEXTS], abs=1e-5)


@given(st.lists(st.text(alphabet="教育局a1 。\n，志愿\ud800", max_size=12), max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_text_has_the_same_row_alone_and_among_others(texts: list[str]) -> None:
    vectorizer = NgramVectorizer(min_df=1).fit([*TEXTS, *texts])
    together = vectorizer.transform(texts).toarray()
    for row, text in zip(together, texts, strict=True):
        assert row == pytest.approx(vectorizer.transform([text]).toarray()[0])


def test_traditional_and_full_width_text_has_the_row_of_its_fold(vectorizer: NgramVectorizer) -> None:
    rows = vectorizer.transform(["学校举行消防演练", "學校舉行消防演練"]).toarray()
    assert rows[0] == pytest.approx(rows[1])


def test_all_digits_are_alike() -> None:
    vectorizer = NgramVectorizer(min_df=1).fit(["12名学生"])
    assert (vectorizer.transform(["98名学生"]) != vectorizer.transform(["12名学生"])).nnz == 0


def test_runs_in_fewer_texts_than_min_df_are_no_features() -> None:
    assert len(NgramVectorizer(characters=0, words=1, min_df=2).fit(["学校 老师", "学校"]).vocabulary_) == 1


def test_words_are_found_again_where_they_stand() -> None:
    vectorizer = NgramVectorizer(min_df=1).fit(["消防演练"])
    text = "今天的消防演练"
    found = list(vectorizer.iter_words(text))
    assert found
    assert all(text[start : start + len(word)] == word for word, start, _ in found)
    assert {column for *_, column in found} <= set(range(len(vectorizer.vocabulary_)))


def test_a_long_run_of_one_character_takes_linear_time() -> None:
    vectorizer = NgramVectorizer().fit(TEXTS)
    assert vectorizer.transform(["百" * 100_000, "约 " * 50_000]).shape[0] == 2


def test_no_texts_give_no_rows(vectorizer: NgramVectorizer) -> None:
    assert vectorizer.transform([]).shape == (0, len(vectorizer.vocabulary_))


def test_slices_of_equal_text_have_equal_hashes_wherever_they_stand() -> None:
    batch = TextBatch.build(["志愿服务和志愿服务"])
    first, second = batch.slices(np.array([0, 5]), np.array([4, 9]))
    assert first == second != batch.slices(np.array([1]), np.array([5]))[0]
