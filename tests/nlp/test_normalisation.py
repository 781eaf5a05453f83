import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalisation import fold


@given(st.text(max_size=300))
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１，２００人", "1,200人"),
        ("鯉城區教育局", "鲤城区教育局"),
        ("中小學生免費", "中小学生免费"),
        ("９５％\u3000以上", "95% 以上"),
        ("15～20", "15~20"),
        ("（二）", "(二)"),
        # enclosed numbers and powers are marks of a list and of a unit, not digits of the text
        ("①②㎡", "①②㎡"),
        ("30m²", "30m²"),
    ],
)
def test_folds_width_script_and_punctuation(text, folded):
    assert fold(text) == folded
