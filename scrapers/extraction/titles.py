"""The headline: what the page prints, checked against what its head says, without the site's name.

Not for section headings of the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.normalisation import fold
from scrapers.extraction.blocks import Block, Row, heading_level
from scrapers.extraction.boilerplate import is_furniture
from scrapers.extraction.dates import find_date
from scrapers.extraction.families import Family
from scrapers.extraction.metadata import Statements

_SEPARATOR = re.compile(r"\s*(?:[_|»›>]|--+|—{1,2}|–|\s[-–·]\s|(?<=[\u4e00-\u9fa5”》」!?)\d])-(?=[\u4e00-\u9fa5A-Za-z]))\s*")
_SITE = re.compile(
    r"(?:网|网站|门户|政府|频道|新闻|在线|平台|日报|晚报|教育局|教体局|教育厅|教育部|体育局|委员会|学校|中学|小学|大学|学院|幼儿园|首页|官网|信息公开|动态|公告|公开|之声|客户端|传媒|晨报|时报|商报|早报|周刊|头条|手机版|电子版|数字报|县|区|市|省)$"
)
_GENERIC_TITLE = re.compile(r"^(?:首页|正文|新闻中心|详情|详细内容|文章内容|新闻详情|内容页|信息公开|无标题文档|untitled|document|文章|新闻|index)$", re.I)
_TITLE_NAME = re.compile(r"title|headline|biaoti|\bbt\b|(?:^|[-_ ])tit(?:$|[-_ ])|\btt\b|wzbt|subject|arti?_?name", re.I)
_SUBTITLE_NAME = re.compile(r"sub-?_?tit|futi|fubiao|second-?title|title2|f_title|introtitle2", re.I)
_KICKER_NAME = re.compile(r"yinti|pretitle|pre-title|introtitle|intro-title|leadtitle|jianti|shoulder|uptitle|y_title|kicker", re.I)
_NORMAL = re.compile(r"[\s“”\"'‘’《》〈〉「」,,。.::;;!!??…—\-–_·()()【】\[\]]+")
# Type of 18 points or 20 pixels and more, or size 4 and more of the old font tag.
_LARGE = re.compile(r"fontsize\+?[4-7]|font-size\s?:\s?(?:[2-5]\d(?:\.\d+)?px|(?:1[6-9]|[2-4]\d)(?:\.\d+)?pt|x-large)")
_FIELDS = re.compile(r"来源\s?:|作者\s?:|编辑\s?:|时间\s?:|浏览|点击|字体|记者\s")
_MAX_SITE = 20
_MAX_COLUMN = 6
_MAX_TITLE = 120


@dataclass(frozen=True)
class Headline:
    """Title with kicker and subtitle, how it was found, and the block it stands in (or None)."""

    title: str | None
    method: str
    block: int | None = None
    kicker: str | None = None
    subtitle: str | None = None


def find_headline(row: Row, start: int, statements: Statements, family: Family | None) -> Headline:
    """Find the headline; ``start`` is the body's first block: headlines stand before it or are it."""
    candidates = _candidates(row, start)
    title, method, block = (
        _stated(statements, candidates)
        or _by_family(row, family)
        or _printed(statements, candidates)
        or _structural(candidates)
        or _from_tag(statements)
        or (None, "none", None)
    )
    kicker, subtitle = _around(row, block, start, statements)
    return Headline(title, method, block, kicker, subtitle)


def normalise(text: str) -> str:
    """Reduce a headline to what must agree between its printings."""
    return _NORMAL.sub("", fold(text)).lower()


def _candidates(row: Row, start: int) -> list[tuple[int, Block]]:
    # A headline can be the first block of the body element itself, or its second below a kicker.
    blocks = enumerate(row.blocks[: start + 3])
    return [(i, b) for i, b in blocks if 2 <= len(b.text) <= _MAX_TITLE and not is_furniture(b.folded)]


_Found = tuple[str, str, int | None]


def _stated(statements: Statements, candidates: list[tuple[int, Block]]) -> _Found | None:
    title = statements.article_title
    if not title or len(title) < 4 or _GENERIC_TITLE.match(title):
        return None
    wanted = normalise(title)
    for index, block in reversed(candidates):
        if normalise(block.text) == wanted:
            return block.text, "meta tag, as printed", index
    stripped = strip_site(title, statements.site)
    return stripped, "meta tag", None


def _by_family(row: Row, family: Family | None) -> _Found | None:
    for element in row.select(*(family.titles if family else ())):
        span = row.spans.get(element)
        text = " ".join(block.text for block in row.blocks[slice(*span)]) if span else ""
        if 2 <= len(text) <= _MAX_TITLE and not is_furniture(fold(text)):
            return text, "family marker", span[0] if span else None
    return None


