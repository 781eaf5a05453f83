"""Number expressions: every number in a text, with its value, before any judgement of what is a figure.

For ``find_numbers``. One stretch may be several expressions of different kinds: 第三 is an ordinal that holds the number
三, 一千元 a currency that holds 一千, 20~100 a range of two numbers. The kinds and the borders follow the public
specification of Recognizers-Text for Chinese. Not for what a number counts, nor for qualifiers (``candidates``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.figures.atoms import Atom, fold_numbers, iter_atoms
from nlp.figures.quantities import Quantity, iter_percentages, iter_quantities
from nlp.figures.ranges import iter_ranges

ExpressionKind = Literal["number", "percent", "ordinal", "range", "currency", "dimension", "age", "temperature"]


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """A number as it stands in a text; ``value`` is null where a unit stands alone (人民币, °C) or a range is open."""

    text: str
    start: int
    end: int
    value: float | None
    lower: float | None
    upper: float | None
    kind: ExpressionKind
    unit: str | None


def find_numbers(text: str) -> list[NumberExpression]:
    """Find every number expression of a text, in text order; expressions of different kinds may overlap."""
    folded = fold_numbers(text)
    atoms = list(iter_atoms(folded))
    percentages = list(iter_percentages(folded, atoms))
    found = [*_numbers(folded, atoms), *_ordinals(folded, atoms)]
    quantities = [*percentages, *iter_quantities(folded, atoms), *iter_ranges(folded, atoms, percentages)]
    found.extend(_expression(quantity) for quantity in quantities)
    found.sort(key=lambda item: (item.start, -item.end))
    return [_sliced(item, text) for item in found]


# A lone Chinese digit is a number before a measure word, a function word or a stop: 一看, 四川 and 陆地 are none.
_AFTER_LONE = re.compile(
    r"\s*(?:$|[^\w\s%％‰]|[个只条张把支枝件位名人只头匹座棵株朵片块颗粒本册套双对副台架辆艘间所栋幢层家户口门道届期次场回遍趟下"
    r"种类样项份点句段篇首部集章节课封笔批群组队排行列级等号日月年天周岁时分秒斤两吨克米里尺寸亩升杯瓶碗盘袋箱盒包桶"
    r"千百十万亿的是和或与及到至不而以也又多余几来折成国国角元毛楼室班校园村镇县市省区代股盏串滴顿餐面幅枚则])"
)
_NOT_LONE = re.compile(r"(?:折(?![扣])|成|元|角|毛)")
_LONE_FORMAL = frozenset("伍陆肆拾佰仟")
# Words that only look like numbers.
_WORDS = re.compile(
    r"四川|两两|十足|万一|一看|一起|一切|一些|一定|一般|一样|一直|一边|统一|唯一|之一|一致|一旦|一律|一贯|一向|一体|万万|"
    r"千万(?=别|不要|要)|十分(?![之钟])|万分(?!之)|一方面|四周|四面|四处|八卦|百姓|千古|万岁|九州|三峡|六安"
)


def _numbers(text: str, atoms: list[Atom]) -> Iterator[NumberExpression]:
    words = _word_spans(text)
    for atom in atoms:
        if atom.scales and not atom.more and text[atom.start] not in "十拾":
            continue
        if atom.lone and not _stands_alone(text, atom):
            continue
        if not atom.arabic and atom.start in words and atom.end - 1 in words:
            continue
        lower, upper = atom.pair or (None, None)
        yield _make(atom.start, atom.end, atom.value, "number", None, (lower, upper))


def _word_spans(text: str) -> set[int]:
    return {index for match in _WORDS.finditer(text) for index in range(match.start(), match.end())}


def _stands_alone(text: str, atom: Atom) -> bool:
    if text[atom.start] in _LONE_FORMAL:
        return False
    return _AFTER_LONE.match(text, atom.end) is not None and _NOT_LONE.match(text, atom.end) is None


_ORDINAL_MARK = re.compile(r"第\s?$")


def _ordinals(text: str, atoms: list[Atom]) -> Iterator[NumberExpression]:
    for atom in atoms:
        mark = _ORDINAL_MARK.search(text, max(0, atom.start - 2), atom.start)
        if mark is not None and not (atom.scales and text[atom.start] not in "十百"):
            yield _make(mark.start(), atom.end, atom.value, "ordinal", None)


def _expression(quantity: Quantity) -> NumberExpression:
    return _make(
        quantity.start, quantity.end, quantity.value, quantity.kind, quantity.unit, (quantity.lower, quantity.upper)
    )


def _make(
    start: int,
    end: int,
    value: Decimal | None,
    kind: ExpressionKind,
    unit: str | None,
    bounds: tuple[Decimal | None, Decimal | None] = (None, None),
) -> NumberExpression:
    lower, upper = (None if bound is None else float(bound) for bound in bounds)
    return NumberExpression("", start, end, None if value is None else float(value), lower, upper, kind, unit)


def _sliced(item: NumberExpression, text: str) -> NumberExpression:
    return NumberExpression(
        text[item.start : item.end], item.start, item.end, item.value, item.lower, item.upper, item.kind, item.unit
    )
