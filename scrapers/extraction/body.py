"""Which blocks of a page are the article: by the family's markers, else by weight of running text.

Works on the row of blocks; the result is a half-open range of it. Not for cleaning single lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from scrapers.extraction.blocks import Block, Row
from scrapers.extraction.boilerplate import begins_tail, count_sentence_marks, is_furniture, is_info_line
from scrapers.extraction.families import GENERIC_BODIES, Family

# A marked body of less text than this is a leftover of the template, unless it holds pictures.
_MIN_MARKED = 20
# A generic name is believed only if its element holds this share of what the density rule would take.
_GENERIC_SHARE = 0.5
# Weight after which a line such as 相关阅读 ends an article; a menu above the text weighs less.
_ARTICLE = 120.0
# Elements with a body's name beyond this many are a list of teasers.
_MAX_MARKED = 100
_POSITIVE = re.compile(r"artic|content|zoom|editor|detail|main-?text|news_?(?:con|txt|text)|zw|body|paragraph|entry|post|text", re.I)
_NEGATIVE = re.compile(
    r"comment|foot|nav|menu|side|relat|recomm|share|copyright|hot|list|rank|crumb|position|location|banner|search|login|"
    r"pinglun|tuijian|xiangguan|link|bottom|top_|header|page-?turn|prev|next",
    re.I,
)
# Abstracts in lists run to 60 to 150 characters.
_MAX_TEASER = 200
_CUT_OFF = re.compile(r"(?:…|\.{3})\s?[\[(【]?(?:详细|全文|阅读全文|更多|查看(?:全文|详情|更多)|详情)?[\])】]?\s?(?:>+)?$")
_MAX_CELL = 20
_CELLS = frozenset(("td", "th"))
_NUMBER = re.compile(r"[\d.,%/-]+$")
_BEGIN_MARK = re.compile(
    r"(?:content|正文|(?:文章|信息|新闻)内容|articlebody)\]?>?[\W_]{0,3}(?:内容)?(?:begin|start|开始)|^enpcontent$|^(?:begin|start)\s?(?:content|正文)$", re.I
)
_END_MARK = re.compile(
    r"(?:content|正文|(?:文章|信息|新闻)内容|articlebody)\]?>?[\W_]{0,3}(?:内容)?(?:end|over|结束)|^/enpcontent$|^end\s?(?:content|正文)$", re.I
)


@dataclass(frozen=True)
class Body:
    """The half-open range of blocks, and the rule that gave it."""

    start: int
    end: int
    method: str


def find_body(row: Row, family: Family | None) -> Body | None:
    """Find the article's range of blocks, or None where the page has no running text at all."""
    marked = _by_comments(row) or _by_elements(row, row.select(*(family.bodies if family else ())), "family")
    if marked:
        return marked
    weights = _weigh_row(row.blocks)
    dense = _by_density(row, weights)
    generic = _by_generic(row, weights, dense)
    return generic or dense


def _by_comments(row: Row) -> Body | None:
    begin = next((index for text, index in row.comments if len(text) < 80 and _BEGIN_MARK.search(text)), None)
    if begin is None:
        return None
    ends = [index for text, index in row.comments if len(text) < 80 and _END_MARK.search(text) and index > begin]
    if not ends or _own_text(row.blocks[begin : ends[-1]]) < _MIN_MARKED:
        return None
    return Body(begin, ends[-1], "family: comment marks")


def _by_elements(row: Row, elements: list[html.HtmlElement], what: str) -> Body | None:
    """The best-filled of the marked elements; several of one kind that follow each other are one body."""
    spans = [row.spans[element] for element in elements[:_MAX_MARKED] if element in row.spans]
    filled = [(start, end) for start, end in spans if _own_text(row.blocks[start:end]) >= _MIN_MARKED]
    if not filled:
        return None
    start, end = max(filled, key=lambda span: (_own_text(row.blocks[span[0] : span[1]]), span[0]))
    return Body(start, end, what)


def _own_text(blocks: list[Block]) -> int:
    return sum(max(0, len(block.text) - block.link) for block in blocks)


def _by_generic(row: Row, weights: list[float], dense: Body | None) -> Body | None:
    best: tuple[float, Body] | None = None
    spans = (row.spans.get(element) for element in row.select(*GENERIC_BODIES)[:_MAX_MARKED])
    for span in spans:
        weight = sum(weights[span[0] : span[1]]) if span else 0.0
        if span and weight > 0 and (best is None or weight > best[0]):
            best = (weight, Body(*span, "marker"))
    if best is None or best[1].end - best[1].start == 0:
        return None
    if dense and best[0] < _GENERIC_SHARE * sum(weights[dense.start : dense.end]):
        return None
    return best[1]


def _weigh_row(blocks: list[Block]) -> list[float]:
    """Weigh a row: what follows the line that ends an article no longer counts for it."""
    weights: list[float] = []
    before, ended = 0.0, False
    for index, block in enumerate(blocks):
        weight = weigh(block)
        if weight > 0 and _is_teaser(block, blocks[index - 1] if index else None):
            weight = -5.0
        ended = ended or (before >= _ARTICLE and begins_tail(block.folded))
        weights.append(min(weight, 0.0) if ended else weight)
        before += max(weight, 0.0)
    return weights


def _is_teaser(block: Block, previous: Block | None) -> bool:
    """Whether a block is the abstract of another article: cut off, or alone in a box with that article's link."""
    if len(block.text) <= _MAX_TEASER and _CUT_OFF.search(block.folded):
        return True
    if previous is None or previous.link * 2 <= len(previous.text) or len(previous.text) < 6:
        return False
    box = block.element.getparent()
    siblings = sum(1 for child in box if isinstance(child.tag, str)) if box is not None else 0
    return len(block.text) <= _MAX_TEASER and siblings <= 4 and _holds(box, previous.element)


def _holds(box: html.HtmlElement | None, element: html.HtmlElement) -> bool:
    for _ in range(4):
        if element is box:
            return True
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
    return False


def weigh(block: Block) -> float:
    """Weigh a block: running text counts its characters, links and furniture count against."""
    size, own = len(block.text), len(block.text) - block.link
    if not block.link and size <= _MAX_CELL and (block.element.tag in _CELLS or _NUMBER.match(block.folded)):
        # The cells of an article's table: neither running text nor furniture.
        return 0.0
    if is_furniture(block.folded) or begins_tail(block.folded) or is_info_line(block.folded):
        return -20.0
    if block.link * 2 > size:
        return -float(min(block.link, 60)) - 5
    marks = count_sentence_marks(block.folded)
    if marks and own >= 12:
        return float(own) + 10 * min(marks, 10)
    return own * 0.5 if own >= 30 else -1.0


def _by_density(row: Row, weights: list[float]) -> Body | None:
    """The element whose blocks weigh most together; of equals the innermost."""
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    best: tuple[float, int, Body] | None = None
    for element, (start, end) in row.spans.items():
        if end <= start:
            continue
        weight = (sums[end] - sums[start]) * _prior(element)
        key = (weight, start - end)
        if weight > 0 and (best is None or key > best[:2]):
            best = (*key, Body(start, end, "density"))
    return best[2] if best else None


def _prior(element: html.HtmlElement) -> float:
    """How much an element's own names speak for or against it."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:200]
    if element.tag in ("header", "footer", "nav", "aside"):
        return 0.2
    if names == " ":
        return 1.0
    prior = 1.15 if element.tag == "article" or _POSITIVE.search(names) else 1.0
    return prior * 0.5 if _NEGATIVE.search(names) and prior == 1.0 else prior
