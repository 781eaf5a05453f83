"""Explaining: every number of a text with the figure that it became, or the reason why it is none.

For ``--explain`` and for whoever wonders; the reasons themselves are given by ``exclusions`` and ``candidates``.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.figures.candidates import scan
from nlp.figures.extraction import extract_figures
from nlp.normalisation import fold
from nlp.record import Figure

REASONS = {
    "date": "a date",
    "time": "a time of day, or a stretch of time that says when",
    "year": "a year or a cohort",
    "ordinal": "an ordinal",
    "grade": "a grade, a class or a rank",
    "name": "part of a name",
    "slogan": "a slogan or a policy name in quotation marks",
    "code": "a code, a number of an address or a document, or no number at all",
    "telephone": "a telephone number",
    "version": "a version or a model",
    "heading": "a numbered heading",
    "list-label": "a label that announces or names a list",
    "idiom": "an idiomatic number",
    "anniversary": "an anniversary",
    "plan-span": "the span of a plan",
    "round-the-clock": "round the clock",
    "title-of-document": "part of a document's title",
    "advertisement": "a price in an advertisement",
    "base": "the base of a rate",
    "bare": "a number without a unit",
}
"""What each reason means, for a reader."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number as it stands in the text with its figure, or with the reason (a key of ``REASONS``) why it is none."""

    text: str
    start: int
    end: int
    figure: Figure | None
    reason: str | None


def explain_numbers(text: str) -> list[Explanation]:
    """Explain every number of a text, in text order."""
    found = [
        Explanation(figure.text, figure.start, figure.end, figure, None)
        for figure in extract_figures(text)
        if figure.start is not None and figure.end is not None
    ]
    _, refusals = scan(fold(text))
    found += [Explanation(text[r.start : r.end], r.start, r.end, None, r.reason) for r in refusals]
    return sorted(found, key=lambda item: (item.start, item.end))
