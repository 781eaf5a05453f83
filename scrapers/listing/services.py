"""Lists that a page fetches from a service of its own: truecms (getMessage.do) and EWB (getgovinfolist).

truecms answers JSONP around XML and wants a referer; EWB takes a POST and answers JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from scrapers.listing.model import Entry, ListPage, PageRequest
from scrapers.listing.records import find_json_entries, find_xml_entries

_TRUECMS = re.compile(r"""["'](?P<url>[^"'\s]{0,200}getMessage\.do[^"'\s]{0,400})["']""")
_EWB = re.compile(r"""["'](?P<url>[^"'\s]{0,300}getgovinfolist[^"'\s]{0,100})["']""", re.I)
_CATEGORY = re.compile(r"""(?:categorynum|catenum|category)["']?\s{0,3}[:=]\s{0,3}["'](\d{3,30})["']""", re.I)
_SITE = re.compile(r"""(?:siteguid)["']?\s{0,3}[:=]\s{0,3}["']([\w\-]{1,60})["']""", re.I)
_PAGE_KEYS = ("page", "pageno", "pagenum", "pageindex", "currentpage", "curpage")
_PAGE_SIZE = 15


def parse(text: str, url: str, state: Mapping[str, object]) -> ListPage | None:
    """Read a page that calls such a service, or the service's answer; None if it is neither."""
    service = state.get("service")
    if service:
        return _parse_answer(text, url, str(service), state)
    if match := _TRUECMS.search(text):
        address = urljoin(url, match["url"].replace("&amp;", "&"))
        return ListPage([], [_request_truecms(address, url, 1)])
    if match := _EWB.search(text):
        return ListPage([], [_request_ewb(urljoin(url, match["url"]), url, _read_ewb(text), 0)])
    return None


def _parse_answer(text: str, url: str, service: str, state: Mapping[str, object]) -> ListPage:
    base = str(state.get("list_url") or url)
    entries: list[Entry] = find_json_entries(text, base) or find_xml_entries(text, base)
    page = state.get("page")
    if not entries or not isinstance(page, int):
        return ListPage(entries)
    address = str(state.get("address"))
    if service == "truecms":
        return ListPage(entries, [_request_truecms(address, base, page + 1)])
    parameters = state.get("parameters")
    return ListPage(entries, [_request_ewb(address, base, parameters if isinstance(parameters, dict) else {}, page + 1)])


def _request_truecms(address: str, list_url: str, page: int) -> PageRequest:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    key = next((name for name in query if name.lower() in _PAGE_KEYS), "page")
    query[key] = str(page)
    target = urlunsplit(parts._replace(query=urlencode(query)))
    state = {"service": "truecms", "address": address, "list_url": list_url, "page": page}
    return PageRequest(target, headers={"Referer": list_url}, state=state)


def _read_ewb(text: str) -> dict[str, str]:
    category, site = _CATEGORY.search(text), _SITE.search(text)
    return {"categorynum": category[1] if category else "", "siteguid": site[1] if site else ""}


def _request_ewb(address: str, list_url: str, parameters: dict[str, str], page: int) -> PageRequest:
    body = json.dumps({"token": "", "params": {**parameters, "pageIndex": page, "pageSize": _PAGE_SIZE}})
    state = {"service": "ewb", "address": address, "list_url": list_url, "page": page, "parameters": parameters}
    headers = {"Content-Type": "application/json", "Referer": list_url}
    return PageRequest(address, method="POST", body=body, headers=headers, state=state)
