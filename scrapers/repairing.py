"""Decoding error handlers that lose one character to one bad byte.

Python's own "replace" skips a single byte and so shifts a double-byte text until the next letter of ASCII.
Not for choosing an encoding: that is scrapers.decode.
"""

from __future__ import annotations

import codecs
import re

UTF8_REPAIR = "jiaowen-utf8-repair"
GB_REPAIR = "jiaowen-gb-repair"

# How far ahead an alignment is judged: 16 characters tell the two apart, more cost time on broken pages.
_LOOK_AHEAD = 32
_GB_LEVEL_1 = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]|\xa1[\xa1-\xbf]|\xa3[\xa1-\xfe])")
# Runs of bytes that can only be halves of characters; shorter ones cannot tell.
_RUN = re.compile(rb"[\x81-\xfe]{5,}")
# Stands for the lost character until the text is decoded: a control character no encoding pairs with anything.
LOST = "\x1a"
# Characters that must come out common by moving the pairs: names of rare characters gain one or two by chance.
_CLEAR_GAIN = 2
_DOUBLE = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x00-\x7f]|[\x80-\xff]")


def repair_utf8(error: UnicodeError) -> tuple[str, int]:
    """Replace a bad byte, and the continuation bytes that it orphaned, by one U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, end = error.object, error.end
    while end < len(data) and 0x80 <= data[end] < 0xC0 and end - error.start < 4:
        end += 1
    return "\ufffd", end


def repair_double_byte(error: UnicodeError) -> tuple[str, int]:
    """Replace a bad byte by one U+FFFD and go on where the following bytes make common characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    following = data[start + 1 : start + 2]
    if not following:
        return "\ufffd", start + 1
    if following[0] < 0x20 and following not in b"\t\r\n":
        return "\ufffd", start + 2
    if following[0] < 0x80:
        return "\ufffd", start + 1
    one, two = _common(data, start + 1), _common(data, start + 2)
    return "\ufffd", start + (2 if two > one else 1)


def realign(page: bytes) -> bytes:
    """Put ``LOST`` where a double-byte text lost one byte, so that what follows is paired as it was written.

    A lost first half leaves no error where it happened: its second half pairs with the next first half, and so on.
    """
    return _RUN.sub(lambda run: _realign_run(run[0]), page)


def _realign_run(run: bytes) -> bytes:
    fits = [1 if _GB_LEVEL_1.match(run, place) else 0 for place in range(len(run))]
    as_written, shifted = sum(fits[0::2]), sum(fits[1::2])
    best, place, before, after = as_written, -1, 0, shifted
    for start in range(0, len(run), 2):
        if before + after > best:
            best, place = before + after, start
        before += fits[start]
        after -= fits[start + 1] if start + 1 < len(run) else 0
    if best - as_written < _CLEAR_GAIN:
        return run
    return run[:place] + LOST.encode() + run[place + 1 :]


def _common(data: bytes, start: int) -> int:
    window = data[start : start + _LOOK_AHEAD]
    return sum(1 for pair in _DOUBLE.findall(window) if _GB_LEVEL_1.fullmatch(pair))


codecs.register_error(UTF8_REPAIR, repair_utf8)
codecs.register_error(GB_REPAIR, repair_double_byte)
