"""Concepts: what a figure counts, the verb that governs it, its base, whose it is and when it holds.

A grammar of Chinese noun phrases around a number, over jieba's parts of speech. The figures of a sentence are masked
by one private character each before it is tagged, so that no word straddles a border. Not for relations between
figures (``relations``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.figures.candidates import Candidate
from nlp.figures.words import (
    ACTIONS,
    ADVERBS,
    ANAPHORA,
    ATTRIBUTE_ADVERBS,
    ATTRIBUTIVE,
    AVERAGES,
    COMPLEMENTS,
    LINKS,
    NOT_OBJECTS,
    NOUN_SUFFIXES,
    NOUN_TAGS,
    POS,
    VERBS_THAT_STOP,
    WEAK_ACTIONS,
)
from nlp.segmentation import tag

_PLAIN = str.maketrans({"\n": " ", "，": ","})
MASK = "\ue000"
FIGURE = "F"


@dataclass(slots=True)
class Token:
    """A word with its part of speech and its offsets in the text; a figure has the tag ``F`` and its number."""

    text: str
    pos: str
    start: int
    end: int
    figure: int = -1


@dataclass(slots=True)
class Description:
    """What the words around a figure say of it."""

    concept: str = ""
    concept_start: int = -1
    predicate: str | None = None
    per: str | None = None
    subject: str | None = None
    period: str | None = None
    after: bool = False


def tokenise(text: str, start: int, end: int, candidates: list[Candidate]) -> list[Token]:
    """Tag one sentence with its figures masked."""
    pieces: list[str] = []
    cuts: list[int] = []
    position = start
    for candidate in candidates:
        pieces += text[position : candidate.start], MASK
        cuts.append(candidate.end - candidate.start - 1)
        position = candidate.end
    pieces.append(text[position:end])
    tokens: list[Token] = []
    offset, figure = start, 0
    for word, part in tag("".join(pieces).translate(_PLAIN).replace("其中", ",,")):
        if word[0] == MASK:
            for _ in word:
                tokens.append(Token(MASK, FIGURE, offset, offset + 1 + cuts[figure], figure))
                offset += 1 + cuts[figure]
                figure += 1
            continue
        length = len(word)
        if length == 4 and part[0] in "lvin" and word[:2] in ACTIONS and word not in POS:
            tokens.append(Token(word[:2], "v", offset, offset + 2))
            tokens.append(Token(word[2:], POS.get(word[2:], "n"), offset + 2, offset + 4))
        elif length > 1 and word != "教育":
            tokens.append(Token(word, POS.get(word, part), offset, offset + length))
        elif word != " ":
            _append(tokens, Token(word, POS.get(word, part), offset, offset + length))
        offset += length
    return tokens


_NO_SUFFIX = VERBS_THAT_STOP | LINKS


def _append(tokens: list[Token], token: Token) -> None:
    """Add a token, or join it to the one before as its suffix or its complement."""
    last = tokens[-1] if tokens else None
    if last is not None and last.text == "受" and token.text == "教育":
        tokens[-1] = Token("受教育", "b", last.start, token.end)
        return
    if (
        (
            last is not None
            and len(token.text) == 1
            and last.end == token.start
            and last.pos[0] in "vna"
            and len(last.text) > 1
        )
        and token.text in NOUN_SUFFIXES
        and (last.text not in _NO_SUFFIX or token.text in "率类者费")
    ):
        tokens[-1] = Token(last.text + token.text, "n", last.start, token.end)
        return
    if last is not None and token.text in COMPLEMENTS and last.pos == "v" and last.text not in LINKS:
        tokens[-1] = Token(last.text + token.text, "v", last.start, token.end)
        return
    tokens.append(token)


_STOP = frozenset(",，。;；!?！？:：…—|")
_OPENERS, _CLOSERS = frozenset('“"「『‘(（《'), frozenset('”"」』’)）》')


def is_stop(token: Token) -> bool:
    """Whether a clause ends at a token."""
    return token.text[0] in _STOP


def is_noun(token: Token) -> bool:
    """Whether a word may stand in a noun phrase as a noun or an attribute."""
    return token.pos in NOUN_TAGS


# --- the noun phrase after the number --------------------------------------------------------------------------------


def phrase_after(tokens: list[Token], index: int, demanding: bool, people: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins right after a figure, as token indexes; None where a verb or a stop follows.

    ``demanding``: the unit asks for a noun (名, 所, 个), so that a verb may begin its attribute (名撤并学生家庭);
    ``people``: it counts people, so that the phrase ends with the person.
    """
    position, head = index + 1, -1
    if position < len(tokens) and tokens[position].text in ("的", "之"):
        position += 1
    first = position
    while position < len(tokens) and position - first < 24:
        token = tokens[position]
        if token.pos == FIGURE or is_stop(token) or (head >= 0 and _is_complete(tokens, position, head, people)):
            break
        if token.text in _OPENERS:
            closing = _closing(tokens, position)
            if closing is None or (
                head == position - 1
                and head >= 0
                and (
                    (people and is_person(tokens[head]) and token.text not in "(（")
                    or tokens[head].text in ("集体", "单位")
                )
            ):
                break
            position = head = closing
        elif is_noun(token) and token.text not in LINKS:
            if head >= 0 and token.text in ACTIONS and not _heads_on(tokens, position):
                break
            head = position if token.pos[0] not in "bfst" or token.text in POS else head
        elif token.text in ("的", "之", "地") and position > first:
            if head == position - 1 and _names_counted(tokens[head], people):
                break
        elif token.pos == "k" and head >= 0:
            head = position
        elif token.text in ("、", "和", "及", "与", "以及") and head >= 0:
            if not _coordinated(tokens, position, people):
                break
        elif not _goes_on(tokens, position, first, head, demanding):
            break
        position += 1
    while head > first and tokens[head].text in _POSITIONS:
        head -= 1
    return (first, head) if head >= first else None


