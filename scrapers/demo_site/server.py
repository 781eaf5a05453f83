"""Serve the demonstration site on the loopback address, with ETags, conditional answers and a log of requests.

For `make run`, `jiaowen demo-site` and the tests; not a web server for anything else.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from scrapers.demo_site import faults
from scrapers.demo_site.pages import FAMILY_SITES, MAIN_SITES, DemoFamily, DemoPage, build_pages
from scrapers.demo_site.services import SERVICES, Question
from scrapers.sources import SourceProfile

_HOST = "127.0.0.1"
# Bodies that clients send are small forms.
_MAX_BODY = 65536


@dataclass(frozen=True)
class LoggedRequest:
    """One request as it was answered."""

    method: str
    path: str
    status: int
    sent: int


@dataclass
class DemoSite:
    """A running site: where it listens, what it serves, and what was asked of it.

    ``answers`` and ``delays`` replace and slow down single paths, for faults on demand;
    ``peak`` is the highest number of requests that were under way at once.
    """

    base_url: str
    pages: dict[str, DemoPage]
    log: list[LoggedRequest] = field(default_factory=list)
    slow_seconds: float = 5.0
    etags: bool = True
    answers: dict[str, faults.Answer] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    peak: int = 0

    def profiles(self) -> list[SourceProfile]:
        """Give the profiles of the two bureaus that a newcomer sees."""
        return [self._profile(site) for site in MAIN_SITES]

    def family_profiles(self) -> list[SourceProfile]:
        """Give a profile of every family."""
        return [self._profile(site) for site in FAMILY_SITES]

    def fault_profile(self, path: str = faults.LIST) -> SourceProfile:
        """Give a profile of the folder where everything goes wrong."""
        values = {"name": "faults", "family": "plain", "start_urls": [self.base_url + path], "local": True}
        return SourceProfile.model_validate(values | {"max_list_pages": 5})

    def _profile(self, site: DemoFamily) -> SourceProfile:
        return SourceProfile.model_validate(
            {
                "name": site.name,
                "family": site.family,
                "start_urls": [self.base_url + site.folder + site.start],
                "adcode": site.adcode,
                "local": True,
            }
        )

    def change(self, path: str, old: str, new: str, encoding: str = "utf-8") -> None:
        """Change a page's text, as an editor of the site would."""
        page = self.pages[path]
        body = page.body.decode(encoding).replace(old, new).encode(encoding)
        self.pages[path] = DemoPage(body, page.content_type)

    def withdraw(self, path: str) -> None:
        """Take a page off the site; its address answers 404 from now on."""
        del self.pages[path]


@contextmanager
def start_demo_site(port: int = 0) -> Iterator[DemoSite]:
    """Serve the site until the block is left; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    server = _Server((_HOST, port), _Handler)
    site = DemoSite(f"http://{_HOST}:{server.server_address[1]}", dict(build_pages()))
    server.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A slow answer must not hold up the end of a test.
    block_on_close = False
    site: DemoSite
    _lock = threading.Lock()
    _under_way = 0

    @contextmanager
    def count(self) -> Iterator[None]:
        """Count a request as under way."""
        with self._lock:
            self._under_way += 1
            self.site.peak = max(self.site.peak, self._under_way)
        yield
        with self._lock:
            self._under_way -= 1

    def handle_error(self, *_: Any) -> None:
        """Say nothing of clients that hang up: the faults make them do so."""


class _Handler(BaseHTTPRequestHandler):
    """Answers from the site's table of pages, its services and its faults."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def do_GET(self) -> None:
        """Answer a request for a page."""
        self._serve(b"")

    def do_POST(self) -> None:
        """Answer a request to a service."""
        self._serve(self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MAX_BODY)))

    def _serve(self, body: bytes) -> None:
        with self.server.count():
            self._answer(body)

    def _answer(self, body: bytes) -> None:
        site, parts = self.server.site, urlsplit(self.path)
        time.sleep(site.delays.get(parts.path, 0.0))
        fault = site.answers.get(parts.path) or faults.answer_fault(parts.path, site.slow_seconds)
        if fault:
            self._send(fault)
            return
        page = site.pages.get(parts.path)
        service = SERVICES.get(parts.path)
        if service:
            headers = {key.lower(): value for key, value in self.headers.items()}
            page = service(Question(parts.query, body, headers))
        if page is None:
            self._send(faults.Answer(404, b"not found", {"Content-Type": "text/plain"}))
            return
        self._send(self._conditional(page))

    def _conditional(self, page: DemoPage) -> faults.Answer:
        headers = {"Content-Type": page.content_type}
        if not self.server.site.etags:
            return faults.Answer(200, page.body, headers)
        headers["ETag"] = '"' + hashlib.sha256(page.body).hexdigest()[:16] + '"'
        if self.headers.get("If-None-Match") == headers["ETag"]:
            return faults.Answer(304, b"", headers)
        return faults.Answer(200, page.body, headers)

    def _send(self, answer: faults.Answer) -> None:
        body = answer.body[: len(answer.body) // 2] if answer.cut else answer.body
        self.send_response(answer.status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(answer.body)), **answer.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.close_connection or answer.cut
        self.server.site.log.append(LoggedRequest(self.command, self.path, answer.status, len(body)))

    def log_message(self, *_: Any) -> None:
        """Say nothing: the site keeps a log of its own."""
