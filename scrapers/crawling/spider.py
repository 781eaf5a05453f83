"""The one spider: list pages → entries → article pages → records, for every source of a run.

What it finds goes through the pipe at once. Politeness, robots and addresses are the middlewares' business.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from nlp.errors import EmptyInputError, FetchError, JiaowenError
from nlp.record import Article
from scrapers.crawling.pipe import Pipe
from scrapers.crawling.walls import find_wall
from scrapers.decode import decode
from scrapers.extraction import extract
from scrapers.listing import Entry, PageRequest, parse_list
from scrapers.sources import SourceProfile

_NOT_MODIFIED = 304
_GONE = (404, 410)


class SourceSpider(Spider):
    """Walks the lists of its sources and reports each article by the pipe."""

    name = "sources"
    handle_httpstatus_list = (_NOT_MODIFIED,)

    def __init__(self, sources: list[SourceProfile], options: dict[str, Any], pipe: Pipe, **more: Any) -> None:
        super().__init__(**more)
        self.sources = sources
        self.options = options
        self.pipe = pipe
        self.met: dict[str, set[str]] = {source.name: set() for source in sources}

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> SourceSpider:
        """Build, and listen for requests that the duplicate filter drops; Scrapy calls it."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_dropped, signal=signals.request_dropped)
        return spider

    def note_dropped(self, request: Request) -> None:
        """Report a page that only redirects to where the run has been: else it would vanish from the counts."""
        if request.meta.get("redirect_urls"):
            self._fail(request.meta["source"], request.meta["redirect_urls"][0], f"redirects in a circle, or to a page already met: {request.url}")

    async def start(self) -> AsyncIterator[Request]:
        """Begin with the first list page of every source."""
        for source in self.sources:
            for url in source.start_urls:
                yield self._list_request(source, PageRequest(url), 1)

    def _list_request(self, source: SourceProfile, page: PageRequest, number: int) -> Request:
        return Request(
            page.url,
            method=page.method,
            body=page.body,
            headers=dict(page.headers),
            callback=self.parse_list_page,
            errback=self.note_failure,
            priority=10,
            cb_kwargs={"source": source, "number": number, "state": dict(page.state)},
            meta=request_meta(source),
        )

    def parse_list_page(
        self, response: Response, source: SourceProfile, number: int, state: dict[str, object]
    ) -> Iterator[Request]:
        """Follow the entries of a list page, and the next page as long as there is something new on this one."""
        if response.status == _NOT_MODIFIED:
            return
        try:
            text = decode(response.body, read_headers(response)).text
        except JiaowenError as error:
            self._fail(source.name, response.url, str(error))
            return
        page = parse_list(text, response.url, source, state)
        if number == 1 and not page.entries and not page.following:
            self._fail(source.name, response.url, "the list page lists nothing that looks like an article")
        fresh = [entry for entry in page.entries if self._is_fresh(source, entry)]
        for entry in fresh:
            yield from self._follow(source, entry)
        # A page without entries (the cover of an e-paper, a list filled by script) may lead to one with entries.
        if (fresh or not page.entries) and number < source.max_list_pages:
            for following in page.following:
                yield self._list_request(source, following, number + 1)

    def _is_fresh(self, source: SourceProfile, entry: Entry) -> bool:
        """An entry not met in this run, of the source's own hosts, not older than the run asks for."""
        since = self.options["since"]
        old = bool(since and entry.date and entry.date < since)
        if old or entry.url in self.met[source.name] or urlsplit(entry.url).hostname not in source.hosts:
            return False
        limit = self.options["max_articles"]
        if limit is not None and len(self.met[source.name]) >= limit:
            return False
        self.met[source.name].add(entry.url)
        return True

    def _follow(self, source: SourceProfile, entry: Entry) -> Iterator[Request]:
        self.pipe.tell({"event": "listed", "source": source.name, "url": entry.url})
        seen = self.pipe.ask({"event": "seen", "url": entry.url})
        if self.options["dry_run"]:
            event = "unchanged" if seen else "new"
            self.pipe.tell({"event": event, "source": source.name, "url": entry.url})
            return
        headers = _conditions(seen) if seen and not self.options["refresh"] else {}
        if seen and not headers and not self.options["refresh"]:
            # Without a validator only a full download could tell; an article once taken is not fetched twice.
            self.pipe.tell({"event": "unchanged", "source": source.name, "url": entry.url})
            return
        yield Request(
            entry.url,
            headers=headers,
            callback=self.parse_article,
            errback=self.note_failure,
            cb_kwargs={"source": source, "entry": entry},
            meta=request_meta(source) | {"dont_cache": True},
        )

    def parse_article(self, response: Response, source: SourceProfile, entry: Entry) -> None:
        """Extract an article and hand it over."""
        if response.status == _NOT_MODIFIED:
            self.pipe.tell({"event": "unchanged", "source": source.name, "url": entry.url})
            return
        try:
            article = self._extract(response, entry.url)
        except JiaowenError as error:
            self._fail(source.name, entry.url, str(error))
            return
        self._complete(article, source, entry)
        page = self._page_info(response, source, entry)
        self.pipe.ask({"event": "article", "source": source.name, "article": article.model_dump(), "page": page})

    def _extract(self, response: Response, url: str) -> Article:
        headers = read_headers(response)
        wall = find_wall(response.status, decode(response.body, headers).text)
        if wall:
            raise FetchError(wall)
        article = extract(response.body, url, headers)
        if not article.paragraphs:
            raise EmptyInputError("no text of an article was found on the page")
        return article

    def _complete(self, article: Article, source: SourceProfile, entry: Entry) -> None:
        """Fill in from the list what the page itself does not say."""
        if not article.title:
            article.title, article.method["title"] = entry.title, "list page"
        if not article.published and entry.date:
            article.published, article.method["published"] = entry.date, "list page"
        article.source.name = article.source.name or source.name
        article.source.family = article.source.family or source.family
        article.source.fetched_at = _now()

    def _page_info(self, response: Response, source: SourceProfile, entry: Entry) -> dict[str, Any]:
        headers = read_headers(response)
        return {
            "url": entry.url,
            "source": source.name,
            "fetched_at": _now(),
            "status": response.status,
            "etag": headers.get("etag"),
            "last_modified": headers.get("last-modified"),
            "adcode": source.adcode,
            "listed_title": entry.title,
            "listed_date": entry.date,
        }

    def note_failure(self, failure: Any) -> None:
        """Report a request that came to nothing, with its reason."""
        request = failure.request
        asked = request.meta.get("redirect_urls", [request.url])[0]
        self._fail(request.meta["source"], asked, describe_failure(failure))

    def _fail(self, source: str, url: str, reason: str) -> None:
        self.pipe.tell({"event": "failed", "source": source, "url": url, "reason": reason})


def request_meta(source: SourceProfile) -> dict[str, Any]:
    """Give what the middlewares need to know of a request's source."""
    # A source on this machine needs no sparing.
    return {"local": source.local, "source": source.name, "autothrottle_dont_adjust_delay": source.local}


def describe_failure(failure: Any) -> str:
    """Say in a line why a request came to nothing."""
    if failure.check(HttpError):
        status = failure.value.response.status
        return find_wall(status, "") or (f"HTTP {status}: the page is gone" if status in _GONE else f"HTTP {status}")
    if failure.check(IgnoreRequest):
        return str(failure.value) or "refused"
    return f"{failure.type.__name__}: {failure.getErrorMessage()}"[:300]


def read_headers(response: Response) -> dict[str, str]:
    """Give a response's headers as text, names in lower case."""
    items = response.headers.items()
    return {key.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for key, values in items}


def _conditions(seen: dict[str, str | None]) -> dict[str, str]:
    found = {"If-None-Match": seen.get("etag"), "If-Modified-Since": seen.get("last_modified")}
    return {name: value for name, value in found.items() if value}


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
