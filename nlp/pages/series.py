"""Series: displaced paragraphs and sections put back by the order that the text itself announces.

For marks of order (一是 … 二是, 首先 … 最后, numbered headings) and for closings that do not close. A paragraph is moved
only where two signs agree; a text whose marks are in order is never touched.
"""

import itertools
import re
from collections.abc import Sequence

from nlp.pages.paragraphs import Paragraph

_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_SERIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"([一二三四五六七八九])是",
        r"第([一二三四五六七八九])[,、:是]",
        r"([一二三四五六七八九十])、",
        r"\(([一二三四五六七八九十])\)",
        r"(\d)[.、](?!\d)",
        r"(?:亮点|镜头|场景|片段|关键词|做法|故事|特色)\s?([一二三四五六七八九\d])(?!\d)",
    )
)
_LEAST_MARKS = 3
_MARK_STARTS = tuple("一二三四五六七八九十第(0123456789亮镜场片关做故特")
_CONFIDENT, _LIKELY = 0.9, 0.7

_NEXT_STEP = re.compile(r"(?:接着|随后|紧接着|然后|接下来|之后|最后)[,,\u3400-\u9fff]")
_CLOSING = re.compile(
    r"(?:此次|本次|这次|该)[^,。]{0,12}(?:活动|演练|培训|讲座|比赛|会议|竞赛|教育)?的?(?:开展|举办|举行|成功|圆满)|通过(?:此次|本次|这次|此项|系列)"
)
_BACKGROUND = re.compile(r"据|目前|截至|近年|记者|此外|另外|下一步|今后|\d{4}年|[^,。]{2,14}表示|[^,。]{2,14}将|[“(]")
_GRAND_START = re.compile(
    r"[^。]{0,40}(?:当前|展望|未来|征程|新时代|起点|追风|风劲|潮|征途|任重|属于过去|下一步|今后|站在)"
)
_GRAND_END = re.compile(
    r"(?:胜利召开|努力奋斗|不懈奋斗|贡献[^。,]{0,12}力量|新篇章|新华章|再创辉煌|再谱新[篇章]|更大贡献|新辉煌|满意答卷|新局面|美好明天|奋勇前进|开创[^。,]{2,16}|教育梦)[。!]$"
)
_HEADING_NUMERAL = re.compile(r"[“‘]?([一二两三四五六七八九])(?:个|项|大|[\u3400-\u9fff]?[”’])")
_SHORT_ITEM = 12


def place_displaced(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put displaced paragraphs and sections of an item back in their place."""
    if sum(paragraph.folded.startswith(_MARK_STARTS) for paragraph in paragraphs) >= _LEAST_MARKS:
        for series in _SERIES:
            paragraphs = _sort_series(paragraphs, series)
    paragraphs = _close_last(paragraphs)
    return _fill_gap(paragraphs)


def _sort_series(paragraphs: list[Paragraph], series: re.Pattern[str]) -> list[Paragraph]:
    """Sort the groups that a complete series of marks opens, if they are out of order."""
    matches = ((place, series.match(paragraph.folded)) for place, paragraph in enumerate(paragraphs))
    marks = [(place, _value(match[1])) for place, match in matches if match]
    values = [value for _, value in marks]
    if len(marks) < _LEAST_MARKS or sorted(values) != list(range(1, len(values) + 1)) or values == sorted(values):
        return paragraphs
    starts = [place for place, _ in marks]
    ends = [*starts[1:], _end_of_last(starts, len(paragraphs))]
    groups = {value: paragraphs[start:end] for value, start, end in zip(values, starts, ends, strict=True)}
    for place, value in enumerate(values, 1):
        if value != place:
            groups[value][0].mended.append(("moved", _CONFIDENT))
    ordered = [paragraph for value in sorted(groups) for paragraph in groups[value]]
    return [*paragraphs[: starts[0]], *ordered, *paragraphs[ends[-1] :]]


def _end_of_last(starts: Sequence[int], total: int) -> int:
    """Where the last group ends: as long as the others where those are alike, else with the item."""
    lengths = {end - start for start, end in itertools.pairwise(starts)}
    return min(total, starts[-1] + lengths.pop()) if len(lengths) == 1 else total


def _value(mark: str) -> int:
    return int(mark) if mark.isdigit() else _NUMERALS[mark]


def _close_last(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Move the closing of a long report behind the sections that follow it, with its section where numerals agree."""
    headings = [place for place, paragraph in enumerate(paragraphs) if paragraph.heading]
    if len(headings) < _LEAST_MARKS:
        return paragraphs
    for place, paragraph in enumerate(paragraphs):
        later = [heading for heading in headings if heading > place]
        if len(later) < 2 or paragraph.heading or not _is_grand_closing(paragraph.folded):
            continue
        own = max((heading for heading in headings if heading < place), default=None)
        start = own if own is not None and later[0] == place + 1 and _numbers_last(paragraphs, own, later) else place
        moved = paragraphs[start : place + 1]
        moved[0].mended.append(("moved", _LIKELY))
        return [*paragraphs[:start], *paragraphs[place + 1 :], *moved]
    return paragraphs


def _is_grand_closing(text: str) -> bool:
    return _GRAND_START.match(text) is not None and _GRAND_END.search(text[-40:]) is not None


def _numbers_last(paragraphs: list[Paragraph], own: int, later: Sequence[int]) -> bool:
    matches = [_HEADING_NUMERAL.search(paragraphs[place].folded) for place in (own, *later)]
    values = [_value(match[1]) for match in matches if match]
    return len(values) == len(matches) and values[0] >= max(values[1:]) > min(values[1:])


def _fill_gap(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Move a paragraph that stands behind the closing before 接着 or 随后, where that follows the lead at once."""
    if not 4 <= len(paragraphs) <= _SHORT_ITEM or any(paragraph.heading for paragraph in paragraphs):
        return paragraphs
    last, closing, second = paragraphs[-1], paragraphs[-2], paragraphs[1]
    after_closing = (
        _CLOSING.match(closing.folded) and not _BACKGROUND.match(last.folded) and not _CLOSING.match(last.folded)
    )
    if not (after_closing and _NEXT_STEP.match(second.folded)):
        return paragraphs
    last.mended.append(("moved", _LIKELY))
    return [paragraphs[0], last, *paragraphs[1:-1]]
