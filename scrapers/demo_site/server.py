"""Serve the demonstration site on the loopback address, with ETags, conditional answers and a log of requests.

For `make run`, `jiaowen demo-site` and the tests; not a web server for anything else.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from scrapers.demo_site.pages import DemoPage, build_pages
from scrapers.sources import SourceProfile

_HOST = "127.0.0.1"


@dataclass(frozen=True)
class LoggedRequest:
    """One request as it was answered."""

    method: str
    path: str
    status: int
    sent: int


@dataclass
class DemoSite:
    """A running site: where it listens, what it serves, and what was asked of it."""

    base_url: str
    pages: dict[str, DemoPage]
    log: list[LoggedRequest] = field(default_factory=list)

    def profiles(self) -> list[SourceProfile]:
        """Give the source profiles of the site's bureaus."""
        rows = (
            ("淅川县教育体育局(演示)", "trs", "/xc/jydt/index.html", "411326"),
            ("苍溪县教育局(演示)", "plain", "/cx/zwdt/index.html", "510824"),
        )
        return [
            SourceProfile.model_validate(
                {"name": name, "family": family, "start_urls": [self.base_url + path], "adcode": code, "local": True}
            )
            for name, family, path, code in rows
        ]


@contextmanager
def start_demo_site(port: int = 0) -> Iterator[DemoSite]:
    """Serve the site until the block is left; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    server = ThreadingHTTPServer((_HOST, port), _Handler)
    server.daemon_threads = True
    site = DemoSite(f"http://{_HOST}:{server.server_address[1]}", dict(build_pages()))
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers from the site's table of pages."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:  # noqa: N802  the base class's name
        """Answer a request for a page."""
        site: DemoSite = self.server.site  # type: ignore[attr-defined]
        path = self.path.split("?")[0]
        page = site.pages.get(path)
        if page is None:
            self._answer(404, b"not found", "text/plain", {})
            return
        etag = '"' + hashlib.sha256(page.body).hexdigest()[:16] + '"'
        if self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", page.content_type, {"ETag": etag})
            return
        self._answer(200, page.body, page.content_type, {"ETag": etag})

    def _answer(self, status: int, body: bytes, content_type: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        site: DemoSite = self.server.site  # type: ignore[attr-defined]
        site.log.append(LoggedRequest(self.command, self.path, status, len(body)))

    def log_message(self, *_: Any) -> None:
        """Say nothing: the site keeps a log of its own."""
