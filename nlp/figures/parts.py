"""Parts: which figure is a part of which whole, and which percentage says a part again.

Read from words: 其中, 中有, N的F, a verb of completion, a total after its parts, kinds of what was counted. Only where the
words leave it open does the arithmetic of a sum confirm.
"""

from __future__ import annotations

import re

from nlp.figures.found import Found
from nlp.figures.hyponyms import is_kind_of, is_same_head
from nlp.record import Figure

_AMONG = re.compile(r"其中|^[^,，。;；]{0,14}中[,，](?=[^,，。]{1,12}$)|^[^,，。;；]{0,14}中有?(?:约|近)?$|包括|包含")
_TOTAL = re.compile(r"(?:(?<!其中)共(?!同|享|建)|共计|合计|总计|总共|一共|总人数|总数|总额|总量)[^\d,，、;；]{0,8}$")
_PEOPLE = frozenset(("人", "名", "位"))
_REACH = 8
"""A part stands at most this many figures after its whole, or before its total."""


def relate_parts(text: str, found: list[Found]) -> None:
    """Set share_of and restates of the figures in place."""
    for start, end in _sentences(found):
        _announced(text, found, start, end)
        for position in range(start, end):
            _kinds(found, position, end)
    for position in range(len(found)):
        _subset(text, found, position)
        _taken_over(text, found, position)
        _total(text, found, position)
        _summed(found, position)
    for position in range(1, len(found)):
        _percentage(text, found, position)


