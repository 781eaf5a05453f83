"""Candidates: numbers with a unit, read to value, bounds and qualifier, and the numbers that are none with the reason.

One pass over the folded text. Not for what a figure counts (``concepts``) nor how figures bear on one another
(``relations``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nlp.figures.atoms import Atom, iter_bare_atoms
from nlp.figures.exclusions import (
    Regions,
    exclude_after,
    exclude_before,
    exclude_date,
    exclude_heading,
    exclude_idiomatic,
    exclude_label,
    match_lexicon,
)
from nlp.figures.guards import GUARDS
from nlp.figures.units import UNITS, Unit, match_unit
from nlp.record import Qualifier


@dataclass(slots=True)
class Candidate:
    """A number with its unit; ``start`` and ``end`` hold the qualifiers too, ``number_start`` the digits only."""

    start: int
    end: int
    number_start: int
    value: Decimal
    unit: Unit
    qualifier: Qualifier = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    chinese: bool = False


@dataclass(slots=True)
class Refusal:
    """A number that is no figure, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class _Reading:
    """What was read after a number: how far, the unit, and whether 余, 多 or 半 stood there."""

    end: int
    unit: Unit
    over: bool = False
    half: bool = False
    more: Decimal = Decimal(0)


_BLOCK = re.compile(r"块([\d一二三四五六七八九])(?![\d%余多名人个万元分秒十百])")
"""2块6, 三块五: yuan and tenths."""
_CENTS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_DECIMALS_AFTER = re.compile(r"(\d{1,2})(?![\d.%余多名人个万元分秒])")
"""11秒32, 6米58: hundredths after the unit, as sports results are written."""
# 余 and its like between number and unit; 来 only after a round number, 几 only after 十.
_MORE = re.compile(
    r"\s?(?:余|多(?!样|元[化文评主素参智学]|媒|功|种|个样|渠|方[面位联]|项)|(?<=[十百千0])来(?![自到])|(?<=十)几|几(?=十))"
)
_SPACE = re.compile(r"[ \u3000]{0,4}(?:\n{1,2}[ \u3000]{0,4}(?=[\u4e00-\u9fff%]))?")
_BETWEEN_UNIT = re.compile(r"个(多|半)(?=小时|月|学期|钟头|星期|工作日|百分点)")
_AFTER_UNIT = re.compile(
    r"(?:多(?![样元媒少数种项名所个次为])|余(?![额下名人])|半(?![天年夜径个数价小月学程截壁工期]))"
)
_BRACKET = re.compile(r"[(（]([\u4e00-\u9fff]{1,2})[)）]")
_ABOUT_AFTER = re.compile(
    r"\s?(?:左右|(?<=[里米天时周年月钟])内(?![部容外在蒙])|上下(?![级学齐一楼功班])|以上|及以上|以下|及以下|出头|(?<=[里米])外(?![语教国面出])|(?<=番)还多|以内|之内|不等|之多)"
)

_PREFIXES: tuple[tuple[Qualifier, str], ...] = (
    ("at-least", "不少于 不低于 不小于 不得少于 不得低于 不能少于 至少 最少 最低 起码 至少有 至少为 不少於"),
    (
        "under",
        "不超过 不多于 不高于 不大于 不得超过 不能超过 不得高于 不得多于 不到 不足 不满 未满 未达 低于 少于 小于 "
        "至多 最多 最高 最多不超过 控制在 最长 最长不超过 最多为 未超过",
    ),
    ("over", "超过 超过了 超出 大于 高于 多于 超 逾 突破 突破了 好几 数 几 上 过 足有"),
    ("nearly", "将近 接近 近 逼近 接近于"),
    ("about", "大约 大概 约 约为 约有 估计 预计约 共约 大约有 左右"),
)  # fmt: skip
_PREFIX_OF: dict[str, Qualifier] = {word: name for name, words in _PREFIXES for word in words.split()}
_LONGEST_PREFIX = max(map(len, _PREFIX_OF))


def _prefix_at(text: str, end: int) -> str | None:
    """The longest qualifying word that ends at an offset."""
    for length in range(min(_LONGEST_PREFIX, end), 0, -1):
        if (word := text[end - length : end]) in _PREFIX_OF:
            return word
    return None


