"""Cleaning: a page's text into lines without what only the layout or the way of copying put there.

For invisible characters, layout spaces and the pinyin that mirror sites insert. Not for anything inside a sentence
otherwise: a single space, a doubled character, a question mark in place of a dot stay as they were printed.
"""

import re
from collections.abc import Iterator

from nlp.normalisation import fold
from nlp.pages.fragments import Drops, Fragment, Span, trim

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_MARKS = ",.;:!?。、\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff"
_PINYIN = rf"(?<=[{_HAN}])[(\uff08][a-zü]{{0,5}}[{_TONED}][a-z{_TONED}]{{0,5}}[)\uff09]"
_NOISE = re.compile(rf"(?P<invisible>[{_INVISIBLE}]+)|(?P<pinyin>{_PINYIN})")
_NEUTRAL_PINYIN = re.compile(
    r"(?<=[的地得著着了過过們们個个裏里上下來来去頭头子])[(\uff08](?:de|zhe|le|guo|men|ge|li|shang|xia|lai|qu|tou|zi)[)\uff09]"
)
_BLANK = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_WIDE_SPACE = re.compile(
    rf"(?<=[{_HAN}{_MARKS}”》)])[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]{{2,}}(?=[{_HAN}“《(\uff08])"
)
_LETTERED = re.compile(rf"(?:[{_HAN}][ \u00a0\u3000]){{3,}}[{_HAN}](?![{_HAN}])")
_SPACED_PAIR = re.compile(rf"(?<=[{_HAN}{_MARKS}“”《》()])[ \u00a0\u3000]+(?=[{_HAN}{_MARKS}“”《》()])")

# PDF text sets a space between all characters: there 0.8 and more of the Chinese characters are followed by one, in
# ordinary text under 0.06 (measured on the seeds' 750 lines and on letter-spaced copies of them).
_SPACED_SHARE = 0.5
_SPACED_LEAST = 8


def read_fragments(page: str, drops: Drops) -> list[Fragment]:
    """Split a page into its non-blank lines, cleaned."""
    folded = fold(page)
    noisy = _NOISE.search(page) is not None
    toned = noisy and re.search(_PINYIN, page) is not None
    fragments: list[Fragment] = []
    gap = 0
    for start, end in _iter_lines(page):
        fragment = _read_line(page, folded, (start, end), drops if noisy else None, toned)
        if fragment is None:
            gap += 1
            continue
        fragment.gap = gap
        fragments.append(fragment)
        gap = 0
    return fragments


def _iter_lines(page: str) -> Iterator[Span]:
    position = 0
    for match in _BREAK.finditer(page):
        yield position, match.start()
        position = match.end()
    if position < len(page):
        yield position, len(page)


def _read_line(page: str, folded: str, line: Span, drops: Drops | None, toned: bool) -> Fragment | None:
    start, end = line
    removed = _drop_noise(page, start, end, drops, toned) if drops is not None else []
    left, right = start, end
    if removed:
        text, plain = _without(page, start, end, removed), _without(folded, start, end, removed)
        fragment = Fragment(text, start, end, removed, folded=plain).part(0, len(text))
    else:
        left, right = trim(page, start, end)
        fragment = Fragment(page[left:right], left, right, folded=folded[left:right])
    if not fragment.text:
        return None
    fragment.indent = _width(page[start : fragment.start])
    spaces = _find_spaces(fragment.text)
    return _without_spaces(fragment, spaces) if spaces else fragment


def _drop_noise(page: str, start: int, end: int, drops: Drops, toned: bool) -> list[Span]:
    found = [(match.span(), match.lastgroup or "") for match in _NOISE.finditer(page, start, end)]
    if toned:
        found.extend((match.span(), "pinyin") for match in _NEUTRAL_PINYIN.finditer(page, start, end))
        found.sort()
    for (left, right), reason in found:
        drops.add_span(left, right, reason)
    return [span for span, _ in found]


def _width(blank: str) -> int:
    if not blank:
        return 0
    return sum(2 if character == "\u3000" else 4 if character == "\t" else 1 for character in blank)


def _find_spaces(text: str) -> list[Span]:
    """The layout spaces of a line: all between Chinese characters where they are set apart, the surplus elsewhere."""
    if _BLANK.search(text) is None:
        return []
    pairs = [match.span() for match in _SPACED_PAIR.finditer(text)]
    if len(pairs) >= _SPACED_LEAST and len(pairs) >= _SPACED_SHARE * len(text) / 2:
        return pairs
    spaces = [(match.start() + 1, match.end()) for match in _WIDE_SPACE.finditer(text)]
    for match in _LETTERED.finditer(text):
        spaces.extend((place, place + 1) for place in range(match.start() + 1, match.end(), 2))
    return sorted(set(spaces))


def _without(text: str, start: int, end: int, removed: list[Span]) -> str:
    if not removed:
        return text[start:end]
    parts, place = [], start
    for left, right in removed:
        parts.append(text[place:left])
        place = max(place, right)
    return "".join([*parts, text[place:end]])


def _without_spaces(fragment: Fragment, spaces: list[Span]) -> Fragment:
    """Lose white space from a fragment; the input's stretches of it join those removed before."""
    text, removed, place = [], list(fragment.removed), 0
    for left, right in spaces:
        if left < place:
            continue
        text.append(fragment.text[place:left])
        removed.extend((fragment.position(offset), fragment.position(offset) + 1) for offset in range(left, right))
        place = right
    text.append(fragment.text[place:])
    return Fragment("".join(text), fragment.start, fragment.end, sorted(removed), fragment.gap, fragment.indent)
