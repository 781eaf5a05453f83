"""Relations between the figures of an article: change, from-to, parts and shares, percentages that restate.

Read from the words between the figures, never from the numbers alone: whether they also agree is for ``audit``.
"""

from __future__ import annotations

import re

from nlp.figures.concepts import FIGURE, is_stop
from nlp.figures.found import Found
from nlp.figures.hyponyms import is_kind_of, is_same_head
from nlp.record import Change, Figure

_RISE = r"增|升|提|扩|涨|跃|攀|拓展|发展|壮大|翻"
_FALL = r"降|减|缩|压|下滑|回落|下跌"
_TURN = re.compile(rf"(?P<rise>{_RISE})|(?P<fall>{_FALL})|调整|变|改|优化")
_TO = re.compile(r"(?:到|至|为|成|达|达到)(?:了|现在的?|目前的?|如今的?|今年的?|\d{4}年的?|[\u4e00-\u9fff]{0,8}?的)?\s?$")
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
_INCREASE_VERBS = frozenset("新增 增加 增长 上升 提高 提升 净增 增至 增加到 上涨 扩增 增设 增补 增招 增聘 升高 攀升 跃升 升至 增添 新增加 增收 扩大 增".split())
_DECREASE_VERBS = frozenset("减少 下降 降低 减至 下降到 降至 缩减 缩小 压缩 下滑 裁减 缩短 回落 压减 精简 削减 下调 减 降".split())


def relate(text: str, found: list[Found]) -> None:
    """Set change, linked_to, share_of and restates of the figures in place."""
    for position, item in enumerate(found):
        item.figure.change = _change(text, item)
        if position:
            _link_from_to(text, found[position - 1], item)
    for start, end in _sentences(found):
        _relate_parts(text, found, start, end)
        _relate_totals(text, found[start:end])
    for position in range(len(found)):
        _relate_completion(found, position)
        _relate_percentage(text, found, position)


