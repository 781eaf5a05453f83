"""Joins: does one line go on where another stops in mid-sentence?

For the judgement on two lines; which lines are tried is decided by ``nlp.pages.order``. A join that is not likely is not
made: where text is missing, the sentence stays cut.
"""

import re

from nlp.pages.characters import breaks_word, follows
from nlp.segmentation import segment

# Weights of a logistic regression on 1,200 pairs cut from held-out articles (true continuations against the next and
# against a random paragraph), rounded; 0.89 right on the half that it was not fitted to.
_BIAS, _LANGUAGE, _BEGINS, _WORD, _OPEN, _CLOSES, _MARK, _SHORT, _UNIT = -0.4, 0.5, -1.6, 1.5, -0.7, 1.4, 1.8, 2.0, 0.9
_LANGUAGE_RANGE = (-8.0, 12.0)
_SHORT_HEAD = 25
_LIST_WEIGHT, _FRAME = 2.0, 1.5
_SPAN = 6
_LOOK = 60
NEVER = -99.0

BEGINS = re.compile(
    r"近日|日前|同时,|此外|另外|随后|接着|然后|首先|其次|最后|据了解|据悉|据介绍|据统计|本报讯|下一步|目前,|截至|近年来|多年来|今年|去年|为[了进推深切扎增提加贯落]"
    r"|\d{1,2}月\d{1,2}日|\d{4}年|活动[中现结当]|会[上议后]|在[^,。]{2,20}(?:中|上|时|后|下|期间),|[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|[一二三四五]是|第[一二三四五],"
    r"|通过|该[校局县区市镇园]|此次|这次|本次|其中"
)
"""How a paragraph begins, seldom the rest of one."""
_UNITS = frozenset(
    "个名支副所人万元次项条件台套间户张余多年月日岁%周天位本部场家届类级班门平公米校辆份批亿千百处组节课座栋棵封幅只根双"
)
_OPENING, _CLOSING = "“‘《(【", "”’》)】"
_CLOSE_FIRST = re.compile(rf"[^{_OPENING}]*?[{_CLOSING}]")
_FRAMES = tuple(
    (re.compile(rf"{opens}[^,。;:]{{0,30}}$"), re.compile(rf"[^,。;:]{{0,20}}?(?:{closes})"))
    for opens, closes in (
        ("对", "表示|进行|给予|作出|提出|加以|实施|开展|产生|造成|负责|予以"),
        ("在", "[下中]的?|上,|期间|过程|方面|基础上|带领|指导|支持"),
        ("以", "为(?:主题|抓手|契机|核心|重点|载体|依托|目标|主线|中心|例|荣|基础|引领)|的(?:形式|方式|态度|作风)"),
        ("[从由]", "到|出发|入手|抓起|组成|负责"),
        ("与", "相结合|合作|签订|交流|开展|共同|结对"),
    )
)
"""Phrases that open before a cut and close behind it (对…|…表示): the frame shows that both are one sentence."""
_LIST_HEAD = re.compile(r"[^,。;:]{1,16}(?:、|和|与|及|等)")


def join_score(tail: str, head: str) -> float:
    """The log-odds that a folded text goes on from a folded line that stops in mid-sentence, for even odds before."""
    if not head or breaks_word(tail, head):
        return NEVER
    low, high = _LANGUAGE_RANGE
    score = _BIAS + _LANGUAGE * min(high, max(low, follows(tail, head)))
    score += _BEGINS * bool(BEGINS.match(head)) + _WORD * _crosses(tail, head)
    closes = _CLOSE_FIRST.match(head[:_LOOK]) is not None
    score += _CLOSES * closes + _OPEN * (_is_quoting(tail) and not closes)
    score += _MARK * (head[0] in ",、。;)”》") + _SHORT * (len(head) < _SHORT_HEAD)
    score += _UNIT * (tail[-1].isdigit() and (head[0] in _UNITS or head[0].isdigit()))
    score += _FRAME * any(opens.search(tail[-_LOOK:]) and closes.match(head) for opens, closes in _FRAMES)
    if tail.endswith("、"):
        score += _LIST_WEIGHT if _continues_list(tail, head) else -_LIST_WEIGHT
    return score


def _crosses(tail: str, head: str) -> bool:
    """A word stands across the cut."""
    before = tail[-_SPAN:]
    place = 0
    for word in segment(before + head[:_SPAN]):
        if place < len(before) < place + len(word):
            return True
        place += len(word)
    return False


def _is_quoting(tail: str) -> bool:
    near = tail[-3 * _LOOK :]
    return any(near.count(opening) > near.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True))


def _continues_list(tail: str, head: str) -> bool:
    """A list that stops after 、 goes on with another of the same sort (…机器人竞赛、|创意竞赛、…)."""
    if BEGINS.match(head):
        return False
    last = re.split("[、,。]", tail[-24:-1])[-1]
    first = re.split("[、,。]", head[:24])[0]
    return first[-1:] == last[-1:] or (_LIST_HEAD.match(head) is not None and last[-2:] in head[:30])
