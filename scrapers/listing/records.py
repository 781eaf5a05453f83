"""Entries of lists that come as data: JSON objects and XML items with a title, an address and perhaps a date.

The systems differ in names and nesting only, so names are looked for, not paths.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from scrapers.extraction.blocks import clean_text
from scrapers.extraction.dates import parse_date
from scrapers.listing.links import resolve
from scrapers.listing.model import Entry

_TITLES = ("title", "customtitle", "infotitle", "name", "linktitle", "headline")
_ADDRESSES = ("url", "infourl", "href", "link", "linkurl", "visiturl", "puburl", "address")
_DATES = ("date", "infodate", "pubdate", "publishdate", "time", "createtime", "webdate", "publishtime", "deploytime", "updated")
_JSONP = re.compile(r"^\s{0,20}[\w.$]{1,80}\s{0,5}\((?P<inner>.*)\)\s{0,5};?\s{0,20}$", re.S)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_MAX_ITEMS = 2000


def unwrap(text: str) -> str:
    """Take the call off a JSONP answer, and the quotes off a text that was sent as a JSON string."""
    match = _JSONP.match(text)
    inner = match["inner"].strip() if match else text.strip()
    if inner[:1] in "\"'":
        try:
            value = json.loads(inner if inner[0] == '"' else json.dumps(inner[1:-1]))
        except ValueError:
            return inner[1:-1]
        return str(value)
    return inner


def find_json_entries(text: str, base: str) -> list[Entry]:
    """Give the entries of a JSON answer; an empty list if it is no JSON or lists nothing."""
    try:
        value = json.loads(unwrap(text))
    except (ValueError, RecursionError):
        return []
    entries = (_read(item, base) for item in _iter_objects(value))
    return list({entry.url: entry for entry in entries if entry}.values())


def find_xml_entries(text: str, base: str) -> list[Entry]:
    """Give the entries of an XML answer, whatever its elements are called."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", unwrap(text)).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return []
    if root is None:
        return []
    objects = ({str(etree.QName(child).localname): child.text or "" for child in item if isinstance(child.tag, str)} for item in root.iter() if len(item))
    entries = (_read(item, base) for item in objects)
    return list({entry.url: entry for entry in entries if entry}.values())


def _iter_objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects at any depth, in reading order, without recursion."""
    stack, count = [value], 0
    while stack and count < _MAX_ITEMS * 20:
        item = stack.pop()
        count += 1
        if isinstance(item, str) and item[:1] in "[{" and len(item) < 2_000_000:
            item = _try_json(item)
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item[:_MAX_ITEMS]))


def _try_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read(item: dict[str, Any], base: str) -> Entry | None:
    values = {key.lower(): value for key, value in item.items() if isinstance(value, str) and value.strip()}
    title = next((values[key] for key in _TITLES if key in values), None)
    url = resolve(next((values[key] for key in _ADDRESSES if key in values), None), base)
    if not title or not url:
        return None
    stated = next((values[key] for key in _DATES if key in values), None)
    date = parse_date(stated) if stated else None
    return Entry(url, clean_text(_TAGS.sub("", title)), date[:10] if date else None)
