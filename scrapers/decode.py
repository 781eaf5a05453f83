"""From the bytes of a page to its text: byte order mark, declarations, statistics, in the order of what can be trusted.

For bytes that came from a server or a file. Not for parsing what the text says.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlp.errors import DecodeError, EmptyInputError
from scrapers.repairing import GB_REPAIR, LOST, UTF8_REPAIR, realign

# A declaration stands in the first kilobytes; some templates put long comments and scripts before it.
_DECLARATION_BYTES = 8192
# Statistics on the first 64 KiB decide as well as on all of a page, and keep a 20 MB page cheap.
_SAMPLE_BYTES = 65536
# Two thousand characters tell a right decoding from a wrong one as surely as twenty thousand.
_SAMPLE_CHARACTERS = 2000
# Text holds hardly any control characters; pictures and archives hold 5% and more.
_MAX_CONTROL_SHARE = 0.02
# Right decodings of Chinese pages score 0.2 to 0.6 by _familiarity, wrong ones below 0.08.
_FAMILIAR = 0.12
# Of multi-byte sequences, the share that must be well-formed to be called UTF-8 with bad bytes in it.
_UTF8_SHARE = 0.8

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_META_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_\-]{2,20})""", re.I)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_\-]{2,20})""", re.I)
_CONTROLS = bytes(sorted(set(range(32)) - {9, 10, 12, 13, 27}))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_GB_NAMES = {"gb2312", "gbk", "gb18030", "x-gbk", "gb2312-80", "gb_2312-80", "euc-cn", "cp936", "ms936", "hz-gb-2312"}
_BIG5_NAMES = {"big5", "big5-hkscs", "x-x-big5", "cn-big5", "cp950"}
# Servers and editors declare these by default whatever the page is in.
_MEANINGLESS = {"iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii", "none"}
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果"
    "教师校育区市县长员园课班生安全服务活动组织志愿廉洁文明科技"
    "這們為來國時個說對發會學過進經後動種從業關點將應見實現體與開問長間義門師區縣員園課務組織願廉潔"
    "。、“”《》\uff0c\uff1b\uff1a\uff1f\uff01\uff08\uff09\u3000"
)


@dataclass(frozen=True)
class Decoded:
    """Text, the codec that gave it, and how it was chosen: bom, declared, utf-8, statistics, repaired or pattern."""

    text: str
    encoding: str
    method: str


def decode(page: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Decode a page, overruling declarations that its bytes contradict; a bad byte costs one character.

    Raises:
        EmptyInputError: there are no bytes, or only white space.
        DecodeError: the bytes are a picture, an archive, a program, or no text in any encoding we read.
    """
    if not page.strip(b" \t\r\n\x00"):
        raise EmptyInputError("the page is empty: it has no bytes but white space")
    for mark, encoding in _BOMS:
        if page.startswith(mark):
            return Decoded(_tidy(page[len(mark) :].decode(encoding, "replace")), encoding, "bom")
    _refuse_binary(page)
    wide = _wide_encoding(page)
    if wide:
        return Decoded(_tidy(page.decode(wide, "replace")), wide, "pattern")
    if sum(map(page[:_SAMPLE_BYTES].count, _single(_CONTROLS))) > _MAX_CONTROL_SHARE * min(len(page), _SAMPLE_BYTES):
        raise DecodeError("the input is binary data, no text; give the page as HTML or plain text")
    return _decode_bytes(page, _declared(page, headers or {}))


def _single(values: bytes) -> Iterable[bytes]:
    return (bytes((value,)) for value in values)


def _refuse_binary(page: bytes) -> None:
    for signature, what in _SIGNATURES:
        if page.startswith(signature):
            raise DecodeError(f"the input is {what}, no page of text; give the page as HTML or plain text")