_SINGLE_GUARDS = {
    "过": "通经超不渡度",
    "上": "以之周马课网线晚早加班",
    "近": "附邻最临靠亲",
    "超": "",
    "约": "节合契预",
    "几": "",
    "数": "人多少总次",
    "控制在": "",
}
_UNDER_WORDS = frozenset(("控制在", "预计约"))

_RANGE_MARK = re.compile(r"\s?(?:~|-{1,2}|–|—{1,2}|至|到|～)\s?")
_RANGE_UNIT_MARK = re.compile(r"\s?(?:~|-{1,2}|–|—{1,2}|至|到|～)\s?")
_RATIO = re.compile(r"\s?[:：∶比]\s?")


def scan(text: str) -> tuple[list[Candidate], list[Refusal]]:
    """Read every number of a folded text: the candidates for figures, and the refused ones with the reason."""
    reader = _Reader(text)
    reader.read()
    return reader.candidates, reader.refusals


@dataclass(slots=True)
class _Reader:
    text: str
    candidates: list[Candidate] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    position: int = 0

    def read(self) -> None:
        regions = Regions(self.text)
        atoms = list(iter_bare_atoms(self.text))
        for index, atom in enumerate(atoms):
            if atom.start < self.position:
                continue
            reason = "code" if atom.broken else regions.reason(atom.start, atom.end)
            found = self._judge(atom, atoms, index) if reason is None else reason
            if isinstance(found, Candidate):
                self.position = found.end
                self._add(found)
            else:
                self.refusals.append(Refusal(atom.start, atom.end, found))

    def _add(self, found: Candidate) -> None:
        last = self.candidates[-1] if self.candidates else None
        merged = _compound(self.text, last, found) if last is not None else None
        if merged is not None:
            self.candidates[-1] = merged
        else:
            self.candidates.append(found)

    def _judge(self, atom: Atom, atoms: list[Atom], index: int) -> Candidate | str:
        text = self.text
        reason = None if atom.arabic else match_lexicon(text, atom)
        reason = reason or exclude_before(text, atom) or exclude_heading(text, atom) or exclude_date(text, atom)
        reason = reason or exclude_after(text, atom)
        if reason is not None:
            return reason
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        special = _fraction(text, atom, following) or _ratio(text, atom, following) or _ranged(text, atom, following)
        return special if special is not None else _measured(text, atom)


def _read_unit(text: str, atom: Atom) -> _Reading | None:
    end = atom.end
    over = half = False
    if more := _MORE.match(text, end):
        end, over = more.end(), True
    space = _SPACE.match(text, end)
    gap_end = space.end() if space else end
    if (
        "\n" in text[end:gap_end]
        and text[max(0, atom.start - 2) : atom.start].strip(" ").endswith(("\n", ""))
        and _alone(text, atom)
    ):
        return None
    end = gap_end
    if between := _BETWEEN_UNIT.match(text, end):
        over, half, end = over or between[1] == "多", between[1] == "半", between.end()
        unit = UNITS.get("个月") if text[end] == "月" else match_unit(text, end)
        return (
            None if unit is None else _Reading(end + (1 if text[end] == "月" else len(unit.surface)), unit, over, half)
        )
    if cents := _BLOCK.match(text, end):
        return _Reading(cents.end(), UNITS["块钱"], over, half, Decimal(_CENTS.get(cents[1], cents[1])) / 100)
    unit = match_unit(text, end)
    if unit is None or not _is_unit(text, atom, unit, end):
        return None
    end += len(unit.surface)
    if (decimals := _DECIMALS_AFTER.match(text, end)) and unit.surface in ("秒", "米"):
        return _Reading(decimals.end(), unit, over, half, Decimal(f"0.{decimals[1]}"))
    if (bracket := _BRACKET.match(text, end)) and (bracket[1] in UNITS or bracket[1] in ("园", "次")):
        end = bracket.end()
    if unit.surface == "天" and text[end : end + 2] == text[atom.start : atom.end] + "夜":
        end += 2
    if after := _AFTER_UNIT.match(text, end):
        over, half, end = over or after[0] != "半", after[0] == "半", after.end()
    return _Reading(end, unit, over, half)


