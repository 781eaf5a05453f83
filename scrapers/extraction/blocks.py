"""A page as a row of text blocks, each with its link share and the markup it stood in.

One walk in reading order; every later step (body, title, date) works on the row. Not for judging what a block is.
"""

from __future__ import annotations

import html as html_entities
import re
from dataclasses import dataclass, field

from lxml import etree, html

from nlp.normalisation import fold

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "founder-content html".split()
)
_SKIP_TAGS = frozenset(
    "script style noscript template select option button textarea iframe object embed svg canvas audio video head input "
    "map title".split()
)
# Lines of fields (date, source, names) are shorter than this.
_MAX_LINE = 200
_MARKING_TAGS = frozenset(("founder-content", "founder-title", "article", "time"))
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2002-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8});")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD = frozenset(("b", "strong"))
# Comments that part blocks: the begin and end marks that systems leave around a field.
_MARK = re.compile(r"begin|end|start|content|正文|内容|标题|开始|结束", re.I)


@dataclass
class Block:
    """A stretch of text between two block tags; ``link`` counts its characters inside links, ``bold`` those in bold.

    ``spaced`` is a short line with a space between its inline elements, where that differs: fields strung together.
    ``names`` are the classes and ids of its element and of the inline elements in it.
    ``folded`` is the same text in one width and script, as long as ``text``: rules look at it, records take ``text``.
    """

    text: str
    folded: str
    element: html.HtmlElement
    link: int = 0
    bold: int = 0
    images: int = 0
    after_image: bool = False
    names: str = ""
    spaced: str = ""


@dataclass
class Row:
    """All blocks of a tree; ``spans`` gives the half-open range of blocks inside an element.

    ``index`` finds elements by ``#id``, ``.class`` and the few tags that mark something: one walk serves all markers.
    """

    blocks: list[Block] = field(default_factory=list)
    spans: dict[html.HtmlElement, tuple[int, int]] = field(default_factory=dict)
    comments: list[tuple[str, int]] = field(default_factory=list)
    index: dict[str, list[html.HtmlElement]] = field(default_factory=dict)

    def select(self, *markers: str) -> list[html.HtmlElement]:
        """Give the elements of markers in the markers' order: tag, .class, #id, or #begin* of an id."""
        found: list[html.HtmlElement] = []
        for marker in markers:
            if marker.endswith("*"):
                found += [element for key in self.index if key.startswith(marker[:-1]) for element in self.index[key]]
            else:
                found += self.index.get(marker, [])
        return found


def clean_text(text: str) -> str:
    """Undo doubly encoded entities and fold white space to single spaces."""
    if "&" in text and _ENTITY.search(text):
        text = html_entities.unescape(text)
    text = _SPACE.sub(" ", text)
    return text.strip()


class _Walker:
    def __init__(self) -> None:
        self.row = Row()
        self.pieces: list[str] = []
        self.link = self.bold = self.images = 0
        self.in_link = self.in_bold = 0
        self.image_before = False
        self.names: list[str] = []

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if self.in_link or self.in_bold:
            size = len(text.strip())
            self.link += size if self.in_link else 0
            self.bold += size if self.in_bold else 0

    def close(self, element: html.HtmlElement) -> None:
        """End the current block, if it holds anything."""
        text = clean_text("".join(self.pieces)) if self.pieces else ""
        if text:
            names = " ".join([*_names(element), *self.names])[:300] if len(text) <= _MAX_LINE else ""
            block = Block(text, fold(text), element, self.link, self.bold, self.images, self.image_before, names)
            if len(text) <= _MAX_LINE and len(self.pieces) > 1:
                block.spaced = fold(clean_text(" ".join(self.pieces)))
            self.row.blocks.append(block)
            self.image_before = bool(self.images)
        elif self.images:
            self.image_before = True
        self.pieces.clear()
        self.names.clear()
        self.link = self.bold = self.images = 0


def _names(element: html.HtmlElement) -> list[str]:
    return [name for name in (element.get("class"), element.get("id")) if name]


def build_row(root: html.HtmlElement) -> Row:
    """Walk a tree once, without recursion, and give its blocks in reading order."""
    walker = _Walker()
    starts: dict[html.HtmlElement, int] = {}
    owners: list[html.HtmlElement] = [root]
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            if event == "comment":
                _note_comment(walker, element)
            walker.add(element.tail)
            continue
        tag = element.tag
        if event == "start":
            if tag in _SKIP_TAGS or _is_hidden(element):
                walk.skip_subtree()
                starts[element] = -1
                continue
            _open(walker, element, starts, owners)
        else:
            _shut(walker, element, starts, owners)
            if element is not root:
                walker.add(element.tail)
    walker.close(root)
    walker.row.spans[root] = (0, len(walker.row.blocks))
    return walker.row


def _note_comment(walker: _Walker, element: html.HtmlElement) -> None:
    text = (element.text or "").strip()
    if text:
        # What stands before the mark and after it are different blocks.
        parent = element.getparent()
        if parent is not None and _MARK.search(text):
            walker.close(parent)
        walker.row.comments.append((text, len(walker.row.blocks)))


def _note_names(row: Row, element: html.HtmlElement) -> None:
    identity, classes = element.get("id"), element.get("class")
    if identity:
        row.index.setdefault(f"#{identity[:80]}", []).append(element)
    if classes:
        for name in classes[:300].split():
            row.index.setdefault(f".{name}", []).append(element)
    if element.tag in _MARKING_TAGS:
        row.index.setdefault(element.tag, []).append(element)


def _is_hidden(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return bool(style) and "none" in style and bool(_HIDDEN.search(style[:2000]))


def _open(
    walker: _Walker, element: html.HtmlElement, starts: dict[html.HtmlElement, int], owners: list[html.HtmlElement]
) -> None:
    tag = element.tag
    _note_names(walker.row, element)
    if tag in _BLOCK_TAGS:
        walker.close(owners[-1])
        owners.append(element)
        starts[element] = len(walker.row.blocks)
    elif tag == "a" and element.get("href"):
        walker.in_link += 1
    elif tag in _BOLD:
        walker.in_bold += 1
    elif tag == "img":
        walker.images += 1
    if tag not in _BLOCK_TAGS:
        walker.names += _names(element)
        if tag == "font" and element.get("size"):
            walker.names.append(f"fontsize{element.get('size')}")
        if element.get("style"):
            walker.names.append(element.get("style", "")[:120])
    walker.add(element.text)


def _shut(
    walker: _Walker, element: html.HtmlElement, starts: dict[html.HtmlElement, int], owners: list[html.HtmlElement]
) -> None:
    tag = element.tag
    start = starts.pop(element, None)
    if start == -1:
        return
    if tag in _BLOCK_TAGS:
        walker.close(element)
        owners.pop()
        if start is not None:
            walker.row.spans[element] = (start, len(walker.row.blocks))
    elif tag == "a" and element.get("href"):
        walker.in_link -= 1
    elif tag in _BOLD:
        walker.in_bold -= 1


def heading_level(block: Block) -> int:
    """1 to 6 for a block inside h1 to h6, else 0."""
    element = block.element
    for _ in range(3):
        if element is None:
            return 0
        if element.tag in _HEADINGS:
            return int(element.tag[1])
        element = element.getparent()
    return 0
