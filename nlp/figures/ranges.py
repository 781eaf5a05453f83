"""Ranges of bare numbers: 20~100, 大于10小于20, 在第十和第十五之间, 五百以上, 至少有10.

For ``find_numbers`` only. Bounds are read beside each number, then neighbours that bound from both sides are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.figures.atoms import Atom
from nlp.figures.quantities import Quantity

_REACH = 16
_LEAST = (
    r"大于|高于|多于|超过了?|超出|突破|不小于|不少于|不低于|至少(?:是|为|有)?|最少(?:是|为|有)?|≥|>|(?<![超通经不度])过"
)
_MOST = r"小于|低于|少于|不到|不足|不大于|不多于|不超过|不高于|至多(?:是|为|有)?|最多(?:是|为|有)?|≤|<"
_EQUAL = r"(?:\s?或?者?\s?(?:等于|=))?\s?"
_LEAST_BEFORE = re.compile(rf"(?:不小于|不少于|不低于|(?<!不)(?:{_LEAST})){_EQUAL}$")
_MOST_BEFORE = re.compile(rf"(?:{_MOST}){_EQUAL}$")
_EQUAL_BEFORE = re.compile(r"等于\s?$")
_THAN_BEFORE = re.compile(r"比\s?$")
_LEAST_AFTER = re.compile(r"\s?(?:(?:及|或|或者)?以上|或者?更多|之上|多(?![万亿千百十]))")
_MOST_AFTER = re.compile(r"\s?(?:(?:及|或|或者)?以下|或者?更少|之下|以内|之内)")
_THAN_AFTER = re.compile(r"\s?(?:(大|高|多|长|重|强)|(低|小|少|短|轻|矮))")
_BETWEEN = re.compile(r"\s?(?:~|-{1,2}|–|—{1,2}|到|至|~)\s?(?:第)?")
_AND = re.compile(r"\s?(?:和|与|跟|及|到|至)\s?(?:第)?")
_AND_AFTER = re.compile(r"\s?之?间")
_AND_BEFORE = re.compile(r"(?:位于|介于|处于|在)?(?:第)?\s?$")
_JOIN = re.compile(r"[ ,，]{0,3}(?:并且|而且|且|并|同时|的同时|但|又)?\s?")


@dataclass(frozen=True, slots=True)
class _Bound:
    start: int
    end: int
    lower: Decimal | None
    upper: Decimal | None


def iter_ranges(text: str, atoms: list[Atom], percentages: list[Quantity]) -> Iterator[Quantity]:
    """Yield the ranges of a text; ``lower`` and ``upper`` are null where open."""
    spans = _spans(atoms, percentages)
    index, waiting = 0, None
    while index < len(spans):
        pair = _pair(text, spans, index)
        bound = pair or _bound(text, spans[index])
        index += 2 if pair else 1
        joined = _joined(text, waiting, bound)
        if joined is not None:
            yield _quantity(joined)
            waiting = None
            continue
        if waiting is not None:
            yield _quantity(waiting)
        waiting = bound
    if waiting is not None:
        yield _quantity(waiting)


def _quantity(bound: _Bound) -> Quantity:
    both = bound.lower is not None and bound.upper is not None
    value = (bound.lower + bound.upper) / 2 if both else None  # type: ignore[operator]
    return Quantity(bound.start, bound.end, value, "range", None, bound.lower, bound.upper)


def _spans(atoms: list[Atom], percentages: list[Quantity]) -> list[_Bound]:
    """The numbers that may bound: percentages whole, the other atoms, with their value as both bounds."""
    spans = [_Bound(q.start, q.end, q.value, q.value) for q in percentages if q.kind == "percent"]
    covered = {index for span in spans for index in range(span.start, span.end)}
    for atom in atoms:
        if atom.start not in covered and not (atom.scales and not atom.more and atom.value != 10):
            low, high = atom.pair or (atom.value, atom.value)
            spans.append(_Bound(atom.start, atom.end, low, high if not atom.more else None))
    return sorted(spans, key=lambda span: span.start)


def _pair(text: str, spans: list[_Bound], index: int) -> _Bound | None:
    if index + 1 >= len(spans):
        return None
    first, second = spans[index], spans[index + 1]
    if first.lower is None or second.lower is None or second.start - first.end > 6:
        return None
    between, after = text[first.end : second.start], _AND_AFTER.match(text, second.end)
    start, end = first.start, second.end
    if after and _AND.fullmatch(between):
        mark = _AND_BEFORE.search(text, max(0, first.start - 6), first.start)
        start, end = (mark.start() if mark else start), after.end()
    elif not _BETWEEN.fullmatch(between) or _dated(text, first, second):
        return None
    if not first.lower < second.lower:
        return None
    return _Bound(start, end, first.lower, second.lower)


def _dated(text: str, first: _Bound, second: _Bound) -> bool:
    """A chain such as 2020-04-26 or a telephone number is no range."""
    before, after = text[max(0, first.start - 1) : first.start], text[second.end : second.end + 1]
    return (
        before in ("-", "/", ":", ".")
        or after in ("-", "/", ":")
        or text[first.start] == "0" != text[first.start : first.end]
    )


def _bound(text: str, span: _Bound) -> _Bound | None:
    before = max(0, span.start - _REACH)
    if span.upper is None or (after := _LEAST_AFTER.match(text, span.end)):
        return _Bound(span.start, after.end() if span.upper is not None and after else span.end, span.lower, None)
    if match := _MOST_AFTER.match(text, span.end):
        return _Bound(span.start, match.end(), None, span.upper)
    if match := _LEAST_BEFORE.search(text, before, span.start):
        return _Bound(match.start(), span.end, span.lower, None)
    if match := _MOST_BEFORE.search(text, before, span.start):
        return _Bound(match.start(), span.end, None, span.upper)
    if match := _EQUAL_BEFORE.search(text, before, span.start):
        return _Bound(match.start(), span.end, span.lower, span.upper)
    return _compared(text, span, before)


def _compared(text: str, span: _Bound, before: int) -> _Bound | None:
    than, how = _THAN_BEFORE.search(text, before, span.start), _THAN_AFTER.match(text, span.end)
    if than is None or how is None:
        return None
    lower, upper = (span.lower, None) if how[1] else (None, span.upper)
    return _Bound(than.start(), how.end(), lower, upper)


def _joined(text: str, first: _Bound | None, second: _Bound | None) -> _Bound | None:
    if first is None or second is None or second.start - first.end > 8:
        return None
    if not _JOIN.fullmatch(text, first.end, second.start):
        return None
    lower = first.lower if first.lower is not None else second.lower
    upper = second.upper if second.upper is not None else first.upper
    complementary = (first.lower is None) != (second.lower is None) and (first.upper is None) != (second.upper is None)
    if not complementary or lower is None or upper is None or not lower < upper:
        return None
    return _Bound(first.start, second.end, lower, upper)