def _alone(text: str, atom: Atom) -> bool:
    """A number alone on its line: a page number or a cell of a table, no broken span."""
    return atom.start == 0 or text[text.rfind("\n", 0, atom.start) + 1 : atom.start].strip() == ""


def _is_unit(text: str, atom: Atom, unit: Unit, start: int) -> bool:
    if unit.loose and not atom.arabic:
        return False
    guard = GUARDS.get(unit.surface)
    return guard is None or guard.match(text, start + len(unit.surface)) is None


_MONEY_BEFORE = re.compile(
    r"(?:收入|稿费|花费|花了?|挣|赚|工资|月薪|补贴|奖金|捐款|筹款|省下?|省|费用|成本|超过|需要|要|不过|欠款|借款|垫付|价格|房租|租金|欠|支出)[^,，。;；]{0,4}$"
)
_ROUGH_MONEY = re.compile(r"出头|[,，。;；!?！？呢吧啊]|左右|$")


def _unitless(text: str, atom: Atom) -> Candidate | str:
    """三万出头, 花费三五千: money without its unit, in round Chinese numerals after a word of money."""
    scaled = atom.value >= 1000 and not atom.arabic and not atom.lone
    if (
        scaled
        and _ROUGH_MONEY.match(text, atom.end)
        and _MONEY_BEFORE.search(text, max(0, atom.start - 10), atom.start)
    ):
        found = Candidate(atom.start, atom.end, atom.start, atom.value, UNITS["元"], chinese=True)
        if atom.pair:
            found.qualifier, found.lower, found.upper = "range", atom.pair[0], atom.pair[1]
        return _qualified(text, found, atom, atom.more)
    if not atom.arabic and text[atom.end : atom.end + 1] in "级大类":
        return "list-label"
    return "bare" if atom.arabic else "name"


def _halved(text: str, atom: Atom) -> Candidate | str:
    """一半, 半数 and 过半 are fifty percent; 半天 and 半小时 are half of their unit."""
    word = text[atom.start : atom.end]
    if word != "半":
        found = Candidate(atom.start, atom.end, atom.start, Decimal(50), _PERCENT, chinese=True)
        return _qualified(text, found, None, word in ("过半", "一多半", "一大半", "大半"))
    end = atom.end + (text[atom.end] == "个" and text[atom.end + 1] != "月")
    unit = UNITS.get("个月") if text.startswith("个月", atom.end) else match_unit(text, end)
    if unit is None or unit.kind not in ("duration", "length", "area", "other") or _IDLE_HALF.match(text, atom.start):
        return "idiom"
    if _PERIOD_AFTER_HALF.match(text, end + len(unit.surface)):
        return "time"
    found = Candidate(atom.start, end + len(unit.surface), atom.start, atom.value, unit, chinese=True)
    return _qualified(text, found, None, False)


_IDLE_HALF = re.compile(r"半天(?:不|没|也|都|才|说)|半年(?:度|报|工作|总结)|半个月亮")
_PERIOD_AFTER_HALF = re.compile(r"(?:以?来|前|后(?![勤备])|间)")


def _measured(text: str, atom: Atom) -> Candidate | str:
    if atom.half:
        return _halved(text, atom)
    reading = _read_unit(text, atom)
    if reading is None:
        return _unitless(text, atom)
    unit = reading.unit
    reason = (
        exclude_label(text, atom, unit) or exclude_idiomatic(text, atom, unit) or _exclude_unit(text, atom, reading)
    )
    if reason is not None:
        return reason
    value = atom.value
    if atom.pair and unit.kind == "percent" and unit.surface in ("折",):
        return "name"
    scale = Decimal(str(unit.factor))
    value += reading.more
    if reading.half:
        value += Decimal("0.5")
    if unit.surface == "番":
        value, scale = Decimal(2) ** min(int(value), 10), Decimal(1)
    if unit.surface == "块钱" and reading.more:
        value = atom.value + reading.more * 10
    if unit.surface == "折" and atom.value > 10:
        scale = Decimal(1)
    candidate = Candidate(atom.start, reading.end, atom.start, value * scale, unit, chinese=not atom.arabic)
    if unit.surface == "番":
        _doubled(text, candidate)
    if atom.pair:
        candidate.qualifier, candidate.lower, candidate.upper = "range", atom.pair[0] * scale, atom.pair[1] * scale
    return _qualified(text, candidate, atom, reading.over or atom.more)


