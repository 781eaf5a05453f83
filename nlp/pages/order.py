"""Reading order: cut lines joined, repeated paragraphs dropped, displaced ones put back.

For one item at a time. Where text is missing nothing is joined: a sentence that stops stays as it stands.
"""

from dataclasses import dataclass, field

from nlp.pages.fragments import Fragment
from nlp.pages.lines import ENDS, is_open
from nlp.record import RepairKind

MIN_OPEN = 16
"""Shortest text that can be a cut line: signatures, list entries and lines of verse that end without a mark are shorter."""
MIN_REPEATED = 12


@dataclass(slots=True)
class Paragraph:
    """A paragraph made of one or more fragments, joined without a break."""

    parts: list[Fragment]
    heading: bool = False
    mended: list[tuple[RepairKind, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(part.text for part in self.parts)

    @property
    def folded(self) -> str:
        """What is analysed."""
        return "".join(part.folded for part in self.parts)


def restore_order(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Fragment]]:
    """Mend the paragraphs of an item; returns them in reading order and the fragments that repeated others."""
    kept, repeated = drop_repeated(paragraphs)
    return join_cut(kept), repeated


def drop_repeated(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Fragment]]:
    """Drop paragraphs that repeat another wholly, as its beginning or as its end."""
    kept: list[Paragraph] = []
    repeated: list[Fragment] = []
    texts = [paragraph.folded for paragraph in paragraphs]
    for place, paragraph in enumerate(paragraphs):
        text = texts[place]
        if paragraph.heading or len(text) < MIN_REPEATED or not _repeats(text, place, texts):
            kept.append(paragraph)
            continue
        repeated.extend(paragraph.parts)
        if kept:
            kept[-1].mended.append(("dropped", 1.0))
    return kept, repeated


def _repeats(text: str, place: int, texts: list[str]) -> bool:
    for other, longer in enumerate(texts[max(0, place - 40) : place + 40], max(0, place - 40)):
        if other == place or len(longer) < len(text):
            continue
        if len(longer) == len(text):
            if other < place and longer == text:
                return True
        elif longer.startswith(text) or longer.endswith(text):
            return True
    return False


def join_cut(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join each line that stops in mid-sentence to the line that goes on."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, paragraph):
            last.parts.extend(paragraph.parts)
            last.mended.append(("joined", 0.9))
            last.mended.extend(paragraph.mended)
        else:
            joined.append(paragraph)
    return joined


def _continues(last: Paragraph, paragraph: Paragraph) -> bool:
    if last.heading or paragraph.heading:
        return False
    tail = last.folded
    return len(tail) >= MIN_OPEN and is_open(tail) and not tail.endswith(ENDS)
