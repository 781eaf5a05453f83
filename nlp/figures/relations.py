"""Relations between the figures of an article: change with its direction, and the two ends of a from-to.

Read from the words between the figures, never from the numbers alone: whether they also agree is for ``audit``. Parts,
shares and percentages stand in ``parts``.
"""

from __future__ import annotations

import re

from nlp.figures.concepts import FIGURE, is_stop
from nlp.figures.found import Found
from nlp.figures.parts import relate_parts
from nlp.record import Change

_RISE = r"增|升|提|扩|涨|跃|攀|拓展|发展|壮大|翻"
_FALL = r"降|减|缩|压|下滑|回落|下跌"
_TURN = re.compile(rf"(?P<rise>{_RISE})|(?P<fall>{_FALL})|调整|变|改|优化")
_TO = re.compile(
    r"(?:到|至|为|成|达|达到)(?:了|现在的?|目前的?|如今的?|今年的?|\d{4}年的?|[\u4e00-\u9fff]{0,8}?的)?\s?$"
)
_FROM = re.compile(r"(?:由|从|自)[^,。;，；]{0,16}$")
_PLAIN_FROM = re.compile(r"从\s?$")
_PLAIN_TO = re.compile(r"[\u4e00-\u9fff]{1,8}[,，]?(?:到|至)\s?")
"""从9所学校到34所学校."""
_REACH = 30

_INCREASED = re.compile(
    r"(?:新增|净增|增加|增长|增幅|增添|增设|增补|增招|上升|提高|提升|上涨|扩增|多出|攀升|跃升|增至|升至|涨|增|高出|进步|新添|新纳入)(?:了|到|至|为|达|约|额|幅|速|率)*$"
)
_DECREASED = re.compile(
    r"(?:(?:减少|下降|降低|缩减|缩小|压减|压缩|缩短|下滑|回落|裁减|精简|减|降|降幅|瘦|下浮率?|(?<![减至最不多缺])少)(?:了|到|至|为|达|约|幅)*|(?<![减至最不多缺])少(?:[\u4e00-\u9fff]{2}))$"
)
_INCREASE_VERBS = frozenset(
    "新增 增加 增长 上升 提高 提升 净增 增至 增加到 上涨 扩增 增设 增补 增招 增聘 升高 攀升 跃升 升至 增添 新增加 增收 扩大 增".split()
)
_DECREASE_VERBS = frozenset(
    "减少 下降 降低 减至 下降到 降至 缩减 缩小 压缩 下滑 裁减 缩短 回落 压减 精简 削减 下调 减 降".split()
)


def relate(text: str, found: list[Found]) -> None:
    """Set change, linked_to, share_of and restates of the figures in place."""
    for position, item in enumerate(found):
        item.figure.change = _change(text, item)
        if position:
            _link_from_to(text, found[position - 1], item)
    relate_parts(text, found)


def _change(text: str, item: Found) -> Change | None:
    predicate = item.figure.predicate
    before = text[max(item.sentence[0], item.candidate.start - 12) : item.candidate.start]
    clause = re.split(r"[,，。;；、:：\n]", before)[-1]
    if _coordinated_verb(item):
        return None
    if predicate in _INCREASE_VERBS or _INCREASED.search(clause):
        return "increase"
    if predicate in _DECREASE_VERBS or _DECREASED.search(clause):
        return "decrease"
    return None


def _coordinated_verb(item: Found) -> bool:
    """新增、修补: a verb beside the increase says that it was not only one."""
    predicate = item.figure.predicate
    for position in range(item.index - 1, 0, -1):
        token = item.tokens[position]
        if is_stop(token) or token.pos == FIGURE:
            return False
        if token.text == predicate:
            return item.tokens[position - 1].text in ("、", "和", "及") or item.tokens[position + 1].text in (
                "、",
                "和",
            )
    return False


def _link_from_to(text: str, first: Found, second: Found) -> None:
    if first.sentence != second.sentence or second.candidate.start - first.candidate.end > _REACH:
        return
    if first.candidate.unit.name != second.candidate.unit.name:
        return
    between = text[first.candidate.end : second.candidate.start]
    before = text[max(first.sentence[0], first.candidate.start - 20) : first.candidate.start]
    turn = _TURN.search(between)
    plain = turn is None and _PLAIN_FROM.search(before) and _PLAIN_TO.fullmatch(between)
    if not plain and (turn is None or not _TO.search(between)):
        return
    if not _FROM.search(before) and re.search(r"[,，;；、]", between):
        return
    first.figure.change = second.figure.change = "from-to"
    first.figure.linked_to, second.figure.linked_to = second.figure.id, first.figure.id
    first.figure.predicate, second.figure.predicate = _from_word(first), _turning_verb(text, second, first)
    first.figure.per = second.figure.per = first.figure.per or second.figure.per
    if not plain:
        _share_concept(first, second)


def _from_word(first: Found) -> str | None:
    for position in range(first.index - 1, -1, -1):
        if first.tokens[position].text in ("由", "从", "自"):
            return first.tokens[position].text
    return None


def _turning_verb(text: str, second: Found, first: Found) -> str | None:
    """The verb with its 到, 至 or 为: 扩大到, 降为."""
    for position in range(second.index - 1, first.index, -1):
        token = second.tokens[position]
        if _TURN.search(token.text):
            following = text[token.end : token.end + 1]
            return token.text + following if following in ("到", "至", "为", "成") else token.text
    return None


def _share_concept(first: Found, second: Found) -> None:
    """Both ends count the same, named before 由 or 从."""
    from_index = next((i for i in range(first.index - 1, -1, -1) if first.tokens[i].text in ("由", "从", "自")), None)
    concept = None
    if from_index is not None:
        concept = first.subject_before(from_index)
    concept = concept or first.figure.concept or second.figure.concept
    first.figure.concept = second.figure.concept = concept
