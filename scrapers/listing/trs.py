"""Paging of TRS-like lists: a script call createPageHTML(...) with literal arguments writes the page links.

Both argument forms are read, with or without the container's name in front. Where the first page's index is 0 the
second page is prefix_1, where it is 1 the second page is prefix_2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from scrapers.listing.model import PageRequest

_CALL = re.compile(
    r"""createPageHTML\s?\(\s{0,4}(?:["'][^"']{0,60}["']\s{0,4},\s{0,4})?(?P<total>\d{1,6})\s{0,4},\s{0,4}(?P<current>\d{1,6})"""
    r"""\s{0,4},\s{0,4}["'](?P<prefix>[^"']{1,80})["']\s{0,4},\s{0,4}["'](?P<ext>\w{1,8})["']"""
)


def find_following(text: str, url: str, state: Mapping[str, object]) -> list[PageRequest]:
    """Give the request for the next page, if the call says that there is one."""
    call = _CALL.search(text)
    if not call:
        return []
    total, current = int(call["total"]), int(call["current"])
    base = _as_int(state.get("base"), current if current in (0, 1) else 0)
    number = _as_int(state.get("page"), current)
    if number + 1 > total - 1 + base:
        return []
    address = urljoin(url, f"{call['prefix']}_{number + 1}.{call['ext']}")
    return [PageRequest(address, state={"base": base, "page": number + 1})]


def _as_int(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
