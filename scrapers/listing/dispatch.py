"""Choose how a list page is read: by the profile's selectors, by what its text shows to be, by links otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from lxml import html

from nlp.errors import EmptyInputError
from scrapers.extraction.tree import parse_html
from scrapers.listing import feeds, founder, hanweb, jpaas, services, trs
from scrapers.listing.links import find_entries, find_next, resolve, select_entries
from scrapers.listing.model import ListPage, PageRequest
from scrapers.sources import SourceProfile


def parse_list(text: str, url: str, source: SourceProfile, state: Mapping[str, object] | None = None) -> ListPage:
    """Read a list page of a source, or the answer of a service that a list page named."""
    state = state or {}
    served = services.parse(text, url, state) if state.get("service") else None
    data = served or (jpaas.parse(text, url, state) if state.get("unit") else None) or feeds.parse(text, url)
    data = data or hanweb.parse(text, url, state)
    if data:
        return data
    try:
        root = parse_html(text)
    except EmptyInputError:
        return ListPage([])
    return _parse_page(root, text, url, source, state)


def _parse_page(
    root: html.HtmlElement, text: str, url: str, source: SourceProfile, state: Mapping[str, object]
) -> ListPage:
    if source.selectors.entry:
        entries = select_entries(root, url, source.selectors.entry)
        return ListPage(entries, _following(root, text, url, source, state))
    special = _parse_special(root, text, url, source)
    if special:
        return special
    entries = find_entries(root, url)
    if not any(entry.date for entry in entries):
        # A list without dates is a menu as often as not: what the page loads into itself is looked at first.
        inner = jpaas.parse(text, url, {}) or services.parse(text, url, {}) or _iframe(root, url)
        if inner:
            return inner
    return ListPage(entries, _following(root, text, url, source, state))


def _parse_special(root: html.HtmlElement, text: str, url: str, source: SourceProfile) -> ListPage | None:
    if source.family == "founder":
        return founder.parse(text, url, root)
    if source.family == "jpaas":
        return jpaas.parse(text, url, {})
    return services.parse(text, url, {}) if source.family in ("truecms", "ewb") else None


def _iframe(root: html.HtmlElement, url: str) -> ListPage | None:
    host = urlsplit(url).netloc
    sources = (resolve(element.get("src"), url) for element in root.iter("iframe"))
    inner = [address for address in sources if address and urlsplit(address).netloc == host and address != url]
    return ListPage([], [PageRequest(address) for address in inner]) if inner else None


def _following(
    root: html.HtmlElement, text: str, url: str, source: SourceProfile, state: Mapping[str, object]
) -> list[PageRequest]:
    if source.selectors.next:
        links = root.cssselect(source.selectors.next)
        address = resolve(links[0].get("href"), url) if links else None
        return [PageRequest(address)] if address else []
    paged = trs.find_following(text, url, state)
    if paged:
        return paged
    following = find_next(root, url)
    return [PageRequest(following)] if following else []
