"""The demonstration site's articles, from the TOML files beside this module. Data only."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class DemoArticle:
    """One article: ``date`` as printed, ``paragraphs`` as written."""

    slug: str
    date: str
    title: str
    author: str
    source: str
    paragraphs: tuple[str, ...]

    @property
    def number(self) -> str:
        """The digits at the end of the slug: what systems number their articles by."""
        return self.slug.rsplit("_", 1)[-1]


@cache
def load_articles(bureau: str) -> tuple[DemoArticle, ...]:
    """Give the articles of one bureau, newest first."""
    text = resources.files("scrapers.demo_site.data").joinpath(f"{bureau}.toml").read_text(encoding="utf-8")
    return tuple(
        DemoArticle(
            item["slug"], item["date"], item["title"], item["author"], item["source"], _paragraphs(item["text"])
        )
        for item in tomllib.loads(text)["article"]
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
