"""Extraction of one article from one web page: tree, blocks, metadata, body, headline, date, names.

For HTML that was already fetched and is held in memory. Not for fetching and not for list pages.
"""

from scrapers.extraction.core import extract

__all__ = ["extract"]
