"""From a page to the record of its article: what each step found, put together.

The order of trust is: the family's markers and the meta tags, then rules of our own, then readability for the body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from lxml import html

from nlp.errors import EmptyInputError
from nlp.normalisation import fold
from nlp.record import Article, Byline, Source
from scrapers.decode import Decoded, decode
from scrapers.extraction.blocks import Block, Row, build_row, heading_level
from scrapers.extraction.body import Body, find_body
from scrapers.extraction.boilerplate import begins_tail, count_sentence_marks, is_furniture, is_info_line
from scrapers.extraction.dates import date_in_address, find_date, find_late_date, parse_date
from scrapers.extraction.families import Family, find_family
from scrapers.extraction.metadata import Statements, read_statements
from scrapers.extraction.names import find_bylines, find_in_text, is_byline, parse_names
from scrapers.extraction.titles import Headline, find_headline, normalise
from scrapers.extraction.tree import parse_html

_SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻|内容)?(?:来源|出处)\s?[::]\s?[\[【《((]?\s?(?P<name>[^\s::|【】\[\]()()]{2,40}?)\s?[\]】》))]?"
    r"(?=\s|$|[||]|作者|发布|时间|日期|编辑|责编|浏览|点击|字体|\d{4}[-年])"
)
_CAPTION_TAGS = frozenset(("figcaption",))
_CAPTION_NAME = re.compile(r"caption|img-?(?:note|desc|text|tit)|pic-?(?:note|desc|text)|tupian|图注|imgs?_?info|pictext", re.I)
_CAPTION_TEXT = re.compile(r"^(?:图为|图[一二三四五六七八九十\d]*[::]|上图|下图|图片说明|▲|△|↑|↓|图\d)|(?:摄|供图|/摄|摄影)[))]?$|(?:\s|\()(?:[\u4e00-\u9fa5]{2,4})\s?摄[))]?$")
# Captions run to three lines of print at most.
_MAX_CAPTION = 120


@dataclass
class _Page:
    """What the steps share about one page."""

    text: str
    url: str | None
    root: html.HtmlElement
    row: Row
    family: Family | None
    statements: Statements
    method: dict[str, str] = field(default_factory=dict)


def extract(page: bytes | str, url: str | None = None, headers: Mapping[str, str] | None = None) -> Article:
    """Extract the article of a web page.

    Raises:
        DecodeError: the bytes are no text in an encoding we read.
        EmptyInputError: there is no text in the page.
    """
    raw = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    decoded = decode(page, headers) if isinstance(page, bytes) else Decoded(page, "str", "given")
    root = parse_html(decoded.text)
    row = build_row(root)
    if not row.blocks:
        raise EmptyInputError("the page holds markup but no text; it may fill itself by script when opened")
    family = find_family(decoded.text, url)
    shared = _Page(decoded.text, url, root, row, family, read_statements(root, decoded.text))
    shared.method["encoding"] = f"{decoded.encoding} ({decoded.method})"
    return _assemble(shared, hashlib.sha256(raw).hexdigest())


def _assemble(page: _Page, digest: str) -> Article:
    body = find_body(page.root, page.row, page.family) or Body(0, len(page.row.blocks), "whole page")
    headline = find_headline(page.root, page.row, body.start, page.statements, page.family)
    page.method.update(body=body.method, title=headline.method)
    kept, captions, lines = _sort_blocks(page, body, headline)
    paragraphs = [block.text for block in kept]
    info = _info_lines(page, body, headline)
    bylines = _find_bylines(page, info, lines, paragraphs)
    return Article(
        title=headline.title,
        kicker=headline.kicker,
        subtitle=headline.subtitle,
        paragraphs=paragraphs,
        headings=[i for i, block in enumerate(kept) if _is_heading(block)],
        captions=captions,
        byline=bylines,
        published=_find_published(page, info),
        source=Source(
            name=_find_source(page, info), url=page.url, family=page.family.name if page.family else None, content_hash=digest
        ),
        method=page.method,
    )


def _sort_blocks(page: _Page, body: Body, headline: Headline) -> tuple[list[Block], list[str], list[str]]:
    """Part the body's blocks into paragraphs, captions and byline lines; furniture is left out."""
    kept: list[Block] = []
    captions: list[str] = []
    lines: list[str] = []
    title = normalise(headline.title or "")
    extra = {normalise(text) for text in (headline.kicker, headline.subtitle) if text}
    for block in page.row.blocks[body.start : body.end]:
        if begins_tail(block.folded) and (kept or body.method == "density"):
            if kept:
                break
            continue
        early = len(kept) < 2
        if early and (normalise(block.text) == title or normalise(block.text) in extra):
            continue
        if is_furniture(block.folded) or _is_link_line(block) or (early and is_info_line(block.folded)):
            lines.append(block.folded)
        elif is_byline(block.folded):
            lines.append(block.folded)
        elif _is_caption(block):
            captions.append(block.text)
        elif not (kept and kept[-1].text == block.text):
            kept.append(block)
    return kept, captions, lines


