"""Bylines: who wrote, took the pictures, edited, and as what.

For the printed forms at the start or the end of a paragraph or on a line of their own: brackets, bullets, labels. Not for
people whom the text speaks of: where a name cannot be told from a word, nothing is found and the text stays as it is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.names import is_doubtful_name, is_name, is_plain_name
from nlp.normalisation import fold
from nlp.record import Byline

MAX_LENGTH = 80
"""Longest byline read: the longest of real pages names a newsroom and six people in 60 characters."""

_ROLE_NAMES = (
    "全媒体首席记者 融媒体记者 全媒体记者 融媒记者 首席记者 高级记者 资深记者 见习记者 实习记者 特约记者 摄影记者 文字记者 小记者 学生记者 记者 "
    "特约通讯员 通讯员 特约撰稿人 特约撰稿 撰稿人 实习生 摄影报道 摄影 图片摄影 文/摄影 文/图 图/文 文图 图文 文字 图片 撰文 撰稿 供稿 供图 投稿 来稿 "
    "作者 执笔 整理 责任编辑 责任校对 本期编辑 文字编辑 值班编辑 编辑 责编 校对 校审 审核 审稿 编审 审签 初审 复审 终审 一审 二审 三审 一校 二校 三校 总监制 监制 主编 "
    "值班主任 值班总编 策划 制图 制作 美编 视频 编校 录入 信息员 采写 编写 编发 发布 报道 报导"
).split()
_SUFFIX_NAMES = "摄影报道 摄影 文/摄影 文/图 图/文 文并摄 文图 图文 撰文 撰稿 供稿 供图 投稿 来稿 整理 报道 报导 采写 编辑 摄 文 图".split()
_SLASHES = str.maketrans("/\\|", "///")

_ROLE = "|".join(sorted(_ROLE_NAMES, key=len, reverse=True))
_SUFFIX = "|".join(sorted(_SUFFIX_NAMES, key=len, reverse=True))
_HAN = "\u3400-\u9fff"
_NAME = rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,12}}){{1,3}}"

_SEPARATORS = re.compile(r"[\s、,;]+")
_ROLE_TOKEN = re.compile(rf"[{_HAN}A-Za-z·]{{0,20}}?(?P<role>{_ROLE})(?P<mark>[:/]?)(?P<name>{_NAME})?")
_LABEL_TOKEN = re.compile(rf"(?P<role>文|图|摄)[:/](?P<name>{_NAME})?")
_SUFFIX_TOKEN = re.compile(rf"(?P<name>{_NAME})/?(?P<role>{_SUFFIX})")
_SUFFIX_ONLY = re.compile(rf"[/(]?(?:{_SUFFIX})[)]?")
_NEWSROOM = re.compile(
    rf"[{_HAN}A-Za-z]{{2,24}}(?:中心|报|报社|台|网|社|客户端|局|小学|中学|学校|幼儿园|园|委|部|组|队|学院|大学|办|站|宣传科|办公室|融媒体?)"
)
_TIE = re.compile(rf"(?<=[记讯编作摄校])\s+(?=[者员辑影对]\b)|(?<![{_HAN}])([{_HAN}])\s+([{_HAN}])(?![{_HAN}])")
_LABEL_SPACES = re.compile(r"\s*(:)\s*")

_LINE_SIGN = re.compile(r"^\s*[□■●◎○◆◇▲△★☆▪•¤※◉⊙▶►(【\[〔]|[者员辑摄图文稿影校审编理道]")
_BULLETS = "□■●◎○◆◇▲△★☆▪•¤※◉⊙▶►"
_BRACKETS = {"(": ")", "【": "】", "[": "]", "〔": "〕"}
_LEAD = re.compile(
    rf"\s*(?P<lead>(?:本[报网刊台站]|[{_HAN}]{{2,12}})?(?:[{_HAN}\d]{{0,12}})?[讯电]\s*)?\((?P<content>[^()\n]{{2,{MAX_LENGTH}}})\)\s*:?\s*"
)
_OPEN_LEAD = re.compile(
    rf"\s*(?P<lead>本[报网刊台站][{_HAN}\d]{{0,12}}讯\s*)(?P<content>(?:本报|本网)?(?:{_ROLE})[^。,\n]{{2,50}}?)(?:摄影报道|报道|报导)\s*:?\s*"
)
_CLOSED = ("。", ",", "!", "?", ";", ":", "”")
_LEAD_REACH = 32
"""How far into a paragraph the byline of a lead begins: behind an outlet's name, a place, a day and 讯."""
_TAIL = re.compile(r"(?P<mark>[。!?”…》」])\s*(?P<content>[^。!?”…》」\n]{3,40})$")


