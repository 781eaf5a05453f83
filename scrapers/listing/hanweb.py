"""Lists of Hanweb sites: records in CDATA inside the page, further ones as XML from dataproxy.jsp.

The proxy takes a range of records and the parameters that the page's own script passes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

from nlp.errors import EmptyInputError
from scrapers.extraction.tree import parse_html
from scrapers.listing.links import find_entries
from scrapers.listing.model import Entry, ListPage, PageRequest

_RECORD = re.compile(r"<record>\s{0,99}<!\[CDATA\[(?P<html>.{0,20000}?)\]\]>\s{0,99}</record>", re.S)
_TOTAL = re.compile(r"<totalrecord>\s{0,9}(\d{1,7})\s{0,9}</totalrecord>|totalRecord[\"']?\s{0,3}:\s{0,3}[\"']?(\d{1,7})", re.I)
_PER_PAGE = re.compile(r"perpage[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,3})", re.I)
_PROXY = "/module/web/jpage/dataproxy.jsp"
_PARAMETERS = (
    "col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype",
)  # fmt: skip
# The proxy's own script asks for three pages at a time.
_GROUP = 3


def parse(text: str, url: str, state: Mapping[str, object]) -> ListPage | None:
    """Read a page or an answer of the proxy; None if there are no records of this form in it."""
    records = [match["html"] for match in _RECORD.finditer(text)]
    if not records:
        return None
    base = str(state.get("list_url") or url)
    entries = _read(records, base)
    done = _as_int(state.get("done")) + len(records)
    total = _find_total(text, state)
    if done >= total:
        return ListPage(entries)
    return ListPage(entries, [_build_request(text, base, state, done, total)])


def _read(records: list[str], base: str) -> list[Entry]:
    try:
        return find_entries(parse_html(f"<ul>{''.join(records)}</ul>"), base)
    except EmptyInputError:
        return []


def _find_total(text: str, state: Mapping[str, object]) -> int:
    match = _TOTAL.search(text)
    return int(match[1] or match[2]) if match else _as_int(state.get("total"))


def _build_request(text: str, base: str, state: Mapping[str, object], done: int, total: int) -> PageRequest:
    kept = state.get("parameters")
    parameters = dict(kept) if isinstance(kept, dict) else _read_parameters(text)
    size = _PER_PAGE.search(text)
    per_page = _as_int(state.get("per_page")) or (int(size[1]) if size else 15)
    window = {"startrecord": done + 1, "endrecord": min(total, done + _GROUP * per_page), "perpage": per_page}
    return PageRequest(
        urljoin(base, f"{_PROXY}?{urlencode(window)}"),
        method="POST",
        body=urlencode(parameters),
        headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": base},
        state={"list_url": base, "done": done, "total": total, "per_page": per_page, "parameters": parameters},
    )


def _read_parameters(text: str) -> dict[str, str]:
    found = {}
    for name in _PARAMETERS:
        match = re.search(rf"[\"']?\b{name}[\"']?\s{{0,3}}[:=]\s{{0,3}}[\"']?([^\"'&,;\s<>]{{1,60}})", text, re.I)
        if match:
            found[name] = match[1]
    return found


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0
