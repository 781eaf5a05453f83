"""Date, source and names of an article: from meta tags and from the lines around headline and text.

Each finder says in ``Page.method`` where it found its field. Not for the headline and the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from lxml import html

from nlp.normalisation import fold
from nlp.record import Byline
from scrapers.extraction.blocks import Row, clean_text
from scrapers.extraction.body import Body
from scrapers.extraction.dates import date_in_address, find_date, find_late_date, parse_date
from scrapers.extraction.families import Family
from scrapers.extraction.metadata import Statements
from scrapers.extraction.names import find_bylines as read_bylines
from scrapers.extraction.names import parse_names
from scrapers.extraction.titles import Headline

_SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻|内容|本文)?(?:来源于|来源|出处|供稿单位|发布机构|信息来源)\s?:\s?[\[【《(]?\s?(?P<name>[^\s:|【】\[\]()《》]{2,40}?)\s?[\]】》)]?"
    r"(?=\s|$|[|>]|作者|发布|时间|日期|编辑|责编|浏览|点击|字体|字号|阅读|打印|\d{4}[-年/.])"
)
_EPOCH = re.compile(r"""var\s+(?:ct|oriCreateTime|createTimestamp)\s*=\s*["'](\d{10})["']""")
_NOT_A_SOURCE = re.compile(r"^(?:本站|原创|未知|网络|null|none|作者|时间|日期|发布.*|浏览.*|点击.*|\d.*)$", re.I)
_SOURCE_MARKERS = (".source", "#source", "#source_baidu", ".article-source", ".news-source", ".ly")
_BEIJING = timezone(timedelta(hours=8))
_MAX_LINE = 200


@dataclass
class Page:
    """What the steps share about one page; ``method`` collects how each field was found."""

    text: str
    url: str | None
    root: html.HtmlElement
    row: Row
    family: Family | None
    statements: Statements
    method: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lines:
    """Folded short lines: from the headline into the body's first blocks, before the headline, behind the body."""

    near: list[str]
    before: list[str]
    after: list[str]


def gather_lines(page: Page, body: Body, headline: Headline) -> Lines:
    """Collect the lines where a page prints date, source and names."""
    first = headline.block
    if first is None or first > body.start + 3:
        first = max(0, body.start - 8)
    return Lines(
        near=_short(page.row, first, body.start + 3),
        before=_short(page.row, max(0, first - 4), first),
        after=_short(page.row, body.end, body.end + 8),
    )


def _short(row: Row, start: int, end: int) -> list[str]:
    return [block.spaced or block.folded for block in row.blocks[start:end] if len(block.text) <= _MAX_LINE]


def find_published(page: Page, lines: Lines) -> str | None:
    """Find the publication time: WeChat's own, the meta tags', the printed one, the address's; last an update time."""
    stated = parse_date(fold(page.statements.date)) if page.statements.date else None
    printed = _printed(lines.near) or _printed(lines.after) or _printed(lines.before)
    found = {
        "family": _wechat_time(page),
        "meta tag": _finer(stated, printed),
        "printed": printed,
        "address": date_in_address(page.url),
        "update time": next(filter(None, map(find_late_date, lines.near + lines.after)), None),
    }
    for method, value in found.items():
        if value:
            page.method["published"] = method
            return value
    page.method["published"] = "none"
    return None


def _finer(stated: str | None, printed: str | None) -> str | None:
    """A printed time of the stated day says more than the day alone."""
    return printed if stated and printed and printed.startswith(stated[:10]) and len(stated) == 10 else stated


def _printed(lines: list[str]) -> str | None:
    # Label and date can stand in neighbouring cells, so the lines are read as one as well.
    found = [date for line in [*lines, " ".join(lines)] if (date := find_date(line))]
    return next((value for value, labelled in found if labelled), found[0][0] if found else None)


def _wechat_time(page: Page) -> str | None:
    if not page.family or page.family.name != "wechat":
        return None
    found = _EPOCH.search(page.text)
    return epoch_to_iso(int(found.group(1))) if found else None


def epoch_to_iso(epoch: int) -> str:
    """Give a Unix time as the clocks of mainland China show it."""
    return datetime.fromtimestamp(epoch, _BEIJING).isoformat()


def find_source(page: Page, lines: Lines) -> str | None:
    """Find the outlet that the page names as its source."""
    stated = page.statements.source
    if stated and not _NOT_A_SOURCE.match(stated):
        page.method["source"] = "meta tag"
        return stated
    for group in (lines.near, lines.after, lines.before):
        for line in [*group, " ".join(group)]:
            match = _SOURCE.search(line)
            if match and not _NOT_A_SOURCE.match(match["name"]):
                page.method["source"] = "printed"
                return match["name"]
    named = next(filter(None, map(_short_text, page.row.select(*_SOURCE_MARKERS)[:5])), None)
    if named:
        page.method["source"] = "markup"
        return named
    if page.family and page.family.name == "wechat":
        return next((element.text_content().strip() for element in page.row.select("#js_name")), None)
    return page.statements.enp.get("sitename")


def find_bylines(page: Page, lines: Lines, left_out: list[str], in_text: list[Byline]) -> list[Byline]:
    """Find names in the lines about the article and in the meta tags, beside those found in the text itself."""
    found: list[Byline] = []
    for group in (lines.near, left_out, lines.after):
        for line in [*group, " ".join(group)]:
            if len(line) <= _MAX_LINE * 2 and line.count("。") < 2:
                found += read_bylines(line)
    found += in_text
    if page.statements.author:
        author = fold(page.statements.author)
        found += read_bylines(author) or parse_names(author, "作者")
    unique: dict[str, Byline] = {}
    for byline in found:
        unique.setdefault(byline.name, byline)
    page.method["byline"] = "printed" if unique else "none"
    return list(unique.values())


def _short_text(element: html.HtmlElement) -> str | None:
    text = re.sub(r"^.{0,4}来源\s?[:\uff1a]\s?", "", clean_text(element.text_content()[:200]))
    return text if 2 <= len(text) <= 30 and not _NOT_A_SOURCE.match(text) else None
