"""Segments: a text cut where anything marked in it begins or ends, so that marks that overlap still nest.

Pure: offsets in, segments out; how a mark looks is a matter of templates and style sheet. Offsets count code points, as Python's
strings do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.record import Article, Figure

# Headlines in the order they are printed in.
HEADS = ("kicker", "title", "subtitle")


@dataclass(frozen=True)
class Mark:
    """Something marked from ``start`` to ``end``: a figure or the evidence of a topic, by its id or code."""

    start: int
    end: int
    kind: str  # figure or topic
    name: str


@dataclass(frozen=True)
class Segment:
    """A stretch of text with the same marks all over; ``first`` names the marks that begin with it."""

    text: str
    figures: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in segments; ``figures`` are those that begin in it."""

    index: int
    heading: bool
    segments: tuple[Segment, ...]


def build_paragraphs(article: Article) -> list[Paragraph]:
    """Cut the paragraphs of an article at its figures and its evidence."""
    marks = sorted(_iter_marks(article), key=lambda mark: (mark.start, mark.end))
    headings = frozenset(article.headings)
    begun: set[str] = set()
    paragraphs = []
    offset = 0
    inside: list[Mark] = []
    following = 0
    for index, text in enumerate(article.paragraphs):
        end = offset + len(text)
        while following < len(marks) and marks[following].start < end:
            inside.append(marks[following])
            following += 1
        inside = [mark for mark in inside if mark.end > offset]
        segments = cut(text, offset, inside, begun)
        paragraphs.append(Paragraph(index, index in headings, segments))
        offset = end + 1
    return paragraphs


def cut(text: str, offset: int, marks: Iterable[Mark], begun: set[str]) -> tuple[Segment, ...]:
    """Cut a text that begins at ``offset`` at the boundaries of marks; ``begun`` collects the marks seen so far."""
    marks = list(marks)
    end = offset + len(text)
    bounds = {offset, end}
    for mark in marks:
        bounds.update(bound for bound in (mark.start, mark.end) if offset < bound < end)
    cuts = sorted(bounds)
    covering = _cover(cuts, marks)
    return tuple(
        _build(text[first - offset : last - offset], found, begun)
        for first, last, found in zip(cuts, cuts[1:], covering, strict=False)
        if first < last
    )


def _cover(cuts: Sequence[int], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return the marks over each stretch between two cuts."""
    covering: list[list[Mark]] = [[] for _ in cuts[1:]]
    for mark in marks:
        first = max(0, bisect_right(cuts, mark.start) - 1)
        for place in range(first, len(covering)):
            if cuts[place] >= mark.end:
                break
            covering[place].append(mark)
    return covering


def _build(text: str, marks: Sequence[Mark], begun: set[str]) -> Segment:
    figures = tuple(dict.fromkeys(mark.name for mark in marks if mark.kind == "figure"))
    topics = tuple(dict.fromkeys(mark.name for mark in marks if mark.kind == "topic"))
    first = tuple(name for name in (*figures, *topics) if name not in begun)
    begun.update(first)
    return Segment(text, figures, topics, first)


def _iter_marks(article: Article) -> Iterator[Mark]:
    for topic in article.topics:
        for one in topic.evidence:
            yield Mark(one.start, one.end, "topic", topic.code)
    for figure in article.figures:
        if figure.start is not None and figure.end is not None:
            yield Mark(figure.start, figure.end, "figure", figure.id)


def build_heads(article: Article) -> dict[str, tuple[Segment, ...]]:
    """Cut kicker, title and subtitle at the figures that stand there."""
    waiting = [figure for figure in article.figures if figure.in_title]
    begun = {figure.id for figure in article.figures if figure.start is not None}
    heads = {}
    for name in HEADS:
        text = getattr(article, name) or ""
        marks = list(_find_figures(text, waiting))
        heads[name] = cut(text, 0, marks, begun)
        found = {mark.name for mark in marks}
        waiting = [figure for figure in waiting if figure.id not in found]
    return heads


def _find_figures(text: str, figures: Iterable[Figure]) -> Iterator[Mark]:
    """Find figures of a headline, which come in its order, the same text twice being two figures."""
    position = 0
    for figure in figures:
        start = text.find(figure.text, position) if figure.text else -1
        if start >= 0:
            position = start + len(figure.text)
            yield Mark(start, position, "figure", figure.id)


def split_marked(text: str, marks: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Split a text into parts, each with whether it is marked; marks come in order and do not overlap."""
    parts = []
    position = 0
    for start, end in marks:
        parts += [(text[position:start], False), (text[start:end], True)]
        position = end
    parts.append((text[position:], False))
    return [part for part in parts if part[0]]
