"""Choose how a list page is read: by the profile's selectors, by the family's own parser, by links otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import html

from nlp.errors import EmptyInputError
from scrapers.extraction.tree import parse_html
from scrapers.listing import trs
from scrapers.listing.links import find_entries, find_next, resolve, select_entries
from scrapers.listing.model import ListPage, PageRequest
from scrapers.sources import SourceProfile


def parse_list(text: str, url: str, source: SourceProfile, state: Mapping[str, object] | None = None) -> ListPage:
    """Read a list page of a source."""
    try:
        root = parse_html(text)
    except EmptyInputError:
        return ListPage([])
    chosen = source.selectors
    entries = select_entries(root, url, chosen.entry) if chosen.entry else find_entries(root, url)
    return ListPage(entries, _following(root, text, url, source, state or {}))


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
    address = find_next(root, url)
    return [PageRequest(address)] if address else []
