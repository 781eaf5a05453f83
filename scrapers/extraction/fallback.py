"""A body for pages on which the rules found next to none: what JSON-LD states, then what readability-lxml finds.

Only for such pages: on all others the rules are better and twice as fast.
"""

from __future__ import annotations

import logging

from readability import Document

from scrapers.extraction.blocks import build_row, clean_text
from scrapers.extraction.boilerplate import is_edge_furniture
from scrapers.extraction.fields import Page
from scrapers.extraction.tree import parse_html

# Below this many characters a body is looked for elsewhere; the shortest real notices have about as many.
_ENOUGH = 60
# readability is slow on large pages; a page of a megabyte with no text our rules see is hostile, not unusual.
_MAX_CHARACTERS = 200_000
# Its cost grows with the elements: 3,000 take it a tenth of a second.
_MAX_ELEMENTS = 5_000

logging.getLogger("readability.readability").setLevel(logging.CRITICAL)


def find_stated_body(page: Page, paragraphs: list[str]) -> list[str] | None:
    """Give better paragraphs for a page with next to none, or None."""
    found = sum(map(len, paragraphs))
    if found >= _ENOUGH:
        return None
    stated = page.statements.linked.get("articleBody")
    if isinstance(stated, str) and len(stated) > found:
        page.method["body"] = "JSON-LD"
        return [line for line in map(clean_text, stated.splitlines()) if line]
    if len(page.text) > _MAX_CHARACTERS or len(page.row.spans) > _MAX_ELEMENTS or page.method["body"] == "family":
        return None
    lines = _readable(page.text)
    if sum(map(len, lines)) <= max(_ENOUGH, 2 * found):
        return None
    page.method["body"] = "readability"
    return lines


def _readable(text: str) -> list[str]:
    try:
        summary = Document(text).summary(html_partial=True)
        row = build_row(parse_html(summary))
    except Exception:  # the library raises what its parsers raise; having no fallback is no error
        return []
    return [block.text for block in row.blocks if not is_edge_furniture(block.folded)]
