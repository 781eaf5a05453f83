"""Items: where one article of a page ends and the next begins, and what stands above its text.

For boundaries and headlines. What is mended inside an item belongs to ``nlp.pages.order``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.pages.fragments import Fragment
from nlp.pages.lines import LEAD, Role, is_open, is_title_like

Marked = tuple[Fragment, Role]


@dataclass(slots=True)
class Item:
    """The lines of one article in the order of the page: those above its text and those of its text."""

    head: list[Marked] = field(default_factory=list)
    lines: list[Marked] = field(default_factory=list)
    rule: str = "one item"


ORGANISATION = re.compile(
    r"(?:局|中学|小学|[小初高一二三四五六七八九十\d]中|学校|幼儿园|幼教集团|学院|大学|公司|支行|分行|银行|农商行|信用社|镇|乡|街道|街道办事处|办事处|村|社区|县|区|市|项目部|中心|医院|卫生院|委员会|教工委|团[市区县]?委|妇联|工会|"
    r"关工委|检察院|法院|派出所|大队|支队|总队|协会|集团|党支部|党总支|党委|教育系统|职校|职专|职教中心|职业高中|电厂|电力|供电所|保险|书店|图书馆|部|园|所|站)$"
)
_OPENING = re.compile(
    r"(?:近日|日前|近期|昨日|昨天|今日|连日来|近年来|今年以来|今年|去年|入[春夏秋冬]以来|为(?:了|进一步|深入|扎实|全面|切实|庆祝|加强|提高|有效|丰富|贯彻|落实|增强|营造|推[进动]|弘扬|迎接|做好|确保|培养|不断)|\d{1,2}月\d{1,2}日|\d{4}年|\d{1,2}月(?:份|底|初|中旬|以来|[上中下]旬)|随着|在.{1,20}(?:之际|来临|到来)|本报记者|[\u3400-\u9fff]{2,8}讯)"
)
_ANAPHORA = re.compile(r"(?:该[校局县区市镇乡园行院公司]|此次|这次|本次活动|同时|此外|另外|随后|接着|接下来|然后|最后|其次|首先|其中|据(?:了解|悉|介绍|统计)|活动(?:中|现场|结束)|会上|会议|目前|截至|下一步|期间|一是|二是|他|她|我们|我校|我局)")

# Weights of the signs that a headline begins an item rather than a section. A run above THRESHOLD begins one.
_LEAD_WEIGHT, _BYLINE_BELOW, _ENDED, _KICKER, _OPENS, _SUBTITLE = 6.0, 4.0, 3.0, 2.5, 1.2, 3.0
_ANAPHORIC, _NAMED = -2.0, 2.0
THRESHOLD = 2.0


def split_items(lines: Sequence[Marked]) -> list[Item]:
    """Group the lines of a page into items, in the order of the page."""
    items = [Item()]
    position = 0
    while position < len(lines):
        run = _head_run(lines, position)
        if run:
            position = _place_run(items, lines, position, run)
            continue
        fragment, role = lines[position]
        if LEAD.match(fragment.folded) and _has_text(items[-1]):
            items.append(Item(rule="lead"))
        items[-1].lines.append((fragment, role))
        position += 1
    return [item for item in items if item.head or item.lines]


def _head_run(lines: Sequence[Marked], position: int) -> int:
    """How many lines from here on are no text: headlines, bylines, metadata, captions."""
    end = position
    while end < len(lines) and lines[end][1] is not Role.BODY:
        end += 1
    return end - position


def _place_run(items: list[Item], lines: Sequence[Marked], position: int, length: int) -> int:
    run = list(lines[position : position + length])
    following = lines[position + length][0] if position + length < len(lines) else None
    current = items[-1]
    if not _has_text(current) and not current.head:
        current.head.extend(run)
        return position + length
    start = _first_headline(run)
    score = _score(run[start:], run[:start], current, following) if start < len(run) else 0.0
    current.lines.extend(run[:start])
    if start == len(run):
        return position + length
    if following is not None and score >= THRESHOLD:
        items.append(Item(head=run[start:], rule=f"headline {score:.1f}"))
    elif any(role is Role.ADVERTISEMENT for _, role in run):
        items.append(Item(head=run[start:], rule="advertisement"))
    else:
        current.lines.extend(run[start:])
    return position + length


def _first_headline(run: list[Marked]) -> int:
    return next((place for place, (_, role) in enumerate(run) if role is Role.SHORT), len(run))


def _has_text(item: Item) -> bool:
    return any(role is Role.BODY for _, role in item.lines)


def _score(run: list[Marked], before: list[Marked], current: Item, following: Fragment | None) -> float:
    if following is None:
        return 0.0
    opening = following.folded[:60]
    score = _LEAD_WEIGHT if LEAD.match(opening) else 0.0
    score += _BYLINE_BELOW * any(role in (Role.BYLINE, Role.METADATA) for _, role in run[1:])
    score += _SUBTITLE * any(role is Role.SUBTITLE for _, role in run[1:])
    score += _ENDED * _has_ended(current, before)
    shorts = [fragment.folded for fragment, role in run if role is Role.SHORT]
    score += _KICKER * (len(shorts) > 1 and ORGANISATION.search(shorts[0]) is not None)
    score += _OPENS * bool(_OPENING.match(opening)) + _ANAPHORIC * bool(_ANAPHORA.match(opening))
    return score + _NAMED * _shares_name(shorts[0], opening)


def _has_ended(current: Item, before: list[Marked]) -> bool:
    if any(role is Role.BYLINE for _, role in before):
        return True
    last = next((fragment.folded for fragment, _ in reversed(current.lines)), "")
    match = re.search(r"\(([\u3400-\u9fff· 、/]{2,30})\)$", last[-40:])
    return match is not None


def _shares_name(title: str, opening: str) -> bool:
    match = re.search(r"[\u3400-\u9fff\d]{2,12}?(?:小学|中学|学校|幼儿园|教育局|教体局|[一二三四五六七八九十]中|学院|高中|职专)", title)
    return match is not None and match.group()[-6:] in opening + " "


__all__ = ["ORGANISATION", "Item", "Marked", "is_open", "is_title_like", "split_items"]
