"""The state of a page: what its address asks for, and the addresses beside it.

A page's filters are those of the API; a field that a form leaves empty is no filter.
"""

from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from service.web.parameters import Filter

Wanted = TypeVar("Wanted", bound=Filter)


@dataclass(frozen=True)
class State:
    """A path with its parameters."""

    path: str
    parameters: dict[str, str]

    def link(self, **changes: Any) -> str:
        """Return the address with parameters changed, or left out by None; it begins with the first page."""
        # `from` is a word of Python: templates write from_.
        named = {name.rstrip("_"): value for name, value in changes.items()}
        merged = {name: value for name, value in self.parameters.items() if name != "cursor"} | named
        query = urlencode({name: str(value) for name, value in merged.items() if value is not None and value != ""})
        return f"{self.path}?{query}" if query else self.path

    def get(self, name: str) -> str:
        """Return a parameter as it was given, for a form's field."""
        return self.parameters.get(name, "")


def read_state(request: Request, model: type[Wanted], extra: tuple[str, ...] = ()) -> tuple[State, Wanted]:
    """Read what an address asks for; names that the page does not know are passed over, as a form's button may add some.

    Raises:
        RequestValidationError: a parameter is wrong.
    """
    known = {field.alias or name for name, field in model.model_fields.items()}
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    parameters = {name: value for name, value in given.items() if name in known}
    kept = parameters | {name: value for name, value in given.items() if name in extra}
    return State(request.url.path, kept), validate(model, parameters)


def validate(model: type[Wanted], parameters: dict[str, Any]) -> Wanted:
    """Build a filter of parameters.

    Raises:
        RequestValidationError: one is wrong.
    """
    try:
        return model.model_validate(parameters)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("query", *one["loc"])} for one in error.errors()]) from error
