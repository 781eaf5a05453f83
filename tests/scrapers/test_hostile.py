"""Pages made to break a parser: the text is kept or an error of ours is raised, in time that grows with the page."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import JiaowenError
from scrapers import extract

SENTENCE = "<p>这一页没有毛病,四周的页面都坏了,它仍应被完整地取回。</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 50_000 + SENTENCE + "</div>" * 50_000,
        "<b><i>" * 20_000 + SENTENCE,
        f'<div class="{"a " * 500_000}">{SENTENCE}</div>',
        f'<div style="{"display:  " * 100_000}">{SENTENCE}</div>',
        "<p>字</p>" * 8000 + SENTENCE,
        "<!-- enpproperty " * 5 + "-->" + SENTENCE,
        f"<p>\x00这一\x00行</p>{SENTENCE}",
        "<p>" + "【" * 100_000 + "</p>" + SENTENCE,
        "<p>" + "编辑:" * 60 + "</p>" + SENTENCE,
        f"<table>{'<tr><td>' * 3000}{SENTENCE}",
        f'<a href="data:text/html,x">一</a><a href="file:///etc/passwd">二</a>{SENTENCE}',
        f"<p>\ud800\ufffe</p>{SENTENCE}",
        '<?xml version="1.0" encoding="utf-16"?>' + SENTENCE,
    ],
    ids=range(13),
)
def test_text_survives(page):
    assert "它仍应被完整地取回" in extract(page).body


@pytest.mark.parametrize("piece", ["<p>约约约</p>", "1", "2023-", "记者 ", "大 ", "&amp;", "<a href=x>学校新闻标题</a>", "(", "来源:"])
def test_time_is_linear(piece):
    short, long = piece * 3000, piece * 24_000
    _timed(short)
    ratio = _timed(long) / max(_timed(short), 0.005)
    assert ratio < 8 * 3


def _timed(text: str) -> float:
    began = time.process_time()
    with contextlib.suppress(JiaowenError):
        extract(f"<h1>一页很长的新闻</h1>{SENTENCE}<p>{text}</p>")
    return time.process_time() - began


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div id=zoom>", "<!--", "-->", "<td>", "<h1>", "来源:", "2023-05-06", "记者 王芳", "学校。", "<", "&", "\x00"]),
        max_size=40,
    )
)
def test_any_soup_gives_a_record_or_an_error_of_ours(pieces):
    try:
        article = extract("".join(pieces))
    except JiaowenError:
        return
    assert article.body == "\n".join(article.paragraphs)
    assert all(0 <= index < len(article.paragraphs) for index in article.headings)
