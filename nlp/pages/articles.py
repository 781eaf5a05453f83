"""Articles: an item's lines into the fields of the record.

For one item at a time, already told apart from its neighbours.
"""

import re

from nlp.bylines import find_bylines_folded
from nlp.dates import find_published
from nlp.kinds import judge
from nlp.names import is_plain_name
from nlp.pages.fragments import Drops, Fragment, tie
from nlp.pages.heads import Head, read_head
from nlp.pages.items import Item
from nlp.pages.lines import Role, is_open
from nlp.pages.order import restore_order
from nlp.pages.paragraphs import Paragraph
from nlp.record import Article, Byline, Repair, Source

_HEADLINES = (Role.SHORT, Role.NUMBERED)
_DATELINE = re.compile(r"[^。,]{2,16}[讯电]")
_SOURCE = re.compile(
    r"(?:来源|出处):\s*([^\s:|,]{2,30})|^\W*([\u3400-\u9fff]{2,12}(?:网|报|客户端|台))\s+(?:发布)?(?:时间|日期)"
)

_LABELLED = re.compile(
    r"(?P<role>作者|记者|通讯员|责任编辑|责编|编辑|审核|供稿|摄影|校对):\s*(?P<name>[\u3400-\u9fff·]{2,12})(?=[\s|,;)\]]|$)"
)

# A picture leaves two or more blank lines than usual in a dump; a single short sentence under them is its caption.
_PICTURE_GAP = 2
_LONGEST_CAPTION = 45
_SHORT_ITEM = 8
_TORN_CONFIDENCE, _SPLIT_CONFIDENCE, _UNWRAP_CONFIDENCE = 0.6, 0.9, 0.95


class _Builder:
    """Sorts the lines of one item into the record's fields."""

    def __init__(self, drops: Drops) -> None:
        self.drops = drops
        self.head = Head()
        self.subtitle: Fragment | None = None
        self.captions: list[str] = []
        self.byline: list[Byline] = []
        self.described: list[Fragment] = []
        self.paragraphs: list[Paragraph] = []
        self.is_advertisement = False

    def take_bylines(self, fragment: Fragment, closing: bool = False) -> list[Fragment]:
        """Cut the bylines out of a fragment; returns what is left of it, in order."""
        spans = find_bylines_folded(fragment.text, fragment.folded, closing)
        if not spans:
            return [fragment]
        left, place = [], 0
        for span in spans:
            self.byline.extend(byline for byline in span.bylines if byline not in self.byline)
            self.drops.add(fragment.part(span.start, span.end), "byline")
            left.append(fragment.part(place, span.start))
            place = span.end
        left.append(fragment.part(place, len(fragment.text)))
        parts = [part for part in left if part.text]
        if len(parts) > 1 and _DATELINE.fullmatch(parts[0].folded):
            parts = [tie(parts[0], parts[1], " "), *parts[2:]]
        return parts

    def read_description(self, fragment: Fragment) -> None:
        """Read a line that says whence, when and by whom; it is in no paragraph."""
        self.described.append(fragment)
        for match in _LABELLED.finditer(fragment.folded):
            name = fragment.text[match.start("name") : match.end("name")]
            byline = Byline(name=name, role=match["role"])
            if is_plain_name(match["name"]) and byline not in self.byline:
                self.byline.append(byline)
        self.drops.add(fragment, "metadata")

    def add_text(self, fragment: Fragment, heading: bool = False, fixed: bool = False) -> None:
        """Add a paragraph, with how it was made of lines."""
        paragraph = Paragraph([fragment], heading=heading, fixed=fixed or heading)
        if fragment.mended is not None:
            sure = _SPLIT_CONFIDENCE if fragment.mended == "split" else _UNWRAP_CONFIDENCE
            paragraph.mended.append((fragment.mended, sure))
        self.paragraphs.append(paragraph)

    def add_caption(self, fragment: Fragment) -> None:
        """Add a caption, its photographer read."""
        text = " ".join(part.text for part in self.take_bylines(fragment))
        if text:
            self.captions.append(text)


def build_article(item: Item, drops: Drops, usual_gap: int) -> Article:
    """Make the article of an item; ``usual_gap`` counts the blank lines between the page's paragraphs."""
    builder = _Builder(drops)
    headings = [fragment.folded for fragment, role in item.lines if role is Role.SHORT]
    builder.head = read_head(item.head, headings)
    for fragment in builder.head.repeated:
        drops.add(fragment, "duplicate")
    for fragment, role in item.head:
        if role not in _HEADLINES:
            _read_other(builder, fragment, role)
    for fragment in builder.head.text:
        builder.add_text(fragment, heading=bool(item.lines))
    _read_lines(builder, item, usual_gap)
    paragraphs, repeated = restore_order(builder.paragraphs)
    for paragraph in repeated:
        for fragment in paragraph.parts:
            drops.add(fragment, "duplicate")
    return _assemble(builder, paragraphs, item.rule)