def _exclude_unit(text: str, atom: Atom, reading: _Reading) -> str | None:
    unit = reading.unit
    before = text[max(0, atom.start - 4) : atom.start]
    if before.endswith("每") or (before.endswith("每隔") and unit.kind == "duration"):
        return "base"
    if unit.surface in ("学期", "季度") and atom.value <= 4 and not text.startswith("个", atom.end):
        return "time" if unit.surface == "季度" or before.endswith(("第", "上", "下")) else None
    if unit.surface == "类" and atom.lone:
        return "list-label"
    if unit.surface == "人" and text[reading.end : reading.end + 1] in ("制", "行", "桌", "组"):
        return "name"
    if unit.surface in ("成", "折") and (atom.value > 10 and unit.surface == "成"):
        return "name"
    if unit.surface == "折" and not before.endswith(("打", "享", "约", "按", "到")):
        return "name"
    if unit.kind == "duration" and unit.surface == "年" and text[reading.end : reading.end + 1] in ("来", "级"):
        return "time"
    if (
        unit.kind == "duration"
        and text[atom.start : atom.end] == "一"
        and not _whole_span(text, atom, reading)
        and not _ONE_DURATION.search(text, max(0, atom.start - 5), atom.start)
    ):
        return "idiom"
    if unit.surface == "门" and not atom.arabic and not _COURSE.match(text, reading.end):
        return "name"
    if (
        unit.surface == "分"
        and text[atom.start : atom.end] == "十"
        and not before.endswith(("满分", "总分", "得", "为", "加", "扣"))
    ):
        return "idiom"
    if unit.surface in ("代",):
        return "idiom"
    if unit.surface in ("班", "年级") and (
        not atom.arabic or atom.value < 3 or before.endswith(("级", "(", "（", "届"))
    ):
        return "grade"
    if unit.surface == "分" and re.search(r"\d[时点:]$", before):
        return "time"
    if unit.surface in ("分钱", "毛钱") and text[atom.start] == "一":
        return "idiom"
    if unit.surface == "遍" and not atom.arabic:
        return "idiom"
    if unit.surface in ("元",) and text[reading.end : reading.end + 2] in ("起投", "起步", "起售", "起购"):
        return "advertisement"
    if atom.scales and not atom.more and not reading.over:
        return _exclude_round(text, atom, unit)
    return None


def _doubled(text: str, candidate: Candidate) -> None:
    """翻一番, 翻了两番还多: the verb belongs to the span."""
    for verb in ("翻了", "翻"):
        if text.endswith(verb, 0, candidate.start):
            candidate.start = candidate.number_start = candidate.start - len(verb)
            break


_ONE_DURATION = re.compile(
    r"(?:为期|时隔|历时|经过|长达|用了?|满|于|过|近|利用|连续|提前|缩短|延长|不到|每[天日周月年])\s?$"
)
"""A single year, day or hour is a figure after one of these; 最多的一年 and 一年一突破 are not."""
_SPAN_BEFORE = re.compile(r"[\u4e00-\u9fff”》](?<![的这那每最上下前后第同哪某有新过整又近是了在头第])$")
_SPAN_AFTER = re.compile(r"[,，。、;；]|$")


def _whole_span(text: str, atom: Atom, reading: _Reading) -> bool:
    """运行一学期, and 开展“光盘行动”一个月,: a single period that closes its clause."""
    return bool(_SPAN_AFTER.match(text, reading.end) and _SPAN_BEFORE.search(text, max(0, atom.start - 1), atom.start))


_COURSE = re.compile(r"课|学科|科目|类|功课|选修|校本|必修|精品|特色")
_ROUND_UNITS = frozenset(
    "人 名 位 所 家 场 支 件 篇 户 次 册 余 个 人次 场次 辆 幅 亩 吨 对 公里 项 株 棵 校 村 企".split()
)


