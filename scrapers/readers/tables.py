"""Files with an article a line: JSON Lines (records, or objects with title and text) and CSV tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nlp.errors import EmptyInputError, InputError, JiaowenError
from nlp.record import Article, Source
from scrapers.decode import decode
from scrapers.extraction.dates import parse_date
from scrapers.readers import FileResult

_TEXT_KEYS = ("text", "body", "content", "正文", "内容")
_TITLE_KEYS = ("title", "标题", "题目")
_DATE_KEYS = ("published", "date", "发布时间", "日期", "时间")
_SOURCE_KEYS = ("source", "来源")
_URL_KEYS = ("url", "链接", "网址")
# Python's csv refuses fields over 128 KiB; long reports are longer.
csv.field_size_limit(16 * 1024 * 1024)


def read_jsonl(path: Path) -> Iterator[FileResult]:
    """Read one article a line; a bad line is an error result and the others go on."""
    some = False
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, start=1):
            if raw.strip():
                some = True
                yield _line_result(path, number, raw)
    if not some:
        raise EmptyInputError(f"{path}: the file is empty")


def _line_result(path: Path, number: int, raw: bytes) -> FileResult:
    try:
        article = _parse_line(raw)
    except JiaowenError as error:
        return FileResult(str(path), error=type(error)(f"{path}, line {number}: {error}"), line=number)
    article.source.path = article.source.path or str(path)
    return FileResult(str(path), articles=[article], line=number)


def _parse_line(raw: bytes) -> Article:
    try:
        value = json.loads(decode(raw).text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError(f"a JSON object is needed, not {type(value).__name__}")
    return build_article(value, hashlib.sha256(raw).hexdigest())


def read_csv(path: Path) -> Iterator[FileResult]:
    """Read one article a row; the first row names the columns (title, text, published, source, url; Chinese names too)."""
    rows = csv.DictReader(io.StringIO(decode(path.read_bytes()).text, newline=""))
    if not any(key in (rows.fieldnames or []) for key in _TEXT_KEYS):
        raise InputError(f"{path}: no column of text; the first row must name one of {', '.join(_TEXT_KEYS)}")
    some = False
    for row in rows:
        some = True
        try:
            article = build_article(row, hashlib.sha256(repr(sorted(row.items(), key=str)).encode()).hexdigest())
        except JiaowenError as error:
            yield FileResult(
                str(path), error=type(error)(f"{path}, line {rows.line_num}: {error}"), line=rows.line_num
            )
            continue
        article.source.path = str(path)
        yield FileResult(str(path), articles=[article], line=rows.line_num)
    if not some:
        raise EmptyInputError(f"{path}: the table has no rows")


def build_article(value: dict[str, Any], digest: str) -> Article:
    """Build an article from a record of ours, or from an object with a title and a text.

    Raises:
        InputError: there is no text, or a field of the record is wrong; the message names it.
    """
    if isinstance(value.get("paragraphs"), list):
        known = {key: item for key, item in value.items() if key in Article.model_fields}
        try:
            return Article.model_validate(known)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"field {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    text = _first(value, _TEXT_KEYS)
    if not text:
        raise EmptyInputError(f"no text; one of the fields {', '.join(_TEXT_KEYS)} or paragraphs is needed")
    published = _first(value, _DATE_KEYS)
    return Article(
        title=_first(value, _TITLE_KEYS),
        paragraphs=[line.strip() for line in text.splitlines() if line.strip()],
        published=parse_date(published) if published else None,
        source=Source(name=_first(value, _SOURCE_KEYS), url=_first(value, _URL_KEYS), content_hash=digest),
        method={"body": "field"},
    )


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    found = (value.get(key) for key in keys)
    return next((item.strip() for item in found if isinstance(item, str) and item.strip()), None)
