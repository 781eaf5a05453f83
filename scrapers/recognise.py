"""Look at a page of a site nobody has described yet: its family, what it lists, and the profile to begin with.

For ``jiaowen sources check``. It proposes; the profile is a person's to correct.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from nlp.errors import EmptyInputError, FetchError
from scrapers.decode import decode
from scrapers.extraction.families import find_family
from scrapers.extraction.metadata import read_statements
from scrapers.extraction.titles import strip_site
from scrapers.extraction.tree import parse_html
from scrapers.fetch import FetchedPage, fetch_page
from scrapers.listing import ListPage, feeds, parse_list
from scrapers.sources import SourceProfile, parse_source

_KNOWN = frozenset(("trs", "hanweb", "jpaas", "truecms", "ewb", "vsb", "founder"))


@dataclass(frozen=True)
class Recognition:
    """A proposed profile, and what a crawl would take from the first page."""

    profile: SourceProfile
    listed: ListPage


def recognise_source(url: str, adcode: str | None = None, local: bool = False) -> Recognition:
    """Fetch a list page and propose a profile for it.

    Raises:
        FetchError: the page cannot be fetched, or lists nothing.
    """
    return recognise_page(fetch_page(url, local), adcode, local)


def recognise_page(page: FetchedPage, adcode: str | None = None, local: bool = False) -> Recognition:
    """Propose a profile for a list page that was fetched."""
    text = decode(page.body, page.headers).text
    values = {"name": _name(text, page.url), "family": _family(text, page.url), "start_urls": [page.url]}
    profile = parse_source({**values, "adcode": adcode, "local": local}, page.url)
    listed = parse_list(text, page.url, profile)
    if not listed.entries and not listed.following:
        raise FetchError(f"{page.url}: lists nothing that looks like an article; give the address of a list page")
    return Recognition(profile, listed)


def _family(text: str, url: str) -> str:
    feed = feeds.parse(text, url)
    if feed:
        return "sitemap" if "<urlset" in text or "<sitemapindex" in text else "feed"
    family = find_family(text, url)
    if family and family.name in _KNOWN:
        return family.name
    return "plain"


def _name(text: str, url: str) -> str:
    host = urlsplit(url).hostname or url
    try:
        statements = read_statements(parse_html(text), text)
    except EmptyInputError:
        return host
    return statements.site or strip_site(statements.title_tag) or host