def _heads_on(tokens: list[Token], position: int) -> bool:
    """Whether a verbal noun inside a phrase is an attribute (教师培训活动) or its end, and no predicate."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None or is_stop(following) or following.text in ("、", "的", "和"):
        return True
    return following.text.endswith(NOT_OBJECTS)


_POSITIONS = frozenset("周边 附近 中 里 内 上 下 外 前 后 间 以上 以下 以内 之间 之中 中间 当中".split())


def _names_counted(token: Token, people: bool) -> bool:
    """Whether a noun before 的 is what is counted: 63所学校的校舍, 49名学生的作品."""
    return is_person(token) if people else token.text.endswith(_PLACES_END)


_PERSON_END = frozenset("生员师长者人工民部表子童年众手士户亲女兵警干徒友婴属友")
_PERSONS = frozenset(
    (
        "骨干 专家 教练 领导 党员 群众 家庭 代表 少年 青年 儿童 志愿者 名师 学科带头人 夫妻 夫妇 男孩 女孩 孩子 学霸 冠军 选手 "
        "家庭"
    ).split()
)
_PLACES_END = (
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "大学",
    "学院",
    "高校",
    "高中",
    "初中",
    "机构",
    "单位",
    "企业",
    "公司",
    "教学点",
    "中小学",
    "园",
    "校",
)


def is_person(token: Token) -> bool:
    """Whether a noun names people."""
    return token.text in _PERSONS or (
        token.text not in ("人手", "双手", "高手", "对手", "方面", "层面", "部")
        and token.pos[0] in "nbj"
        and token.text[-1] in _PERSON_END
    )


def _is_complete(tokens: list[Token], position: int, head: int, people: bool) -> bool:
    """Whether the phrase is over: a person was named and no person follows, a school was named and people follow."""
    token, before = tokens[position], tokens[head]
    if token.pos == "t" and token.text not in POS:
        return True
    if token.text in ("、", "和", "及", "与", "以及", "的") or token.text in _OPENERS or token.text in _CLOSERS:
        return False
    if position != head + 1:
        return False
    if people and is_person(before):
        return not is_person(token)
    return before.text.endswith(_PLACES_END) and (is_person(token) or token.pos[0] == "v")


def _closing(tokens: list[Token], position: int) -> int | None:
    for index in range(position + 1, min(len(tokens), position + 16)):
        if tokens[index].text in _CLOSERS:
            return index
        if tokens[index].pos == FIGURE:
            return None
    return None


def _noun_follows(tokens: list[Token], position: int) -> bool:
    return position + 1 < len(tokens) and (is_noun(tokens[position + 1]) or tokens[position + 1].text in _OPENERS)


def _coordinated(tokens: list[Token], position: int, people: bool) -> bool:
    """Whether 、 or 和 joins two nouns of one phrase: no figure, no verb and no new clause behind it."""
    index = position + 1
    if people and tokens[position].text == "与":
        return False
    while index < len(tokens) and is_noun(tokens[index]):
        index += 1
    if index == position + 1:
        return False
    if index >= len(tokens):
        return True
    following = tokens[index]
    return following.pos != FIGURE and not (tokens[position].text == "与" and following.pos.startswith(("v", "l")))


def _goes_on(tokens: list[Token], position: int, first: int, head: int, demanding: bool) -> bool:
    """Whether a word that is no noun may stand inside the phrase: an attribute's verb, adjective or 各."""
    token = tokens[position]
    if token.text in VERBS_THAT_STOP or token.text in ADVERBS:
        return head < 0 and demanding and position == first and _relative(tokens, position)
    if token.pos[0] == "v":
        if head < 0:
            return (demanding or _relative(tokens, position)) and _attribute(tokens, position)
        return len(token.text) > 1 and token.pos == "v" and _compound_verb(tokens, position)
    if token.pos[0] in "abmqfzi" or token.text in ("各", "各类", "各级"):
        return _attribute(tokens, position)
    if token.pos[0] in "pd" and head < 0:
        return demanding and _relative(tokens, position)
    return False


