"""A spider that fetches the start addresses and nothing else: for a page that somebody asks for by its address.

The same middlewares, limits and address checks as a crawl. What the page holds is not its business.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from scrapers.crawling.pipe import Pipe
from scrapers.crawling.spider import describe_failure, read_headers, request_meta
from scrapers.sources import SourceProfile


class PageSpider(Spider):
    """Fetches pages and tells their bytes."""

    name = "page"

    def __init__(self, sources: list[SourceProfile], options: dict[str, Any], pipe: Pipe, **more: Any) -> None:
        super().__init__(**more)
        self.sources = sources
        self.options = options
        self.pipe = pipe

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every start address."""
        for source in self.sources:
            for url in source.start_urls:
                yield Request(url, callback=self.tell_page, errback=self.tell_failure, meta=request_meta(source))

    def tell_page(self, response: Response) -> None:
        """Tell a page's bytes and headers."""
        body = base64.b64encode(response.body).decode("ascii")
        page = {"url": response.url, "status": response.status, "headers": read_headers(response), "body": body}
        self.pipe.tell({"event": "page", "page": page})

    def tell_failure(self, failure: Any) -> None:
        """Tell why there is no page."""
        self.pipe.tell({"event": "failed", "url": failure.request.url, "reason": describe_failure(failure)})
