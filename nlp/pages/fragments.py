"""Fragments: the lines of a page, cleaned, each knowing where in the input it stands.

For the book-keeping that lets every character be found again, in the output or among what was dropped. Text only ever
loses characters here; nothing is replaced, so an offset of a fragment is an offset of the input.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.normalisation import fold
from nlp.record import RepairKind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of the input that is in no article, half-open, and why."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Fragment:
    """One line of a page.

    ``removed`` are the stretches of the input inside [start, end) that the text has lost, in order. ``gap`` counts the
    blank lines above it, ``indent`` the columns it is moved in; ``mended`` says how
    it was made of other lines, if it was.
    """

    text: str
    start: int
    end: int
    removed: list[Span] = field(default_factory=list)
    gap: int = 0
    indent: int = 0
    folded: str = ""
    mended: RepairKind | None = None

    def __post_init__(self) -> None:
        """Fold the text for analysis, unless the maker had it folded already."""
        if len(self.folded) != len(self.text):
            self.folded = fold(self.text)

    def position(self, offset: int) -> int:
        """The offset in the input of a character of the text."""
        place = self.start + offset
        for start, end in self.removed:
            if start > place:
                break
            place += end - start
        return place

    def part(self, start: int, end: int) -> Fragment:
        """The fragment of a stretch of the text, white space around it left out."""
        start, end = trim(self.text, start, end)
        if start == end:
            return Fragment("", self.end, self.end)
        begin, finish = self.position(start), self.position(end - 1) + 1
        inside = [span for span in self.removed if begin <= span[0] < finish]
        return Fragment(self.text[start:end], begin, finish, inside, self.gap, self.indent, self.folded[start:end])

    def stretches(self) -> Iterator[Span]:
        """The stretches of the input that make up the text."""
        place = self.start
        for start, end in self.removed:
            if start > place:
                yield place, start
            place = max(place, end)
        if self.end > place:
            yield place, self.end


def tie(first: Fragment, second: Fragment, space: str = "") -> Fragment:
    """Make one fragment of two that follow each other; what stands between them in the input is lost."""
    removed = [*first.removed, (first.end, second.start), *second.removed]
    text, folded = first.text + space + second.text, first.folded + space + second.folded
    return Fragment(text, first.start, second.end, removed, first.gap, first.indent, folded)


class Drops:
    """Collects what is taken out of a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.found: list[Dropped] = []

    def add(self, fragment: Fragment, reason: str) -> None:
        """Note that a fragment is in no article."""
        for start, end in fragment.stretches():
            self.add_span(start, end, reason)

    def add_span(self, start: int, end: int, reason: str) -> None:
        """Note that a stretch of the input is in no article; white space alone is not worth a note."""
        text = self.page[start:end]
        if text and not text.isspace():
            self.found.append(Dropped(text, start, end, reason))


def trim(text: str, start: int, end: int) -> Span:
    """Narrow a stretch of text to leave out the white space around it."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip())
    return start + left, max(start + left, start + len(stretch.rstrip()))