def _attribute(tokens: list[Token], position: int) -> bool:
    """Whether a noun comes within a few words, before the clause ends."""
    for index in range(position + 1, min(len(tokens), position + 5)):
        token = tokens[index]
        if is_noun(token):
            return True
        if is_stop(token) or token.pos == FIGURE or token.text in ADVERBS or token.pos in ("p", "d", "ul", "uz"):
            return False
    return False


def _relative(tokens: list[Token], position: int) -> bool:
    """Whether a 的 with a noun behind it closes a relative clause before the clause ends."""
    for index in range(position + 1, min(len(tokens) - 1, position + 12)):
        token = tokens[index]
        if token.text == "的":
            return _noun_follows(tokens, index)
        if is_stop(token) or token.pos == FIGURE or token.text == "了":
            return False
    return False


def _compound_verb(tokens: list[Token], position: int) -> bool:
    """学生(接送)车辆: a verb of two characters between nouns, closed by a stop right after the second noun."""
    index = position + 1
    if index >= len(tokens) or tokens[index].pos not in ("n", "k", "ng"):
        return False
    return tokens[index].pos == "k"


# --- the noun phrase before the number -------------------------------------------------------------------------------


@dataclass(slots=True)
class Before:
    """The noun phrase before a figure, its bounds as token indexes, and the words between it and the figure."""

    first: int
    last: int
    link: str | None
    verb: int


def phrase_before(tokens: list[Token], index: int) -> Before:
    """The noun phrase that ends right before a figure, words such as 有 and 达 and bases such as 每人 skipped."""
    position, link = _skip_links(tokens, index - 1)
    last, first = position, position + 1
    relative = False
    while position >= 0:
        token = tokens[position]
        if token.pos == FIGURE or is_stop(token) or _governs(tokens, position, first, last):
            break
        if token.text in _CLOSERS and (opening := _opening(tokens, position)) is not None:
            first = position = opening
        elif token.text in ("的", "之") and (first <= last or position == last):
            relative = True
            first = position if position == last else first
        elif is_noun(token) or token.pos == "k" or _is_letters(token):
            first = position
        elif token.text in ("、", "和", "及", "与", "以及", "等") and _joins_left(tokens, position, first, last):
            if token.text == "等" and first <= last:
                break
        elif (
            relative
            and token.pos[0] in "vadm"
            and token.text not in LINKS
            and token.text not in ("对", "为", "在", "从")
        ) or (first <= last and _may_modify(tokens, position, last)):
            first = position
        else:
            break
        position -= 1
    return Before(first, last, link, position)


