"""The lines of a PDF page in reading order: columns are found by the gaps that no line crosses.

Works on the words that pdfplumber gives; not for tables and not for scans.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

# Newspaper columns stand 8 to 20 points apart, words of one line under 6.
_GUTTER = 9.0
# A gap counts as a gutter when lines on both sides of it make up this share of the page's lines.
_MIN_SIDE = 0.2


def order_lines(page: Any) -> list[str]:
    """Give the page's lines column by column, broken paragraphs joined."""
    words = page.extract_words(x_tolerance=2, keep_blank_chars=False, use_text_flow=False)
    boxes = [(word["x0"], word["top"], word["x1"], word["bottom"], word["text"]) for word in words]
    return [line for column in _columns(boxes) for line in _paragraphs(column)]


Box = tuple[float, float, float, float, str]


def _columns(boxes: list[Box]) -> list[list[Box]]:
    """Split at vertical gutters, after setting headlines that span them apart."""
    if not boxes:
        return []
    gutters = _find_gutters(boxes)
    if not gutters:
        return [boxes]
    across = [box for box in boxes if any(box[0] < gutter < box[2] for gutter in gutters)]
    inside = [box for box in boxes if box not in set(across)]
    edges = [float("-inf"), *gutters, float("inf")]
    columns = [[box for box in inside if low <= box[0] < high] for low, high in pairwise(edges)]
    return [column for column in [across, *columns] if column]


def _find_gutters(boxes: list[Box]) -> list[float]:
    """The middle of every horizontal stretch that less than a tenth of the words cross."""
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    steps = int((right - left) / 3) + 1
    cover = [0] * (steps + 1)
    for x0, _, x1, _, _ in boxes:
        for step in range(int((x0 - left) / 3), int((x1 - left) / 3) + 1):
            cover[min(step, steps)] += 1
    quiet = [count <= max(1, len(boxes) // 20) for count in cover]
    return [left + 3 * middle for middle in _runs(quiet) if _balanced(boxes, left + 3 * middle)]


def _runs(quiet: list[bool]) -> list[float]:
    runs, start = [], None
    for index, value in enumerate([*quiet, False]):
        if value and start is None:
            start = index
        elif not value and start is not None:
            if (index - start) * 3 >= _GUTTER:
                runs.append((start + index - 1) / 2)
            start = None
    return runs


def _balanced(boxes: list[Box], gutter: float) -> bool:
    left = sum(box[2] <= gutter for box in boxes) / len(boxes)
    right = sum(box[0] >= gutter for box in boxes) / len(boxes)
    return left >= _MIN_SIDE and right >= _MIN_SIDE


def _paragraphs(boxes: list[Box]) -> list[str]:
    """Join words to lines and lines to paragraphs: an indented line, or one after a short line, begins a new one."""
    lines = _lines(boxes)
    if not lines:
        return []
    left, right = min(line[0] for line in lines), max(line[1] for line in lines)
    size = max(6.0, sorted(line[3] for line in lines)[len(lines) // 2])
    paragraphs: list[str] = []
    full = False
    for x0, x1, _, height, text in lines:
        indented = x0 - left > 1.2 * size
        if paragraphs and full and not indented and abs(height - size) < 2:
            paragraphs[-1] = _join(paragraphs[-1], text)
        else:
            paragraphs.append(text)
        full = right - x1 < 2.5 * size
    return paragraphs


def _lines(boxes: list[Box]) -> list[tuple[float, float, float, float, str]]:
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda item: (round(item[3]), item[0])):
        if lines and abs(lines[-1][0][3] - box[3]) <= 3:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [_line(sorted(line)) for line in lines]


def _line(line: list[Box]) -> tuple[float, float, float, float, str]:
    text = ""
    for box in line:
        text = _join(text, box[4])
    return line[0][0], line[-1][2], line[0][1], max(box[3] - box[1] for box in line), text


def _join(left: str, right: str) -> str:
    """Put a space between words of letters, none between Chinese characters."""
    spaced = left and left[-1].isascii() and right[0].isascii()
    return f"{left} {right}" if spaced else left + right
