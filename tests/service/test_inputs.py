"""Inputs: kinds, standard input, texts to articles."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pages import split_page
from nlp.record import Article
from scrapers.files import FileResult
from service.inputs import InputKind, build_articles, join_articles, read_inputs

NOTHING = io.BytesIO(b"")


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>", "  \n<html>", "<?xml version='1.0'?><html>", "<!-- 模板 --><div>"]
)
def test_markup_on_standard_input_is_a_web_page(text):
    page = io.BytesIO((text + "<p>云溪县教育局召开工作会议，部署秋季开学工作。</p>").encode())
    (result,) = read_inputs(["-"], InputKind.AUTO, page)
    assert result.articles[0].source.path is None


@pytest.mark.parametrize("text", ["<云溪教育>报 第3版\n本报讯", "《云溪教育》", "3<5，5>3"])
def test_text_on_standard_input_stays_text(text):
    (result,) = read_inputs(["-"], InputKind.AUTO, io.BytesIO(text.encode()))
    assert (result.text, result.articles) == (text, [])


def test_a_file_of_any_ending_is_what_the_caller_says(tmp_path):
    (tmp_path / "网页.bak").write_text(
        "<html><body><p>学校定于九月一日开学，请家长周知。</p></body></html>", encoding="utf-8"
    )
    (known,) = read_inputs([str(tmp_path)], InputKind.HTML, NOTHING)
    (unknown,) = read_inputs([str(tmp_path / "网页.bak")], InputKind.AUTO, NOTHING)
    assert known.articles[0].paragraphs == ["学校定于九月一日开学，请家长周知。"]
    assert ".bak" in str(unknown.error)


def test_line_ends_of_other_systems_are_ours(tmp_path):
    (tmp_path / "a.txt").write_bytes("甲\r\n乙\r丙\n".encode())
    (result,) = read_inputs([str(tmp_path / "a.txt")], InputKind.PAGE, NOTHING)
    assert result.text == "甲\n乙\n丙\n"


def test_an_article_knows_its_file_and_the_digest_of_its_text():
    first, again = (build_articles(FileResult("a.txt", text="学校召开家长会。"))[0].source for _ in range(2))
    assert (first.path, first) == ("a.txt", again)
    assert len(first.content_hash) == 64
    assert build_articles(FileResult("-", text="学校召开家长会。"))[0].source.path is None


PARTS = st.lists(
    st.builds(
        lambda title, paragraphs: Article(title=title, paragraphs=paragraphs, headings=[0] if paragraphs else []),
        st.none() | st.sampled_from(["甲校简讯", "乙校简讯"]),
        st.lists(st.sampled_from(["学校开学。", "一、安全", "全校参加。"]), max_size=3),
    ),
    min_size=1,
    max_size=4,
)


@given(parts=PARTS)
def test_joined_articles_lose_nothing_and_their_headings_stay_where_they_were(parts):
    joined = join_articles(parts)
    assert joined.title == parts[0].title
    expected = list(parts[0].paragraphs)
    headings = [expected[place] for place in parts[0].headings]
    for part in parts[1:]:
        titles = [part.title] if part.title else []
        expected += titles + part.paragraphs
        headings += titles + [part.paragraphs[place] for place in part.headings]
    assert joined.paragraphs == expected
    assert [joined.paragraphs[place] for place in joined.headings] == headings
    assert joined.body == "\n".join(expected)


def test_one_item_joined_is_that_item():
    (article,) = split_page("县教育局部署开学工作\n8月30日，县教育局部署秋季开学工作。")
    assert join_articles([article]).model_dump(exclude={"method"}) == article.model_dump(exclude={"method"})
