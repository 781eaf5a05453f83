"""From page text to an element tree that no nesting, no missing tag and no stray byte can empty.

For parsing only; what the elements mean is the business of the other modules of this package.
"""

from __future__ import annotations

import re

from lxml import etree, html

from nlp.errors import EmptyInputError

# libxml2 drops everything below 256 levels, 2048 with huge_tree; deeper tags are taken out and their text kept.
_MAX_DEPTH = 1000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)([^<>]*)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# What XML 1.0 forbids and lxml refuses or cuts at.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse_html(text: str) -> html.HtmlElement:
    """Parse a page or a fragment into one tree, comments kept.

    Raises:
        EmptyInputError: there is no markup and no text in it.
    """
    text = _FORBIDDEN.sub("", text)
    if not text.strip():
        raise EmptyInputError("the page is empty: it holds no text")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = _parse(text, parser)
    if root is None or any("Excessive depth" in entry.message for entry in parser.error_log):
        root = _parse(flatten(text), html.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:
        raise EmptyInputError("the page is empty: nothing is left of it once it is parsed")
    return root


def _parse(text: str, parser: html.HTMLParser) -> html.HtmlElement | None:
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root if isinstance(root, html.HtmlElement) else None


def flatten(text: str) -> str:
    """Take out the tags that stand deeper than libxml2 follows, leaving a break where a tag was."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match.group(1), match.group(2).lower()
        if name in _VOID or match.group(3).endswith("/"):
            return match.group(0)
        depth = max(0, depth - 1) if closing else depth + 1
        return match.group(0) if depth + bool(closing) <= _MAX_DEPTH else "<br>"

    return _TAG.sub(keep, text)
