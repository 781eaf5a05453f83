"""Charts: series as the geometry of an SVG, drawn by a template.

Pure. For one or two series over the same periods; words, links and colours are the template's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 14, 30
LABELS = 9
"""Labels under a chart: more of them, such as 2022-08, run into each other on 720 units."""

MOST_POINTS = 400
"""Periods of a chart: more are under two units wide."""


@dataclass(frozen=True)
class Bar:
    """One value: where it is drawn, and which point of the series it is."""

    x: float
    y: float
    width: float
    height: float
    index: int


@dataclass(frozen=True)
class Tick:
    """A line of the scale, or a label under the periods."""

    position: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Bars, as many groups as series, with scale and labels."""

    bars: tuple[tuple[Bar, ...], ...]
    scale: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    base: float = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def build_chart(series: Sequence[Sequence[float]], names: Sequence[str], percent: bool = False) -> Chart:
    """Lay series out as bars beside each other."""
    most = max((value for values in series for value in values), default=0)
    top = round_up(most)
    slot = (WIDTH - LEFT - RIGHT) / max(len(names), 1)
    width = max(0.8, min(slot * 0.72, 48) / max(len(series), 1))
    room = HEIGHT - TOP - BOTTOM
    groups = []
    for number, values in enumerate(series):
        shift = (number - len(series) / 2) * width
        groups.append(
            tuple(_build_bar(index, value / top * room, slot, shift, width) for index, value in enumerate(values))
        )
    return Chart(tuple(groups), _build_scale(top, room, percent), _build_labels(names, slot))


def round_up(value: float) -> float:
    """Round a greatest value up to the end of a scale that reads well: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if value <= step * power * (1 + 1e-9))


def _build_bar(index: int, height: float, slot: float, shift: float, width: float) -> Bar:
    x = LEFT + slot * (index + 0.5) + shift
    height = max(height, 0.0)
    return Bar(round(x, 2), round(HEIGHT - BOTTOM - height, 2), round(width, 2), round(height, 2), index)


def _build_scale(top: float, room: float, percent: bool) -> tuple[Tick, ...]:
    steps = 4 if top not in (1.0, 2.0) or percent else int(top)
    ticks = []
    for step in range(steps + 1):
        value = top * step / steps
        label = f"{value * 100:g}%" if percent else _label(value)
        ticks.append(Tick(round(HEIGHT - BOTTOM - room * step / steps, 2), label))
    return tuple(ticks)


def _label(value: float) -> str:
    for scale, name in ((1e8, "亿"), (1e4, "万")):
        if value >= scale:
            return f"{value / scale:g}{name}"
    return f"{value:g}"


def _build_labels(names: Sequence[str], slot: float) -> tuple[Tick, ...]:
    every = max(1, ceil(len(names) / LABELS))
    return tuple(
        Tick(round(LEFT + slot * (index + 0.5), 2), name) for index, name in enumerate(names) if index % every == 0
    )
