"""From the blocks of the body to the parts of the record: paragraphs, headings, captions, byline lines.

Leaves out furniture: some lines wherever they stand, others only before the text begins and after it ends. Not for
choosing the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import html

from scrapers.extraction.blocks import Block, heading_level
from scrapers.extraction.body import weigh
from scrapers.extraction.boilerplate import (
    begins_tail,
    count_sentence_marks,
    is_bare_date,
    is_edge_furniture,
    is_furniture,
    is_info_line,
)
from scrapers.extraction.names import is_byline
from scrapers.extraction.titles import Headline, normalise

_CAPTION_NAME = re.compile(
    r"caption|img-?(?:note|desc|text|tit)|pic-?(?:note|desc|text)|tupian|imgs?_?info|pictext|picnote", re.I
)
_CAPTION_TEXT = re.compile(
    r"^(?:图为|图[一二三四五六七八九十\d]{0,2}:|上图|下图|左图|右图|图片说明|▲|△|↑|↓|图\d)|(?:摄|供图|/图|摄影)\s?[)】]?$"
)
# Captions run to three lines of print at most.
_MAX_CAPTION = 120
# A line that begins a tail ends the article only if what follows it weighs less than this share of what came before.
_TAIL_SHARE = 0.5
_MAX_CELL = 60


@dataclass
class Arranged:
    """The parts of the body; ``lines`` are the folded lines left out, where names and dates may stand."""

    kept: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def arrange(blocks: list[Block], headline: Headline, marked: bool) -> Arranged:
    """Part the blocks of a body; ``marked`` bodies were named by the page, the others weighed out by rule."""
    result = Arranged()
    known = {normalise(text) for text in (headline.title, headline.kicker, headline.subtitle) if text}
    blocks = _cut_tail(_join_rows(blocks), marked)
    for block in blocks:
        early = not any(count_sentence_marks(kept.folded) for kept in result.kept)
        if early and len(blocks) > 1 and len(block.text) <= 120 and normalise(block.text) in known:
            continue
        if _is_left_out(block, early):
            result.lines.append(block.folded)
        elif _is_caption(block):
            result.captions.append(block.text)
        elif not (result.kept and result.kept[-1].text == block.text):
            result.kept.append(block)
    _trim_end(result)
    if len(result.kept) > 1 and _is_lead(result.kept[0].text, result.kept[1].text):
        del result.kept[0]
    return result


def _is_lead(first: str, second: str) -> bool:
    """Whether the first block is the excerpt that some systems print above the text that it was cut from."""
    excerpt = first.rstrip(" .…")
    return len(excerpt) >= 12 and first != excerpt and second.startswith(excerpt)


def _join_rows(blocks: list[Block]) -> list[Block]:
    """Join the short cells of a table's row into one line."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _beside(joined[-1], block):
            last = joined.pop()
            joined.append(
                Block(
                    f"{last.text} {block.text}", f"{last.folded} {block.folded}", block.element,
                    last.link + block.link, last.bold + block.bold, names=last.names,
                )
            )  # fmt: skip
        else:
            joined.append(block)
    return joined


def _beside(left: Block, right: Block) -> bool:
    """Whether two blocks are short cells of one row; layout tables hold long cells."""
    one, two = _cell_of(left), _cell_of(right)
    if one is None or two is None or one is two or one.getparent() is not two.getparent():
        return False
    return len(right.text) <= _MAX_CELL and len(left.text) <= _MAX_CELL * 6


def _cell_of(block: Block) -> html.HtmlElement | None:
    for element in (block.element, block.element.getparent()):
        if element is not None and element.tag in ("td", "th"):
            return element
    return None


def _cut_tail(blocks: list[Block], marked: bool) -> list[Block]:
    """End the row where neighbours, comments or disclaimers begin, unless most of the text comes after."""
    total = sum(max(0.0, weigh(block)) for block in blocks)
    before = 0.0
    for index, block in enumerate(blocks):
        if begins_tail(block.folded) and before > 0 and total - before < _TAIL_SHARE * before:
            return blocks[:index] + ([] if not marked else [b for b in blocks[index + 1 :] if is_byline(b.folded)])
        before += max(0.0, weigh(block))
    return blocks


def _is_left_out(block: Block, early: bool) -> bool:
    if is_furniture(block.folded) or _is_link_line(block) or is_byline(block.folded):
        return True
    if not early:
        return False
    return is_edge_furniture(block.folded) or is_bare_date(block.folded) or is_info_line(block.folded)


def _is_link_line(block: Block) -> bool:
    return block.link * 10 > len(block.text) * 8 and count_sentence_marks(block.folded) == 0 and len(block.text) < 60


def _trim_end(result: Arranged) -> None:
    while result.kept and (is_edge_furniture(result.kept[-1].folded) or begins_tail(result.kept[-1].folded)):
        result.lines.append(result.kept.pop().folded)


def _is_caption(block: Block) -> bool:
    if len(block.text) > _MAX_CAPTION:
        return False
    if block.element.tag == "figcaption" or _CAPTION_NAME.search(block.names):
        return True
    return bool((block.after_image or block.images) and _CAPTION_TEXT.search(block.folded))


def is_heading(block: Block) -> bool:
    """Whether a kept block is a section heading: short, and marked up or wholly bold."""
    if len(block.text) > 40 or block.folded.endswith(("。", ";", ",")):
        return False
    return heading_level(block) > 0 or block.bold * 10 >= len(block.text.replace(" ", "")) * 9
