"""Circumstances of a figure: the base that it is shared out over, the time that it holds for, and whose it is.

Read from the words around it in its sentence. Not for what it counts (``concepts``).
"""

from __future__ import annotations

import re

from nlp.figures.concepts import FIGURE, Token, is_noun, is_person, is_stop

_EACH = re.compile(
    r"(?:每|各|平均每|按每)(?P<number>百|千|万|两|三|十|\d{1,4}(?=[个名人位]))?(?P<measure>个|名|位|所|台|间|辆|场|家|户|间|张|条|件|套|组|栋|块|支|份|节|堂|本|次)?"
    r"(?P<noun>学生|学期|学年|季度|小时|工作日|星期|生|人|校|天|日|周|月|年|户|班|师|园|餐|村|镇|乡|县|市|区|队|组|晚|次|家|科|课|场|间|所|台|名|辆|分钟|个)?"
)
_AVERAGE = re.compile(r"(?P<base>人|生|校|户|班|师|日|月|年|周|村|园|亩|场|件|单|次|床|机)均")
_SLASH = re.compile(
    r"\s?/\s?(?P<base>人|生|校|户|班|师|天|日|月|年|周|学期|学年|次|课时|节|平方米|立方米|小时|台|套|件|份|亩|间|斤|公斤|千克|吨|米|公里|册|本|张|盒|瓶|户|校|班|课时|分钟|场|名|个|度|方)(?:[·./每](?P<second>人|生|天|日|月|年|周|学期|学年|次|餐))?"
)
_AFTER_EACH = re.compile(
    r"每(?P<base>人|生|校|班|天|日|月|年|周|学期|学年|次|户|名|课时|节|平方米|小时|餐|台|套)(?:每(?P<second>人|生|天|日|月|年|周|学期|学年|次))?(?=[,，。;；、)）\s的计]|$)"
)
_TIMES = frozenset("天 日 周 月 年 学期 学年 季度 小时 工作日 星期 晚 次 分钟".split())


_AVERAGE_RATE = re.compile(
    r"(?P<hour>时速)|(?P<班>班额|班容量)|(?P<月>月(?:平均|均)?(?:工资|收入|薪|补贴|租金)|月薪)|(?P<年>年薪|年租金)|(?P<周>周课时)"
)
_YEARLY = re.compile(
    r"(?:^|[,，;；、:：]|[^\d今去前明每多几近两三四五六七八九十学青全百])年(?=接|减|节|产|增收|可|培训|招生|用|收入)"
)
_ONCE = re.compile(r"一个?(?P<base>天|学期|学年|年|月|周|晚上|餐|顿|节课)(?:就|下来|能|可|要|走|需|共)")
_PERSON_MEASURES = frozenset(("名", "位", "个"))


def find_per(text: str, tokens: list[Token], index: int) -> str | None:
    """Find the base of a rate or a share-out: 每名学生 → 学生, 每人每月 → 人·月, 人均 → 人."""
    figure = tokens[index]
    if slash := _SLASH.match(text, figure.end):
        return _join(slash["base"], slash["second"])
    if after := _AFTER_EACH.match(text, figure.end):
        return _join(after["base"], after["second"])
    start = _clause_start(tokens, index)
    stretch = text[start : figure.start]
    bases: list[tuple[int, str]] = []
    if "每" in stretch or "各" in stretch or "平均" in stretch:
        bases += [
            (m.start(), base) for m in _EACH.finditer(stretch) if (base := _base(stretch, m, tokens, start, index))
        ]
    if "均" in stretch:
        bases += [(m.start(), m["base"]) for m in _AVERAGE.finditer(stretch)]
    if not bases:
        if rate := _AVERAGE_RATE.search(stretch):
            return "小时" if rate["hour"] else str(rate.lastgroup)
        if _YEARLY.search(stretch):
            return "年"
        once = _ONCE.search(stretch) if "一" in stretch else None
        return once["base"] if once else None
    names = [_CANONICAL.get(base, base) for _, base in sorted(bases)]
    return "·".join(dict.fromkeys(names))


_CANONICAL = {"日": "天", "生": "学生"}


def _join(first: str, second: str | None) -> str:
    names = [_CANONICAL.get(name, name) for name in (first, second) if name]
    return "·".join(names)


REACH = 60
"""Words that are looked back over: clauses of real articles are shorter, and a hostile one must not cost squares."""


def _clause_start(tokens: list[Token], index: int) -> int:
    position = index - 1
    while position >= max(0, index - REACH) and not is_stop(tokens[position]):
        position -= 1
    return tokens[position + 1].start if position + 1 < len(tokens) else tokens[index].start


