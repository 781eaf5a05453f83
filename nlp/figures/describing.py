"""Describing a figure: which noun phrase around it is its concept, and which verb its predicate."""

from __future__ import annotations

import re

from nlp.figures.candidates import Candidate
from nlp.figures.concepts import (
    FIGURE,
    STATING,
    Before,
    Description,
    Token,
    following_verb,
    governing_verb,
    is_noun,
    is_stop,
    joined,
    phrase_after,
    phrase_before,
    trim_concept,
)
from nlp.figures.found import Found
from nlp.figures.words import ADVERBS, ANAPHORA, AVERAGES, DONE, DONE_NOUNS, LINKS, STATES

_LOOSE_UNITS = frozenset(("人", "人次", "场次", "户次", "号人"))
"""Units that are their own noun: what follows them is rather a verb than a head."""


def describe(text: str, tokens: list[Token], index: int, candidate: Candidate) -> Description:
    """Find concept and predicate of the figure at a token index."""
    before = phrase_before(tokens, index)
    has_before = before.first <= before.last
    unit = candidate.unit
    demanding = unit.kind == "count" and unit.surface not in _LOOSE_UNITS and not has_before
    after = phrase_after(tokens, index, demanding, unit.people)
    if after is not None and tokens[after[1]].text in _VAGUE:
        after = None
    if after is not None and has_before and _prefers_before(tokens, index, candidate, before):
        after = None
    if after is not None:
        return _after(text, tokens, index, after)
    if has_before:
        return _before(text, tokens, index, before)
    return _neither(text, tokens, index, before, candidate)


_VAGUE = frozenset("基础 实际 基础上 时间 情况 里 目标 水平 速度 价格 幅度 成本 规模".split())
"""Heads after 的 that say nothing of what was counted: 在50分的基础上."""


def _prefers_before(tokens: list[Token], index: int, candidate: Candidate, before: Before) -> bool:
    """A noun right before 人, % or a measure is its head; 名 and 所 look ahead first."""
    adjacent = before.last == index - 1 and tokens[before.last].text not in ("等", "的")
    if index + 1 < len(tokens) and tokens[index + 1].text == "的":
        return False
    stated = before.link in ("为", "是", "达", "达到", "高达", "多达")
    if stated and candidate.unit.kind not in ("count", "money"):
        return True
    if not adjacent:
        return False
    return candidate.unit.surface in _LOOSE_UNITS or candidate.unit.kind in (
        "percent",
        "length",
        "area",
        "ratio",
        "score",
        "duration",
    )


def _after(text: str, tokens: list[Token], index: int, after: tuple[int, int]) -> Description:
    first, last = after
    for position in range(last - 1, first, -1):
        if tokens[position].text == "的":
            first = position + 1
            break
    while first < last and tokens[first].text in ("的", "市", "县", "区", "各"):
        first += 1
    concept = joined(text, tokens, first, last)
    verb = governing_verb(tokens, index - 1)
    if verb is None or _is_coverb(tokens, index):
        later = following_verb(tokens, last + 1)
        verb = later if later is not None else verb
    predicate = tokens[verb].text if verb is not None else None
    if predicate is None and index > 0 and tokens[index - 1].text in ("有", "现有", "只有", "共有", "设有"):
        predicate = tokens[index - 1].text
    return Description(concept, tokens[first].start, predicate, after=True)


_COVERBS = frozenset("对 为 给 向 在 从 与 由 把 将 以 用 于".split())


def _is_coverb(tokens: list[Token], index: int) -> bool:
    """对63所学校…检查, 为52位老人理发: the verb comes after the phrase."""
    position = index - 1
    while position >= 0 and (is_noun(tokens[position]) or tokens[position].text in ("的", "、")):
        position -= 1
    return position >= 0 and tokens[position].text in _COVERBS and tokens[position].pos[0] in "pcvd"


def _before(text: str, tokens: list[Token], index: int, before: Before) -> Description:
    first, last, subject = trim_concept(tokens, before.first, before.last)
    while last > first and (tokens[last].text in ("等", "、") or _is_inside(tokens, first, last)):
        last -= 1
    if (first == last and _says_nothing(tokens[first])) or tokens[last].text in DONE:
        return _pointing_back(tokens, index, last, before, subject)
    concept = joined(text, tokens, first, last)
    if tokens[last].text == "的":
        concept += "的"
    verb = governing_verb(tokens, before.verb)
    predicate = tokens[verb].text if verb is not None else None
    if before.link is not None and before.link != "有":
        predicate = before.link
    elif predicate is None:
        following = following_verb(tokens, index + 1)
        stated = tokens[before.verb].text if before.verb >= 0 and tokens[before.verb].text in STATING else None
        predicate = stated or (tokens[following].text if following is not None else None) or before.link
    return Description(concept, tokens[first].start, predicate, subject=subject)


_INSIDE = frozenset("中 里 内 上 下 外 以上 之中 当中".split())


def _is_inside(tokens: list[Token], first: int, last: int) -> bool:
    """学生中, 班级里: a position that adds nothing; 线上 and 线下 are words of their own."""
    return (
        tokens[last].pos == "f"
        and tokens[last].text in _INSIDE
        and not (last == first + 1 and len(tokens[first].text) == 1)
    )


def _says_nothing(token: Token) -> bool:
    """A word that points back, or a verbal noun or a single particle that names nothing countable."""
    if token.text in ANAPHORA or token.pos in ("v", "vn"):
        return True
    return len(token.text) == 1 and token.pos not in ("n", "ng", "nr", "b")


