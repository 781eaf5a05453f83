"""The date of publication that a page states.

For dates that say of themselves that they are the publication's: labels, metadata lines, mastheads, signatures of
notices. Not for dates in the text, and never today's: a day without a year is a date only where the year is stated.
"""

import re
from collections.abc import Iterable
from datetime import date

from nlp.normalisation import fold

MAX_LINE = 120
"""Longest line read for a date: metadata lines of real pages stay under 100 characters."""

_DIGITS = {
    character: str(value)
    for value, characters in enumerate(("〇○零Oo", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_CLOCK = r"(?:\s*(?:日|T|\s)?\s*(?:星期[一二三四五六日天]\s*)?(?P<hour>[01]?\d|2[0-3])[:：时](?P<minute>[0-5]\d)(?:[:：分](?P<second>[0-5]\d))?)?"
_DATE = re.compile(
    rf"(?<!\d){_YEAR}\s*(?:[-./]|年)\s*(?P<month>1[0-2]|0?[1-9])\s*(?:[-./]|月)\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s*[日号]?{_CLOCK}"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)")
_CHINESE = re.compile(
    r"(?P<year>[一二][〇○零Oo一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十廿卅]{1,3})日"
)
_LABEL = re.compile(
    r"(?:发布|发表|刊发|发稿|刊登|上传|创建|录入|编辑|成文|发文|印发|公开|生成|更新|出版|添加)?(?:时间|日期|于)\s*[:：]?\s*$"
)
_UPDATED = re.compile(r"更新|编辑")
_DAY = re.compile(r"(?<![\d月])(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日\s*(?:讯|电)")
_YEAR_LINE = re.compile(rf"^\W*{_YEAR}年(?:\s*第[\d一二三四五六七八九十百]+[期号卷]|\W*$)")
_ABOUT_PAGES = re.compile(
    r"来源|作者|浏览|点击|阅读|记者|版|星期|编辑|字号|字体|次|责编|分享|打印|字|出处|发布|网|报|台|平台|信息|中心|教育局|教体局"
)
_TOKENS = re.compile(r"[\s:|,;()\[\]]+")
_EDGES = frozenset(" \t:|,;()[]-·")
_SENTENCE_ENDS = ("。", "!", "?")
_NOT_PUBLICATION = re.compile(r"报名|截止|考试|公示|活动|会议|举办|申请|开学|放假|起|至|前")

# A label beats a bare line with the time of day, that a bare date, that a signature: measured order of trust on the
# saved pages of the scrapers' families, where the last two also carry the date of the meeting reported.
_STATED, _UPDATE, _TIMED, _BARE, _SIGNED = range(5)


def find_published(lines: Iterable[str], year: int | None = None) -> str | None:
    """Find the stated date of publication as ISO 8601, with the time of day where it is stated, local to the source.

    Args:
        lines: the page's lines that may be metadata: above the text, below it, on lines of their own.
        year: the year that the page states elsewhere, for datelines such as 本报7月6日讯; none is ever assumed.
    """
    best: tuple[int, str] | None = None
    dateline: re.Match[str] | None = None
    for line in lines:
        if len(line) > MAX_LINE:
            line = line[:MAX_LINE]
        line = fold(line)
        year = year or _stated_year(line)
        dateline = dateline or _DAY.search(line[:40])
        candidate = _find_in_line(line)
        if candidate is not None and (best is None or candidate[0] < best[0]):
            best = candidate
    if best is not None:
        return best[1]
    if dateline is not None and year is not None:
        return _iso(year, int(dateline["month"]), int(dateline["day"]))
    return None


def is_date_line(line: str) -> bool:
    """Tell whether a line is nothing but a date of publication with what pages print around it."""
    return len(line) <= MAX_LINE and _find_in_line(fold(line)) is not None


def _stated_year(line: str) -> int | None:
    match = _YEAR_LINE.match(line)
    return int(match["year"]) if match else None


def _find_in_line(line: str) -> tuple[int, str] | None:
    for pattern in (_DATE, _COMPACT, _CHINESE):
        for match in pattern.finditer(line):
            found = _judge(line, match)
            if found is not None:
                return found
    return None


def _judge(line: str, match: re.Match[str]) -> tuple[int, str] | None:
    published = _read(match)
    if published is None:
        return None
    before = line[: match.start()]
    rest = (before + line[match.end() :]).strip()
    label = _LABEL.search(before)
    if _NOT_PUBLICATION.search(before[-8:]):
        return None
    if label is not None:
        return (_UPDATE if _UPDATED.search(label.group()) else _STATED), published
    if len(rest) > 60 or not _stands_alone(line, match) or not all(map(_is_about_page, _TOKENS.split(rest))):
        return None
    if match.re is _COMPACT and rest:
        return None
    return (_TIMED if "T" in published else _SIGNED if match.re is _CHINESE else _BARE), published


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    return (not before or before[-1] in _EDGES) and (not after or after[0] in _EDGES)


def _is_about_page(token: str) -> bool:
    """A part of a metadata line: short, and no sentence."""
    return (
        len(token) <= 20
        and not token.endswith(_SENTENCE_ENDS)
        and (len(token) <= 6 or bool(_ABOUT_PAGES.search(token)))
    )


def _read(match: re.Match[str]) -> str | None:
    if match.re is _CHINESE:
        year = int("".join(_DIGITS.get(character, character) for character in match["year"]))
        return _iso(year, _small(match["month"]), _small(match["day"]))
    day = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None or match.re is _COMPACT or match["hour"] is None:
        return day
    seconds = f":{match['second']}" if match["second"] else ""
    return f"{day}T{int(match['hour']):02d}:{match['minute']}{seconds}"


def _small(numeral: str) -> int:
    tens, ten, units = numeral.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + (int(_DIGITS.get(units, "0")) if units else 0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
