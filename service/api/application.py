"""The application: API, pages, static files and what holds for all of them, put together.

For ``service.listening``, the tests, and any ASGI server.
"""

import importlib.metadata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from nlp.errors import JiaowenError
from service.api import analysis, articles, feeds, figures, health, reviews, schema, topics, trends
from service.api.answers import PREFIX
from service.api.document import build_document
from service.pages.application import answer_error_page, mount_pages
from service.settings import Settings, load_settings
from service.web.guards import BodyLimit, Guards
from service.web.problems import ProblemError, answer_problem
from service.web.resources import Resources

RESOURCES = (analysis, articles, reviews, figures, topics, trends, feeds, schema, health)
# Below this a packed answer is no smaller.
SMALLEST_PACKED = 600
_ERRORS = (JiaowenError, ProblemError, RequestValidationError, HTTPException, Exception)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; store and model are opened with the first request that needs them, closed at its end.

    Args:
        settings: where store and model are; of the environment unless given.
    """
    resources = Resources(settings or load_settings())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        resources.close()

    app = FastAPI(
        title="教闻 jiaowen",
        version=importlib.metadata.version("jiaowen"),
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        # Both load their scripts from another host; the document is at the address above.
        docs_url=None,
        redoc_url=None,
    )
    app.state.resources = resources
    app.openapi = lambda: build_document(app)  # type: ignore[method-assign]
    for kind in _ERRORS:
        app.add_exception_handler(kind, _answer_error)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED)
    app.add_middleware(BodyLimit)
    app.add_middleware(Guards)
    for resource in RESOURCES:
        app.include_router(resource.router, prefix=PREFIX)
    # Where whoever watches services looks for them.
    app.include_router(health.router, include_in_schema=False)
    mount_pages(app)
    return app


def _answer_error(request: Request, error: Exception) -> Response:
    if request.url.path.startswith((PREFIX, "/healthz", "/readyz")):
        return answer_problem(request, error)
    return answer_error_page(request, error)