def _read_other(builder: _Builder, fragment: Fragment, role: Role) -> None:
    if role is Role.SUBTITLE and builder.subtitle is None:
        builder.subtitle = fragment
    elif role is Role.CAPTION:
        builder.add_caption(fragment)
    elif role is Role.BYLINE:
        for part in builder.take_bylines(fragment, closing=True):
            builder.add_text(part)
    elif role is Role.METADATA:
        builder.read_description(fragment)
    elif role is Role.ADVERTISEMENT:
        builder.is_advertisement = True
        builder.drops.add(fragment, "advertisement mark")
    else:
        builder.add_text(fragment, fixed=True)


def _read_lines(builder: _Builder, item: Item, usual_gap: int) -> None:
    lines = item.lines
    last = max((place for place, (_, role) in enumerate(lines) if role is Role.BODY), default=-1)
    for place, (fragment, role) in enumerate(lines):
        if role is Role.BODY and place < last and _is_picture_text(fragment, usual_gap, bool(builder.paragraphs)):
            builder.add_caption(fragment)
        elif role is Role.BODY:
            for part in builder.take_bylines(fragment, closing=place == last):
                builder.add_text(part)
        elif role in _HEADLINES and place < last:
            _read_heading(builder, item, place)
        elif role is Role.METADATA and ":" not in fragment.folded:
            # A bare date under a text signs it: it stays in the text and dates it.
            builder.described.append(fragment)
            builder.add_text(fragment, fixed=True)
        else:
            _read_other(builder, fragment, role)


def _is_picture_text(fragment: Fragment, usual_gap: int, inside: bool) -> bool:
    text = fragment.folded
    if not inside or fragment.gap < usual_gap + _PICTURE_GAP or len(text) > _LONGEST_CAPTION:
        return False
    return text.endswith("。") and "。" not in text[:-1]


def _read_heading(builder: _Builder, item: Item, place: int) -> None:
    """A section heading, or, where it is the only one of a short item and cuts a sentence, a line of the headline."""
    fragment, role = item.lines[place]
    alone = sum(other in _HEADLINES for _, other in item.lines) == 1 and role is Role.SHORT
    torn = alone and len(item.lines) <= _SHORT_ITEM and place > 0 and is_open(item.lines[place - 1][0].folded)
    if torn and len(builder.head.title) == 1 and " " not in builder.head.title[0].text:
        builder.head.title.append(fragment)
        builder.head.torn = True
    else:
        builder.add_text(fragment, heading=True)


def _assemble(builder: _Builder, paragraphs: list[Paragraph], rule: str) -> Article:
    head = builder.head
    source = _find_source(builder)
    repairs = [
        Repair(kind=kind, paragraph=place, confidence=confidence)
        for place, paragraph in enumerate(paragraphs)
        for kind, confidence in paragraph.mended
    ]
    if head.torn:
        repairs.insert(0, Repair(kind="moved", paragraph=0, confidence=_TORN_CONFIDENCE))
    title = " ".join(part.folded for part in (*head.title, *([builder.subtitle] if builder.subtitle else [])))
    kind, education = judge(title, "\n".join(paragraph.folded for paragraph in paragraphs))
    published = find_published(fragment.folded for fragment in builder.described)
    return Article(
        title=head.printed,
        kicker=head.kicker.text if head.kicker else None,
        subtitle=builder.subtitle.text if builder.subtitle else None,
        paragraphs=[paragraph.text for paragraph in paragraphs],
        headings=[place for place, paragraph in enumerate(paragraphs) if paragraph.heading],
        captions=builder.captions,
        byline=builder.byline,
        published=published,
        source=Source(name=source),
        kind="advertisement" if builder.is_advertisement else kind,
        education=education,
        repairs=repairs,
        method=_name_methods(head, rule, published),
    )


def _name_methods(head: Head, rule: str, published: str | None) -> dict[str, str]:
    method = {"items": f"rule: {rule}", "kind": "weighted signs", "education": "weighted signs"}
    if head.title:
        method["title"] = "rule: headline lines"
    if published:
        method["published"] = "rule: stated line"
    return method


def _find_source(builder: _Builder) -> str | None:
    if builder.head.source is not None:
        builder.drops.add(builder.head.source, "metadata")
    for fragment in builder.described:
        match = _SOURCE.search(fragment.folded)
        if match:
            start, end = match.span(1 if match[1] else 2)
            return fragment.text[start:end]
    return builder.head.source.text if builder.head.source is not None else None
