"""The store that the settings name, for those who fill it and those who only ask it."""

from pathlib import Path

from corpora.database import parse_url
from corpora.store import Store, open_store
from nlp.errors import StoreError
from service.settings import VARIABLES, Settings


def open_existing_store(settings: Settings) -> Store:
    """Open a store to ask it something; where there is none yet, none is made.

    Raises:
        StoreError: no such file; the message says how to fill one or name another.
    """
    url = parse_url(settings.database)
    memory = (None, "", ":memory:")
    if url.get_backend_name() == "sqlite" and url.database not in memory and not Path(str(url.database)).exists():
        raise StoreError(
            f"there is no store {url.database}; fill one with `jiaowen import PATH`, or name another with "
            f"{VARIABLES['database']}=sqlite:///path/to/jiaowen.db"
        )
    return open_store(settings.database)
