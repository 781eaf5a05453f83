"""Boundaries: does a headline-like run of lines begin a new item, or is it a section heading of the one before?

For the judgement on one run; the runs are found by ``nlp.pages.items``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.pages.fragments import Fragment
from nlp.pages.lines import Role, is_lead, is_open

Marked = tuple[Fragment, Role]

ORGANISATION = re.compile(
    r"(?:局|中学|小学|[小初高一二三四五六七八九十\d]中|学校|幼儿园|幼教集团|学院|大学|公司|支行|分行|银行|农商行|信用社|镇|乡|街道|街道办事处|办事处|村|社区|县|区|市|项目部|中心|医院|卫生院|委员会|教工委|团[市区县]?委|妇联|工会|"
    r"关工委|检察院|法院|派出所|大队|支队|总队|协会|集团|党支部|党总支|党委|教育系统|职校|职专|职教中心|职业高中|电厂|电力|供电所|保险|书店|图书馆|部|园|所|站)$"
)
"""How the name of an organisation or a place ends; as a line of its own above a headline it is the kicker."""
_NAME = re.compile(
    r"[\u3400-\u9fff\d]{2}(?:自治[县旗]|[县区市旗镇乡村屯]|街道|小学|中学|学校|幼儿园|教育局|教体局|[一二三四五六七八九十]中|学院|高中|职专|公司|银行|支行|医院)"
)
"""The end of a name of a place or an organisation, with the two characters before it."""
_DATED = re.compile(r"(?:近日|日前|昨[日天]|前天|\d{1,2}月\d{1,2}日|\d{1,2}日|[一二三四五六七八九十]月)")
_ANAPHORA = re.compile(
    r"(?:该[校局县区市镇乡园行院公]|此次|这次|本次活动|同时|此外|另外|随后|接着|接下来|然后|最后|其次|首先|其中|据(?:了解|悉|介绍|统计)|活动(?:中|现场|结束)|会上|会议|目前|截至|下一步|期间|一是|二是|他|她|我们|我校|我局|学校|全县|全市|全区|县教|区教|市教|局)"
)
_CLOSING = re.compile(r"(?:下一步|今后|据悉|据了解|目前,|截至|[^。,]{2,14}表示|通过(?:此次|本次|这次))")
_DOCUMENT = re.compile(
    r"(?:公告|通知|公示|通告|的函|方案|公报|总结|一封信|家长书|喜报|倡议书|公开信|简章|预算|决算|说明|答复|须知|提示|启事|招生|招聘)$"
)
_GREETING = re.compile(
    r"(?:尊敬的|亲爱的|各位|各[\u3400-\u9fff、()]{2,24}:|全[县市区体][\u3400-\u9fff、]{2,12}:|[\u3400-\u9fff]{2,4}(?:委员|代表):)"
)
_SALES = re.compile(
    r"优惠|热线|立减|元起|折起|名额|扫码|免费试|抢购|办理条件|贷款额|可贷|低至|火热|招生专业|报名电话|咨询电话|赠送|好礼"
)
_LETTERS = re.compile(r"[\u3400-\u9fffA-Za-z\d]")
_GROUPS = re.compile(r"[\s,:!?、“”《》()—\-]+")
_LOOK_BACK, _LOOK_AHEAD, _LINES_BACK = 600, 240, 60
_SAME_TITLE = 0.85
_TELLING_MARKS = 3
_SHORT_TITLE, _LONG_TITLE = 8, 14


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How the items of a page begin and end: the shares of 本报讯 leads and of names in brackets, from 0 to 1."""

    leads: float = 0.0
    names: float = 0.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a run: the text of the item so far, its headings, the text that follows, and
    the short lines next to the run on either side, and whether the item so far is a report with a subtitle."""

    before: str
    last: str
    headings: tuple[str, ...]
    ended: bool
    after: str
    others: tuple[str, ...] = ()
    style: PageStyle = PageStyle()
    told_title: str = ""
    in_report: bool = False


# Weights of a logistic regression on the runs of 1,200 pages shredded from articles that are not measured on
# (``benchmarks/fit_boundaries.py`` prints them), rounded: 0.98 right on the runs of held-out articles. Leads and bylines
# weigh more than fitted, colons and commas less, because real pages have more of the former and their headlines the latter.
WEIGHTS: dict[str, float] = {
    "bias": 0.6,
    "lead": 3.5,
    "byline": 2.5,
    "subtitle": 2.0,
    "ended": 2.6,
    "kicker": 1.2,
    "several": -1.0,
    "no lead here": -1.5,
    "no names here": -1.8,
    "in report": -1.5,
    "said in title": -4.0,
    "numbered": -4.4,
    "short": -0.7,
    "long": 0.5,
    "parted": 0.4,
    "colon": -1.6,
    "comma": -1.5,
    "placed": 1.3,
    "alike": -1.8,
    "parallel": -2.4,
    "document": 2.4,
    "headings": -1.0,
    "told before": -2.9,
    "told after": 4.9,
    "dated": 0.8,
    "greeting": 0.7,
    "sales": 1.0,
    "quoted": 0.9,
    "anaphora": -0.8,
    "named": 1.7,
    "new names": 0.5,
    "old names": -0.7,
    "cut before": -0.2,
    "closed before": 0.9,
    "little before": -1.9,
}


def boundary_score(run: Sequence[Marked], around: Surroundings) -> float:
    """The log-odds that a run begins a new item."""
    return WEIGHTS["bias"] + sum(WEIGHTS.get(name, 0.0) * value for name, value in boundary_signs(run, around).items())


def boundary_signs(run: Sequence[Marked], around: Surroundings) -> dict[str, float]:
    """The signs for and against a new item, each between 0 and 1."""
    shorts = [fragment.folded for fragment, role in run if role in (Role.SHORT, Role.NUMBERED)]
    roles = [role for _, role in run[1:]]
    title, after = shorts[0], around.after
    return {
        "lead": float(is_lead(after)),
        "byline": float(Role.BYLINE in roles or Role.METADATA in roles),
        "subtitle": float(Role.SUBTITLE in roles),
        "ended": float(around.ended),
        "kicker": float(len(shorts) > 1 and ORGANISATION.search(title) is not None),
        "several": float(len(shorts) > 1),
        "no lead here": around.style.leads * (not is_lead(after)),
        "no names here": around.style.names * (not around.ended),
        "in report": float(around.in_report and not is_lead(after)),
        "said in title": float(_share_known(title, around.told_title) > _SAME_TITLE),
        "numbered": float(run[0][1] is Role.NUMBERED),
        **_title_signs(title, around),
        **_text_signs(title, around),
    }


def _title_signs(title: str, around: Surroundings) -> dict[str, float]:
    alike = any(abs(len(heading) - len(title)) <= 1 for heading in around.headings)
    return {
        "short": float(len(title) <= _SHORT_TITLE),
        "long": float(len(title) >= _LONG_TITLE),
        "parted": float(" " in title),
        "colon": float(":" in title),
        "comma": float("," in title),
        "placed": float(_NAME.search(title) is not None),
        "alike": float(alike),
        "parallel": float(any(_is_parallel(title, other) for other in around.others)),
        "document": float("," not in title and len(title) > _SHORT_TITLE and _DOCUMENT.search(title) is not None),
        "headings": min(1.0, len(around.headings) / 3),
        "told before": _share_known(title, around.before),
        "told after": _share_known(title, around.after),
    }


def _text_signs(title: str, around: Surroundings) -> dict[str, float]:
    after = around.after
    opening = after[:80]
    names = {match.group()[-4:] for match in _NAME.finditer(title + " " + opening)}
    return {
        "dated": float(_DATED.search(opening[:40]) is not None),
        "greeting": float(_GREETING.match(after) is not None),
        "sales": float(_SALES.search(title + after) is not None),
        "quoted": float(after.startswith("“")),
        "anaphora": float(_ANAPHORA.match(after) is not None),
        "named": float(any(match.group()[-4:] in opening for match in _NAME.finditer(title))),
        "new names": float(bool(names) and not any(name in around.before for name in names)),
        "old names": float(any(name in around.before for name in names)),
        "cut before": float(bool(around.last) and is_open(around.last)),
        "closed before": float(_CLOSING.match(around.last) is not None),
        "little before": float(len(around.before) < 100),
    }


def _is_parallel(title: str, other: str) -> bool:
    """Two headings of one article are often built alike: the same marks in the same places, or the same beginning."""
    if title[:2] == other[:2] and not _NAME.match(title):
        return True
    marks = _LETTERS.sub("", title)
    if len(marks) >= _TELLING_MARKS and marks == _LETTERS.sub("", other):
        return True
    skeleton = _LETTERS.sub("x", title)
    return (
        len(skeleton) > 5
        and skeleton != "x" * len(skeleton)
        and skeleton.rstrip("x") == _LETTERS.sub("x", other).rstrip("x")
    )


def _share_known(title: str, text: str) -> float:
    """The share of a headline's character pairs that a text has."""
    pairs = [part[place : place + 2] for part in _GROUPS.split(title) for place in range(len(part) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def text_around(lines: Sequence[Marked], following: Sequence[Marked]) -> tuple[str, str, tuple[str, ...], str]:
    """What the item so far says last, its last paragraph, its last headings, and what the lines after the run say."""
    before: list[str] = []
    headings: list[str] = []
    room, last = _LOOK_BACK, ""
    for fragment, role in reversed(lines[-_LINES_BACK:]):
        if role in (Role.SHORT, Role.NUMBERED):
            headings.append(fragment.folded)
        elif role is Role.BODY and room > 0:
            last = last or fragment.folded
            before.append(fragment.folded[-room:])
            room -= len(fragment.folded)
    after = ""
    for fragment, role in following:
        if role is not Role.BODY or len(after) >= _LOOK_AHEAD:
            break
        after += fragment.folded[:_LOOK_AHEAD]
    return "".join(reversed(before)), last, tuple(headings[:5]), after