def _base(stretch: str, match: re.Match[str], tokens: list[Token], offset: int, index: int) -> str | None:
    measure, noun, number = match["measure"], match["noun"], match["number"] or ""
    if number:
        word = _noun_at(tokens, offset + (match.start("noun") if noun else match.end()), index)
        return number + (measure or "") + (word or noun or "")
    if match[0].startswith("各"):
        return _shared_out(tokens, offset + match.start(), index)
    if stretch.startswith("隔", match.start() + 1):
        return None
    if noun and not measure and (noun in _TIMES or noun in ("人", "生", "学生", "户", "校", "班", "次", "餐")):
        return noun
    if measure == "次":
        return "次"
    word = _noun_at(tokens, offset + (match.start("noun") if noun else match.end()), index)
    if word is None and measure in _PERSON_MEASURES:
        return _person_before(tokens, index) or (noun or measure)
    return word or noun or measure


def _shared_out(tokens: list[Token], start: int, index: int) -> str | None:
    """两校各8个班: 各 right before the number shares out over the noun before it."""
    for position in range(index - 1, max(-1, index - REACH), -1):
        if tokens[position].start <= start < tokens[position].end:
            if index - position > 2 or position == 0:
                return None
            before = tokens[position - 1]
            return (
                before.text[-1] if before.text[-1] in "校班县区园人镇乡村" else before.text if is_noun(before) else None
            )
    return None


def _person_before(tokens: list[Token], index: int) -> str | None:
    for position in range(index - 1, max(-1, index - REACH), -1):
        if is_noun(tokens[position]) and is_person(tokens[position]):
            return tokens[position].text
    return None


def _noun_at(tokens: list[Token], start: int, index: int) -> str | None:
    """The noun phrase of up to three words that begins at an offset."""
    words: list[str] = []
    for token in tokens[max(0, index - REACH - 1) : index + 1]:
        if token.start < start:
            if token.end > start:
                words.append(token.text[start - token.start :])
            continue
        if token.pos == FIGURE or not is_noun(token) or len(words) == 3:
            break
        words.append(token.text)
        if is_person(token):
            break
    return "".join(words) or None


_PERIOD = re.compile(
    r"截至(?:目前|今年|\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?|目前|迄今|至今|如今|现在|"
    r"(?:20\d\d|今|去|前|明|当|上)年(?:以来|来|度|初|底|末|年底|秋季学期|春季学期|秋季|春季|暑期|暑假|寒假|上半年|下半年|全年|前三季度|第[一二三四]季度|[一二三四]季度|春节|秋季开学|(?:\d{1,2}月)(?:\d{1,2}日|份|底|初|中旬|上旬|下旬)?)?(?:期间|前夕|开学|以来)?|"
    r"(?:20\d\d)[-—~至](?:20\d\d)(?:学年|年)?(?:度)?|"
    r"(?:近|过去|未来|今后)[一二三四五六七八九十两几\d]{1,3}年(?:来|内|间)?|[一二三四五六七八九十两]年(?:多)?来|近年来|多年来|近期|近日|本学期|上学期|新学期|本学年|本年度|本月|上月|当天|当日|"
    r"(?:“?十[一二三四五]五”?)(?:期间|时期|以来|末)?|(?:暑假|寒假|暑期|春节|国庆|假期|疫情)期间|\d{1,2}月(?:\d{1,2}日|份|底|初|中旬)?"
)


def find_periods(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Find the expressions of time in a sentence, with the offsets where they end."""
    return [(match.end(), match[0]) for match in _PERIOD.finditer(text, start, end)]


_THIS = re.compile(r"(?:该|我|全|本)(?:局|区|县|市|校|省|镇|乡|园|院)")


def find_subject(tokens: list[Token], index: int) -> str | None:
    """Find whose figure it is: the nearest place or organisation before it in its sentence."""
    for position in range(index - 1, max(-1, index - REACH), -1):
        token = tokens[position]
        if token.pos in ("nt", "ns") or _THIS.fullmatch(token.text):
            return _owner(tokens, position)
    return None


def _owner(tokens: list[Token], position: int) -> str:
    first = last = position
    while first > 0 and tokens[first - 1].pos in ("ns", "nt"):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].text in _OWNER_TAILS:
        last += 1
    return "".join(token.text for token in tokens[first : last + 1])


_OWNER_TAILS = frozenset(
    "教育局 教体局 区 县 市 镇 乡 政府 小学 中学 幼儿园 学校 第一 第二 实验 教育 体育局 和 局 区委 县委 市委".split()
) - {"和"}
