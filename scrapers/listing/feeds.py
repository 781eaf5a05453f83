"""Feeds and sitemaps: RSS, Atom, sitemaps with and without news, indexes of sitemaps.

XML is parsed without entities and without the network.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from lxml import etree

from scrapers.extraction.blocks import clean_text
from scrapers.extraction.dates import parse_date
from scrapers.listing.links import resolve
from scrapers.listing.model import Entry, ListPage, PageRequest

_ROOTS = frozenset(("rss", "feed", "RDF", "urlset", "sitemapindex"))
_LOOKS_LIKE = re.compile(r"^\s{0,200}(?:<\?xml|<!--|<rss|<feed|<urlset|<sitemapindex|<rdf)", re.I)
_DATES = ("publication_date", "pubDate", "published", "date", "updated", "lastmod")
_TITLES = ("title",)


def parse(text: str, url: str) -> ListPage | None:
    """Read a feed or a sitemap; None if the text is neither."""
    if not _LOOKS_LIKE.match(text[:400]):
        return None
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or _name(root) not in _ROOTS:
        return None
    if _name(root) == "sitemapindex":
        return ListPage([], [PageRequest(address) for item in root if (address := _address(item, url))])
    items = [element for element in root.iter() if _name(element) in ("item", "entry", "url")]
    entries = [Entry(address, _title(item), _date(item)) for item in items if (address := _address(item, url))]
    return ListPage(list({entry.url: entry for entry in entries}.values()))


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _texts(item: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in item.iter():
        if element is not item and element.text and element.text.strip():
            found.setdefault(_name(element), element.text.strip())
    return found


def _address(item: etree._Element, base: str) -> str | None:
    for element in item.iter():
        if _name(element) == "link" and element.get("href") and element.get("rel", "alternate") == "alternate":
            return resolve(element.get("href"), base)
    texts = _texts(item)
    return resolve(texts.get("loc") or texts.get("link"), base)


def _title(item: etree._Element) -> str:
    texts = _texts(item)
    return clean_text(next((texts[name] for name in _TITLES if name in texts), ""))


def _date(item: etree._Element) -> str | None:
    texts = _texts(item)
    stated = next((texts[name] for name in _DATES if name in texts), None)
    if not stated:
        return None
    found = parse_date(stated)
    if found:
        return found[:10]
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except ValueError:
        return None
