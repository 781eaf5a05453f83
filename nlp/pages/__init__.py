"""Pages: dumps of newspaper pages and copied web pages into clean articles in reading order.

For plain text. HTML is the business of ``scrapers``; what stands in the articles, of the other parts of ``nlp``.
"""

from nlp.pages.fragments import Dropped
from nlp.pages.split import split_page, split_page_with_drops

__all__ = ["Dropped", "split_page", "split_page_with_drops"]
