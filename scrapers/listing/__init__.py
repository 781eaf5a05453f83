"""List pages: which articles a page lists, and where the next page is. One module a family that needs more than links.

Pure functions from text to entries and requests; sending the requests is the spider's business.
"""

from scrapers.listing.dispatch import parse_list
from scrapers.listing.model import Entry, ListPage, PageRequest

__all__ = ["Entry", "ListPage", "PageRequest", "parse_list"]
