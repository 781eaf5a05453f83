"""Rendering: templates, static files and the answers made of them.

Everything that templates are given beside a page's own values is put together here, once.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.staticfiles import StaticFiles

from nlp.topics import CORE_TOPICS, TOPICS
from service.pages import wording

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
A_YEAR = 31_536_000


class VersionedFiles(StaticFiles):
    """Static files that a browser keeps: their addresses change with their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer with a file."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response


@cache
def build_environment() -> Environment:
    """Build the templates' environment: everything is escaped, and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": wording.format_number,
        "exact": wording.format_exact,
        "percent": wording.format_percent,
        "day": wording.format_day,
        "bounds": wording.format_bounds,
        "place": wording.name_place,
        "topic": wording.name_topic,
        "web": find_web_address,
    }
    environment.globals |= {"static": name_static, "words": wording, "topics": TOPICS, "core_topics": CORE_TOPICS}
    return environment


@cache
def name_static(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def find_web_address(url: str | None) -> str | None:
    """Return an address that may be a link, None for anything that a browser might run or open instead."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Answer with a page."""
    text = build_environment().get_template(template).render(path=request.url.path, **values)
    # Half a character can come in an address or an old record; a page with a replacement character is better than none.
    return HTMLResponse(text.encode("utf-8", "replace"), status, {"Cache-Control": "no-cache"})
