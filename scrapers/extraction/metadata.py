"""What a page's head says of its article: government meta tags, OpenGraph, JSON-LD, comments of e-papers.

Reads statements, does not judge them: which one wins is decided in scrapers.extraction.core.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from scrapers.extraction.blocks import clean_text

_TITLE_KEYS = ("articletitle", "og:title", "twitter:title", "title", "dc.title", "headline")
_DATE_KEYS = (
    "pubdate", "publishdate", "article:published_time", "og:release_date", "og:published_time", "datepublished",
    "pubtime", "publish_time", "weibo: article:create_at", "dc.date.issued", "apub:time", "releasedate",
    "publish-date", "article:create_at", "weibo:article:create_at", "firstpublishedtime", "og:pubdate", "pubdatetime",
)  # fmt: skip
_SOURCE_KEYS = ("contentsource", "source", "article:source", "mediaid")
_AUTHOR_KEYS = ("author", "article:author", "dc.creator", "og:author")
_SITE_KEYS = ("sitename", "og:site_name", "application-name")
_TAGS = re.compile(r"<[^<>]{0,200}>")
_ENP_BEGIN, _ENP_END = "<!--enpproperty", "/enpproperty"
_ENP_MAX = 20_000
_ENP_FIELD = re.compile(
    r"<(?P<key>articleid|date|author|title|keyword|subtitle|introtitle|siteid|nodeid|nodename|sitename)>"
    r"(?P<value>.{0,2000}?)</(?P=key)>",
    re.I | re.S,
)


@dataclass
class Statements:
    """Everything stated, by lower-case key; ``linked`` is the JSON-LD object of the article, ``enp`` an e-paper's."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    enp: dict[str, str] = field(default_factory=dict)
    title_tag: str = ""

    def first(self, *keys: str) -> str | None:
        """Give the first stated value among meta keys."""
        return next((self.meta[key] for key in keys if self.meta.get(key)), None)

    @property
    def article_title(self) -> str | None:
        """The title by government meta tag, e-paper comment or JSON-LD, surest first."""
        linked = self.linked.get("headline")
        return self.first("articletitle") or self.enp.get("title") or (linked if isinstance(linked, str) else None)

    @property
    def social_title(self) -> str | None:
        """The title by OpenGraph: often the same with the site's name behind it."""
        return self.first("og:title", "twitter:title")

    @property
    def date(self) -> str | None:
        """The publication time as stated; Maketime is when the page was generated and is not read."""
        linked = self.linked.get("datePublished") or self.linked.get("pubDate")
        return self.first(*_DATE_KEYS) or self.enp.get("date") or (linked if isinstance(linked, str) else None)

    @property
    def source(self) -> str | None:
        """The outlet as stated."""
        return self.first(*_SOURCE_KEYS)

    @property
    def author(self) -> str | None:
        """The author as stated."""
        author = self.linked.get("author")
        if isinstance(author, list):
            author = author[0] if author else None
        name = author.get("name") if isinstance(author, dict) else author
        return self.first(*_AUTHOR_KEYS) or self.enp.get("author") or (name if isinstance(name, str) else None)

    @property
    def site(self) -> str | None:
        """The name of the site as stated."""
        return self.first(*_SITE_KEYS)


def read_statements(root: html.HtmlElement, text: str) -> Statements:
    """Collect what the head and the comments of a page state."""
    statements = Statements(enp=_read_enp(text))
    for element in root.iter("meta"):
        key = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = clean_text(_TAGS.sub("", (element.get("content") or "")[:4000]))
        if key and value:
            statements.meta.setdefault(key.strip().lower(), value)
    for element in root.iter("script"):
        if element.get("type") == "application/ld+json" and element.text:
            statements.linked = statements.linked or _read_linked(element.text[:200_000])
    statements.title_tag = next((clean_text(element.text_content()[:2000]) for element in root.iter("title")), "")
    return statements


def _read_enp(text: str) -> dict[str, str]:
    begin = text.find(_ENP_BEGIN)
    end = text.find(_ENP_END, begin, begin + _ENP_MAX) if begin >= 0 else -1
    if end < 0:
        return {}
    inner = text[begin:end]
    fields = {match["key"].lower(): clean_text(_TAGS.sub("", match["value"])) for match in _ENP_FIELD.finditer(inner)}
    return {key: value for key, value in fields.items() if value}


def _read_linked(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return {}
    queue = data if isinstance(data, list) else [data]
    for item in queue[:50]:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        if isinstance(graph, list):
            queue.extend(graph[:50])
        if "headline" in item or "datePublished" in item or "pubDate" in item:
            return item
    return {}