def _printed(statements: Statements, candidates: list[tuple[int, Block]]) -> _Found | None:
    """The longest printed line that the title tag (or the OpenGraph title) contains or begins with."""
    best: tuple[int, int, _Found] | None = None
    for stated in (statements.title_tag, statements.social_title or ""):
        whole = normalise(stated)
        for index, block in candidates:
            line = normalise(block.text)
            agrees = len(line) >= 4 and line in whole and not _is_site(block.text, whole, line)
            cut = len(whole) >= 8 and whole.rstrip(".…") and line.startswith(whole.rstrip(".…"))
            if not (agrees or cut):
                continue
            key = (len(line) - (50 if block.link * 2 > len(block.text) else 0), index)
            if best is None or key > best[:2]:
                best = (*key, (block.text, "printed line that the title tag confirms", index))
    return best[2] if best else None


def _is_site(text: str, whole: str, line: str) -> bool:
    """A printed site or column name at the title tag's end is no headline, unless the tag holds nothing else."""
    return len(text) <= 16 and bool(_SITE.search(text)) and (whole != line) and not whole.startswith(line)


def _structural(candidates: list[tuple[int, Block]]) -> _Found | None:
    best: tuple[float, int, _Found] | None = None
    for index, block in candidates:
        score = _structure_score(block)
        if score <= 0:
            continue
        if best is None or (score, index) > best[:2]:
            best = (score, index, (block.text, "headline markup", index))
    return best[2] if best else None


def _structure_score(block: Block) -> float:
    if block.link * 2 > len(block.text) or len(block.text) < 5 or find_date(block.folded):
        return 0
    level = heading_level(block)
    score = {1: 3.0, 2: 2.5, 3: 1.5}.get(level, 0.0)
    if _TITLE_NAME.search(block.names):
        score += 2
    if _LARGE.search(f"{block.names} {block.element.get('style') or ''}"):
        score += 1.5
    if block.bold * 10 >= len(block.text) * 8:
        score += 0.5
    if "center" in (block.element.get("align") or block.element.get("style") or ""):
        score += 0.5
    return score if len(block.text) >= 8 or score >= 2 else 0


def _from_tag(statements: Statements) -> _Found | None:
    for stated in (statements.title_tag, statements.social_title or ""):
        title = strip_site(stated, statements.site)
        if title and not _GENERIC_TITLE.match(title):
            return title, "title tag", None
    return None


def strip_site(title: str, site: str | None = None) -> str:
    """Take the names of site and column off the end (or the front) of a title tag."""
    parts = [part for part in _SEPARATOR.split(title.replace("\uff5c", "|")) if part]
    if len(parts) < 2:
        return title
    keep = _drop_columns(parts, site)
    if len(keep) == len(parts):
        return title
    first, last = title.find(keep[0]), title.rfind(keep[-1]) + len(keep[-1])
    return title[first:last]


def _drop_columns(parts: list[str], site: str | None) -> list[str]:
    """Drop the site's name and, once that is gone, the short names of columns; the longest part always stays."""
    longest = max(parts, key=len)
    kept, dropped = list(parts), False
    while len(kept) > 1 and kept[-1] != longest:
        named = kept[-1] == site or bool(_SITE.search(kept[-1]) and len(kept[-1]) <= _MAX_SITE)
        if not named and not (dropped and len(kept[-1]) <= _MAX_COLUMN):
            break
        kept.pop()
        dropped = True
    while len(kept) > 1 and kept[0] != longest and (kept[0] == site or (_SITE.search(kept[0]) and len(kept[0]) <= _MAX_SITE)):
        kept.pop(0)
    return kept


def _around(row: Row, block: int | None, start: int, statements: Statements) -> tuple[str | None, str | None]:
    """Kicker and subtitle: stated by an e-paper, marked by a name, or opened by a dash below the headline."""
    kicker, subtitle = statements.enp.get("introtitle"), statements.enp.get("subtitle")
    if block is None:
        return kicker, subtitle
    for index in range(max(0, block - 2), min(block + 4, len(row.blocks))):
        near = row.blocks[index]
        if index == block or len(near.text) > 80 or _FIELDS.search(near.folded) or find_date(near.folded):
            continue
        if kicker is None and index < block and (_KICKER_NAME.search(near.names) or _is_sibling(near, row.blocks[block])):
            kicker = near.text
        dash = index > block and near.text.startswith(("——", "--", "—")) and len(near.text) > 4
        if subtitle is None and index > block and (dash or _SUBTITLE_NAME.search(near.names) or _is_sibling(near, row.blocks[block])) and index < start + 2:
            subtitle = near.text
    return kicker, subtitle


def _is_sibling(near: Block, title: Block) -> bool:
    """Whether a heading stands beside the title's heading in the same box: a kicker above it, a subtitle below."""
    if heading_level(near) == 0 or heading_level(title) == 0 or near.link * 2 > len(near.text):
        return False
    return near.element.getparent() is title.element.getparent() and near.element is not title.element
