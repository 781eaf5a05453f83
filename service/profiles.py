"""The sources of this installation: profiles in its folder, found by name.

For choosing what is crawled. What a profile says and whether it is right stands in ``scrapers.sources``.
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from nlp.errors import InputError
from scrapers.sources import FamilyName, SourceProfile, load_profile, load_profiles


def choose_sources(names: Sequence[str], folder: Path) -> list[SourceProfile]:
    """Return the sources of these names, or of these profile files; all of the folder where none is named.

    Raises:
        InputError: there is none, or one of them is unknown; the message lists the known ones.
    """
    known = {profile.name: profile for profile in load_profiles(folder)}
    if not names and not known:
        raise InputError(
            f"there is no source in the folder {folder}; make one with `jiaowen sources add NAME URL`, or name a profile's file"
        )
    return [_choose(name, known, folder) for name in names] or list(known.values())


def _choose(name: str, known: dict[str, SourceProfile], folder: Path) -> SourceProfile:
    if name in known:
        return known[name]
    if Path(name).suffix == ".toml":
        return load_profile(name)
    listed = ", ".join(known) or "none"
    raise InputError(f"unknown source {name!r}; those in the folder {folder}: {listed}")


def build_profile(name: str, url: str, family: FamilyName, adcode: str | None) -> SourceProfile:
    """Build the profile of a source that begins at one address.

    Raises:
        InputError: the message names the field that is wrong.
    """
    values = {"name": name, "family": family, "start_urls": [url], "adcode": adcode}
    try:
        return SourceProfile.model_validate(values)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise InputError(f"no profile of a source: {problems}") from error
