"""Problems: every error of the API as ``application/problem+json`` (RFC 9457).

For saying which parameter was wrong, what was expected, and an example that works. How an error looks to a person in a
browser is ``service.pages.errors``.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from nlp.errors import (
    ConflictError,
    DecodeError,
    EmptyInputError,
    FetchError,
    InputError,
    JiaowenError,
    ModelError,
    NotFoundError,
    StoreError,
)
from service.web.parameters import DESCRIPTIONS, EXAMPLES

MEDIA_TYPE = "application/problem+json"

# The first class that an error is of gives status, name and title; narrower classes stand before wider ones.
_KINDS: tuple[tuple[type[JiaowenError], int, str, str], ...] = (
    (NotFoundError, 404, "not-found", "Not found"),
    (ConflictError, 412, "conflict", "Changed meanwhile"),
    (StoreError, 503, "store", "The store cannot do it now"),
    (ModelError, 503, "model", "The model cannot be used"),
    (FetchError, 422, "fetch", "The address cannot be fetched"),
    (DecodeError, 422, "not-text", "The input is no text"),
    (EmptyInputError, 422, "empty-input", "Nothing to analyse"),
    (InputError, 400, "invalid-input", "The input cannot be used"),
)
# How messages of the rooms below begin that are about a parameter without naming it as a caller does.
_OPENINGS = {"search query": "q", "unknown topic": "topic", "published_from": "from", "published_to": "to"}


class ParameterError(BaseModel):
    """One parameter that was wrong: ``place`` is query, path, header or body."""

    model_config = ConfigDict(populate_by_name=True)

    parameter: str
    place: str = Field(alias="in")
    expected: str
    example: Any = None


class Problem(BaseModel):
    """A problem of RFC 9457; ``errors`` names the parameters that were wrong."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ParameterError] = Field(default_factory=list)


class ProblemError(Exception):
    """A problem that a resource finds itself."""

    def __init__(self, status: int, name: str, detail: str, errors: Sequence[ParameterError] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.detail = detail
        self.errors = list(errors)


def build_problem(error: Exception, path: str) -> Problem:
    """Say of any error what its problem is; one that nobody expected tells nothing of its inside."""
    if isinstance(error, ProblemError):
        return _build(error.status, error.name, error.detail, path, error.errors)
    if isinstance(error, RequestValidationError):
        return _build_invalid(error, path)
    if isinstance(error, HTTPException):
        return _build(error.status_code, "http", _explain(error, path), path)
    if isinstance(error, JiaowenError):
        return _build_known(error, path)
    detail = "a fault of the program, not of the request; the log of the service tells more"
    return _build(500, "fault", detail, path)


def answer_problem(request: Request, error: Exception) -> JSONResponse:
    """Answer a request with its problem."""
    problem = build_problem(error, request.url.path)
    content = problem.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    headers = getattr(error, "headers", None)
    return JSONResponse(content, problem.status, headers, MEDIA_TYPE)


def name_parameter(name: str, expected: str, place: str = "query") -> ParameterError:
    """Say that a parameter is wrong, with the example of its documentation."""
    return ParameterError(parameter=name, place=place, expected=expected, example=EXAMPLES.get(name))


def _build(status: int, name: str, detail: str, path: str, errors: Sequence[ParameterError] = ()) -> Problem:
    titles = {kind[2]: kind[3] for kind in _KINDS}
    title = titles.get(name) or HTTPStatus(status).phrase
    kind = f"urn:jiaowen:problem:{name}"
    return Problem(type=kind, title=title, status=status, detail=_printable(detail), instance=path, errors=list(errors))


def _build_known(error: JiaowenError, path: str) -> Problem:
    status, name = next(((status, name) for kind, status, name, _ in _KINDS if isinstance(error, kind)), (500, "fault"))
    detail = str(error)
    # The rooms below begin a message about a parameter with its name.
    parameter = _find_parameter(detail) if isinstance(error, InputError) else None
    errors = [name_parameter(parameter, detail)] if parameter else []
    return _build(status, name, detail, path, errors)


def _find_parameter(detail: str) -> str | None:
    found = next((name for opening, name in _OPENINGS.items() if detail.startswith(opening)), None)
    first = detail.split(maxsplit=1)[0].rstrip(":") if detail else ""
    return found or (first if first in EXAMPLES or first == "cursor" else None)


def _build_invalid(error: RequestValidationError, path: str) -> Problem:
    errors = [_describe(found) for found in error.errors()]
    detail = "; ".join(f"{one.parameter}: {one.expected}" for one in errors) or "the request cannot be read"
    problem = _build(422, "invalid-parameter", detail, path, errors)
    return problem.model_copy(update={"title": "Invalid parameter"})


def _describe(found: Mapping[str, Any]) -> ParameterError:
    place, *names = (str(part) for part in found["loc"])
    name = ".".join(names) or place
    expected = found["msg"]
    if found["type"] == "extra_forbidden":
        expected = "there is no such parameter here; leave it out or check its spelling"
    if found["type"] == "string_pattern_mismatch":
        expected = DESCRIPTIONS.get(name, expected)
    if found["type"] == "json_invalid":
        name, expected = "body", f"a JSON object; {found['ctx']['error']} at character {names[0] if names else 0}"
    if found["type"] == "missing" and place == "body" and not names:
        expected = "a JSON object with Content-Type: application/json"
    example = EXAMPLES.get(names[0] if names else name, EXAMPLES.get("body") if place == "body" else None)
    return ParameterError(parameter=_printable(name), place=place, expected=_printable(expected), example=example)


def _explain(error: HTTPException, path: str) -> str:
    if error.status_code == 404:
        return f"there is nothing at {path}; GET /api/v1/openapi.json lists what there is"
    if error.status_code == 405:
        allowed = (error.headers or {}).get("allow") or (error.headers or {}).get("Allow", "other methods")
        return f"{path} does not take this method; it takes {allowed}"
    return str(error.detail)


def _printable(text: str) -> str:
    # Half a character may come in a request and cannot go out in an answer.
    return text.encode("utf-8", "replace").decode()
