"""Describing a figure: which noun phrase around it is its concept, and which verb its predicate."""

from __future__ import annotations

from nlp.figures.candidates import Candidate
from nlp.figures.concepts import (
    Before,
    Description,
    Token,
    following_verb,
    governing_verb,
    joined,
    phrase_after,
    phrase_before,
    trim_concept,
)

_STATING = frozenset(("达到", "达", "高达", "占", "多达", "超", "突破"))
_LOOSE_UNITS = frozenset(("人", "人次", "场次", "户次", "号人"))
"""Units that are their own noun: what follows them is rather a verb than a head."""


def describe(text: str, tokens: list[Token], index: int, candidate: Candidate) -> Description:
    """Find concept and predicate of the figure at a token index."""
    before = phrase_before(tokens, index)
    has_before = before.first <= before.last
    unit = candidate.unit
    demanding = unit.kind == "count" and unit.surface not in _LOOSE_UNITS and not has_before
    after = phrase_after(tokens, index, demanding)
    if after is not None and has_before and _prefers_before(tokens, index, candidate, before):
        after = None
    if after is not None:
        return _after(text, tokens, index, after)
    return _before(text, tokens, index, before) if has_before else _neither(tokens, index, before)


def _prefers_before(tokens: list[Token], index: int, candidate: Candidate, before: Before) -> bool:
    """A noun right before 人, % or a measure is its head; 名 and 所 look ahead first."""
    adjacent = before.last == index - 1 and tokens[before.last].text not in ("等", "的")
    if tokens[index + 1].text == "的" or not adjacent:
        return False
    return candidate.unit.surface in _LOOSE_UNITS or candidate.unit.kind in ("percent", "length", "area", "ratio")


def _after(text: str, tokens: list[Token], index: int, after: tuple[int, int]) -> Description:
    first, last = after
    if tokens[first].text == "的":
        first += 1
    concept = joined(text, tokens, first, last)
    verb = governing_verb(tokens, index - 1)
    if verb is None:
        verb = following_verb(tokens, last + 1)
    return Description(concept, tokens[first].start, _predicate(tokens, verb), after=True)


def _before(text: str, tokens: list[Token], index: int, before: Before) -> Description:
    first, last, subject = trim_concept(tokens, before.first, before.last)
    while last > first and tokens[last].text in ("等", "的", "、"):
        last -= 1
    concept = joined(text, tokens, first, last)
    verb = governing_verb(tokens, before.verb)
    predicate = _predicate(tokens, verb)
    if before.link in _STATING:
        predicate = before.link
    elif predicate is None:
        following = following_verb(tokens, index + 1)
        predicate = _predicate(tokens, following) or (before.link if before.link in ("有", "为", "是") else None)
    return Description(concept, tokens[first].start, predicate, subject=subject)


def _neither(tokens: list[Token], index: int, before: Before) -> Description:
    verb = governing_verb(tokens, before.verb)
    predicate = _predicate(tokens, verb)
    if before.link in _STATING or predicate is None:
        predicate = before.link if before.link in _STATING else predicate
    return Description("", -1, predicate or _predicate(tokens, following_verb(tokens, index + 1)))


def _predicate(tokens: list[Token], verb: int | None) -> str | None:
    return tokens[verb].text if verb is not None else None
