"""Extraction: the figures of an article with everything that the guideline asks of them.

Puts the other modules of this room together: candidates, concepts, circumstances, relations. The body is analysed
sentence by sentence; a title's figures are compared with the body's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.figures.atoms import fold_numbers
from nlp.figures.candidates import Candidate, Refusal, scan
from nlp.figures.circumstances import find_per, find_period, find_subject, is_time_base
from nlp.figures.concepts import Description, Token, tokenise
from nlp.figures.describing import describe
from nlp.figures.relations import relate
from nlp.record import Figure, FigureKind, Span
from nlp.sentences import iter_sentences


@dataclass(slots=True)
class Found:
    """A candidate with its sentence and what the words around it say."""

    candidate: Candidate
    sentence: tuple[int, int]
    tokens: list[Token]
    index: int
    description: Description = field(default_factory=Description)
    figure: Figure | None = None


def extract_figures(text: str, title: str | None = None) -> list[Figure]:
    """Extract the figures of a body text and its title; those that stand in the title alone come last."""
    folded = fold_numbers(text)
    candidates, _ = scan(folded)
    found = _describe_all(text, folded, candidates)
    figures = [_figure(item, text, number) for number, item in enumerate(found, start=1)]
    for item, figure in zip(found, figures, strict=True):
        item.figure = figure
    relate(folded, found)
    return figures + _title_figures(title, figures)


def _describe_all(text: str, folded: str, candidates: list[Candidate]) -> list[Found]:
    found: list[Found] = []
    for sentence, inside in _by_sentence(folded, candidates):
        tokens = tokenise(folded, *sentence, inside)
        for token_index, token in enumerate(tokens):
            if token.figure >= 0:
                found.append(Found(inside[token.figure], sentence, tokens, token_index))
        batch = found[len(found) - len(inside) :]
        for position, item in enumerate(batch):
            _describe(folded, item, batch[position - 1] if position else None)
    del text
    return found


def _by_sentence(folded: str, candidates: list[Candidate]) -> list[tuple[tuple[int, int], list[Candidate]]]:
    """Group candidates by sentence; a span across a line break joins the two lines."""
    groups: list[tuple[tuple[int, int], list[Candidate]]] = []
    pending = iter(candidates)
    candidate = next(pending, None)
    carried: int | None = None
    for start, end in iter_sentences(folded):
        if candidate is None:
            break
        start = carried if carried is not None else start
        carried = None
        inside: list[Candidate] = []
        while candidate is not None and candidate.end <= end:
            inside.append(candidate)
            candidate = next(pending, None)
        if candidate is not None and candidate.start < end:
            carried = start
            if inside:
                groups.append(((start, end), inside))
                carried = candidate.start
        elif inside:
            groups.append(((start, end), inside))
    return groups


def _describe(folded: str, item: Found, previous: Found | None) -> None:
    description = describe(folded, item.tokens, item.index, item.candidate)
    description.per = find_per(folded, item.tokens, item.index, item.sentence[1])
    period = find_period(folded, item.sentence[0], item.candidate.start)
    description.period = period[1] if period else None
    description.subject = description.subject or find_subject(item.tokens, item.index)
    del previous
    item.description = description


def _figure(item: Found, text: str, number: int) -> Figure:
    candidate, description = item.candidate, item.description
    return Figure(
        id=f"f{number}",
        text=text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        value=float(candidate.value),
        lower=None if candidate.lower is None else float(candidate.lower),
        upper=None if candidate.upper is None else float(candidate.upper),
        unit=candidate.unit.name,
        per=description.per,
        qualifier=candidate.qualifier,
        kind=_kind(candidate, description.per),
        concept=description.concept,
        predicate=description.predicate,
        subject=description.subject,
        period=description.period,
        evidence=Span(start=item.sentence[0], end=item.sentence[1]),
    )


def _kind(candidate: Candidate, per: str | None) -> FigureKind:
    kind = candidate.unit.kind
    if per and kind in ("count", "duration") and is_time_base(per):
        return "rate"
    return kind


def _title_figures(title: str | None, figures: list[Figure]) -> list[Figure]:
    """The title's figures: one that the body has too is marked there, the others are added without offsets."""
    if not title:
        return []
    folded = fold_numbers(title)
    added: list[Figure] = []
    for item in _describe_all(title, folded, scan(folded)[0]):
        figure = _figure(item, title, len(figures) + len(added) + 1)
        if _mark_same(figure, figures):
            continue
        added.append(figure.model_copy(update={"start": None, "end": None, "in_title": True, "evidence": None}))
    return added


def _mark_same(figure: Figure, figures: list[Figure]) -> bool:
    for other in figures:
        if other.unit == figure.unit and other.value == figure.value:
            other.in_title = True
            return True
    return False


__all__ = ["Found", "Refusal", "extract_figures"]