def _sentences(found: list[Found]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    start = 0
    for position in range(1, len(found) + 1):
        if position == len(found) or found[position].sentence != found[start].sentence:
            ranges.append((start, position))
            start = position
    return ranges


def _unit(figure: Figure) -> str:
    """件次 is counted in 件 where its parts are."""
    return figure.unit.removesuffix("次") or figure.unit


def _comparable(whole: Figure, part: Figure) -> bool:
    if _unit(whole) != _unit(part) or whole.unit in ("%", "百分点", "岁") or whole.per != part.per:
        return False
    return whole.change != "from-to" and part.change is None and part.value <= whole.value * 1.5


def _gap(text: str, found: list[Found], position: int) -> str:
    """The text between a figure and the one before it, or the beginning of its sentence."""
    item = found[position]
    start = item.sentence[0]
    if position and found[position - 1].sentence == item.sentence:
        start = found[position - 1].candidate.end
    return text[start : item.candidate.start]


# --- 其中 -------------------------------------------------------------------------------------------------------------


def _announced(text: str, found: list[Found], start: int, end: int) -> None:
    """Parts announced by 其中 belong to the last figures of their units before it."""
    wholes: dict[str, Found] = {}
    fresh = False
    for position in range(start, end):
        item, gap = found[position], _gap(text, found, position)
        if position and _AMONG.search(gap):
            wholes, fresh = _wholes(text, found, position, gap), True
        elif wholes and _breaks_off(item, gap):
            wholes = {}
        whole = wholes.get(_unit(item.figure))
        if whole is None or not _comparable(whole.figure, item.figure) or item.figure.share_of:
            continue
        if (
            fresh
            or item.figure.predicate is None
            or whole.figure.predicate == item.figure.predicate
            or _is_bare_list(gap)
        ):
            item.figure.share_of = whole.figure.id
            fresh = False


def _wholes(text: str, found: list[Found], position: int, gap: str) -> dict[str, Found]:
    """The nearest figure of each unit before 其中, in its sentence or, where 其中 begins one, in the sentence before."""
    wholes: dict[str, Found] = {}
    item = found[position]
    for other in reversed(found[max(0, position - _REACH) : position]):
        same = other.sentence == item.sentence
        if not same and (not gap.lstrip().startswith(("其中", "包括")) or other.sentence[1] < item.sentence[0] - 2):
            break
        if text.startswith("的基础上", other.candidate.end):
            continue
        if other.figure.change is None and other.figure.share_of is None and _big_enough(found, other, position):
            wholes.setdefault(_unit(other.figure), other)
    return wholes


def _big_enough(found: list[Found], whole: Found, position: int) -> bool:
    """Whether the first part of the unit fits into a whole: 增加1306人;其中小学生31870人 means an earlier one."""
    for part in found[position : position + 4]:
        if _unit(part.figure) == _unit(whole.figure):
            return part.figure.value <= whole.figure.value
    return True


def _breaks_off(item: Found, gap: str) -> bool:
    """A new clause with a verb of its own after a semicolon is no part any more."""
    return (";" in gap or "；" in gap) and item.figure.predicate is not None and "投" not in item.figure.predicate


def _is_bare_list(gap: str) -> bool:
    return gap.startswith("、")


# --- kinds, subsets, what was done ------------------------------------------------------------------------------------


def _kinds(found: list[Found], position: int, end: int) -> None:
    """80所学校…小学有65所,中学15所: two or more kinds of what the whole counts, with nothing else between."""
    whole = found[position].figure
    if whole.share_of or whole.kind not in ("count", "money") or whole.change:
        return
    parts: list[Figure] = []
    for item in found[position + 1 : end]:
        figure = item.figure
        if (
            not _comparable(whole, figure)
            or figure.value > whole.value
            or not is_kind_of(figure.concept, whole.concept)
        ):
            break
        if figure.predicate not in (None, "有", "为", whole.predicate):
            break
        parts.append(figure)
    if len(parts) >= 2:
        for part in parts:
            part.share_of = part.share_of or whole.id


_OF_THEM = re.compile(r"的$")


def _subset(text: str, found: list[Found], position: int) -> None:
    """412名考生…总分600分以上的57人: those that answer to 的 are a part of those counted before."""
    item = found[position]
    if (
        item.figure.share_of
        or item.figure.unit == "%"
        or not _OF_THEM.search(text, max(0, item.candidate.start - 1), item.candidate.start)
    ):
        return
    if item.description.after:
        return
    whole = _earlier(found, position)
    if whole is not None and whole.figure.value >= item.figure.value:
        item.figure.share_of = whole.figure.id


def _earlier(found: list[Found], position: int) -> Found | None:
    """The nearest earlier figure of the same unit in the sentence that is no part itself."""
    item = found[position]
    for other in reversed(found[max(0, position - 4) : position]):
        if other.sentence != item.sentence:
            return None
        if other.figure.share_of is None and other.figure.change is None and _comparable(other.figure, item.figure):
            return other
    return None


_DONE = re.compile(
    r"解决|完成|整改|办结|办理|销|采纳|答复|化解|落实|处理|整治|回复|录取|通过|合格|达标|获|结案|开工|竣工|验收|取缔|登记|否决|查出|检出|"
    r"请假|实住|实到|到会|就业|结题|转岗|竞聘|缺额|缺席|休学|务工|联|外出|剔除|回收|收回|评出|立项|参评|未达标|脱贫|关闭|停用|清退|剩余|其余|余下|核销|评审|补办|返校|复学|溺"
)
_FIRST_WORDS = re.compile(r"就业|达标|合格|通过|获|录取|超标|受|未|已|参|毕业|升")


def _taken_over(text: str, found: list[Found], position: int) -> None:
    """发现隐患118处,整改101处: what was done with things counted before is a part of them."""
    item = found[position]
    figure = item.figure
    if figure.share_of or figure.unit in ("%", "百分点") or figure.kind != "count" or figure.value % 1:
        return
    whole = item.source or _collected(found, position)
    if whole is not None and whole.figure.share_of:
        whole = next(
            (other for other in reversed(found[:position][-2 * _REACH :]) if other.figure.id == whole.figure.share_of),
            None,
        )
    if whole is None or whole.figure is figure or whole.figure.change or figure.value > whole.figure.value:
        return
    if not _comparable(whole.figure, figure) or _gap(text, found, position).strip() == "":
        return
    predicate = figure.predicate or ""
    gap = _gap(text, found, position)
    leading = gap.endswith((",", "，", ";", "；", "。", ":")) or not gap
    if (leading and _FIRST_WORDS.search(predicate)) or (
        not leading and (_DONE.search(predicate) or _DONE.search(gap[-6:]))
    ):
        figure.share_of = whole.figure.id


_COLLECTED = re.compile(
    r"收集|梳理|排查|征求|征集|发现|受理|接到|接收|查找|摸排|收到|确定|列出|申报|报名|参加|计划|检查|上报|反馈|提出|排出|查出|登记|筛查|体检|检测|发放|抽查|承办|立项|走访|核查"
)


def _collected(found: list[Found], position: int) -> Found | None:
    """An earlier figure of the same unit and head that was collected, found or registered."""
    item = found[position]
    if not _DONE.search(item.figure.predicate or ""):
        return None
    for other in reversed(found[max(0, position - 4) : position]):
        whole = other.figure
        if item.sentence[0] - other.sentence[1] > 2:
            return None
        if not _comparable(whole, item.figure) or not _COLLECTED.search(whole.predicate or ""):
            continue
        screened = item.figure.unit == "人" and re.search(r"筛查|体检|检测|参加", whole.predicate or "")
        if screened or is_same_head(item.figure.concept, whole.concept):
            return other
    return None


# --- totals -----------------------------------------------------------------------------------------------------------


def _total(text: str, found: list[Found], position: int) -> None:
    """校长83人、班主任1200人…总人数1447人: a total comes after its parts."""
    item = found[position]
    if position < 2 or item.figure.share_of or item.figure.per or item.figure.unit in ("%", "百分点"):
        return
    before = text[max(item.sentence[0], item.candidate.start - 14) : item.candidate.start]
    cue = _TOTAL.search(before)
    if cue is None and not (
        _TOTAL.search(_before_previous(text, found, position)) and _gap(text, found, position).strip(",，、") == ""
    ):
        return
    strong = cue is None or not cue[0].startswith("共") or cue[0].startswith("共计")
    parts = _parts_before(found, position)
    total = sum(part.figure.value for part in parts)
    exact = abs(total - item.figure.value) < 1e-6 * max(1.0, item.figure.value)
    near = strong and len(parts) >= 2 and 0.6 * item.figure.value < total < 1.6 * item.figure.value
    alike = len(parts) > 2 and all(is_same_head(part.figure.concept, item.figure.concept) for part in parts)
    if len(parts) >= 2 and (exact or (near and (alike or parts[0].sentence == item.sentence))):
        for part in parts:
            part.figure.share_of = item.figure.id


def _before_previous(text: str, found: list[Found], position: int) -> str:
    """The text before the figure before: 三年合计培训139期,11280人次 totals both."""
    previous = found[position - 1]
    return text[max(previous.sentence[0], previous.candidate.start - 14) : previous.candidate.start]


def _parts_before(found: list[Found], position: int) -> list[Found]:
    """The figures of the total's unit before it, as far back as their sum comes nearest to it."""
    item = found[position]
    parts: list[Found] = []
    best, distance, total = 0, abs(item.figure.value), 0.0
    for other in reversed(found[max(0, position - 2 * _REACH) : position]):
        if item.sentence[0] - other.sentence[1] > 200 or other.figure.share_of or other.figure.linked_to:
            break
        if _unit(other.figure) != _unit(item.figure) or other.figure.per:
            continue
        if other.figure.value >= item.figure.value or other.figure.change == "decrease":
            break
        parts.append(other)
        total += other.figure.value
        if abs(total - item.figure.value) < distance:
            best, distance = len(parts), abs(total - item.figure.value)
    return parts[:best]


def _summed(found: list[Found], position: int) -> None:
    """Two or more figures after a whole, in one sentence and without a cue, that make exactly the whole."""
    whole = found[position].figure
    if whole.kind not in ("count", "money") or whole.change or whole.per or whole.value < 3:
        return
    parts: list[Found] = []
    for item in found[position + 1 : position + 2 * _REACH]:
        if item.sentence[0] - found[position].sentence[1] > 60 or (parts and item.sentence != parts[0].sentence):
            return
        if item.figure.unit != whole.unit or item.figure.per:
            continue
        if item.figure.share_of or item.figure.change:
            return
        parts.append(item)
        total = sum(part.figure.value for part in parts)
        if total > whole.value:
            return
        if total == whole.value:
            break
    if len(parts) >= 2 and sum(part.figure.value for part in parts) == whole.value:
        for part in parts:
            part.figure.share_of = whole.id


# --- percentages ------------------------------------------------------------------------------------------------------

_SHARE = re.compile(
    r"占(?:比|到|了)?(?P<base>[^,，。;；、占]{0,30}?)(?:的|比例|之)?(?:约|为|达到?|近|超过?|高达|分别为)*\s?$"
)
_NAMED_SHARE = re.compile(r"[,，;；、:：。]?(?P<name>[^,，。;；、:：]{1,16})占(?:比|到|了)?(?:约|为|达到?|近|超)*\s?$")
_RATE = re.compile(r"^[,，、]?(?P<stem>[^,，。;；、]{1,10}?)(?:率|比例|占比)(?:为|达到?|约|达|高达)*\s?$")
_EXCEEDS = re.compile(r"[,，](?:首次|已)?(?:超过?|达到?|接近|近|不足|不到)(?:了)?(?P<base>[^,，。;；]{1,14})的\s?$")
_DONE_SHARE = re.compile(r"(?:完成|整改|解决|办结|销号|答复|落实|采纳)(?:了|率|整改|率达到?|率为)?(?:达到?|为|约)?\s?$")
_WHOLE_WORD = re.compile(r"总|全|合计|共")


def _percentage(text: str, found: list[Found], position: int) -> None:
    """占 before a percentage says a part again; 录取率 says again those who were 录取."""
    item = found[position]
    figure = item.figure
    if figure.unit != "%" or figure.change or figure.linked_to:
        return
    gap = _gap(text, found, position)
    previous = found[position - 1]
    adjacent = previous.sentence == item.sentence
    rate = _RATE.match(gap) if adjacent else None
    if (
        rate is not None
        and "率" not in rate[0][len(rate["stem"]) :]
        and not text.endswith(rate["stem"], 0, previous.candidate.start)
    ):
        rate = None
    if rate is not None and _says_rate(text, previous, rate["stem"], _is_single(found, position)):
        figure.restates, figure.share_of = previous.figure.id, previous.figure.share_of
        return
    share = _SHARE.search(gap) or (_EXCEEDS.search(gap) if adjacent else None)
    if share is not None:
        named = _NAMED_SHARE.search(gap)
        if adjacent and (named is None or (not share["base"] and gap[0] in ",，" and gap[1:2] == "占")):
            _say_again(found, position, share["base"])
        elif named is not None and not share["base"] and _among_shares(found, position):
            _named_share(found, position)
    elif (adjacent and previous.figure.kind == "count" and _DONE_SHARE.search(gap) and len(gap) < 24) or (
        item.description.concept.endswith("的") and adjacent and previous.figure.kind == "count"
    ):
        figure.share_of = previous.figure.id


def _is_single(found: list[Found], position: int) -> bool:
    """Whether the figure before is the only part of its whole so far."""
    part = found[position - 1].figure
    return sum(other.figure.share_of == part.share_of for other in found[max(0, position - 6) : position]) == 1


def _says_rate(text: str, part: Found, stem: str, alone: bool) -> bool:
    """Whether a rate is of the part before it: the same word, or a part that stands alone."""
    if part.figure.kind != "count" or part.figure.change or part.figure.per:
        return False
    words = (
        (part.figure.predicate or "")
        + part.figure.concept
        + text[max(part.sentence[0], part.candidate.start - 10) : part.candidate.end]
    )
    return stem[-2:] in words or (alone and part.figure.share_of is not None)


def _among_shares(found: list[Found], position: int) -> bool:
    """Whether other percentages stand beside this one in its sentence: 招生类占34%,师德类占9%."""
    item = found[position]
    beside = found[max(0, position - 1) : position] + found[position + 1 : position + 2]
    return any(other.figure.unit == "%" and other.sentence == item.sentence for other in beside)


def _named_share(found: list[Found], position: int) -> None:
    """按内容分,招生类占34%: a share of the whole that the sentences before were about."""
    figure = found[position].figure
    previous = found[position - 1]
    if previous.figure.unit == "%" and previous.sentence == found[position].sentence and previous.figure.share_of:
        figure.share_of = previous.figure.share_of
        return
    for other in reversed(found[max(0, position - _REACH) : position]):
        if other.figure.share_of and other.figure.kind in ("count", "money"):
            figure.share_of = other.figure.share_of
            return
        if found[position].sentence[0] - other.sentence[1] > 120:
            return


def _say_again(found: list[Found], position: int, base: str) -> None:
    figure, part = found[position].figure, found[position - 1].figure
    if part.kind not in ("count", "money", "area") or part.unit in ("%", "百分点"):
        return
    figure.restates = part.id
    if not base:
        figure.share_of = part.share_of
    elif (whole := _named_whole(found, position - 1, base)) is not None:
        figure.share_of = whole.id
    if not base or not figure.concept:
        figure.concept = part.concept


def _named_whole(found: list[Found], part_position: int, base: str) -> Figure | None:
    part = found[part_position].figure
    noun = re.sub(
        r"全[区市县校省国园]|本[区市县校]|该[区市县校]|总数|总量|总人数|人数|总额|总面积|户数|全部|总|的", "", base
    )
    for other in reversed(found[max(0, part_position - 5) : part_position]):
        whole = other.figure
        if _unit(whole) != _unit(part) or whole.value <= part.value or whole.change:
            continue
        if (noun and is_same_head(noun, whole.concept)) or (
            _WHOLE_WORD.search(base) and (not noun or part.share_of == whole.id)
        ):
            return whole
        if noun and noun.startswith(("参", "应", "报")):
            return whole
    return None
