"""Lines: what each line of a page is, judged by itself.

For the first reading; what a short line is in its surroundings (a headline, a section heading, a lost end) is decided by
``nlp.pages.items``. Every test here is bounded by a line's length, so a line of a million characters costs one pass.
"""

import re
from enum import Enum

from nlp.bylines import find_bylines_folded
from nlp.dates import is_date_line
from nlp.pages.fragments import Fragment


class Role(Enum):
    """What a line is by itself."""

    BODY = "body"
    SHORT = "short"
    NUMBERED = "numbered"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    METADATA = "metadata"
    CAPTION = "caption"
    ADVERTISEMENT = "advertisement"


MAX_TITLE = 48
"""Longest line that can be a headline; the corpus' longest title has 46 characters."""
MAX_CAPTION = 110
ENDS = tuple("。!?…”’」』》)】]~:;.")
"""What a finished paragraph ends with."""
_HARD_ENDS = tuple("。,、;:")

LEAD = re.compile(
    r"(?:本[报网刊台站]|[\u3400-\u9fff]{2,8}(?:日报|晚报|时报|教育网|融媒|在线|新闻网))[\u3400-\u9fff\d]{0,10}[讯电](?=\s|"
    r"\(|\d|【|:|[\u3400-\u9fff])|(?:\d{1,2}月\d{1,2}日)?(?:记者)?\s?讯[ (]|【本报讯】"
)
"""How a news item begins in print."""
_LEAD_REACH = 32
_CAPTION_START = re.compile(r"(?:[▲△▼↑↓←→]|图[为:]|[上下左右]图[为:]|图片(?:说明)?:|图\d+[::\s]|组图:|资料图)")
_CAPTION_END = re.compile(
    r"(?:摄|供图|配图[^。]{0,16}提供|图片[^。]{0,16}提供|摄影报道|资料(?:图|照)片?|\(图片[^()]{0,20}\))[)。]?$"
)
_LABEL = re.compile(
    r"(?:来源|出处|作者|记者|时间|日期|发布(?:时间|日期|机构|人|单位)?|责任编辑|编辑|审核|信息来源|稿件来源|文章来源|浏览次数|点击数|阅读|字号|索\s?引\s?号|文\s?号|主题(?:分类|词)|关键[字词]|栏目|供稿单位?):\s*[^。]{0,60}$"
)
_DATE_SIGN = re.compile(r"\d{4}|年")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、..]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、..)](?!\d)|第[一二三四五六七八九十\d]{1,3}[章节条部分件招步关课站幕点项、:,\s]|[①-⑳]|亮点\s?[一二三四五六七八九十\d]|[(]?其[一二三四][)、::])"
)
_ADVERTISEMENT = re.compile(r"[·【(\[]?\s*(?:广\s?告|公益广告|推广|商业广告|广告位招租)\s*[·】)\]]?")
_LONG_TITLE = 26
_TOLD = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚|至\d{1,2}日)?,|(?:近日|日前|昨日|昨天|近年来|去年|为(?:了|进一步|深入)[^,]{2,30}),"
)
_NO_TITLE = re.compile(
    r"〔(?:19|20)\d{2}〕|^[,。、;:)”》!?%\d]+$|^[,。、;:)”》]|^\(?\d{4}年\d{1,2}月\d{1,2}日\)?$|^(?:电话|地址|邮编|网址|热线|咨询|联系人|咨询电话|传真|E-?mail)|^(?:https?:|www\.)",
    re.I,
)


def role_of(fragment: Fragment) -> Role:
    """Judge a line by itself."""
    text = fragment.folded
    if len(text) > MAX_CAPTION or is_lead(text):
        return Role.BODY
    for role, test in _TESTS:
        if test(text):
            return role
    return Role.BODY


def is_lead(text: str) -> bool:
    """Tell whether a folded line begins as a news item does in print."""
    beginning = text[:_LEAD_REACH]
    return ("讯" in beginning or "电" in beginning) and LEAD.match(text) is not None


def is_open(text: str) -> bool:
    """Tell whether a folded text stops in mid-sentence."""
    return not text.rstrip().endswith(ENDS)


def _is_byline(text: str) -> bool:
    spans = find_bylines_folded(text, text)
    return len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(text)


def _is_metadata(text: str) -> bool:
    return (":" in text and _LABEL.match(text) is not None) or (
        _DATE_SIGN.search(text) is not None and is_date_line(text)
    )


def _is_subtitle(text: str) -> bool:
    return text.startswith(("——", "--", "—")) and len(text) <= MAX_TITLE + 12 and not text.endswith(_HARD_ENDS)


def _is_caption(text: str) -> bool:
    return _CAPTION_START.match(text) is not None or (
        _CAPTION_END.search(text) is not None and not text.startswith("(")
    )


def _is_numbered(text: str) -> bool:
    return len(text) <= MAX_TITLE and _NUMBERED.match(text) is not None and not text.endswith(("。", ",", ";"))


def is_title_like(text: str) -> bool:
    """Tell whether a folded line can be a headline or a section heading: short, no sentence, not in mid-list."""
    if not 3 <= len(text) <= MAX_TITLE or text.endswith(_HARD_ENDS) or "。" in text[:-1]:
        return False
    if text.count(",") > _most_commas(text) or _TOLD.match(text):
        return False
    return not _NO_TITLE.search(text) and re.search(r"[\u3400-\u9fff]{2}", text) is not None


def _most_commas(text: str) -> int:
    """A long headline sets its parts apart by spaces; a long line with commas is a sentence cut short."""
    if len(text) <= _LONG_TITLE:
        return 3
    return 1 if " " in text else 0


_TESTS = (
    (Role.ADVERTISEMENT, lambda text: _ADVERTISEMENT.fullmatch(text) is not None),
    (Role.BYLINE, _is_byline),
    (Role.METADATA, _is_metadata),
    (Role.SUBTITLE, _is_subtitle),
    (Role.CAPTION, _is_caption),
    (Role.NUMBERED, _is_numbered),
    (Role.SHORT, is_title_like),
)
