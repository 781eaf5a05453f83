"""Extraction: the figures of an article with everything that the guideline asks of them.

Puts the other modules of this room together: candidates, concepts, circumstances, relations. The body is analysed
sentence by sentence; a title's figures are compared with the body's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from nlp.figures.candidates import Candidate, scan
from nlp.figures.circumstances import find_per, find_periods, find_subject
from nlp.figures.concepts import Description, Token, tokenise
from nlp.figures.describing import describe, inherit
from nlp.figures.found import Found
from nlp.figures.relations import relate
from nlp.normalisation import fold
from nlp.record import Figure, FigureKind, Span
from nlp.sentences import iter_sentences


def extract_figures(text: str, title: str | None = None) -> list[Figure]:
    """Extract the figures of a body text and its title; those that stand in the title alone come last."""
    found = _find(text)
    figures = [item.figure for item in found]
    return figures + _title_figures(title, figures)


def _find(text: str) -> list[Found]:
    folded = fold(text)
    candidates, _ = scan(folded)
    found: list[Found] = []
    for sentence, inside in _by_sentence(folded, candidates):
        tokens = tokenise(folded, *sentence, inside)
        periods = find_periods(folded, *sentence)
        for index, token in enumerate(tokens):
            if token.figure >= 0:
                candidate = inside[token.figure]
                description = _describe(folded, candidate, index, tokens)
                description.period = _last_before(periods, candidate.start)
                figure = _figure(text, candidate, description, sentence, len(found) + 1)
                found.append(Found(candidate, sentence, tokens, index, figure, description))
    inherit(folded, found)
    relate(folded, found)
    return found


def _last_before(periods: list[tuple[int, str]], start: int) -> str | None:
    """The last expression of time that ends before an offset."""
    index = bisect_right(periods, start, key=itemgetter(0))
    return periods[index - 1][1] if index else None


def _describe(folded: str, candidate: Candidate, index: int, tokens: list[Token]) -> Description:
    description = describe(folded, tokens, index, candidate)
    description.per = find_per(folded, tokens, index)
    description.subject = description.subject or find_subject(tokens, index)
    return description


def _by_sentence(folded: str, candidates: list[Candidate]) -> Iterator[tuple[tuple[int, int], list[Candidate]]]:
    """Group candidates by sentence; a span across a line break joins the two lines."""
    pending = iter(candidates)
    candidate = next(pending, None)
    start = -1
    inside: list[Candidate] = []
    for sentence_start, end in iter_sentences(folded):
        if candidate is None:
            break
        start = sentence_start if start < 0 else start
        while candidate is not None and candidate.end <= end:
            inside.append(candidate)
            candidate = next(pending, None)
        if candidate is not None and candidate.start < end:
            continue
        if inside:
            yield (start, end), inside
        start, inside = -1, []


def _figure(
    text: str, candidate: Candidate, description: Description, sentence: tuple[int, int], number: int
) -> Figure:
    return Figure.model_construct(
        id=f"f{number}",
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        in_title=False,
        value=_value(candidate),
        lower=None if candidate.lower is None else float(candidate.lower),
        upper=None if candidate.upper is None else float(candidate.upper),
        unit=candidate.unit.name,
        per=description.per,
        qualifier=candidate.qualifier,
        kind=_kind(candidate, description.per),
        concept=description.concept,
        predicate=description.predicate,
        change=None,
        linked_to=None,
        share_of=None,
        restates=None,
        subject=description.subject,
        period=description.period,
        evidence=Span.model_construct(start=sentence[0], end=sentence[1]),
    )


def _value(candidate: Candidate) -> float:
    """The value as a float; the endless decimals of 三分之一 and 1:3 are cut as they would be printed."""
    if candidate.value.as_tuple().exponent < -10:  # type: ignore[operator]
        return float(round(candidate.value, 2 if candidate.unit.kind == "percent" else 4))
    return float(candidate.value)


def _kind(candidate: Candidate, per: str | None) -> FigureKind:
    kind = candidate.unit.kind
    return "rate" if per and kind not in ("money", "percent", "score") else kind


def _title_figures(title: str | None, figures: list[Figure]) -> list[Figure]:
    """The title's figures: one that the body has too is marked there, the others are added without offsets."""
    if not title:
        return []
    added: list[Figure] = []
    for item in _find(title):
        if _mark_same(item.figure, figures):
            continue
        update = {
            "id": f"f{len(figures) + len(added) + 1}",
            "start": None,
            "end": None,
            "in_title": True,
            "evidence": None,
        }
        update |= {"linked_to": None, "share_of": None, "restates": None}
        added.append(item.figure.model_copy(update=update))
    return added


def _mark_same(figure: Figure, figures: list[Figure]) -> bool:
    for other in figures:
        if other.unit == figure.unit and other.value == figure.value:
            other.in_title = True
            return True
    return False
