"""Saved web pages: single HTML files, MHTML as browsers save it, WARC archives."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from nlp.errors import InputError, JiaowenError
from nlp.record import Article
from scrapers.extraction import extract
from scrapers.readers import FileResult

# The largest page kept of an archive's record; larger responses are files, not pages.
_MAX_RECORD_BYTES = 20 * 1024 * 1024


def read_html(path: Path) -> Iterator[FileResult]:
    """Extract the article of a saved page."""
    yield FileResult(str(path), articles=[_placed(extract(path.read_bytes()), path)])


def read_mhtml(path: Path) -> Iterator[FileResult]:
    """Extract the article of a page saved with its pictures."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    part = _html_part(message)
    if part is None:
        raise InputError(f"{path}: holds no HTML part; is it an MHTML file?")
    payload = part.get_payload(decode=True)
    headers = {"Content-Type": part.get("Content-Type", "")}
    url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    page = payload if isinstance(payload, bytes) else str(payload).encode()
    yield FileResult(str(path), articles=[_placed(extract(page, str(url) if url else None, headers), path)])


def _html_part(message: Message | EmailMessage) -> Message | None:
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), None)


def read_warc(path: Path) -> Iterator[FileResult]:
    """Extract the article of every HTML response of an archive, one result a response."""
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        number = 0
        while True:
            number += 1
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
                yield FileResult(str(path), error=InputError(f"{path}: record {number} is damaged: {error}"), line=number)
                return
            if record is None:
                return
            if record.rec_type == "response" and "html" in _content_type(record):
                yield _read_record(path, record, number)


def _content_type(record: object) -> str:
    headers = getattr(record, "http_headers", None)
    return str(headers.get_header("Content-Type") or "").lower() if headers else ""


def _read_record(path: Path, record: object, number: int) -> FileResult:
    stream = record.content_stream()  # type: ignore[attr-defined]
    url = record.rec_headers.get_header("WARC-Target-URI")  # type: ignore[attr-defined]
    try:
        article = extract(stream.read(_MAX_RECORD_BYTES), url, {"Content-Type": _content_type(record)})
    except JiaowenError as error:
        return FileResult(str(path), error=type(error)(f"{path}: record {number} ({url}): {error}"), line=number)
    return FileResult(str(path), articles=[_placed(article, path)], line=number)


def _placed(article: Article, path: Path) -> Article:
    article.source.path = str(path)
    return article
