"""robots.txt as RFC 9309 has it, where Scrapy's own middleware lets disallowed addresses through.

Two faults are mended: requests that wait for a robots.txt under way all get its rules (in Scrapy 2.19 only the first
does), and a robots.txt that answers 5xx or not at all forbids the site instead of opening it (section 2.3.1.4).
"""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

# RFC 9309, 2.5: a crawler must be able to parse at least 500 KiB.
_MAX_ROBOTS_BYTES = 512 * 1024
_TOO_MANY_REQUESTS = 429
_FORBID_ALL = b"User-agent: *\nDisallow: /\n"


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """One look-up a site, whose result every request of the site waits for."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Future[Any]] = {}
        self._unreachable: set[str] = set()

    async def robot_parser(self, request: Any) -> Any:
        """Give the rules for a request's site, fetching them once."""
        url = urlparse_cached(request)
        site = f"{url.scheme}://{url.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.get_running_loop().create_future()
            self._rules[site].set_result(await self._fetch_rules(site, request))
        rules = await self._rules[site]
        if site in self._unreachable:
            raise IgnoreRequest("robots.txt did not answer; the site is taken as closed (RFC 9309)")
        return rules

    async def _fetch_rules(self, site: str, request: Any) -> Any:
        wanted = Request(
            f"{site}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, "dont_cache": True} | _kept(request.meta),
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(wanted)
        except Exception:  # whatever went wrong, the site's wishes are not known
            self._unreachable.add(site)
            return self._parse(_FORBID_ALL)
        if response.status >= 500 or response.status == _TOO_MANY_REQUESTS:
            self._unreachable.add(site)
            return self._parse(_FORBID_ALL)
        return self._parse(response.body[:_MAX_ROBOTS_BYTES] if response.status < 300 else b"")

    def _parse(self, body: bytes) -> Any:
        return self._parserimpl.from_crawler(self.crawler, body)


def _kept(meta: dict[str, Any]) -> dict[str, Any]:
    """What the other middlewares know of a request's source holds for its robots.txt too."""
    names = ("local", "autothrottle_dont_adjust_delay")
    return {name: meta[name] for name in names if name in meta}
