"""Marking: the fragments of a page as lines of articles, each with its role.

For what is seen between neighbouring lines: text wrapped at a fixed width, a label with its value on the next line, a
headline and a lead run together on one.
"""

import itertools
import re
from collections.abc import Sequence

from nlp.pages.fragments import Fragment, tie
from nlp.pages.lines import ENDS, MAX_TITLE, Role, is_lead, is_title_like, role_of

Marked = tuple[Fragment, Role]

_LABEL_ONLY = re.compile(
    r"(?:作者|来源|记者|通讯员|责任编辑|编辑|责编|审核|时间|日期|发布(?:时间|日期)|文章来源|信息来源|供稿):$"
)
_MAX_VALUE = 24
_LEAD_INSIDE = re.compile(
    r"(?<=[\s\u3400-\u9fff”》])(?:本[报网]讯|本报[\u3400-\u9fff]{0,6}\d{1,2}月\d{1,2}日[讯电])[\s(]"
)

# A page is wrapped where at least this share of the lines with a line right under them is full and stops in
# mid-sentence; on the seeds' and the corpus' pages with a paragraph a line it is under 0.1.
_WRAPPED_SHARE = 0.5
_WRAPPED_LEAST = 6
_WRAPPED_WIDTHS = range(12, 61)
_SLACK = 2


def mark_lines(fragments: Sequence[Fragment]) -> list[Marked]:
    """Give every line its role, lines that belong together put together first."""
    marked: list[Marked] = []
    for fragment in _join_labels(_unwrap(fragments)):
        marked.extend((part, role_of(part)) for part in _split_headline(fragment))
    return marked


def _join_labels(fragments: Sequence[Fragment]) -> list[Fragment]:
    joined: list[Fragment] = []
    for fragment in fragments:
        labelled = joined and _LABEL_ONLY.match(joined[-1].folded) and len(fragment.text) <= _MAX_VALUE
        if labelled and not fragment.folded.endswith(ENDS):
            joined[-1] = tie(joined[-1], fragment)
        else:
            joined.append(fragment)
    return joined


def _split_headline(fragment: Fragment) -> list[Fragment]:
    """A headline that runs into the lead of its item (…防汛演练 本报讯 近日…) is a line of its own."""
    match = _LEAD_INSIDE.search(fragment.folded, 4, MAX_TITLE + 12)
    if match is None or is_lead(fragment.folded):
        return [fragment]
    headline, text = fragment.part(0, match.start()), fragment.part(match.start(), len(fragment.text))
    if not is_title_like(headline.folded):
        return [fragment]
    text.mended = "split"
    return [headline, text]


def _unwrap(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join lines that were wrapped at a fixed width."""
    width = _wrap_width(fragments)
    if width is None:
        return list(fragments)
    indented = sum(fragment.indent >= 2 for fragment in fragments) >= 2
    joined: list[Fragment] = []
    full = False
    for fragment in fragments:
        last = joined[-1] if joined else None
        if last is not None and full and _is_wrapped(last, fragment, indented):
            joined[-1] = tie(last, fragment)
            joined[-1].mended = "joined"
        else:
            joined.append(fragment)
        full = len(fragment.text) >= width - _SLACK
    return joined


def _wrap_width(fragments: Sequence[Fragment]) -> int | None:
    followed = [len(above.text) for above, under in itertools.pairwise(fragments) if under.gap == 0]
    if len(followed) < _WRAPPED_LEAST:
        return None
    width = sorted(followed)[len(followed) * 9 // 10]
    if width not in _WRAPPED_WIDTHS or max(followed) > width + 2 * _SLACK:
        return None
    full = sum(
        width - _SLACK <= len(above.text) and not above.folded.endswith(ENDS)
        for above, under in itertools.pairwise(fragments)
        if under.gap == 0
    )
    return width if full >= _WRAPPED_SHARE * len(followed) else None


def _is_wrapped(last: Fragment, fragment: Fragment, indented: bool) -> bool:
    if fragment.gap or is_lead(fragment.folded):
        return False
    if indented:
        return fragment.indent < 2
    return not last.folded.endswith(("。", "!", "?", "。”"))