def _pointing_back(tokens: list[Token], index: int, word: int, before: Before, subject: str | None) -> Description:
    """现场整改101处, 增幅达12%: the concept was named before; a verbal noun is the predicate meanwhile."""
    if tokens[word].text not in ANAPHORA and len(tokens[word].text) > 1:
        return Description("", -1, tokens[word].text, subject=subject)
    verb = following_verb(tokens, index + 1)
    predicate = before.link or (tokens[word].text if tokens[word].text in ("合计", "总计", "累计", "单程") else None)
    return Description("", -1, predicate or (tokens[verb].text if verb is not None else None), subject=subject)


def _neither(text: str, tokens: list[Token], index: int, before: Before, candidate: Candidate) -> Description:
    """No noun beside the figure: the subject of a verb of state, the object of the next verb, or nothing yet."""
    verb = governing_verb(tokens, before.verb if before.verb >= 0 else index - 1)
    predicate = tokens[verb].text if verb is not None else None
    if predicate is None:
        following = following_verb(tokens, index + 1)
        predicate = before.link or (tokens[following].text if following is not None else None)
    description = Description("", -1, predicate)
    subject = _subject_phrase(tokens, verb if verb is not None else index)
    if subject is not None and (predicate is None or predicate in STATES or predicate == before.link):
        first, last, _ = trim_concept(tokens, *subject)
        if tokens[first].pos not in ("t",):
            description.concept, description.concept_start = joined(text, tokens, first, last), tokens[first].start
    elif candidate.unit.kind == "money" and (target := _object_phrase(tokens, index)) is not None:
        description.concept = joined(text, tokens, *target)
    return description


def _subject_phrase(tokens: list[Token], position: int) -> tuple[int, int] | None:
    """The noun phrase before a verb in its clause, adverbs and helpers skipped."""
    last = position - 1
    while (
        last >= 0
        and not is_stop(tokens[last])
        and tokens[last].pos != FIGURE
        and (
            not is_noun(tokens[last])
            or tokens[last].text in ADVERBS
            or tokens[last].text in ANAPHORA
            or tokens[last].text in AVERAGES
            or tokens[last].pos == "t"
        )
    ):
        if tokens[last].text in ("比", "较", "由", "从", "被"):
            return None
        last -= 1
    if last < 0 or is_stop(tokens[last]) or tokens[last].pos == FIGURE:
        return None
    first = last
    while (
        first > 0
        and (is_noun(tokens[first - 1]) or tokens[first - 1].text in ("的", "、", "和", "对", "”", "“"))
        and tokens[first - 1].text not in LINKS
    ):
        first -= 1
    if first > 0 and tokens[first - 1].text in ("比", "较"):
        return None
    return first, last


def _object_phrase(tokens: list[Token], index: int) -> tuple[int, int] | None:
    """投入100万元设立助学基金: the object of the verb that follows the amount."""
    verb = index + 1
    while verb < len(tokens) and tokens[verb].text in ("用于", "用以", "来", "用来", "专门"):
        verb += 1
    if verb >= len(tokens) or tokens[verb].pos[0] != "v" or is_stop(tokens[verb]):
        verb -= 1
    return phrase_after(tokens, verb, False) if verb > index else None


def inherit(text: str, found: list[Found]) -> None:
    """Fill concepts that the words leave out, from the figure before or from the verb itself."""
    for position, item in enumerate(found):
        done = item.figure.concept in DONE_NOUNS and not item.description.after
        if item.figure.concept and not done:
            continue
        previous = _source(text, found, position) if not done else _counted_before(found, position)
        if done and previous is not None:
            item.figure.predicate = item.figure.concept
        elif done:
            continue
        if previous is not None:
            item.figure.concept = previous.figure.concept
            item.source = previous
            gap = text[previous.candidate.end : item.candidate.start]
            bare = item.figure.per is None and item.figure.predicate is None and not _TOTALS.search(gap)
            if previous.candidate.unit is item.candidate.unit and bare:
                item.figure.per = previous.figure.per
            if not gap.strip():
                item.figure.predicate = item.figure.predicate or previous.figure.predicate
        elif item.figure.predicate:
            item.figure.concept = item.figure.predicate


_TOTALS = re.compile(r"共|计|总|均|单价|最")


def _counted_before(found: list[Found], position: int) -> Found | None:
    """The last figure of the same unit in this sentence or the one before: 小饭桌16家。取缔4家."""
    item = found[position]
    for other in reversed(found[max(0, position - 4) : position]):
        if item.sentence[0] - other.sentence[1] > 60:
            return None
        if other.candidate.unit.name == item.candidate.unit.name and other.figure.concept and other.figure.per is None:
            return other
    return None


def _source(text: str, found: list[Found], position: int) -> Found | None:
    """The figure whose concept is meant: the adjacent one, one of the same unit, or the last one of the sentence."""
    item = found[position]
    nearest = None
    for other in reversed(found[max(0, position - 4) : position]):
        if other.sentence != item.sentence:
            break
        if not other.figure.concept:
            continue
        if not text[other.candidate.end : item.candidate.start].strip(" 的"):
            return other
        nearest = nearest or other
        if item.candidate.unit.name == other.candidate.unit.name or (
            other.candidate.unit.kind == "money" == item.candidate.unit.kind
        ):
            return other
    if item.figure.predicate in DONE_NOUNS and (counted := _counted_before(found, position)) is not None:
        return counted
    if nearest is None:
        return None
    pointing = item.candidate.unit.kind in ("percent", "money", "other") or item.figure.predicate is None
    return nearest if pointing or item.candidate.unit.kind == nearest.candidate.unit.kind != "count" else None
