"""What guards every request and answer: the size of bodies, who may write, what a browser may load.

Plain ASGI, so that answers are not copied on their way.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.problems import MEDIA_TYPE

LARGEST_BODY = 8_000_000
"""Bytes of a request: two million Chinese characters as UTF-8, and what JSON adds."""

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guards:
    """Sets the headers of every answer and refuses writes that a page of another site makes a browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["method"] not in SAFE_METHODS and _is_foreign(Headers(scope=scope)):
            detail = "a page of another site may not write here; send the request from a page of this service"
            await _refuse(scope, send_guarded, 403, "foreign-origin", detail)
            return
        await self._app(scope, receive, send_guarded)


class BodyLimit:
    """Refuses a body that is too large as soon as that is known."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        size, more = 0, True
        while more:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
            if size > LARGEST_BODY:
                detail = (
                    f"the body is larger than {LARGEST_BODY:,} bytes; send it in parts, an article or a page at a time"
                )
                await _refuse(scope, send, 413, "too-large", detail)
                return
        messages.reverse()

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, replay, send)


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


async def _refuse(scope: Scope, send: Send, status: int, name: str, detail: str) -> None:
    kind = f"urn:jiaowen:problem:{name}"
    problem: dict[str, Any] = {"type": kind, "title": "Refused", "status": status, "detail": detail}
    body = json.dumps(problem | {"instance": scope["path"]}, ensure_ascii=False).encode("utf-8", "replace")
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