def _sentences(found: list[Found]) -> list[tuple[int, int]]:
    """The figures of one sentence as index ranges."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for position in range(1, len(found) + 1):
        if position == len(found) or found[position].sentence != found[start].sentence:
            ranges.append((start, position))
            start = position
    return ranges


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
            return item.tokens[position - 1].text in ("、", "和", "及") or item.tokens[position + 1].text in ("、", "和")
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
    from_index = next(
        (i for i in range(first.index - 1, -1, -1) if first.tokens[i].text in ("由", "从", "自")), None
    )
    concept = None
    if from_index is not None:
        concept = first.subject_before(from_index)
    concept = concept or first.figure.concept or second.figure.concept
    first.figure.concept = second.figure.concept = concept


# --- parts of a whole ------------------------------------------------------------------------------------------------

_AMONG = re.compile(r"其中|包括|包含|含|分别(?:是|为)")
_TOTAL = re.compile(r"(?:共|共计|合计|总计|总共|一共|累计)[^\d,，、]{0,6}$")


def _comparable(whole: Figure, part: Figure) -> bool:
    return whole.unit == part.unit and whole.unit != "%" and part.value <= whole.value * 1.5 and whole.per == part.per


def _relate_parts(text: str, found: list[Found], start: int, end: int) -> None:
    """Parts follow their whole, announced by 其中 or as kinds of what the whole counts."""
    whole: Found | None = None
    announced = False
    previous = found[start - 1] if start else None
    for position in range(start, end):
        item = found[position]
        gap_start = found[position - 1].candidate.end if position > start else item.sentence[0]
        gap = text[gap_start : item.candidate.start]
        if mark := _AMONG.search(gap):
            base = found[position - 1] if position > start else (previous if gap.startswith(mark[0]) else None)
            if announced and whole is not None and base is not None and not _comparable(base.figure, item.figure):
                base = whole
            whole = _whole_for(found, position, start, item) if base is None or not _comparable(base.figure, item.figure) else base
            announced = whole is not None
        elif announced and (whole is None or not _comparable(whole.figure, item.figure)):
            continue
        if announced and whole is not None and item.figure.change != "from-to" and _comparable(whole.figure, item.figure):
            if ";" in gap or "；" in gap:
                announced, whole = False, None
                continue
            item.figure.share_of = whole.figure.id
            continue
        if not announced:
            _relate_kinds(found, position, end)


def _whole_for(found: list[Found], position: int, start: int, item: Found) -> Found | None:
    """The nearest figure before that could hold this part, at most three figures back."""
    for index in range(position - 1, max(start - 2, position - 4, -1), -1):
        whole = found[index]
        if _comparable(whole.figure, item.figure) and whole.figure.value >= item.figure.value:
            return whole
    return None


def _relate_kinds(found: list[Found], position: int, end: int) -> None:
    """80所学校…小学有65所,中学15所: two or more kinds of what the whole counts, with nothing else between."""
    whole = found[position].figure
    if whole.share_of or whole.kind not in ("count", "money") or whole.change:
        return
    parts: list[Figure] = []
    for item in found[position + 1 : end]:
        figure = item.figure
        if not _comparable(whole, figure) or figure.value > whole.value or not is_kind_of(figure.concept, whole.concept):
            break
        parts.append(figure)
    if len(parts) >= 2:
        for part in parts:
            part.share_of = part.share_of or whole.id


def _relate_totals(text: str, items: list[Found]) -> None:
    """小学65所、中学15所,共80所: the total comes after its parts."""
    for position, item in enumerate(items):
        total = item.figure
        before = text[max(item.sentence[0], item.candidate.start - 10) : item.candidate.start]
        if position < 2 or total.share_of or not _TOTAL.search(before):
            continue
        parts: list[Figure] = []
        for other in reversed(items[:position]):
            figure = other.figure
            if not _comparable(total, figure) or figure.share_of or figure.value >= total.value:
                break
            parts.append(figure)
        concepts_fit = not total.concept or all(is_same_head(p.concept, total.concept) or is_kind_of(p.concept, total.concept) for p in parts)
        if len(parts) >= 2 and concepts_fit:
            for part in parts:
                part.share_of = total.id


_DONE = re.compile(r"解决|完成|整改|办结|办理|销号|采纳|答复|化解|落实|处理|整治|回复|录取|通过|合格|达标|获奖|结案|开工|竣工|投用|验收")
_COLLECTED = re.compile(r"收集|梳理|排查|征求|征集|发现|受理|接到|接收|查找|摸排|收到|建立|确定|列出|申报|报名|参加|计划|检查|上报|反馈|提出|排出|实施|安排|查出|登记")


def _relate_completion(found: list[Found], position: int) -> None:
    """收集问题97个…已解决问题63个: what was done is a part of what was found, within two sentences."""
    part = found[position].figure
    if part.share_of or part.kind != "count" or not _DONE.search(part.predicate or ""):
        return
    for other in reversed(found[max(0, position - 4) : position]):
        whole = other.figure
        if found[position].sentence[0] - other.sentence[1] > 2 or whole.change:
            break
        if not _comparable(whole, part) or not _COLLECTED.search(whole.predicate or ""):
            continue
        if not part.concept or is_same_head(part.concept, whole.concept):
            part.share_of = whole.id
            part.concept = part.concept or whole.concept
            return


_SHARE_WORD = re.compile(r"占(?:比|到|了)?(?P<base>[^,，。;；、]{0,30}?)(?:的|比例)?(?:约|为|达到?|近|高达|分别为)*\s?$")
_DONE_SHARE = re.compile(r"(?:完成|整改|解决|办结|销号|答复|落实|采纳)(?:了|率|整改|率达到?|率为)?(?:达到?|为|约)?\s?$")
_WHOLE_WORD = re.compile(r"总|全|一半|合计|共")


def _relate_percentage(text: str, found: list[Found], position: int) -> None:
    """A percentage after 占 says a part again, and belongs to the whole of that part."""
    item = found[position]
    figure = item.figure
    if figure.unit != "%" or position == 0:
        return
    previous = found[position - 1]
    if previous.sentence != item.sentence:
        return
    gap = text[previous.candidate.end : item.candidate.start]
    if share := _SHARE_WORD.search(gap):
        _say_again(found, position, previous, share["base"])
    elif _DONE_SHARE.search(gap) and previous.figure.kind == "count" and len(gap) < 24:
        figure.share_of = previous.figure.id


def _say_again(found: list[Found], position: int, previous: Found, base: str) -> None:
    figure, part = found[position].figure, previous.figure
    if part.kind not in ("count", "money", "area") or part.unit == "%":
        return
    if figure.text and previous.candidate.end >= found[position].candidate.start:
        return
    figure.restates = part.id
    if not base:
        figure.share_of = part.share_of
    elif (whole := _named_whole(found, position - 1, base)) is not None:
        figure.share_of = whole.id
    figure.concept = figure.concept if figure.concept and not base else part.concept


def _named_whole(found: list[Found], part_position: int, base: str) -> Figure | None:
    part = found[part_position].figure
    noun = re.sub(r"(?:全[区市县校省国园]|本[区市县校]|总数|总量|总人数|总额|总面积|全部|总|的)", "", base)
    for other in reversed(found[max(0, part_position - 5) : part_position]):
        whole = other.figure
        if whole.unit != part.unit or whole.value <= part.value:
            continue
        if part.share_of == whole.id or (noun and is_same_head(noun, whole.concept)) or (not noun and _WHOLE_WORD.search(base)):
            return whole
    return None