@dataclass(frozen=True, slots=True)
class BylineSpan:
    """Where a byline stands in a paragraph, half-open, and the people it names."""

    start: int
    end: int
    bylines: tuple[Byline, ...]


def split_bylines(paragraphs: Iterable[str]) -> tuple[list[str], list[Byline]]:
    """Take the bylines out of paragraphs; paragraphs that were nothing else are gone.

    Names in brackets without a role count at the end of the text and on a line of their own only.
    """
    given = list(paragraphs)
    kept: list[str] = []
    found: list[Byline] = []
    for position, paragraph in enumerate(given):
        spans = find_bylines(paragraph, closing=position == len(given) - 1)
        found.extend(byline for span in spans for byline in span.bylines if byline not in found)
        rest = remove_spans(paragraph, spans)
        if rest.strip() or not spans:
            kept.append(rest)
    return kept, found


def remove_spans(text: str, spans: Iterable[BylineSpan]) -> str:
    """Return a text without the given spans, with a space where a dateline would else touch the text."""
    for span in reversed(list(spans)):
        before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
        text = before + (" " if before.endswith(("讯", "訊", "电", "電")) and after else "") + after
    return text


def find_bylines(paragraph: str, closing: bool = False) -> list[BylineSpan]:
    """Find the bylines of one paragraph, in text order.

    Args:
        paragraph: one paragraph of text.
        closing: whether it ends its article, where names in brackets need no role.
    """
    return find_bylines_folded(paragraph, fold(paragraph), closing)


def find_bylines_folded(paragraph: str, folded: str, closing: bool = False) -> list[BylineSpan]:
    """``find_bylines`` for those who have the fold of the paragraph already."""
    line = _find_line(folded)
    spans = [line] if line is not None else [_find_lead(folded), _find_end(folded, closing)]
    return [_as_printed(span, paragraph, folded) for span in spans if span is not None]


def _as_printed(span: BylineSpan, paragraph: str, folded: str) -> BylineSpan:
    """The span with its names in the script of the paragraph."""
    if paragraph == folded:
        return span
    places = ((byline, folded.find(byline.name, span.start)) for byline in span.bylines)
    printed = (
        Byline(name=paragraph[place : place + len(byline.name)] if place >= 0 else byline.name, role=byline.role)
        for byline, place in places
    )
    return BylineSpan(span.start, span.end, tuple(printed))


def parse_byline(content: str) -> list[Byline]:
    """Read the inside of a byline; empty if any part of it is neither a name nor a role nor a newsroom."""
    if len(content) > MAX_LENGTH:
        return []
    return list(_parse(content.translate(_SLASHES).replace("•", "·").replace("・", "·").replace("‧", "·")))


@lru_cache(maxsize=4096)
def _parse(content: str) -> tuple[Byline, ...]:
    content = _TIE.sub(r"\1\2", _LABEL_SPACES.sub(r"\1", content.strip()))
    reader = _Reader()
    tokens = [token for token in _SEPARATORS.split(content) if token]
    if not tokens or not all(reader.read(token) for token in tokens) or not reader.is_sure():
        return ()
    return tuple(reader.finish())


