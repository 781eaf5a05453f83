"""The own page set: every field of every item as an editor would give it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nlp.pages import split_page, split_page_with_drops

PAGES = Path(__file__).resolve().parents[2] / "data" / "pages"


@dataclass(frozen=True)
class GoldPage:
    """A page dump and what an editor made of it; paragraphs are given as beginning…end."""

    name: str
    text: str
    items: list[dict[str, Any]]


def load_pages() -> list[GoldPage]:
    return [
        GoldPage(path.stem, path.read_text(encoding="utf-8"), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in sorted(PAGES.glob("*.txt"))
    ]


ALL = pytest.mark.parametrize("page", load_pages(), ids=lambda page: page.name)


def fits(pattern: str, paragraph: str) -> bool:
    start, ellipsis, end = pattern.partition("…")
    return paragraph == pattern or (bool(ellipsis) and paragraph.startswith(start) and paragraph.endswith(end))


@ALL
def test_items_and_headlines(page: GoldPage) -> None:
    found = [(article.kicker, article.title, article.subtitle) for article in split_page(page.text)]
    assert found == [(item.get("kicker"), item["title"], item.get("subtitle")) for item in page.items]


@ALL
def test_paragraphs_in_reading_order(page: GoldPage) -> None:
    for item, article in zip(page.items, split_page(page.text), strict=True):
        assert len(article.paragraphs) == len(item["paragraphs"]), article.paragraphs
        for pattern, paragraph in zip(item["paragraphs"], article.paragraphs, strict=True):
            assert fits(pattern, paragraph), (pattern, paragraph)
        assert article.headings == item.get("headings", [])
        for text in item.get("contains", []):
            assert text in article.body


@ALL
def test_names_captions_date_and_source(page: GoldPage) -> None:
    for item, article in zip(page.items, split_page(page.text), strict=True):
        assert {byline.name for byline in article.byline} == set(item.get("names", []))
        assert article.captions == item.get("captions", [])
        assert article.published == item.get("published")
        assert article.source.name == item.get("source")


@ALL
def test_kind_and_education(page: GoldPage) -> None:
    for item, article in zip(page.items, split_page(page.text), strict=True):
        assert article.kind == item.get("kind", article.kind)
        assert article.education == item["education"]


@ALL
def test_what_was_taken_out_is_named(page: GoldPage) -> None:
    dropped = [drop.text for drop in split_page_with_drops(page.text)[1]]
    for item in page.items:
        for text in item.get("dropped", []):
            assert text in dropped
