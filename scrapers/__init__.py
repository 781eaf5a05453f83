"""The collecting room: sources on the web and on disk become articles.

Crawling, decoding and extraction, and nothing else: what an article says is the business of nlp and models, keeping
it that of corpora.
"""

from scrapers.extraction import extract

__all__ = ["extract"]
