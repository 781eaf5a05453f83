"""What a list page gives: entries, and requests for further list pages. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One listed article; ``date`` is an ISO day where the list prints one."""

    url: str
    title: str
    date: str | None = None


@dataclass(frozen=True)
class PageRequest:
    """A further list page to fetch; ``state`` comes back to the parser with the page."""

    url: str
    method: str = "GET"
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ListPage:
    """The entries of a page in its order, and what to fetch next."""

    entries: list[Entry]
    following: list[PageRequest] = field(default_factory=list)
