"""Concepts: what a figure counts, the verb that governs it, its base, whose it is and when it holds.

A grammar of Chinese noun phrases around a number, over jieba's parts of speech. The figures of a sentence are masked
by one private character each before it is tagged, so that no word straddles a border. Not for relations between
figures (``relations``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.figures.candidates import Candidate
from nlp.figures.words import ADVERBS, LINKS, NOUN_TAGS, POS, VERBS_THAT_STOP
from nlp.segmentation import tag

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
    offsets: list[int] = []
    position = start
    for candidate in candidates:
        pieces.append(text[position : candidate.start])
        offsets.extend(range(position, candidate.start))
        pieces.append(MASK)
        offsets.append(candidate.start)
        position = candidate.end
    pieces.append(text[position:end])
    offsets.extend(range(position, end))
    offsets.append(end)
    tokens: list[Token] = []
    index = figure = 0
    for word, part in tag("".join(pieces).replace("\n", " ")):
        for piece in word.split() if word.isspace() else (word,):
            if MASK in piece:
                for _ in piece:
                    candidate = candidates[figure]
                    tokens.append(Token(MASK, FIGURE, candidate.start, candidate.end, figure))
                    figure += 1
            else:
                tokens.append(
                    Token(piece, POS.get(piece, part), offsets[index], offsets[index + len(piece) - 1] + 1)
                )
        index += len(word)
    return tokens


_STOP = frozenset(",，。;；!?！？:：…—|")
_OPENERS, _CLOSERS = frozenset("“\"「『‘(（《"), frozenset("”\"」』’)）》")


def is_stop(token: Token) -> bool:
    """Whether a clause ends at a token."""
    return token.text[0] in _STOP


def is_noun(token: Token) -> bool:
    """Whether a word may stand in a noun phrase as a noun or an attribute."""
    return token.pos in NOUN_TAGS


# --- the noun phrase after the number --------------------------------------------------------------------------------


def phrase_after(tokens: list[Token], index: int, demanding: bool) -> tuple[int, int] | None:
    """The noun phrase that begins right after a figure, as token indexes; None where a verb or a stop follows.

    ``demanding``: the unit asks for a noun (名, 所, 个), so that a verb may begin its attribute (名撤并学生家庭).
    """
    position, head = index + 1, -1
    if position < len(tokens) and tokens[position].text in ("的", "之"):
        position += 1
    first = position
    while position < len(tokens) and position - first < 24:
        token = tokens[position]
        if token.pos == FIGURE or is_stop(token):
            break
        if token.text in _OPENERS:
            closing = _closing(tokens, position)
            if closing is None or token.text in "(（" or (position > first and head < 0 and False):
                break
            position = head = closing
        elif is_noun(token) and token.text not in LINKS:
            head = position
        elif token.text in ("的", "之", "地") and position > first:
            if head < 0 or not _noun_follows(tokens, position):
                pass
        elif token.pos == "k" and head >= 0:
            head = position
        elif token.text in ("、", "和", "及", "与", "以及") and head >= 0:
            if not _coordinated(tokens, position):
                break
        elif not _goes_on(tokens, position, first, head, demanding):
            break
        position += 1
    return (first, head) if head >= first else None


def _closing(tokens: list[Token], position: int) -> int | None:
    for index in range(position + 1, min(len(tokens), position + 16)):
        if tokens[index].text in _CLOSERS:
            return index
        if tokens[index].pos == FIGURE:
            return None
    return None


def _noun_follows(tokens: list[Token], position: int) -> bool:
    return position + 1 < len(tokens) and (is_noun(tokens[position + 1]) or tokens[position + 1].text in _OPENERS)


def _coordinated(tokens: list[Token], position: int) -> bool:
    """Whether 、 or 和 joins two nouns of one phrase: no figure, no verb and no new clause behind it."""
    index = position + 1
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
    if tokens[index].pos == "k":
        return True
    return False


# --- the noun phrase before the number -------------------------------------------------------------------------------


@dataclass(slots=True)
class Before:
    """The noun phrase before a figure, its bounds as token indexes, and the words between it and the figure."""

    first: int
    last: int
    link: str | None
    verb: int


def phrase_before(tokens: list[Token], index: int) -> Before:
    """The noun phrase that ends right before a figure, words such as 有 and 达 skipped."""
    position, link = index - 1, None
    while position >= 0 and (tokens[position].text in LINKS or tokens[position].text in ADVERBS or tokens[position].text in ("为", "以")):
        if tokens[position].text in LINKS:
            link = tokens[position].text if link is None or tokens[position].text not in ("了", "共") else link
        position -= 1
    last, first = position, position + 1
    relative = False
    while position >= 0:
        token = tokens[position]
        if token.pos == FIGURE or is_stop(token):
            break
        if token.text in _CLOSERS and (opening := _opening(tokens, position)) is not None:
            first = position = opening
        elif token.text in ("的", "之") and first <= last:
            relative = True
        elif (is_noun(token) and token.text not in LINKS) or token.pos == "k":
            first = position
        elif token.text in ("、", "和", "及", "与", "以及", "等") and _joins_left(tokens, position, first, last):
            pass
        elif relative and token.pos[0] in "vadm" and token.text not in VERBS_THAT_STOP and token.text not in LINKS:
            first = position
        elif token.pos[0] in "bz" or token.text in ("各", "各类", "各级", "各级各类", "各种"):
            first = position
        else:
            break
        position -= 1
    return Before(first, last, link, position)


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

_PLACE_WORDS = frozenset("全区 全市 全县 全校 全省 全国 全镇 全乡 全州 全旗 全系统 我市 我区 我县 我校 我省 该校 该区 该县 该市 该局 该镇 该园 该乡 本校 市 区 县 其中 目前 现 共 全园 全盟 各校 城区".split())
_ORGANISATION_END = re.compile(r"(?:局|教体局|委|厅|部|处|办|校|学校|小学|中学|幼儿园|大学|学院|区|县|市|镇|乡|中心|集团|公司|协会|基金会|政府)$")
_LEADING = frozenset("t f".split())


def trim_concept(tokens: list[Token], first: int, last: int) -> tuple[int, int, str | None]:
    """Strip leading places, times and owners from a noun phrase; the owner is the subject."""
    subject = None
    while first < last:
        token = tokens[first]
        if token.text in _PLACE_WORDS or token.pos in ("t", "ns", "nt", "s") or (token.pos == "f" and len(token.text) == 1):
            if token.pos in ("ns", "nt") or token.text.startswith(("全", "我", "该", "本")):
                subject = (subject or "") + token.text
            first += 1
        elif token.text in ("、", "的", "等", "和", "各"):
            first += 1
        elif _ORGANISATION_END.search(token.text) and len(token.text) > 2 and token.pos == "nt":
            subject, first = token.text, first + 1
        else:
            break
    return first, last, subject


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
        if token.pos in ("v", "vd") and token.text not in LINKS and token.text not in ADVERBS:
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
