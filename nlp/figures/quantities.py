"""Quantities: numbers with a unit of money, measure, age, temperature or percent, as the specification has them.

For ``find_numbers`` only; the figures of articles read their units from ``units``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.figures.atoms import Atom
from nlp.figures.unit_names import CURRENCIES, DIMENSIONS, SCALED_DIMENSIONS, STANDALONE_CURRENCIES, SUBUNITS, SYMBOLS

QuantityKind = Literal["percent", "range", "currency", "dimension", "age", "temperature"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    start: int
    end: int
    value: Decimal | None
    kind: QuantityKind
    unit: str | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None


def _alternatives(names: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_GAP = r"\s{0,4}"
_PER_HUNDRED = re.compile(rf"{_GAP}(?:[%％]|个{_GAP}百{_GAP}分{_GAP}点|百{_GAP}分{_GAP}点)")
_PER_THOUSAND = re.compile(rf"{_GAP}‰")
_TENTHS = re.compile(rf"{_GAP}(?:成(?![为功立员绩果长熟效人年才本都品套分就语天])|折(?![叠合磨射断腰返子线纸价算扣]))")
_OF = re.compile(rf"{_GAP}分{_GAP}之{_GAP}(?:负{_GAP})?")
_SPACED_DISCOUNT = re.compile(r"(?<![\d.])(\d) (\d) ?折")
_HALF = re.compile(r"半[成折](?![为功立员绩果长])")


def iter_percentages(text: str, atoms: list[Atom]) -> Iterator[Quantity]:
    """Yield percentages: 25%, 百分之二十, 千分之三, 十二个百分点, 三成, 八五折; the value is in percent."""
    taken: set[int] = set()
    for match in _SPACED_DISCOUNT.finditer(text):
        taken.update(range(match.start(), match.end()))
        yield Quantity(match.start(), match.end(), Decimal(match[1] + match[2]), "percent", "%")
    for match in _HALF.finditer(text):
        yield Quantity(match.start(), match.end(), Decimal(5 if match[0] == "半成" else 50), "percent", "%")
    for index, atom in enumerate(atoms):
        if atom.start in taken:
            continue
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        quantity = _of_hundred(text, atom, following) or _per_hundred(text, atom)
        if quantity is not None:
            yield quantity


def _of_hundred(text: str, base: Atom, share: Atom | None) -> Quantity | None:
    if share is None or not base.scales or base.value < 100 or not _OF.fullmatch(text, base.end, share.start):
        return None
    value = share.value * 100 / base.value
    if share.pair:
        return Quantity(base.start, share.end, value, "range", "%", *(bound * 100 / base.value for bound in share.pair))
    return Quantity(base.start, share.end, value, "percent", "%")


def _per_hundred(text: str, atom: Atom) -> Quantity | None:
    if match := _PER_HUNDRED.match(text, atom.end):
        if atom.pair:
            return Quantity(atom.start, match.end(), atom.value, "range", "%", *atom.pair)
        return Quantity(atom.start, match.end(), atom.value, "percent", "%")
    if match := _PER_THOUSAND.match(text, atom.end):
        return Quantity(atom.start, match.end(), atom.value / 10, "percent", "%")
    if (match := _TENTHS.match(text, atom.end)) and not atom.pair:
        return _tenths(text, atom, match)
    return None


def _tenths(text: str, atom: Atom, match: re.Match[str]) -> Quantity | None:
    discount = match[0].strip() == "折"
    # Two digits in a row are hundredths (八五折); 十折 and 一百折 are no price, 一打折 no number.
    if discount and atom.value >= 10:
        digits = re.sub(r"\s", "", text[atom.start : atom.end])
        if len(digits) != 2 or "十" in digits:
            return None
        return Quantity(atom.start, match.end(), atom.value, "percent", "%")
    if atom.value > 10:
        return None
    return Quantity(atom.start, match.end(), atom.value * 10, "percent", "%")


_CURRENCY = re.compile(
    rf"{_GAP}(?:多|余|几)?个?({_alternatives(tuple(CURRENCIES))})(?![素旦宵老首件气凳角勋宝店年月]|钱包|状)", re.I
)
_SUBUNIT = re.compile(rf"(又|零)?{_GAP}")
_SYMBOL = re.compile(rf"(?:{_alternatives(tuple(SYMBOLS))}){_GAP}$", re.I)
_STANDALONE = re.compile(rf"{_alternatives(STANDALONE_CURRENCIES)}")
_SUBUNIT_NAME = re.compile(_alternatives(tuple(SUBUNITS)))
_AGE = re.compile(rf"{_GAP}(?:(周岁|岁半|岁)|(天|日|周|个月|个星期|星期|个多月)大)(?!末)")
_AGE_UNITS = {
    "周岁": "岁",
    "岁": "岁",
    "岁半": "岁",
    "日": "天",
    "个月": "月",
    "个星期": "周",
    "星期": "周",
    "个多月": "月",
}
_DEGREES = re.compile(
    rf"{_GAP}(摄氏度|华氏度|℃|℉|° ?[cf](?![a-z])|开尔文|开氏度|兰氏度|°|度(?!过|假|角|数|日|夏|春|电|用))", re.I
)
_SCALE_NAME = re.compile(r"(华氏|摄氏)(?:温度)?(?:为|是|零下)?\s?$")
_BARE_DEGREES = re.compile(r"摄氏度|华氏度|℃|℉|°[cf](?![a-z])", re.I)
_DIMENSION = re.compile(rf"{_GAP}({_alternatives(tuple(DIMENSIONS))})(半)?", re.I)
_SCALED = re.compile(_alternatives(SCALED_DIMENSIONS))
_ASCII_UNIT = re.compile(r"[A-Za-z]")
# What makes a unit another word: 两千克里姆林, 三里河, 五分钟, 十里长街 … only the first character after it decides.
_NOT_UNIT = {
    "里": "面边程弄河外头屯", "分": "钟之数别配期校店局公", "米": "其粉饭奇", "克": "服隆林扣", "升": "学级旗国", "尺": "度寸",
    "码": "头", "两": "个名位所岸会地节", "卡": "通片车尔", "桶": "装", "斤": "斤计", "瓦": "房片解", "伏": "击", "磅": "礴",
    "钱": "包财", "寸": "草", "丈": "夫", "担": "任当保负心", "匹": "配", "帕": "金", "安": "全",
}  # fmt: skip


def iter_quantities(text: str, atoms: list[Atom]) -> Iterator[Quantity]:
    """Yield amounts of money, measures, ages and temperatures, and the units of money and heat that stand alone."""
    position = 0
    for atom in atoms:
        if atom.start < position:
            continue
        quantity = _money(text, atom, atoms) or _age(text, atom) or _temperature(text, atom) or _measure(text, atom)
        if quantity is not None:
            yield from _standalone(text, position, quantity.start)
            yield quantity
            position = quantity.end
    yield from _standalone(text, position, len(text))


def _standalone(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in _STANDALONE.finditer(text, start, end):
        yield Quantity(match.start(), match.end(), None, "currency", CURRENCIES[match[0]])
    for match in _BARE_DEGREES.finditer(text, start, end):
        yield Quantity(match.start(), match.end(), None, "temperature", _degree(match[0]))


def _money(text: str, atom: Atom, atoms: list[Atom]) -> Quantity | None:
    del atoms
    if symbol := _SYMBOL.search(text, max(0, atom.start - 8), atom.start):
        name = SYMBOLS[symbol[0].strip().lower()]
        return Quantity(symbol.start(), atom.end, atom.value, "currency", name)
    match = _CURRENCY.match(text, atom.end)
    if match is None or (atom.scales and not atom.more and atom.value != 10):
        return None
    name = match[1].lower()
    # 刀, 块, 圆 and 马克 are rarely money; as money they end the clause or stand before one.
    if name in ("刀", "圆", "马克", "先令", "列伊", "比尔") and not atom.arabic and len(text) > match.end():
        return None
    canonical = CURRENCIES[name]
    if canonical == "角":
        return Quantity(atom.start, match.end(), atom.value / 10, "currency", "元")
    return _with_subunits(text, Quantity(atom.start, match.end(), atom.value, "currency", canonical))


_SUB = re.compile(
    rf"(?:又|零)?{_GAP}(\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})({_alternatives(tuple(SUBUNITS))})(?!钟|之|别)"
)
_SUB_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def _with_subunits(text: str, money: Quantity) -> Quantity:
    end, value = money.end, money.value or Decimal(0)
    while match := _SUB.match(text, end):
        digits = match[1]
        amount = int(digits) if digits.isdigit() and digits.isascii() else _SUB_DIGITS.get(digits)
        if amount is None:
            break
        end, value = match.end(), value + Decimal(amount) / SUBUNITS[match[2]]
    return Quantity(money.start, end, value, "currency", money.unit)


def _age(text: str, atom: Atom) -> Quantity | None:
    match = _AGE.match(text, atom.end)
    if match is None or (atom.scales and atom.value != 10):
        return None
    unit = match[1] or match[2]
    value = atom.value + Decimal("0.5") if unit == "岁半" else atom.value
    return Quantity(atom.start, match.end(), value, "age", _AGE_UNITS.get(unit, unit))


def _temperature(text: str, atom: Atom) -> Quantity | None:
    match = _DEGREES.match(text, atom.end)
    if match is None:
        return None
    start, unit = atom.start, _degree(match[1])
    if name := _SCALE_NAME.search(text, max(0, atom.start - 8), atom.start):
        start, unit = name.start(), "℉" if name[1] == "华氏" else "℃"
    return Quantity(start, match.end(), atom.value, "temperature", unit)


def _degree(name: str) -> str:
    name = name.lower().replace(" ", "")
    return "℃" if name in ("摄氏度", "℃", "°c") else "℉" if name in ("华氏度", "℉", "°f") else "度"


def _measure(text: str, atom: Atom) -> Quantity | None:
    scaled = _scaled_measure(text, atom)
    if scaled is not None:
        return scaled
    match = _DIMENSION.match(text, atom.end)
    if match is None or (atom.scales and not atom.more):
        return None
    name = match[1] if match[1] in DIMENSIONS else match[1].lower()
    following = text[match.end() : match.end() + 1]
    if (following and following in _NOT_UNIT.get(name, "")) or (
        _ASCII_UNIT.match(name) and _ASCII_UNIT.match(following)
    ):
        return None
    value = atom.value + Decimal("0.5") if match[2] else atom.value
    return Quantity(atom.start, match.end(), value, "dimension", DIMENSIONS[name])


def _scaled_measure(text: str, atom: Atom) -> Quantity | None:
    """六千字节 is six of 千字节: the scale at the end of the numeral belongs to the unit."""
    if atom.arabic and text[atom.end - 1].isascii():
        return None
    match = _SCALED.match(text, atom.end - 1)
    if match is None or atom.end - 1 <= atom.start:
        return None
    scale = {"千": 1000, "兆": 10**12, "万": 10**4}[match[0][0]]
    return Quantity(atom.start, match.end(), atom.value / scale, "dimension", DIMENSIONS[match[0]])
