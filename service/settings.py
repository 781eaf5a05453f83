"""Settings: what may differ from one installation to the next, read from the environment here and nowhere else.

For paths and addresses only. How far a crawl goes or what a listing shows is an option of the command or a parameter of
the request, not a setting.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.registry import TRAINED
from nlp.errors import InputError

HIGHEST_PORT = 65_535


@dataclass(frozen=True)
class Settings:
    """One installation's settings; ``VARIABLES`` says which variable of the environment sets which.

    ``database`` is a URL, ``model`` the folder of a model registry, ``sources`` the folder of the source profiles;
    ``host`` and ``port`` are the service's own.
    """

    database: str = "sqlite:///jiaowen.db"
    model: Path = TRAINED
    sources: Path = Path("sources")
    host: str = "127.0.0.1"
    port: int = 8000


VARIABLES = {
    "database": "JIAOWEN_DB",
    "model": "JIAOWEN_MODEL",
    "sources": "JIAOWEN_SOURCES",
    "host": "JIAOWEN_HOST",
    "port": "JIAOWEN_PORT",
}


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a variable that is unset or empty leaves the default.

    Raises:
        InputError: a value cannot be used; the message names the variable.
    """
    given = {field: environment[name] for field, name in VARIABLES.items() if environment.get(name)}
    defaults = Settings()
    return Settings(
        database=given.get("database", defaults.database),
        model=Path(given["model"]) if "model" in given else defaults.model,
        sources=Path(given["sources"]) if "sources" in given else defaults.sources,
        host=given.get("host", defaults.host),
        port=_parse_port(given["port"]) if "port" in given else defaults.port,
    )


def _parse_port(value: str) -> int:
    # No port has more than five digits; int() takes its time over thousands of them.
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= 5 else -1
    if not 0 <= number <= HIGHEST_PORT:
        name = VARIABLES["port"]
        raise InputError(f"{name}={value!r} is no port; give a number from 0 to {HIGHEST_PORT}, such as 8000")
    return number