def _skip_links(tokens: list[Token], position: int) -> tuple[int, str | None]:
    link = None
    while position >= 0:
        token = tokens[position]
        if token.text in STATING:
            link = link or token.text
        elif token.text[0] == ":" and position > 0 and not is_stop(tokens[position - 1]):
            pass  # 中标价:687万元
        elif not (
            token.text in LINKS
            or token.text in ADVERBS
            or token.text == "以"
            or token.text in ANAPHORA
            or token.text[0] == "每"
        ) and (position == 0 or tokens[position - 1].text not in ("每", "每个") or not is_noun(token)):
            break
        position -= 1
    return position, link


def _governs(tokens: list[Token], position: int, first: int, last: int) -> bool:
    """Whether a word that may be a noun is here the verb of the phrase to its right: 检查校车, not 培训经费."""
    token = tokens[position]
    if token.text in LINKS or token.text in STATING or token.text in AVERAGES or token.text[0] == "每":
        return True
    if first > last or token.text not in ACTIONS:
        return False
    if tokens[position + 1].text in ("的", "、", "和", "等", "类") or _follows_verb(tokens, position):
        return False
    return token.text not in WEAK_ACTIONS or not tokens[last].text.endswith(NOT_OBJECTS)


def _follows_verb(tokens: list[Token], position: int) -> bool:
    """Whether a verb stands right before, so that this one is an attribute: 下发整改通知书."""
    if position == 0:
        return False
    before = tokens[position - 1]
    return (
        (before.pos == "v" or before.text in ACTIONS)
        and before.text not in LINKS
        and before.text not in ADVERBS
        and len(before.text) > 1
    )


def _is_letters(token: Token) -> bool:
    return token.text.isascii() and token.text.isalnum() and not token.text.isdigit()


def _may_modify(tokens: list[Token], position: int, last: int) -> bool:
    """Whether a word that is no noun may stand inside the phrase before a number."""
    token = tokens[position]
    if token.text in ATTRIBUTE_ADVERBS:
        return not _after_link(tokens, position)
    if token.pos[0] in "bzmq" or token.text in ("各", "各类", "各级", "各级各类", "各种"):
        return True
    if token.text in ACTIONS and _follows_verb(tokens, position):
        return True
    if token.text in WEAK_ACTIONS and tokens[last].text.endswith(NOT_OBJECTS):
        return True
    return _attributive_verb(tokens, position)


STATING = frozenset("为 是 达 达到 多达 高达 只有 仅有 现有 设有 有 总计 累计 拥有 建有 配有 尚有".split())


def _attributive_verb(tokens: list[Token], position: int) -> bool:
    """A verb before a noun is its attribute where another verb governs both (购置取暖设备) or a list goes on (留守、受困学生)."""
    token = tokens[position]
    if token.pos[0] == "a" or token.text in ATTRIBUTIVE or tokens[position + 1].pos == "k":
        return True
    if token.pos[0] != "v" or len(token.text) < 2 or position == 0:
        return False
    before = tokens[position - 1]
    if before.pos == "v" and before.text not in LINKS and before.text not in ADVERBS and before.text not in _MODALS:
        return True
    if before.text == "所" or token.text in ACTIONS:
        return before.text == "所"
    return before.text in ("、", "和") and position > 1 and is_noun(tokens[position - 2])


_MODALS = frozenset(
    "要 可 能 会 应 须 需 来 去 让 使 被 请 想 得 可以 能够 应当 必须 需要 允许 鼓励 支持 帮助 要求 方便 供".split()
)


