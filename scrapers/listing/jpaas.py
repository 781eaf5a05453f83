"""Lists of JPaaS sites: the page names a unit to be built, and the answer carries the list as HTML in JSON.

Paging is a parameter, paramJson, that the page's script adds to the unit's query.
"""

from __future__ import annotations

import html as html_entities
import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

from nlp.errors import EmptyInputError
from scrapers.extraction.tree import parse_html
from scrapers.listing.links import find_entries
from scrapers.listing.model import ListPage, PageRequest

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_SCRIPT = re.compile(
    r"""<script[^>]{0,600}?url\s{0,3}=\s{0,3}["'](?P<url>[^"']{0,200}/front/page/build/unit[^"']{0,50})["'][^>]{0,900}?"""
    r"""querydata\s{0,3}=\s{0,3}(?P<quote>["'])(?P<query>\{.{0,1500}?\})(?P=quote)""",
    re.I | re.S,
)
_PAGE_SIZE = 15


def parse(text: str, url: str, state: Mapping[str, object]) -> ListPage | None:
    """Read a page that names a list unit, or a unit's answer; None if it is neither."""
    if state.get("unit"):
        return _parse_answer(text, state)
    requests = [
        _build_request(urljoin(url, match["url"]), _read_query(match["query"]), url, 1)
        for match in _SCRIPT.finditer(text)
        if "list" in match["query"].lower() or "列表" in match["query"]
    ]
    return ListPage([], requests) if requests else None


def _read_query(text: str) -> dict[str, str]:
    pairs = re.findall(r"""["']([\w\-]{1,40})["']\s{0,3}:\s{0,3}["']([^"']{0,200})["']""", html_entities.unescape(text))
    return dict(pairs)


def _build_request(unit: str, query: dict[str, str], list_url: str, number: int) -> PageRequest:
    parameters = {**query, "paramJson": json.dumps({"pageNo": number, "pageSize": _PAGE_SIZE})}
    return PageRequest(
        f"{unit}?{urlencode(parameters)}",
        headers={"Referer": list_url},
        state={"unit": unit, "query": query, "list_url": list_url, "page": number},
    )


def _parse_answer(text: str, state: Mapping[str, object]) -> ListPage:
    list_url = str(state["list_url"])
    try:
        data = json.loads(text).get("data") or {}
        entries = find_entries(parse_html(str(data.get("html") or "")), list_url)
    except (ValueError, AttributeError, EmptyInputError):
        return ListPage([])
    query, page = state.get("query"), state.get("page")
    if not entries or not isinstance(query, dict) or not isinstance(page, int):
        return ListPage(entries)
    return ListPage(entries, [_build_request(str(state["unit"]), query, list_url, page + 1)])
