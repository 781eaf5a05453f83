"""Heads: the lines above an item's text into kicker, title, subtitle, source and what belongs to the text after all.

For headlines only; bylines, dates and captions between them are read by ``nlp.pages.articles``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.pages.boundaries import ORGANISATION, Marked
from nlp.pages.fragments import Fragment
from nlp.pages.joins import join_score
from nlp.pages.lines import Role

_SOURCE = re.compile(
    r"[\u3400-\u9fffA-Za-z·]{2,14}(?:网|日报|晚报|时报|晨报|商报|报社|报|在线|客户端|电视台|广播|融媒体?中心|公众号|发布|通讯社|杂志|云)"
)
_BRACKETED = re.compile(r"\([^()]{2,20}\)")
_ALIKE = 2
_MOST_LINES = 2
"""Lines of a headline: a third is a section heading or, in an advertisement, text."""

# Two lines of one headline are joined without a space where the first stops in mid-phrase: above this score are 0.65
# of 135 headlines of the corpus cut at a random place and 0.02 of its 152 headlines of two parts.
_MID_PHRASE = 3.5


@dataclass
class Head:
    """The headlines of an item; ``text`` are short lines above the text that are no headlines."""

    title: list[Fragment] = field(default_factory=list)
    separator: str = " "
    kicker: Fragment | None = None
    text: list[Fragment] = field(default_factory=list)
    source: Fragment | None = None
    repeated: list[Fragment] = field(default_factory=list)
    torn: bool = False
    """Whether a line of the headline stood inside the text."""

    @property
    def printed(self) -> str | None:
        """The title as one line, or null."""
        return self.separator.join(fragment.text for fragment in self.title) or None


def read_head(lines: Sequence[Marked], headings: Sequence[str]) -> Head:
    """Sort the short lines above a text.

    Args:
        lines: the lines above the text, of every role.
        headings: the folded short lines inside the text, which tell a first section heading from a headline.
    """
    head = Head()
    candidates: list[Fragment] = []
    seen: set[str] = set()
    described = any(role is Role.METADATA for _, role in lines)
    byline_read = False
    for fragment, role in lines:
        byline_read |= role is Role.BYLINE
        if role not in (Role.SHORT, Role.NUMBERED):
            continue
        if fragment.folded in seen:
            head.repeated.append(fragment)
        elif described and candidates and head.source is None and _SOURCE.fullmatch(fragment.folded):
            head.source = fragment
        elif candidates and (role is Role.NUMBERED or _is_heading(fragment, candidates, headings)):
            head.text.append(fragment)
        elif candidates and byline_read and head.kicker is None:
            head.kicker = fragment
        else:
            candidates.append(fragment)
        seen.add(fragment.folded)
    _share_out(head, candidates)
    return head


def _is_heading(fragment: Fragment, candidates: Sequence[Fragment], headings: Sequence[str]) -> bool:
    """Built as long as most headings of the text, and not as the headline above it."""
    alike = sum(abs(len(heading) - len(fragment.folded)) <= 1 for heading in headings)
    return alike >= _ALIKE and abs(len(candidates[0].folded) - len(fragment.folded)) > 1


def _share_out(head: Head, candidates: list[Fragment]) -> None:
    if len(candidates) > 1 and head.kicker is None and _is_kicker(candidates[0].folded, candidates[1].folded):
        head.kicker = candidates.pop(0)
    lines = 1 if len(candidates) > 1 and _exclaims_alone(candidates[0], candidates[1]) else _MOST_LINES
    head.title = candidates[:lines]
    head.text = candidates[lines:] + head.text
    if len(head.title) > 1:
        first, second = head.title
        if _BRACKETED.fullmatch(second.folded):
            return
        if join_score(first.folded, second.folded) >= _MID_PHRASE:
            head.separator = ""


def _exclaims_alone(first: Fragment, second: Fragment) -> bool:
    """A cry under a headline that is none (热烈祝贺…!) begins the text."""
    return second.folded.endswith("!") and "!" not in first.folded


def _is_kicker(first: str, second: str) -> bool:
    return ORGANISATION.search(first) is not None and " " not in first and not _BRACKETED.fullmatch(second)
