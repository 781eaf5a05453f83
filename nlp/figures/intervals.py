"""Intervals: between which values a printed figure may lie, by its digits, its scale and its qualifier.

Rounding counts: a printed 90% stands for 89.5% to 90.5%, 6.91万 for 69050 to 69150, 40余 for 41 to 49; a plain whole
number stands for itself.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from nlp.record import Figure

NEARLY = 0.8
"""近 and 约 are read this widely: 近万人 of real reports lie between 0.85 and 0.99, and a false alarm costs more."""
ABOUT = 0.2
_NUMBER = re.compile(r"\d[\d, ]*(?:\.(\d+))?")
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of values."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two intervals share a value."""
        slack = _SLACK * max(1.0, abs(self.low), abs(self.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Interval) -> Interval:
        return Interval(self.low * other.low, self.high * other.high)

    def over(self, other: Interval) -> Interval:
        """The quotient of two positive intervals."""
        high = self.high / other.low if other.low > 0 else math.inf
        return Interval(self.low / other.high if other.high else math.inf, high)


def read_interval(figure: Figure) -> Interval:
    """Read the values that a printed figure may stand for."""
    value, qualifier = figure.value, figure.qualifier
    half = _half_step(figure)
    if qualifier == "range" and figure.lower is not None and figure.upper is not None:
        return Interval(figure.lower, figure.upper)
    if qualifier == "over":
        return Interval(value, value + _step_above(figure))
    if qualifier == "at-least":
        return Interval(value, math.inf)
    if qualifier == "nearly":
        return Interval(value * NEARLY, value)
    if qualifier == "under":
        return Interval(0.0, value)
    if qualifier == "about":
        return Interval(value * (1 - ABOUT), value * (1 + ABOUT))
    return Interval(value - half, value + half)


def _half_step(figure: Figure) -> float:
    """Half of the last printed digit's worth; a whole number without a scale is exact."""
    match = _NUMBER.search(figure.text.translate(_ASCII))
    if match is None:
        return 0.0
    literal = float(re.sub(r"[, ]", "", match[0]))
    decimals = len(match[1] or "")
    scale = figure.value / literal if literal else 1.0
    if figure.unit in ("%", "百分点"):
        return 0.5 * 10.0**-decimals
    if decimals or scale > 1.5:
        return 0.5 * 10.0**-decimals * scale
    return 0.0


_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def _step_above(figure: Figure) -> float:
    """How far 余 and 多 may reach: to the next number of the same roundness (40余 to 49, 5000余 to 5999)."""
    value = abs(figure.value)
    if value < 1 or value != int(value):
        return max(value, 1.0)
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    return step - 1 if step > 1 else 1.0