def _exclude_round(text: str, atom: Atom, unit: Unit) -> str | None:
    """百, 千 and 万 alone: a round number before people and other counted things, a part of a unit elsewhere (万元)."""
    if text[atom.start] in "十拾" and atom.value == 10:
        return None
    if _prefix_at(text, atom.start):
        return None
    if unit.surface in _ROUND_UNITS and not re.match(r"[\w%)）]", text[atom.start - 1 : atom.start] or " ", re.ASCII):
        return None
    return "idiom"


def _qualified(text: str, candidate: Candidate, atom: Atom | None, over: bool) -> Candidate:
    """Read the qualifiers on both sides and set the bounds that they imply."""
    names: list[Qualifier] = ["over"] if over else []
    start, words = _read_prefix(text, candidate)
    names += [_PREFIX_OF[word] for word in words]
    after = _ABOUT_AFTER.match(text, candidate.end)
    if after is not None:
        candidate.end = after.end()
        word = after[0].strip()
        names += _after_qualifier(word)
    candidate.start = start
    round_number = atom is not None and atom.scales and not atom.more and text[atom.start] not in "十拾"
    if not names and round_number:
        names.append("about")
    if candidate.qualifier == "range":
        return candidate
    return _bounded(candidate, names)


def _after_qualifier(word: str) -> list[Qualifier]:
    if "以上" in word or word in ("出头", "外", "还多"):
        return ["over"]
    if ("下" in word and "上" not in word) or word in ("以内", "之内", "内"):
        return ["under"]
    return ["about"] if word in ("左右", "上下") else []


def _bounded(candidate: Candidate, names: list[Qualifier]) -> Candidate:
    kinds = set(names)
    if {"nearly", "over"} <= kinds or {"under", "over"} <= kinds or "about" in kinds:
        candidate.qualifier = "about"
    elif "at-least" in kinds:
        candidate.qualifier, candidate.lower = "at-least", candidate.value
    elif "over" in kinds:
        candidate.qualifier, candidate.lower = "over", candidate.value
    elif "nearly" in kinds:
        candidate.qualifier, candidate.upper = "nearly", candidate.value
    elif "under" in kinds:
        candidate.qualifier, candidate.upper = "under", candidate.value
    return candidate


def _read_prefix(text: str, candidate: Candidate) -> tuple[int, list[str]]:
    """The qualifying words right before a number, spaces between them or not."""
    start = candidate.start
    words: list[str] = []
    while True:
        end = start
        while end > 0 and text[end - 1] == " " and start - end < 2:
            end -= 1
        word = _prefix_at(text, end)
        if word is None:
            return start, words
        guard = _SINGLE_GUARDS.get(word)
        before = text[end - len(word) - 1 : end - len(word)] if end > len(word) else ""
        if guard and before and before in guard:
            return start, words
        if word == "数" and not _scale_led(text, candidate):
            return start, words
        if word in ("几", "上", "好几", "过") and not _scale_led(text, candidate):
            return start, words
        words.append(word)
        start = end - len(word)


def _scale_led(text: str, candidate: Candidate) -> bool:
    return text[candidate.number_start] in "十百千万亿"


# --- fractions, ratios, ranges, compounds ----------------------------------------------------------------------------

_PERCENT = UNITS["%"]
_OF = re.compile(r"\s?分\s?之\s?")
_RATIO_CONTEXT = re.compile(r"比|按(?=$)|分担|承担|配套|投档|配备|配比|师生|生师|录取|标准|匹配|配置")


def _fraction(text: str, atom: Atom, following: Atom | None) -> Candidate | None:
    """百分之二十, 三分之一, 1/3: a share in percent."""
    if following is None or following.start - atom.end > 4:
        return None
    between = text[atom.end : following.start]
    if _OF.fullmatch(between) and atom.value:
        value = following.value * 100 / atom.value
        candidate = Candidate(atom.start, following.end, atom.start, value, _PERCENT, chinese=True)
        if following.pair:
            bounds = [bound * 100 / atom.value for bound in following.pair]
            candidate.qualifier, candidate.lower, candidate.upper = "range", bounds[0], bounds[1]
        over = _MORE.match(text, candidate.end)
        if over:
            candidate.end = over.end()
        return _qualified(text, candidate, None, over is not None)
    if between == "/" and atom.arabic and following.arabic and 0 < atom.value < following.value <= 20:
        if text[following.end : following.end + 1] in ("/", "-") or text[atom.start - 1 : atom.start] in ("/", "-"):
            return None
        candidate = Candidate(atom.start, following.end, atom.start, atom.value * 100 / following.value, _PERCENT)
        return _qualified(text, candidate, None, False)
    return None


