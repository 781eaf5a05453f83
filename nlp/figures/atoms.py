"""Atoms: the bare numbers of a text, before units, signs of percent or ranges are read.

One pass over the text. An atom is a numeral with its decimals, powers, fractions, sign and scale, spaces inside it or
not: 7万 5千 4百, 三百五又三分之一, -2.5^-1, 40k. Works on folded text; offsets are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.figures.numerals import (
    ARABIC,
    DIGIT_CLASS,
    DIGITS,
    MAX_DIGITS,
    SCALE_CLASS,
    NumeralState,
    match_pair,
    parse_decimal,
)
from nlp.normalisation import fold

MAX_GAP = 4
"""Spaces that may stand inside one number; the specification has three, a wrapped line of a newspaper one or two."""

_DECIMALS = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_GAP = rf"[ \u3000]{{0,{MAX_GAP}}}"
_MASTER = re.compile(
    rf"""
    (?P<url>https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+)
  | (?P<code>[A-Za-z_][A-Za-z_]*\d[A-Za-z0-9_]*)
  | (?P<power>(?:\d+(?:\.\d+)?|\.\d+)(?:\^-?\d{{1,3}}(?:\.\d+)?|[eE][+-]?\d{{1,3}}(?![A-Za-z\d])))
  | (?P<point>(?<![\d.])\.\d+)
  | (?P<arabic>{ARABIC})
  | (?P<half>半百)
  | (?P<chinese>[{DIGIT_CLASS}{SCALE_CLASS}])
    """,
    re.VERBOSE,
)
_APPROXIMATE = re.compile(rf"{_GAP}[余多几来]{_GAP}(?=[十百千万亿兆])|{_GAP}[多余]{_GAP}(?=[万亿])")
_PIECE = re.compile(rf"{ARABIC}|[{DIGIT_CLASS}{SCALE_CLASS}]")
_SCALES = frozenset(SCALE_CLASS)
_SPACES = re.compile(_GAP)
_POINT = re.compile(rf"{_GAP}点{_GAP}([{_DECIMALS}\d](?:{_GAP}[{_DECIMALS}\d])*)(?![十百千刻时钟多])")
_SUFFIX = re.compile(rf"{_GAP}([kKMGT])(?![A-Za-z0-9/²³])")
_SUFFIXES = {"k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}  # not m: 250m are metres
_DOZEN = re.compile(r"打(?![扫击工造印架开电球拳算听法量断下破赢字的得卡车动])")


@dataclass(frozen=True, slots=True)
class Atom:
    """A bare number.

    ``lone`` is a single Chinese character, ``scales`` a numeral of scales only (百, 千万), ``more`` holds 余, 多 or 几,
    ``broken`` has more digits than a number may have, ``half`` is 半 or 一半.
    """

    start: int
    end: int
    value: Decimal
    arabic: bool = False
    lone: bool = False
    scales: bool = False
    more: bool = False
    pair: tuple[Decimal, Decimal] | None = None
    fraction: bool = False
    broken: bool = False
    half: bool = False


# A full-width comma beside a half-width digit parts two clauses; between full-width digits it parts thousands.
_CLAUSE_COMMA = re.compile(r"(?<=[0-9])，|，(?=[0-9])")


def fold_numbers(text: str) -> str:
    """Fold a text, keeping the full-width commas that are no thousands separators; the length stays the same."""
    folded = fold(text)
    if "，" not in text:
        return folded
    pieces: list[str] = []
    position = 0
    for match in _CLAUSE_COMMA.finditer(text):
        pieces += folded[position : match.start()], "，"
        position = match.end()
    return "".join(pieces) + folded[position:]


def iter_atoms(text: str) -> Iterator[Atom]:
    """Yield the bare numbers of a folded text from left to right; fractions are put together, signs are read."""
    yield from _signed(text, _fractions(text, list(_numerals(text))))


# In articles 兆 is a unit (带宽200兆), spaces part thousands (1 860平方米), and 半 is a number before a unit.
_BARE_CHINESE = f"[{DIGIT_CLASS}{SCALE_CLASS.replace('兆', '')}]"
_BARE_ARABIC = r"(?:(?<!\d)(?<!\d[ ,.])\d{1,3}(?: \d{3})+(?![\d.,])(?= ?[\u4e00-\u9fff㎡%])|" + ARABIC[3:]
_BARE = re.compile(
    rf"(?P<skip>https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+|[A-Za-z_][A-Za-z_]*\d[A-Za-z0-9_]*)"
    rf"|(?P<half>一多半|一大半|一半|半数|过半|大半|半(?=个?(?:小时|天|年|月|学期|学年|日|公里|里|米|斤|公斤|吨|亩|块|价)))"
    rf"|(?P<arabic>{_BARE_ARABIC})|(?P<chinese>{_BARE_CHINESE})"
)
_BARE_PIECE = re.compile(rf"{ARABIC}|{_BARE_CHINESE}")


def iter_bare_atoms(text: str) -> Iterator[Atom]:
    """Yield numerals alone: no fractions, signs, powers, 打 or k; codes of letters and digits are left out."""
    position = 0
    while match := _BARE.search(text, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "skip":
            continue
        if kind == "half":
            yield Atom(match.start(), match.end(), Decimal("0.5"), half=True)
            continue
        atom = _numeral(text, match, _BARE_PIECE)
        if atom is not None:
            position = max(position, atom.end)
            yield atom


def _numerals(text: str) -> Iterator[Atom]:
    position = 0
    while match := _MASTER.search(text, position):
        kind = match.lastgroup
        if kind in ("url", "code"):
            position = match.end()
            continue
        if kind == "power":
            atom = _power(match)
        elif kind == "point":
            atom = _plain(match)
        elif kind == "half":
            atom = Atom(match.start(), match.end(), Decimal(50))
        else:
            atom = _numeral(text, match, _PIECE)
        position = max(match.end(), atom.end if atom else 0)
        if atom is not None and not atom.broken:
            atom = _suffixed(text, atom)
            position = max(position, atom.end)
            yield atom


def _power(match: re.Match[str]) -> Atom | None:
    base, exponent = re.split(r"[\^eE]", match[0])
    if max(len(base), len(exponent)) > MAX_DIGITS or abs(float(exponent)) > MAX_DIGITS:
        return None
    if "^" in match[0]:
        try:
            value = Decimal(base) ** Decimal(exponent)
        except ArithmeticError:
            return None
    else:
        value = Decimal(match[0])
    return Atom(match.start(), match.end(), value, arabic=True) if abs(value) < Decimal(10) ** MAX_DIGITS else None


def _plain(match: re.Match[str]) -> Atom | None:
    if len(match[0]) > MAX_DIGITS:
        return None
    return Atom(match.start(), match.end(), Decimal(match[0]), arabic=True)


def _numeral(text: str, match: re.Match[str], pieces: re.Pattern[str]) -> Atom | None:
    """Collect the pieces of one numeral, spaces and 余多几 between them, as long as they make a valid one."""
    if text[match.end() : match.end() + 1] not in _CONTINUES and (match[0][0].isascii() or match[0] in DIGITS):
        return _simple(match)
    if (pair := match_pair(text, match.start())) is not None:
        low, high, end = pair
        return Atom(match.start(), end, (low + high) / 2, pair=(low, high))
    state, before, end, more, length = NumeralState(), "", match.start(), False, 0
    piece: re.Match[str] | None = match
    while piece is not None:
        approximate = bool(end < piece.start() and not text[end : piece.start()].isspace())
        token = piece[0].replace(" ", "")
        if not _joins(text, before, piece, piece.start() > end) or not state.take(token):
            break
        before, end, more, length = token, piece.end(), more or approximate, length + len(token)
        gap = _APPROXIMATE.match(text, end) or _SPACES.match(text, end)
        piece = pieces.match(text, gap.end() if gap else end)
    if end == match.start() or state.digits > MAX_DIGITS:
        return None if end == match.start() else Atom(match.start(), end, Decimal(0), broken=True)
    text_length = end - match.start()
    whole = Atom(
        match.start(),
        end,
        state.result(),
        arabic=match[0][0].isascii(),
        lone=text_length == 1 and not match[0].isascii(),
        scales=all(character in _SCALES or character in " 余多几来" for character in text[match.start() : end]),
        more=more,
    )
    return _with_decimals(text, whole) if not before.isascii() else whole


_CONTINUES = frozenset("点 \u3000余多几来" + DIGIT_CLASS + SCALE_CLASS)


def _simple(match: re.Match[str]) -> Atom | None:
    """A numeral that nothing can go on with: the common case."""
    token = match[0]
    if token in DIGITS:
        return Atom(match.start(), match.end(), Decimal(DIGITS[token]), lone=True)
    compact = token.replace(",", "").replace(" ", "")
    if len(compact) > MAX_DIGITS:
        return Atom(match.start(), match.end(), Decimal(0), broken=True)
    return Atom(match.start(), match.end(), Decimal(compact), arabic=True)


def _joins(text: str, before: str, piece: re.Match[str], spaced: bool) -> bool:
    """Whether a piece may go on with a numeral whose last piece was ``before``."""
    if not before:
        return True
    if piece[0] == "两" and text[piece.end() : piece.end() + 1] not in _SCALES:
        return False  # the weight, as in 两万两: the digit never stands last
    if not piece[0].isascii():
        return True
    if before[-1].isascii():
        return False
    if not spaced:
        return before[-1] in SCALE_CLASS + "零〇"
    rest = text[piece.end() : piece.end() + MAX_GAP + 1].lstrip()
    return rest[:1] in _SCALES


def _with_decimals(text: str, atom: Atom) -> Atom:
    match = _POINT.match(text, atom.end)
    if match is None:
        return atom
    fraction = re.sub(r"\s", "", match[1])
    decimals = parse_decimal(f"零点{fraction}")
    if decimals is None:
        return atom
    return replace(atom, end=match.end(), value=atom.value + decimals, lone=False, scales=False)


def _suffixed(text: str, atom: Atom) -> Atom:
    if atom.arabic and (match := _SUFFIX.match(text, atom.end)):
        return replace(atom, end=match.end(), value=atom.value * _SUFFIXES[match[1].lower()])
    if not atom.arabic and (match := _DOZEN.match(text, atom.end)):
        return replace(atom, end=match.end(), value=atom.value * 12, lone=False)
    return atom


_OVER = re.compile(rf"{_GAP}分{_GAP}之{_GAP}(?:负{_GAP})?")
_AND = re.compile(rf"{_GAP}又{_GAP}")
_NOT_AFTER_SLASH = re.compile(r"[\d/]")


def _fractions(text: str, atoms: list[Atom]) -> list[Atom]:
    """Join numerators and denominators; 百分之 and its like stay apart, they are percentages."""
    joined: list[Atom] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        fraction = _fraction(text, atom, following) if following is not None else None
        if fraction is None:
            joined.append(atom)
            index += 1
            continue
        index += 2
        if joined and (whole := _mixed(text, joined[-1], fraction)) is not None:
            joined[-1] = whole
        else:
            joined.append(fraction)
    return joined


def _fraction(text: str, first: Atom, second: Atom) -> Atom | None:
    between = text[first.end : second.start]
    if between == "/" and first.arabic and second.arabic and second.value:
        beside = text[first.start - 1 : first.start] + text[second.end : second.end + 1]
        if _NOT_AFTER_SLASH.search(beside) or text[first.start - 1 : first.start] == "/":
            return None
        return Atom(first.start, second.end, first.value / second.value, arabic=True, fraction=True)
    if len(between) <= 3 * MAX_GAP + 4 and _OVER.fullmatch(between) and not first.scales and first.value:
        sign = -1 if "负" in between else 1
        return Atom(first.start, second.end, sign * second.value / first.value, fraction=True)
    return None


def _mixed(text: str, whole: Atom, fraction: Atom) -> Atom | None:
    between = text[whole.end : fraction.start]
    spaced = between == " " and whole.arabic and fraction.arabic
    if whole.fraction or not (spaced or (len(between) <= 2 * MAX_GAP + 1 and _AND.fullmatch(between))):
        return None
    return replace(fraction, start=whole.start, value=whole.value + fraction.value)


_SIGN = re.compile(r"(?:负 ?|(?<![\w\-)\]%] )(?<![\w\-)\]%])- ?)$")


def _signed(text: str, atoms: list[Atom]) -> Iterator[Atom]:
    for atom in atoms:
        sign = _SIGN.search(text, max(0, atom.start - 3), atom.start)
        if (
            sign is None
            or (text[sign.start()] == "-" and not atom.arabic)
            or text[max(0, sign.start() - 2) : sign.start()].endswith(("-", "担", "肩", "背", "自", "胜", "抱", "辜"))
        ):
            yield atom
        else:
            yield replace(atom, start=sign.start(), value=-atom.value, lone=False)
