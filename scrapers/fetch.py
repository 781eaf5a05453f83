"""Fetch one page by its address, as carefully as a crawl does: robots.txt, checked addresses, limits.

For ``jiaowen extract URL``, the API's ``url`` input and the recognition of new sources. Not for crawling.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.errors import FetchError
from scrapers.crawl import CrawlOptions, plain_options
from scrapers.sources import parse_source
from scrapers.worker import explain_end, iter_messages, open_worker

# A person waits for the answer.
_MAX_SECONDS = 60.0


@dataclass(frozen=True)
class FetchedPage:
    """A page as it came; ``url`` is where the redirects ended, header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch_page(url: str, local: bool = False, options: CrawlOptions | None = None) -> FetchedPage:
    """Fetch a page; ``local`` allows an address of this machine or network.

    Raises:
        FetchError: it must not be fetched, or could not be; the message names the address and the reason.
        InputError: the address is none that can be fetched.
    """
    source = parse_source({"name": "page", "family": "plain", "start_urls": [url], "local": local}, url)
    job = {"task": "fetch", "sources": [source.model_dump()], "options": plain_options(options or CrawlOptions(delay=0))}
    with open_worker(job) as (process, errors):
        for message in iter_messages(process.stdout, time.monotonic() + _MAX_SECONDS):
            if message["event"] == "page":
                return _read_page(message["page"])
            if message["event"] == "failed":
                raise FetchError(f"{url}: {message['reason']}")
        raise FetchError(f"{url}: {explain_end(process, errors)}")


def _read_page(page: dict[str, Any]) -> FetchedPage:
    return FetchedPage(page["url"], page["status"], page["headers"], base64.b64decode(page["body"]))