_RATIO_UNIT = Unit("比", "比", "ratio")


def _ratio(text: str, atom: Atom, following: Atom | None) -> Candidate | None:
    if following is None or not following.value or not _RATIO.fullmatch(text, atom.end, following.start):
        return None
    beside = text[max(0, atom.start - 10) : atom.start] + text[following.end : following.end + 6]
    spoken = "比" in text[atom.end : following.start]
    if not (spoken or _RATIO_CONTEXT.search(beside)):
        return None
    if match_unit(text, following.end) is not None and spoken:
        return None
    candidate = Candidate(atom.start, following.end, atom.start, atom.value / following.value, _RATIO_UNIT)
    return _qualified(text, candidate, None, False)


def _ranged(text: str, atom: Atom, following: Atom | None) -> Candidate | None:
    """3至5人, 15%—20%, 2000元至5000元, 5-10万元: a scale or a unit of the second number holds for the first too."""
    if following is None or following.start - atom.end > 10 or following.pair:
        return None
    between, unit = atom.end, None
    if reading := _read_unit(text, atom):
        between, unit = reading.end, reading.unit
    mark = _RANGE_MARK.match(text, between)
    if mark is None or mark.end() != following.start:
        return None
    second = _read_unit(text, following)
    if second is None or (unit is not None and unit.name != second.unit.name):
        return None
    if (
        exclude_date(text, following)
        or exclude_after(text, following)
        or text[atom.start - 1 : atom.start] in ("-", "—", "~")
    ):
        return None
    low, high = atom.value, following.value
    scale = _scale_of(text, following)
    if unit is None and scale > 1 and low < high / scale and _scale_of(text, atom) == 1:
        low *= scale
    factor = Decimal(str(second.unit.factor))
    if not low < high:
        return None
    low, high = low * factor, high * factor
    found = Candidate(atom.start, second.end, atom.start, (low + high) / 2, second.unit, "range", low, high)
    found.chinese = not atom.arabic
    return _qualified(text, found, None, False)


def _scale_of(text: str, atom: Atom) -> int:
    return {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}.get(text[atom.end - 1], 1)


_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400}
_MONTHS = {"月": 1, "年": 12}


def _compound(text: str, first: Candidate, second: Candidate) -> Candidate | None:
    """2分48秒, 1小时30分, 一年零三个月, 3元5角: one figure in its smallest unit."""
    if (
        second.start - first.end > 1
        or second.start != second.number_start
        or text[first.end : second.start].strip("零又")
    ):
        return None
    if first.unit.kind == "money" and second.unit.factor < 1 and second.unit.kind == "money":
        return replace(first, end=second.end, value=first.value + second.value)
    names = [_clock_name(first, second), _clock_name(second, first)]
    for table in (_SECONDS, _MONTHS):
        if names[0] in table and names[1] in table and table[names[0]] > table[names[1]]:
            value = first.value * table[names[0]] / table[names[1]] + second.value
            unit = {"秒": UNITS["秒"], "分钟": UNITS["分钟"], "小时": UNITS["小时"], "月": UNITS["个月"]}[names[1]]
            return replace(first, end=second.end, value=value, unit=unit)
    return None


def _clock_name(candidate: Candidate, other: Candidate) -> str:
    """分 beside hours or seconds is minutes, elsewhere a score."""
    if candidate.unit.surface == "分" and other.unit.name in ("秒", "小时", "天"):
        return "分钟"
    return candidate.unit.name


def iter_spans(candidates: list[Candidate]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of candidates."""
    for candidate in candidates:
        yield candidate.start, candidate.end