def _after_link(tokens: list[Token], position: int) -> bool:
    """In 共计划招生 and 现有 the adverb belongs to a verb, no noun follows it."""
    return (
        position + 1 < len(tokens)
        and tokens[position + 1].pos[0] in "vd"
        and tokens[position + 1].text not in ATTRIBUTIVE
    )


def _opening(tokens: list[Token], position: int) -> int | None:
    for index in range(position - 1, max(-1, position - 16), -1):
        if tokens[index].text in _OPENERS:
            return index
        if tokens[index].pos == FIGURE:
            return None
    return None


def _joins_left(tokens: list[Token], position: int, first: int, last: int) -> bool:
    return position > 0 and is_noun(tokens[position - 1]) and (first <= last or tokens[position].text == "等")


# --- what is around --------------------------------------------------------------------------------------------------

_PLACE_WORDS = frozenset(
    (
        "全区 全市 全县 全校 全省 全国 全镇 全乡 全州 全旗 全系统 我市 我区 我县 我校 我省 该校 该区 该县 该市 该局 该镇 该园 "
        "该乡 本校 市 区 县 其中 目前 现 共 全园 全盟 各校 城区"
    ).split()
)
_ORGANISATION_END = re.compile(
    r"(?:局|教体局|委|厅|部|处|办|校|学校|小学|中学|幼儿园|大学|学院|区|县|市|镇|乡|中心|集团|公司|协会|基金会|政府)$"
)
_LEADING = frozenset("t f".split())


def trim_concept(tokens: list[Token], first: int, last: int) -> tuple[int, int, str | None]:
    """Strip leading places, times and owners from a noun phrase; the owner is the subject."""
    subject = None
    for position in range(last - 1, first, -1):
        if tokens[position].text == "的":  # the head is what stands after the last 的
            first = position + 1
            break
    while first < last:
        token = tokens[first]
        if (
            token.text in _PLACE_WORDS
            or token.pos in ("ns", "nt")
            or (token.pos == "t" and token.text not in ("月", "学前", "课后", "高考", "中考", "青年"))
            or (token.pos == "f" and len(token.text) == 1)
        ):
            if token.pos in ("ns", "nt") or token.text.startswith(("全", "我", "该", "本")):
                subject = (subject or "") + token.text
            first += 1
        elif token.text in ("、", "的", "等", "和", "各", "各类", "所", "各种") or _is_one(tokens, first):
            first += 1
        elif _ORGANISATION_END.search(token.text) and len(token.text) > 2 and token.pos == "nt":
            subject, first = token.text, first + 1
        else:
            break
    return first, last, subject


def _is_one(tokens: list[Token], first: int) -> bool:
    """A leading 一本 or 一个 of a phrase, not 九年 of 九年义务教育."""
    token = tokens[first]
    return (token.text.startswith("一") and token.pos == "m") or (
        token.pos == "q" and first > 0 and tokens[first - 1].text == "一"
    )


def joined(text: str, tokens: list[Token], first: int, last: int) -> str:
    """The text of a token stretch, line breaks inside taken out."""
    return re.sub(r"\s*\n\s*", "", text[tokens[first].start : tokens[last].end]).strip("、的 ")


def governing_verb(tokens: list[Token], position: int) -> int | None:
    """The nearest verb at or before a position in the same clause."""
    index = position
    while index >= 0:
        token = tokens[index]
        if is_stop(token) or token.pos == FIGURE:
            return None
        if (
            (token.pos in ("v", "vd") or (index == position and token.text in ACTIONS))
            and token.text not in LINKS
            and token.text not in ADVERBS
        ):
            return index
        if token.pos == "vn" and index + 1 < len(tokens) and tokens[index + 1].text == "了":
            return index
        index -= 1
    return None


def following_verb(tokens: list[Token], position: int) -> int | None:
    """The first verb at or after a position in the same clause."""
    for index in range(position, min(len(tokens), position + 12)):
        token = tokens[index]
        if is_stop(token) or token.pos == FIGURE:
            return None
        if token.pos in ("v", "vd") and token.text not in LINKS:
            return index
    return None