def _is_link_line(block: Block) -> bool:
    return block.link * 10 > len(block.text) * 8 and count_sentence_marks(block.folded) == 0 and len(block.text) < 60


def _is_caption(block: Block) -> bool:
    if len(block.text) > _MAX_CAPTION:
        return False
    if block.element.tag in _CAPTION_TAGS or _CAPTION_NAME.search(block.element.get("class") or ""):
        return True
    return bool((block.after_image or block.images) and _CAPTION_TEXT.search(block.folded))


def _is_heading(block: Block) -> bool:
    if len(block.text) > 40 or block.text.endswith(("。", ";", ",")):
        return False
    return heading_level(block) > 0 or block.bold * 10 >= len(block.text.replace(" ", "")) * 9


def _info_lines(page: _Page, body: Body, headline: Headline) -> list[str]:
    """The lines around headline and body's start, where date, source and names are printed; then the rest of the top."""
    first = headline.block if headline.block is not None and headline.block <= body.start + 3 else max(0, body.start - 8)
    near = [block.folded for block in page.row.blocks[first : body.start + 3] if len(block.text) <= 200]
    before = [block.folded for block in page.row.blocks[max(0, first - 4) : first] if len(block.text) <= 200]
    after = [block.folded for block in page.row.blocks[body.end : body.end + 8] if len(block.text) <= 120]
    return near + before + after


def _find_published(page: _Page, info: list[str]) -> str | None:
    stated = parse_date(fold(page.statements.date)) if page.statements.date else None
    epoch = _wechat_time(page)
    printed = _printed_date(info)
    address = date_in_address(page.url)
    for method, value in (("wechat", epoch), ("meta tag", _finer(stated, printed)), ("printed", printed), ("address", address)):
        if value:
            page.method["published"] = method
            return value
    late = next(filter(None, map(find_late_date, info)), None)
    page.method["published"] = "update time" if late else "none"
    return late


def _finer(stated: str | None, printed: str | None) -> str | None:
    """A printed time of the stated day says more than the day alone."""
    return printed if stated and printed and printed.startswith(stated[:10]) and len(stated) == 10 else stated


def _printed_date(lines: list[str]) -> str | None:
    found = [date for line in lines if (date := find_date(line))]
    return next((value for value, labelled in found if labelled), found[0][0] if found else None)


_EPOCH = re.compile(r"""var\s+ct\s*=\s*["'](\d{10})["']""")


def _wechat_time(page: _Page) -> str | None:
    if not page.family or page.family.name != "wechat":
        return None
    found = _EPOCH.search(page.text)
    return epoch_to_iso(int(found.group(1))) if found else None


def epoch_to_iso(epoch: int) -> str:
    """Give a Unix time as the clocks of mainland China show it."""
    return datetime.fromtimestamp(epoch, timezone(timedelta(hours=8))).isoformat()


def _find_source(page: _Page, info: list[str]) -> str | None:
    if page.statements.source:
        return page.statements.source
    for line in info:
        if match := _SOURCE.search(line):
            return match["name"]
    return page.statements.enp.get("sitename")


def _find_bylines(page: _Page, info: list[str], lines: list[str], paragraphs: list[str]) -> list[Byline]:
    """Names from the lines about the article first, then from the text's ends, then from the meta tags."""
    found: list[Byline] = []
    for line in [*info, *lines]:
        if len(line) <= 160:
            found += find_bylines(line)
    found += find_in_text([fold(paragraph) for paragraph in paragraphs[:2] + paragraphs[2:][-2:]])
    if page.statements.author:
        author = fold(page.statements.author)
        found += find_bylines(author) or parse_names(author, "作者")
    unique: dict[str, Byline] = {}
    for byline in found:
        unique.setdefault(byline.name, byline)
    page.method["byline"] = "lines" if found else "none"
    return list(unique.values())
