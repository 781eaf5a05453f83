"""Wording: how values of the record read in Chinese on a page.

For labels, numbers and dates. What the values mean is in ``nlp.record``.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from math import isfinite

from nlp.divisions import city_of, load_divisions
from nlp.record import Figure
from nlp.topics import TOPICS

KINDS = {"news": "消息", "feature": "通讯综述", "notice": "公告公示", "caption": "图片说明", "advertisement": "广告"}
FIGURE_KINDS = {
    "count": "计数",
    "money": "金额",
    "percent": "百分比",
    "ratio": "比例",
    "length": "长度",
    "area": "面积",
    "duration": "时长",
    "rate": "频率",
    "age": "年龄",
    "score": "分数",
    "other": "其他",
}
QUALIFIERS = {
    "exact": "",
    "about": "约",
    "nearly": "近",
    "over": "超过",
    "under": "不足",
    "range": "区间",
    "at-least": "至少",
}
CHANGES = {"increase": "增加", "decrease": "减少", "from-to": "由…到…"}
CHECKS = {
    "part-whole": "部分与总数",
    "share": "占比",
    "percent-of-count": "百分比与计数",
    "at-most": "不超过总数",
    "from-to": "变化方向",
    "headline": "标题与正文",
    "restated": "前后一致",
    "growth": "增幅",
    "mean": "平均数",
    "product": "乘积",
}
REPAIRS = {"joined": "接合断行", "moved": "调整次序", "dropped": "删去一段", "split": "分开相连的段落"}
INTERVALS = {"day": "日", "week": "周", "month": "月", "quarter": "季度", "year": "年"}
BURSTS = (
    "这些时段的文章明显多于平时。按 Kleinberg（2003）的两状态模型判断：一段时期用平均数两倍的频率来解释"
    "，比用平均数解释得好，且好得足以抵过进入突增状态的代价；不足 5 篇的时段从不标为突增。"
)
"""What the pages say of ``corpora.bursts.BURST_METHOD``."""
PLACES: Mapping[int, str] = {100_000_000: "亿", 10_000: "万"}


def format_number(value: float) -> str:
    """Write a number as Chinese papers do: 1,200, 6.91万, 22亿."""
    if not isfinite(value):
        return "—"
    for scale, name in PLACES.items():
        if abs(value) >= scale:
            return _trim(value / scale) + name
    return _trim(value)


def format_exact(value: float | None) -> str:
    """Write a number in full: 69,100."""
    return "—" if value is None or not isfinite(value) else _trim(value, 6)


def _trim(value: float, digits: int = 2) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_percent(score: float) -> str:
    """Write a score from 0 to 1 as a percentage, never rounded up to certainty."""
    return f"{min(round(score * 100), 99) if score < 1 else 100}%"


def format_day(published: str | None) -> str:
    """Write the day of an ISO date as 2022年8月11日; whatever else it is, as it is."""
    try:
        day = datetime.fromisoformat(published or "")
    except ValueError:
        return published or ""
    return f"{day.year}年{day.month}月{day.day}日"


def format_bounds(figure: Figure) -> str:
    """Write the bounds of a figure: ≥ 5,000, ≤ 1万, 3–5."""
    lower, upper = figure.lower, figure.upper
    if lower is not None and upper is not None:
        return f"{format_number(lower)}–{format_number(upper)}"
    if lower is not None:
        return f"≥ {format_number(lower)}"
    return f"≤ {format_number(upper)}" if upper is not None else ""


@cache
def name_place(adcode: str) -> str:
    """Name a division with the city above it: 咸安区（咸宁市）."""
    division = load_divisions().get(adcode)
    if division is None:
        return adcode
    above = city_of(division)
    return f"{division.name}（{above.name}）" if above and above.adcode != adcode else division.name


def name_topic(code: str) -> str:
    """Name a topic."""
    return TOPICS.get(code, code)
