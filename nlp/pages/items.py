"""Items: where one article of a page ends and the next begins, and what stands above its text.

For finding the runs of headline-like lines and giving each to an item. What is mended inside an item belongs to
``nlp.pages.order``.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.dates import is_date_line
from nlp.pages.boundaries import ORGANISATION, Marked, PageStyle, Surroundings, boundary_score, text_around
from nlp.pages.fragments import Fragment
from nlp.pages.joins import join_score
from nlp.pages.lines import Role, is_lead, is_open

_NAMES_AT_END = re.compile(r"\([\u3400-\u9fff· 、/]{2,30}\)$")
_SIGNED = re.compile(
    r"(?:局|校|园|学|委|室|府|组|队|会|公司|中心|小学|中学)\s{1,4}(?:\d{4}年)?\d{1,2}月\d{1,2}日$|(?:小学|中学|学校|幼儿园)\s+[\u3400-\u9fff]{1,3}老师$|^[\u3400-\u9fff]{2,4}\s*(?:编委会|编辑部)$"
)
_WISH = re.compile(r"(?:祝|愿|感谢|谢谢|恭祝|敬请|特此|此致|敬礼|恳请|欢迎)[^:]*[!告知达复礼]$")
_HEADLINES = (Role.SHORT, Role.NUMBERED)
_AFTER = 6
_NEXT_TO = 2
_STYLE_SURE = 3
_CUT_LEAST, _CUT_SCORE = 18, 2.5
"""Lines of text after a run that the judgement may look at."""


@dataclass(slots=True)
class Item:
    """The lines of one article in the order of the page: those above its text and those of its text."""

    head: list[Marked] = field(default_factory=list)
    lines: list[Marked] = field(default_factory=list)
    rule: str = "one item"
    has_text: bool = False

    def add(self, lines: Sequence[Marked]) -> None:
        """Add lines of the text."""
        self.lines.extend(lines)
        self.has_text = self.has_text or any(role is Role.BODY for _, role in lines)


class _Page:
    """What the judgement on a run may know of the whole page."""

    def __init__(self, lines: Sequence[Marked]) -> None:
        self.style = _read_style(lines)
        self._shorts = [fragment for fragment, role in lines if role in _HEADLINES]
        self._starts = [fragment.start for fragment in self._shorts]

    def next_to(self, run: Sequence[Marked]) -> tuple[str, ...]:
        """The short lines next to a run, on either side."""
        before = bisect_left(self._starts, run[0][0].start)
        after = bisect_left(self._starts, run[-1][0].end)
        near = self._shorts[max(0, before - _NEXT_TO) : before] + self._shorts[after : after + _NEXT_TO]
        return tuple(fragment.folded for fragment in near)


def split_items(lines: Sequence[Marked]) -> list[Item]:
    """Group the lines of a page into items, in the order of the page."""
    items = [Item()]
    lines = _reclaim_cut_lines(lines)
    page = _Page(lines)
    position = 0
    while position < len(lines):
        end = _run_end(lines, position)
        if end > position:
            _place_run(items, lines[position:end], lines[end : end + _AFTER], page)
            position = end
            continue
        if items[-1].has_text and is_lead(lines[position][0].folded):
            items.append(Item(rule="lead"))
        items[-1].add([lines[position]])
        position += 1
    return [item for item in items if item.head or item.lines]


def _run_end(lines: Sequence[Marked], position: int) -> int:
    """Where the run of lines that are no text ends: headlines, bylines, metadata, captions."""
    while position < len(lines) and lines[position][1] is not Role.BODY:
        position += 1
    return position


def _reclaim_cut_lines(lines: Sequence[Marked]) -> list[Marked]:
    """Count short lines as text where the text goes on into them or out of them: paragraphs cut after a few words."""
    reclaimed = list(lines)
    for place, (fragment, role) in enumerate(lines):
        if role is Role.SHORT and (_runs_on(lines, place) or _goes_on(reclaimed, place)):
            reclaimed[place] = fragment, Role.BODY
    return reclaimed


def _runs_on(lines: Sequence[Marked], place: int) -> bool:
    text = lines[place][0].folded
    if len(text) < _CUT_LEAST or " " in text or place + 1 == len(lines) or lines[place + 1][1] is not Role.BODY:
        return False
    return join_score(text, lines[place + 1][0].folded) >= _CUT_SCORE


def _goes_on(lines: Sequence[Marked], place: int) -> bool:
    if not place or lines[place - 1][1] is not Role.BODY or not is_open(lines[place - 1][0].folded):
        return False
    if place + 1 < len(lines) and is_lead(lines[place + 1][0].folded):
        return False
    return join_score(lines[place - 1][0].folded, lines[place][0].folded) >= _CUT_SCORE


def _read_style(lines: Sequence[Marked]) -> PageStyle:
    leads = sum(is_lead(fragment.folded) for fragment, role in lines if role is Role.BODY)
    names = sum(_closes_with_names(fragment, role) for fragment, role in lines)
    return PageStyle(min(1.0, leads / _STYLE_SURE), min(1.0, names / _STYLE_SURE))


def _closes_with_names(fragment: Fragment, role: Role) -> bool:
    if role is Role.BYLINE:
        return fragment.folded.startswith("(")
    return role is Role.BODY and _NAMES_AT_END.search(fragment.folded[-34:]) is not None


def _place_run(items: list[Item], run: Sequence[Marked], following: Sequence[Marked], page: _Page) -> None:
    current = items[-1]
    if not current.has_text and not current.head:
        current.head.extend(run)
        return
    start = _first_headline(run)
    current.add(run[:start])
    rest = run[start:]
    if not rest:
        return
    before, last, headings, after = text_around(current.lines, following)
    told_title = "".join(fragment.folded for fragment, role in current.head if role is Role.SHORT)
    ended = _has_ended(current, run[:start])
    in_report = any(role is Role.SUBTITLE for _, role in current.head)
    around = Surroundings(before, last, headings, ended, after, page.next_to(rest), page.style, told_title, in_report)
    score = boundary_score(rest, around) if following else -1.0
    if score >= 0:
        items.append(Item(head=list(rest), rule=f"headline {score:.1f}"))
    elif any(role is Role.ADVERTISEMENT for _, role in run):
        items.append(Item(head=list(rest), rule="advertisement"))
    else:
        current.add(rest)


def _first_headline(run: Sequence[Marked]) -> int:
    """Where the headlines of a run begin: behind what ends the item before, its names, signature, date and wishes."""
    start = 0
    for place in range(len(run)):
        if _is_ending(run, place):
            start = place + 1
    return next((place for place in range(start, len(run)) if run[place][1] in _HEADLINES), len(run))


def _is_ending(run: Sequence[Marked], place: int) -> bool:
    fragment, role = run[place]
    text = fragment.folded
    if role is Role.BYLINE:
        return text.startswith("(")
    if role is Role.SHORT:
        return _SIGNED.search(text) is not None or _WISH.match(text) is not None
    return role is Role.METADATA and _is_bare_date(text) and place > 0 and _is_signature(run, place)


def _is_bare_date(text: str) -> bool:
    return ":" not in text and is_date_line(text)


def _is_signature(run: Sequence[Marked], place: int) -> bool:
    """An organisation's name with a date under it signs a notice."""
    above = next((fragment.folded for fragment, role in reversed(run[:place]) if role is Role.SHORT), "")
    return ORGANISATION.search(above) is not None


def _has_ended(current: Item, before: Sequence[Marked]) -> bool:
    """The item before has said its last: names in brackets, a signature."""
    if any(role in (Role.BYLINE, Role.METADATA) for _, role in before):
        return True
    last: Fragment | None = current.lines[-1][0] if current.lines else None
    return last is not None and _NAMES_AT_END.search(last.folded[-34:]) is not None