class _Reader:
    """Reads the parts of a byline from left to right: a role holds until the next, a role behind names holds for them."""

    def __init__(self) -> None:
        self.role: str | None = None
        self.people: list[tuple[str, str | None]] = []
        self.pending = 0
        self.doubtful = 0

    def read(self, token: str) -> bool:
        """Take one part in; false if it cannot belong to a byline."""
        return (
            self._read_role(token) or self._read_suffix(token) or self._read_name(token) or self._read_newsroom(token)
        )

    def _read_role(self, token: str) -> bool:
        match = _LABEL_TOKEN.fullmatch(token) or _ROLE_TOKEN.fullmatch(token)
        if match is None or (self.pending and _SUFFIX_ONLY.fullmatch(token)):
            return False
        name = match["name"]
        labelled = match.re is _LABEL_TOKEN or bool(match["mark"])
        if name and not (is_plain_name(name) if labelled else is_name(name) or is_doubtful_name(name)):
            return False
        self.role = match["role"]
        if name:
            self.people.append((name, self.role))
        return True

    def _read_suffix(self, token: str) -> bool:
        if self.people and _SUFFIX_ONLY.fullmatch(token):
            self._settle(token.strip("/()"))
            return True
        match = _SUFFIX_TOKEN.fullmatch(token)
        bound = match is not None and ("/" in token or len(match["role"]) > 1 or match["role"] == "摄")
        if match is None or not bound or not is_name(match["name"]):
            return False
        self._add(match["name"])
        self._settle(match["role"])
        return True

    def _read_name(self, token: str) -> bool:
        sure = is_name(token) or (self.role is not None and is_plain_name(token) and not _NEWSROOM.fullmatch(token))
        if not sure and not is_doubtful_name(token):
            return False
        self.doubtful += not sure
        self._add(token)
        return True

    def is_sure(self) -> bool:
        """Names that are words as well need a role, or as many that are not."""
        return 2 * self.doubtful <= len(self.people) or any(role is not None for _, role in self.people)

    def _read_newsroom(self, token: str) -> bool:
        return _NEWSROOM.fullmatch(token) is not None

    def _add(self, name: str) -> None:
        self.people.append((name, self.role))
        self.pending += self.role is None

    def _settle(self, role: str) -> None:
        self.people = [(name, own or role) for name, own in self.people]
        self.pending = 0

    def finish(self) -> list[Byline]:
        """The people named."""
        return [Byline(name=name, role=role) for name, role in self.people]


def _find_line(paragraph: str) -> BylineSpan | None:
    if not 3 <= len(paragraph) <= MAX_LENGTH or _LINE_SIGN.search(paragraph) is None:
        return None
    content = paragraph.strip()
    bare = content.lstrip(_BULLETS).strip()
    marked = bare != content
    if bare[:1] in _BRACKETS and bare.endswith(_BRACKETS[bare[0]]) and bare.count(bare[0]) == 1:
        bare, marked = bare[1:-1], True
    bylines = parse_byline(bare)
    if not bylines or not (marked or _has_role(bylines)):
        return None
    return BylineSpan(0, len(paragraph), tuple(bylines))


def _has_role(bylines: Iterable[Byline]) -> bool:
    return any(byline.role is not None for byline in bylines)


def _find_lead(paragraph: str) -> BylineSpan | None:
    beginning = paragraph[:_LEAD_REACH]
    match = _LEAD.match(paragraph) if "(" in beginning else None
    if match is None and beginning.lstrip().startswith("本"):
        match = _OPEN_LEAD.match(paragraph)
    if match is None:
        return None
    bylines = parse_byline(match["content"])
    if not bylines or not (match["lead"] or _has_role(bylines)):
        return None
    start = match.end("lead") if match["lead"] else match.start()
    return BylineSpan(start, match.end(), tuple(bylines))


def _find_end(paragraph: str, closing: bool) -> BylineSpan | None:
    text = paragraph.rstrip()
    if text.endswith((")", "】", "]")):
        start = max(text.rfind(mark, len(text) - MAX_LENGTH - 2 if len(text) > MAX_LENGTH else 0) for mark in "(【[")
        bylines = parse_byline(text[start + 1 : -1]) if start > 0 else []
        if bylines and (_has_role(bylines) or closing):
            return BylineSpan(start, len(paragraph), tuple(bylines))
        return None
    match = None if text.endswith(_CLOSED) else _TAIL.search(text[-MAX_LENGTH:])
    bylines = parse_byline(match["content"].strip().lstrip(_BULLETS)) if match else []
    if match is None or not bylines or not _has_role(bylines):
        return None
    return BylineSpan(max(0, len(text) - MAX_LENGTH) + match.end("mark"), len(paragraph), tuple(bylines))


class BylinesComponent:
    """Sets ``doc._.byline``: the people named in the bylines that still stand in the text."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> "BylinesComponent":  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Set the bylines of a doc."""
        doc._.byline = split_bylines(doc.text.split("\n"))[1]
        return doc


if not Doc.has_extension("byline"):
    Doc.set_extension("byline", default=None)

Language.factory("jiaowen_bylines", assigns=["doc._.byline"], func=BylinesComponent.build)
