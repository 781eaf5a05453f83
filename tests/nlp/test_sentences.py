import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipeline import build_pipeline
from nlp.sentences import iter_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in iter_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会议开了。随后大家散了!", ["会议开了。", "随后大家散了!"]),
        ("“真的吗？”他问。", ["“真的吗？”", "他问。"]),
        ("有的扫地……有的擦窗,忙了半天。", ["有的扫地……有的擦窗,忙了半天。"]),
        ("第一段\n\n第二段", ["第一段", "第二段"]),
        ("一是抓早;二是抓小。", ["一是抓早;二是抓小。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_cuts_between_sentences(text, sentences):
    assert cut(text) == sentences


@given(st.text(alphabet="你好。！？…\n “”a1", max_size=200))
def test_sentences_cover_everything_but_white_space(text):
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_component_starts_sentences_where_the_function_does():
    pipeline = build_pipeline(("jiaowen_sentences",))
    text = "开学了。学生到校\n老师上课。"
    doc = pipeline(text)
    assert [sentence.text.strip() for sentence in doc.sents] == cut(text)
