"""Sources on the web as data: a TOML profile each, checked before anything is fetched.

A new outlet is a profile, no code. Not for fetching (scrapers.crawl) and not for what a family's pages look like.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from nlp.errors import InputError

FamilyName = Literal[
    "trs", "hanweb", "jpaas", "truecms", "ewb", "vsb", "founder", "wechat", "feed", "sitemap", "iframe", "plain"
]


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no http(s) address")
    if parts.username or parts.password:
        raise ValueError("an address must not carry a user name or password")
    return url


HttpUrl = Annotated[str, AfterValidator(_check_url)]


class Selectors(BaseModel):
    """CSS selectors for a site that its family's rules do not fit; every one is optional."""

    model_config = ConfigDict(extra="forbid")

    entry: str | None = None
    next: str | None = None
    title: str | None = None
    body: str | None = None
    published: str | None = None
    source: str | None = None


class SourceProfile(BaseModel):
    """One source: where its lists begin, of which family it is, and which district it speaks for."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    family: FamilyName
    start_urls: list[HttpUrl] = Field(min_length=1)
    adcode: str | None = Field(default=None, pattern=r"^\d{6}$")
    selectors: Selectors = Field(default_factory=Selectors)
    local: bool = False
    max_list_pages: int = Field(default=50, ge=1, le=10_000)

    @property
    def hosts(self) -> set[str]:
        """The host names of the start addresses; only these are followed."""
        return {urlsplit(url).hostname or "" for url in self.start_urls}


def parse_profile(text: str, where: str) -> SourceProfile:
    """Read one profile from TOML.

    Raises:
        InputError: it is no TOML or a field is wrong; the message names ``where`` and the field.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where}: is no TOML: {error}") from error
    return parse_source(values, where)


def parse_source(values: dict[str, Any], where: str) -> SourceProfile:
    """Check the values of a profile.

    Raises:
        InputError: a field is wrong; the message names ``where`` and the field.
    """
    try:
        return SourceProfile.model_validate(values)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()[:5])
        raise InputError(f"{where}: {problems}") from error


def load_profile(path: str | Path) -> SourceProfile:
    """Read a profile from a file."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the profile cannot be read: {error}") from error
    return parse_profile(text, str(path))


def load_profiles(folder: str | Path) -> list[SourceProfile]:
    """Read every profile of a folder, in the order of the file names; two of one name are an error."""
    profiles: dict[str, SourceProfile] = {}
    for path in sorted(Path(folder).glob("*.toml")):
        profile = load_profile(path)
        if profile.name in profiles:
            raise InputError(f"{path}: name: {profile.name!r} is the name of another profile in this folder")
        profiles[profile.name] = profile
    return list(profiles.values())


def iter_bundled() -> Iterator[SourceProfile]:
    """Give the example profiles that come with the project."""
    for item in sorted(resources.files("scrapers.profiles").iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".toml"):
            yield parse_profile(item.read_text(encoding="utf-8"), item.name)


def render_profile(profile: SourceProfile) -> str:
    """Write a profile as TOML, to be edited by hand."""
    lines = [f"{key} = {_toml(value)}" for key, value in profile.model_dump(exclude_defaults=True).items() if key != "selectors"]
    chosen = profile.selectors.model_dump(exclude_none=True)
    if chosen:
        lines += ["", "[selectors]", *(f"{key} = {_toml(value)}" for key, value in chosen.items())]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
