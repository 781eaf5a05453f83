"""Entries of any HTML list: links grouped by the shape of the markup around them, dated groups first.

Works without knowing the family. Not for menus: a group needs titles of some length, or dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

from nlp.normalisation import fold
from scrapers.extraction.blocks import clean_text
from scrapers.extraction.dates import date_in_address, find_date
from scrapers.listing.model import Entry

# Menu items have 2 to 6 characters, headlines seldom fewer than 8.
_MIN_TITLE = 6
_NEXT = re.compile(r"^\s*(?:下一?页|后一?页|下页|next|›|»|>{1,2})\s*[>»›]*\s*$", re.I)
_SKIPPED = re.compile(r"\.(?:jpe?g|png|gif|zip|rar|docx?|xlsx?|pptx?|mp4|css|js)(?:\?|$)", re.I)
_ROWS = frozenset(("li", "tr", "dd", "dl", "p", "article"))


@dataclass
class _Link:
    element: html.HtmlElement
    url: str
    title: str
    date: str | None


def find_entries(root: html.HtmlElement, base: str) -> list[Entry]:
    """Give the links of the page's main list."""
    groups: dict[tuple[str, ...], list[_Link]] = defaultdict(list)
    for element in root.iter("a"):
        link = _read_link(element, base)
        if link:
            groups[_shape(element)].append(link)
    if not groups:
        return []
    best = max(groups.values(), key=_score)
    if _score(best) <= 0:
        return []
    dated = [link for link in best if link.date]
    if len(dated) * 2 > len(best):
        # In a dated list what has no date is a menu or a pager of the same shape.
        best = dated
    unique = {link.url: Entry(link.url, link.title, link.date) for link in reversed(best)}
    return list(reversed(unique.values()))


def select_entries(root: html.HtmlElement, base: str, selector: str) -> list[Entry]:
    """Give the links that a profile's CSS selector names."""
    links = (_read_link(element, base) for element in root.cssselect(selector) if element.tag == "a")
    return list({link.url: Entry(link.url, link.title, link.date) for link in links if link}.values())


def find_next(root: html.HtmlElement, base: str) -> str | None:
    """Give the address behind 下一页."""
    for element in root.iter("a"):
        text = element.text_content()
        if len(text) <= 12 and _NEXT.match(text):
            url = resolve(element.get("href"), base)
            if url and url != base:
                return url
    return None


def resolve(href: str | None, base: str) -> str | None:
    """Make an address absolute; None for scripts, other schemes and broken addresses."""
    if not href or len(href) > 2000:
        return None
    try:
        url = urldefrag(urljoin(base, href.strip()))[0]
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _read_link(element: html.HtmlElement, base: str) -> _Link | None:
    url = resolve(element.get("href"), base)
    if not url or url == base or _SKIPPED.search(url) or urlsplit(url).path in ("", "/"):
        return None
    title = clean_text(element.get("title") or element.text_content()[:300])
    if len(title) < 2 or _NEXT.match(title) or title.isdigit():
        return None
    return _Link(element, url, title, _date_near(element, url))


def _date_near(element: html.HtmlElement, url: str) -> str | None:
    row = element
    for _ in range(4):
        parent = row.getparent()
        if parent is None:
            break
        row = parent
        text = row.text_content()
        if len(text) > 600:
            break
        found = find_date(fold(clean_text(text)))
        if found:
            return found[0][:10]
        if row.tag in _ROWS:
            break
    address = date_in_address(url)
    return address[:10] if address else None


def _shape(element: html.HtmlElement) -> tuple[str, ...]:
    shape = []
    for ancestor in element.iterancestors():
        shape.append(f"{ancestor.tag}.{ancestor.get('class') or ''}" if ancestor.tag not in _ROWS else str(ancestor.tag))
        if len(shape) == 4:
            break
    return tuple(shape)


def _score(links: list[_Link]) -> float:
    long = sum(len(link.title) >= _MIN_TITLE for link in links)
    dated = sum(link.date is not None for link in links)
    return long + 3 * dated if long * 2 >= len(links) else 0.0