def _wide_encoding(page: bytes) -> str | None:
    """UTF-16 without a mark: markup and digits leave a NUL in every second byte."""
    sample = page[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(16, len(sample) // 20)
    if odd >= enough and even * 20 < odd:
        return "utf-16-le"
    if even >= enough and odd * 20 < even:
        return "utf-16-be"
    return None


def _declared(page: bytes, headers: Mapping[str, str]) -> list[str]:
    """Encodings declared by the header, then by the page, as codec names we would use."""
    names = [value.lower() for key, value in headers.items() if key.lower() == "content-type"]
    found = [match.group(1).decode() for name in names if (match := _META_CHARSET.search(name.encode("ascii", "replace")))]
    head = page[:_DECLARATION_BYTES]
    for pattern in (_XML_ENCODING, _META_CHARSET):
        if match := pattern.search(head):
            found.append(match.group(1).decode())
    return list(dict.fromkeys(codec for name in found if (codec := _codec(name))))


def _codec(name: str) -> str | None:
    name = name.lower()
    if name in _GB_NAMES:
        return "gb18030"
    if name in _BIG5_NAMES:
        return "big5hkscs"
    # A page that was read as bytes with single zero bytes nowhere cannot be UTF-16, whatever it says.
    if name in _MEANINGLESS or name.startswith(("utf-16", "utf16", "unicode", "utf-32", "ucs")):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode_bytes(page: bytes, declared: list[str]) -> Decoded:
    if page.isascii():
        return Decoded(_tidy(page.decode("ascii")), "utf-8", "declared" if declared else "utf-8")
    trimmed = _trim_tail(page)
    strict = _decode_strict(page, trimmed, declared)
    if strict:
        return strict
    if _utf8_share(page[:_SAMPLE_BYTES]) >= _UTF8_SHARE:
        return Decoded(_tidy(trimmed.decode("utf-8", UTF8_REPAIR)), "utf-8", "repaired")
    encoding = "big5hkscs" if _looks_big5(page[:_SAMPLE_BYTES], declared) else "gb18030"
    text = (realign(page) if encoding == "gb18030" else page).decode(encoding, GB_REPAIR)
    text = text.replace(LOST, "\ufffd")
    if text.count("\ufffd") > max(8, len(text) // 10):
        raise DecodeError("the input is no text in UTF-8, GB18030, Big5 or UTF-16; save the page again as UTF-8")
    return Decoded(_tidy(text.rstrip("\ufffd")), encoding, "repaired")


def _decode_strict(page: bytes, trimmed: bytes, declared: list[str]) -> Decoded | None:
    """The first encoding that the bytes fit without a fault: UTF-8 by its form, the others by what they say."""
    utf8 = _try(trimmed, "utf-8")
    if utf8 is not None and (declared[:1] in ([], ["utf-8"]) or not _better_as_gb(page, utf8)):
        return Decoded(_tidy(utf8), "utf-8", "declared" if "utf-8" in declared else "utf-8")
    candidates = dict.fromkeys([*(name for name in declared if name != "utf-8"), "gb18030", "big5hkscs"])
    best: tuple[float, Decoded] | None = None
    for encoding in candidates:
        text = _try(page, encoding)
        if text is None or (encoding == "gb18030" and _is_shifted(page, text)):
            continue
        score = _familiarity(text)
        method = "declared" if encoding in declared else "statistics"
        if method == "declared" and score >= _FAMILIAR:
            return Decoded(_tidy(text), encoding, method)
        if best is None or score > best[0]:
            best = (score, Decoded(_tidy(text), encoding, method))
    # A lost half of a character shifts all that follows it up to the next letter: repaired instead.
    return best[1] if best and best[0] >= _FAMILIAR / 2 else None


def _is_shifted(page: bytes, text: str) -> bool:
    """Zero bytes, or characters nobody writes: a byte was lost and what follows is paired wrongly."""
    return b"\x00" in page or bool(_PRIVATE.search(text))


def _try(page: bytes, encoding: str) -> str | None:
    try:
        return page.decode(encoding)
    except UnicodeDecodeError:
        return None


def _better_as_gb(page: bytes, utf8: str) -> bool:
    """A few GBK characters can happen to be well-formed UTF-8; a page's worth cannot."""
    if sum(1 for character in utf8[:_SAMPLE_BYTES] if character > "\x7f") > 64:
        return False
    gb = _try(page, "gb18030")
    return gb is not None and _familiarity(gb) > _familiarity(utf8)


def _familiarity(text: str) -> float:
    """The share of a text's non-ASCII characters that are among the most common in Chinese."""
    wide = [character for character in text[:_SAMPLE_BYTES] if character > "\x7f"][:_SAMPLE_CHARACTERS]
    return sum(map(_COMMON.__contains__, wide)) / len(wide) if wide else 0.0


def _utf8_share(sample: bytes) -> float:
    """The share of the non-ASCII bytes that belong to well-formed UTF-8 sequences."""
    wide = sum(1 for byte in sample if byte > 0x7F)
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return 1 - bad / wide if wide else 1.0


def _looks_big5(sample: bytes, declared: list[str]) -> bool:
    big5 = _familiarity(sample.decode("big5hkscs", "replace"))
    gb = _familiarity(sample.decode("gb18030", "replace"))
    return big5 > gb or ("big5hkscs" in declared and big5 >= _FAMILIAR)


def _trim_tail(page: bytes) -> bytes:
    """Leave out a UTF-8 character that the end of a cut download tore."""
    for back in range(1, min(4, len(page)) + 1):
        byte = page[-back]
        if byte < 0x80:
            return page
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return page[:-back] if back < needed else page
    return page


def _tidy(text: str) -> str:
    return text.replace("\x00", "").removeprefix("\ufeff")
