"""E-papers of the Founder kind: an issue's first page, its further pages (node_N), their stories (content_N).

Both layouts, the old one with image maps and the newer one, name their files alike. Which issue is the newest is said
by paperindex.htm, which sends on to it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import html

from scrapers.extraction.blocks import clean_text
from scrapers.extraction.dates import date_in_address
from scrapers.listing.links import resolve
from scrapers.listing.model import Entry, ListPage, PageRequest

_STORY = re.compile(r"/content_\w{1,20}\.html?$|/content_\d+_\d+\.html?$", re.I)
_PAGE = re.compile(r"/node_\w{1,12}\.html?$", re.I)
_ISSUE = re.compile(r"(?:url\s{0,3}=\s{0,3}|location(?:\.href)?\s{0,3}=\s{0,3}[\"'])\s{0,3}(?P<url>[^\"'>\s]{1,200}node_\w{1,12}\.html?)", re.I)


def parse(text: str, url: str, root: html.HtmlElement) -> ListPage | None:
    """Read a page of an issue; None if nothing on it is named as e-papers name their files."""
    links = [(resolve(element.get("href"), url), element) for element in root.iter("a", "area")]
    stories: dict[str, Entry] = {}
    pages: dict[str, PageRequest] = {}
    for address, element in links:
        path = urlsplit(address).path if address else ""
        if address and _STORY.search(path):
            known = stories.get(address)
            title = clean_text(element.get("title") or element.get("alt") or element.text_content())
            if known is None or len(title) > len(known.title):
                stories[address] = Entry(address, title, date_in_address(address))
        elif address and _PAGE.search(path) and _same_issue(address, url) and address != url:
            pages[address] = PageRequest(address)
    if not stories and not pages:
        return _find_issue(text, url)
    return ListPage(list(stories.values()), list(pages.values()))


def _same_issue(address: str, url: str) -> bool:
    """Links to yesterday's issue would lead through all issues there are."""
    return urlsplit(address).path.rsplit("/", 1)[0] == urlsplit(url).path.rsplit("/", 1)[0]


def _find_issue(text: str, url: str) -> ListPage | None:
    match = _ISSUE.search(text)
    address = resolve(match["url"], url) if match else None
    return ListPage([], [PageRequest(address)]) if address else None
