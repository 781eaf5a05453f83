"""Publication times: as printed by Chinese sites, as stated by metadata, as kept in addresses; ISO 8601 out.

Not for dates inside running text: those are the article's own affair.
"""

from __future__ import annotations

import re
from datetime import datetime

_FOUND = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:\s?[-/.年]\s?|\s(?=\d{1,2}\s?/))(?P<month>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s?日?"
    r"(?:[T\s,,]{0,4}(?:星期|周)?[一二三四五六日天]?\s{0,3}(?P<hour>2[0-3]|[01]?\d)\s?[::时]\s?(?P<minute>[0-5]\d)(?:\s?[::分]\s?(?P<second>[0-5]\d))?)?"
    r"(?P<zone>(?:\.\d{1,6})?(?:Z|[+\-]\d{2}:?\d{2}))?"
)
_COMPACT = re.compile(r"^(20\d{2}|19\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?$")
_LABEL = re.compile(
    r"(?:发布|发表|更新|成文|发文|刊发|公开|添加|创建|编辑|上传|录入|信息)?(?:时间|日期|于)\s?[::\]】]?\s{0,3}$|(?:发布|发表)\s?[::]?\s{0,3}$"
)
_WEAK_LABEL = re.compile(r"(?:更新|修改|成文|截止|有效|活动|报名|开始|结束|考试|失效|施行|打印|今天是?)(?:时间|日期)?\s?[::]?\s{0,3}$")
_IN_ADDRESS = (
    re.compile(r"/t(20\d{2})(\d{2})(\d{2})_\d+"),
    re.compile(r"/(20\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:/|_|\.|-|$)"),
    re.compile(r"/art/(20\d{2})/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/(20\d{2})-(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/(20\d{2})/(\d{1,2})/(\d{1,2})/"),
)


def parse_date(text: str) -> str | None:
    """Read a statement that is a date or date-time as a whole (metadata, a field) into ISO 8601."""
    text = text.strip()
    if compact := _COMPACT.match(text):
        return _iso([int(part) if part else None for part in compact.groups()], None)
    found = _FOUND.search(text[:80])
    return _read(found) if found else None


def find_date(text: str) -> tuple[str, bool] | None:
    """Find the publication time in a line, and whether the line labels it as one.

    A labelled date is taken before an unlabelled one; deadlines and dates of events are never taken.
    """
    plain: str | None = None
    for found in _FOUND.finditer(text[:400]):
        before = text[max(0, found.start() - 16) : found.start()]
        value = _read(found)
        if value is None or _WEAK_LABEL.search(before):
            continue
        if _LABEL.search(before):
            return value, True
        plain = plain or value
    return (plain, False) if plain else None


def find_late_date(text: str) -> str | None:
    """Find a time labelled 更新时间 or 成文日期: better than none, worse than a publication time."""
    for found in _FOUND.finditer(text[:400]):
        before = text[max(0, found.start() - 16) : found.start()]
        if re.search(r"(?:更新|修改|成文)(?:时间|日期)?\s?[::]?\s{0,3}$", before):
            return _read(found)
    return None


def date_in_address(url: str | None) -> str | None:
    """Read the day that many systems keep in an article's address."""
    for pattern in _IN_ADDRESS:
        if url and (found := pattern.search(url)):
            return _iso([int(part) for part in found.groups()], None)
    return None


def _read(found: re.Match[str]) -> str | None:
    names = ("year", "month", "day", "hour", "minute", "second")
    return _iso([int(found[name]) if found[name] else None for name in names], found["zone"])


def _iso(parts: list[int | None] | list[int], zone: str | None) -> str | None:
    year, month, day, hour, minute, second = (*parts, None, None, None)[:6]
    try:
        moment = datetime(year or 0, month or 0, day or 0, hour or 0, minute or 0, second or 0)
    except ValueError:
        return None
    # Midnight sharp is a system that keeps days only.
    if hour is None or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat() + _offset(zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    zone = re.sub(r"^\.\d+", "", zone)
    return "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
