"""Numerals: the value of a number as it is written, in Arabic, Chinese and mixed notation.

For strings of numeral characters only (folded, see ``nlp.normalisation``): where a number begins in a text, what it
counts and whether it is a figure are the business of the other modules of this room. All values are exact decimals
until they leave the room, so that 1052.017万 is 10520170 and not a hair more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 300
"""More digits than this are no number: ``float`` of 309 digits is infinity."""

DIGITS: dict[str, int] = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "幺": 1,
}
SMALL: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG: dict[str, int] = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS: dict[str, int] = {"廿": 20, "卅": 30}

DIGIT_CLASS = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖两俩仨廿卅"
SCALE_CLASS = "十百千拾佰仟万亿兆"
ARABIC = r"(?:(?<!\d\.)(?:(?<!\d)(?<!\d,)\d{1,3}(?:, ?\d{3})+(?!\d)|\d+)(?:\.\d++(?!\.\d))?|\d+)"

_TOKEN = re.compile(rf"\d[\d,]*(?:\.\d+)?|[{DIGIT_CLASS}{SCALE_CLASS}幺]")
_SCALES = frozenset(SCALE_CLASS)
_APPROXIMATE = str.maketrans("", "", " \n\t余多来几数把")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A parsed numeral: how many characters of the input it takes, and its value."""

    length: int
    value: Decimal


def parse_numeral(text: str, start: int = 0) -> Numeral | None:
    """Parse the longest valid numeral that begins at ``start``, without white space; None where there is none."""
    state = NumeralState()
    position = start
    while match := _TOKEN.match(text, position):
        piece = match[0]
        if piece == "两" and position > start and text[match.end() : match.end() + 1] not in _SCALES:
            break  # the weight, as in 两万两: the digit never stands last
        if not state.take(piece):
            break
        position = match.end()
    if position == start or state.digits > MAX_DIGITS:
        return None
    return Numeral(position - start, state.result())


def parse_decimal(text: str) -> Decimal | None:
    """Parse a whole string as one numeral with an optional 点 part; None where it is no numeral."""
    compact = text.translate(_APPROXIMATE).replace(",", "")
    whole, _, fraction = compact.partition("点")
    numeral = parse_numeral(whole)
    if numeral is None or numeral.length != len(whole):
        return None
    if not fraction:
        return numeral.value
    digits = "".join(str(DIGITS[c]) if c in DIGITS else c for c in fraction)
    return numeral.value + Decimal(f"0.{digits}") if digits.isdigit() and len(digits) <= MAX_DIGITS else None


def match_pair(text: str, start: int = 0) -> tuple[Decimal, Decimal, int] | None:
    """Match an approximate pair such as 三五, 十七八, 二三十, 三五千 at ``start``: its bounds and where it ends."""
    match = _PAIR.match(text, start)
    if match is None:
        return None
    first, second = DIGITS[match["a"]], DIGITS[match["b"]]
    if not 0 < first < second or second - first > 2 or (second - first == 2 and (first, second) != (3, 5)):
        return None
    low = parse_decimal(match["head"] + match["a"] + match["tail"])
    high = parse_decimal(match["head"] + match["b"] + match["tail"])
    return (low, high, match.end()) if low is not None and high is not None else None


_PAIR = re.compile(
    rf"(?P<head>[一二两三四五六七八九]?[十百千万](?:[一二三四五六七八九]?[百千万]){{0,3}}|)"
    rf"(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<tail>[十百千]?[万亿]{{0,2}})(?![{DIGIT_CLASS}{SCALE_CLASS}])"
)


class NumeralState:
    """The running state of a numeral while its tokens are taken: finished big sections, the section at hand, the digit that waits for its unit."""

    __slots__ = ("big", "digits", "last", "pending", "positional", "section", "seen_small", "total", "zero")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.last = 0  # the unit that came last: 三千五 is 3500 because 千 did
        self.seen_small = 0  # the smallest unit in the section at hand; units must fall within it
        self.big = 0
        self.zero = False
        self.positional = False  # digits in a row (二〇二一), which take no small unit after them
        self.digits = 0

    def take(self, token: str) -> bool:
        """Add a token; False where a valid numeral cannot go on with it."""
        if token[0].isdigit() and token.isascii():
            return self._take_arabic(token)
        if token in BIG:
            return self._take_big(BIG[token])
        if token in SMALL:
            return self._take_small(SMALL[token])
        return self._take_ten(TENS[token]) if token in TENS else self._take_digit(token)

    def _take_arabic(self, token: str) -> bool:
        if self.pending is not None:
            return False
        compact = token.replace(",", "")
        self.digits += len(compact)
        if self.digits > MAX_DIGITS:
            return True
        self.pending, self.zero = Decimal(compact), True
        return True

    def _take_ten(self, value: int) -> bool:
        if self.pending is not None or self.seen_small:
            return False
        self.section, self.seen_small, self.last = self.section + value, 10, 10
        return True

    def _take_digit(self, token: str) -> bool:
        digit = DIGITS[token]
        if digit == 0 and self.pending is None and (self.last or self.section):
            self.zero = True
            return True
        if self.pending is not None and (self.last and not self.zero):
            return False
        self.digits += 1
        if self.pending is not None:
            if self.digits > MAX_DIGITS:
                return True
            self.positional = True
            self.pending = self.pending * 10 + digit
        else:
            self.pending = Decimal(digit)
        return True

    def _take_small(self, unit: int) -> bool:
        if (self.seen_small and unit >= self.seen_small) or self.positional:
            return False
        if self.pending is None and self.last and not self.zero:
            return False
        self.section += (Decimal(1) if not self.pending else self.pending) * unit
        self.pending, self.zero = None, False
        self.seen_small = self.last = unit
        return True

    def _take_big(self, unit: int) -> bool:
        section = self.section + (self.pending or 0)
        if self.pending is None and not section and not self.total:
            section = Decimal(1)
        if self.big and unit >= self.big:
            if unit == 10**12 or self.total > Decimal(10) ** 24:
                return False
            self.total = (self.total + section) * unit
        elif not section:
            self.total *= unit  # 万亿
        else:
            self.total += section * unit
        self.section, self.pending, self.zero, self.positional = Decimal(0), None, False, False
        self.seen_small, self.last, self.big = 0, unit, unit
        return True

    def result(self) -> Decimal:
        """The value of what was taken."""
        pending = self.pending or Decimal(0)
        if self.pending is not None and self.last > 1 and not self.zero and self.pending < 10:
            pending *= self.last // 10  # 一万三, 四百五
        return self.total + self.section + pending
