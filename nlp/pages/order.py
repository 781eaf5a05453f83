"""Reading order: cut lines joined, repeated paragraphs dropped, displaced ones put back.

For one item at a time. Where text is missing nothing is joined: a sentence that stops stays as it stands.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from nlp.pages.joins import NEVER, join_score
from nlp.pages.lines import is_open
from nlp.pages.paragraphs import Paragraph
from nlp.pages.series import place_displaced

MIN_OPEN = 16
"""Shortest text that can be a cut line: signatures, list entries and lines of verse that end without a mark are shorter."""
MIN_REPEATED = 12
"""Shortest text that can be a repetition: refrains and 此致敬礼 are shorter."""
MIN_HEADING = 16
"""Shortest heading that can be a repeated piece of a paragraph after all."""
REACH = 8
"""How many lines away a continuation is looked for; the farthest on real pages was 5."""

# On the seeds 20 lines of 22 that a column cut go on in the next line, so even odds would lie near -2.2; well above,
# because an invented join is worse than a line left cut. On held-out pairs this joins 0.97 of the true continuations and
# 0.33 of the wrong neighbours. One that stands elsewhere must speak for itself.
_NEXT_LEAST = -1.5
_ELSEWHERE_LEAST = 1.5
_MARGIN = 1.0


def restore_order(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Mend the paragraphs of an item; returns them in reading order and those that repeated others."""
    kept, repeated = drop_repeated(paragraphs)
    return place_displaced(join_cut(kept)), repeated


def drop_repeated(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Drop paragraphs that repeat another wholly, as its beginning or as its end."""
    starts = _Repetitions([paragraph.folded for paragraph in paragraphs])
    kept: list[Paragraph] = []
    repeated: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if (paragraph.fixed and len(paragraph.folded) < MIN_HEADING) or not starts.repeats(place):
            kept.append(paragraph)
            continue
        repeated.append(paragraph)
        (kept or paragraphs)[-1 if kept else place + 1].mended.append(("dropped", 1.0))
    return kept, repeated


class _Repetitions:
    """Finds texts that begin or end alike by their first and last characters, so that pairs need not be compared."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.alike: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            if len(text) >= MIN_REPEATED:
                self.alike["^" + text[:MIN_REPEATED]].append(place)
                self.alike["$" + text[-MIN_REPEATED:]].append(place)

    def repeats(self, place: int) -> bool:
        """Tell whether the text at a place is another's beginning or end, or stood before."""
        text = self.texts[place]
        if len(text) < MIN_REPEATED:
            return False
        return any(self._covers(other, place) for other in self._candidates(text))

    def _candidates(self, text: str) -> Iterator[int]:
        # A page of one line repeated a million times has a million alike: the first few are as good as all.
        yield from self.alike["^" + text[:MIN_REPEATED]][:REACH]
        yield from self.alike["$" + text[-MIN_REPEATED:]][:REACH]

    def _covers(self, other: int, place: int) -> bool:
        text, longer = self.texts[place], self.texts[other]
        if other == place or len(longer) < len(text):
            return False
        if len(longer) == len(text):
            return other < place and longer == text
        return longer.startswith(text) or longer.endswith(text)


def join_cut(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join each line that stops in mid-sentence to the line that goes on, next to it or elsewhere in the item."""
    following = _choose(paragraphs)
    continuations = {place for place, _ in following.values()}
    joined: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        if place in continuations:
            continue
        here = place
        while here in following:
            there, score = following[here]
            paragraph.join(paragraphs[there], _confidence(score), moved=there != here + 1)
            here = there
        joined.append(paragraph)
    return joined


def _choose(paragraphs: list[Paragraph]) -> dict[int, tuple[int, float]]:
    """For each line that stops in mid-sentence the line that goes on, if there is one; no line goes on from two."""
    texts = [paragraph.folded for paragraph in paragraphs]
    stops = [place for place, paragraph in enumerate(paragraphs) if _stops(paragraph, texts[place])]
    following: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for place in stops:
        after = place + 1
        if after < len(texts) and not paragraphs[after].fixed:
            score = join_score(texts[place], texts[after]) - _NEXT_LEAST
            if score >= 0:
                following[place] = after, score
                taken.add(after)
    for place in stops:
        if place not in following:
            score, there = _find_elsewhere(place, texts, paragraphs, taken)
            if score >= _ELSEWHERE_LEAST and not _leads_back(there, place, following):
                following[place] = there, score
                taken.add(there)
    return following


def _stops(paragraph: Paragraph, text: str) -> bool:
    return not paragraph.fixed and len(text) >= MIN_OPEN and is_open(text)


def _find_elsewhere(place: int, texts: list[str], paragraphs: list[Paragraph], taken: set[int]) -> tuple[float, int]:
    scores: list[tuple[float, int]] = []
    for other in range(max(1, place - REACH), min(len(texts), place + REACH + 1)):
        if other in (place, place + 1) or other in taken or paragraphs[other].fixed:
            continue
        scores.append((join_score(texts[place], texts[other]), other))
    scores.sort(reverse=True)
    best = scores[0] if scores else (NEVER, -1)
    second = scores[1][0] if len(scores) > 1 else -math.inf
    return best if best[0] - second >= _MARGIN else (NEVER, -1)


def _leads_back(there: int, place: int, following: dict[int, tuple[int, float]]) -> bool:
    while there in following:
        there = following[there][0]
    return there == place


def _confidence(score: float) -> float:
    return round(1 / (1 + math.exp(-score)), 2)
