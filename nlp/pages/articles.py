"""Articles: an item's lines into the fields of the record.

For one item at a time, already told apart from its neighbours.
"""

import re

from nlp.bylines import find_bylines_folded
from nlp.dates import find_published
from nlp.kinds import find_education, find_kind
from nlp.pages.fragments import Drops, Fragment
from nlp.pages.boundaries import ORGANISATION, Marked
from nlp.pages.items import Item
from nlp.pages.lines import Role
from nlp.pages.order import restore_order
from nlp.pages.paragraphs import Paragraph
from nlp.record import Article, Byline, Repair

_CAPTION_MAX = 45


class _Builder:
    """Sorts the lines of one item into the record's fields."""

    def __init__(self, drops: Drops) -> None:
        self.drops = drops
        self.titles: list[Fragment] = []
        self.subtitle: Fragment | None = None
        self.kicker: Fragment | None = None
        self.captions: list[str] = []
        self.byline: list[Byline] = []
        self.dated: list[str] = []
        self.paragraphs: list[Paragraph] = []

    def take_bylines(self, fragment: Fragment, closing: bool = False) -> list[Fragment]:
        """Cut the bylines out of a fragment; returns what is left of it, in order."""
        spans = find_bylines_folded(fragment.text, fragment.folded, closing)
        left, place = [], 0
        for span in spans:
            self.byline.extend(byline for byline in span.bylines if byline not in self.byline)
            self.drops.add(fragment.part(span.start, span.end), "byline")
            left.append(fragment.part(place, span.start))
            place = span.end
        left.append(fragment.part(place, len(fragment.text)))
        return [part for part in left if part.text] if spans else [fragment]


def build_article(item: Item, drops: Drops) -> Article:
    """Make the article of an item."""
    builder = _Builder(drops)
    _read_head(builder, item.head)
    _read_lines(builder, item.lines)
    paragraphs, repeated = restore_order(builder.paragraphs)
    for paragraph in repeated:
        for fragment in paragraph.parts:
            drops.add(fragment, "duplicate")
    return _assemble(builder, paragraphs, item.rule)


def _read_head(builder: _Builder, head: list[Marked]) -> None:
    seen: set[str] = set()
    byline_read = False
    for fragment, role in head:
        if role is Role.SHORT and fragment.folded in seen:
            builder.drops.add(fragment, "duplicate")
        elif role is Role.SHORT or role is Role.NUMBERED:
            if byline_read and builder.titles and builder.kicker is None:
                builder.kicker = fragment
            else:
                builder.titles.append(fragment)
            seen.add(fragment.folded)
        else:
            byline_read |= role is Role.BYLINE
            _read_other(builder, fragment, role)


def _read_other(builder: _Builder, fragment: Fragment, role: Role) -> None:
    if role is Role.SUBTITLE and builder.subtitle is None:
        builder.subtitle = fragment
    elif role is Role.CAPTION:
        _add_caption(builder, fragment)
    elif role is Role.BYLINE:
        builder.take_bylines(fragment, closing=True)
    elif role is Role.METADATA:
        builder.dated.append(fragment.folded)
        builder.drops.add(fragment, "metadata")
    elif role is Role.ADVERTISEMENT:
        builder.drops.add(fragment, "advertisement mark")
    else:
        builder.paragraphs.append(Paragraph([fragment], heading=role in (Role.SHORT, Role.NUMBERED)))


def _add_caption(builder: _Builder, fragment: Fragment) -> None:
    left = builder.take_bylines(fragment)
    text = " ".join(part.text for part in left)
    if text:
        builder.captions.append(text)


def _read_lines(builder: _Builder, lines: list[Marked]) -> None:
    last = max((place for place, (_, role) in enumerate(lines) if role is Role.BODY), default=-1)
    for place, (fragment, role) in enumerate(lines):
        if role is Role.BODY:
            parts = builder.take_bylines(fragment, closing=place >= last)
            if parts and re.match(r"\S{1,20}讯$", parts[0].folded) and len(parts) > 1:
                parts = [_tied(parts)]
            builder.paragraphs.extend(Paragraph([part]) for part in parts)
        elif role is Role.METADATA and place > last:
            builder.dated.append(fragment.folded)
            builder.paragraphs.append(Paragraph([fragment], heading=True))
        else:
            _read_other(builder, fragment, role)


def _tied(parts: list[Fragment]) -> Fragment:
    head, rest = parts[0], parts[1]
    removed = [*head.removed, (head.end, rest.start), *rest.removed]
    return Fragment(head.text + " " + rest.text, head.start, rest.end, removed, head.gap, head.indent)


def _assemble(builder: _Builder, paragraphs: list[Paragraph], rule: str) -> Article:
    titles = builder.titles
    kicker = builder.kicker
    if len(titles) > 1 and kicker is None and ORGANISATION.search(titles[0].folded):
        kicker, titles = titles[0], titles[1:]
    article = Article(
        title=" ".join(title.text for title in titles) or None,
        kicker=kicker.text if kicker else None,
        subtitle=builder.subtitle.text if builder.subtitle else None,
        paragraphs=[paragraph.text for paragraph in paragraphs],
        headings=[place for place, paragraph in enumerate(paragraphs) if paragraph.heading],
        captions=builder.captions,
        byline=builder.byline,
        published=find_published(builder.dated),
        repairs=[
            Repair(kind=kind, paragraph=place, confidence=confidence)
            for place, paragraph in enumerate(paragraphs)
            for kind, confidence in paragraph.mended
        ],
        method={"items": f"rule: {rule}", "title": "rule" if titles else "none"},
    )
    kind = find_kind(article)
    return article.model_copy(update={"kind": kind, "education": find_education(article)})
