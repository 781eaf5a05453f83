"""What every request needs: one store and one analyser an application, opened on first use and closed at the end.

A service whose model is not trained yet, or whose database is away, starts all the same: it says so in ``/readyz`` and in
every answer that needs the missing part, and tries again with the next request.
"""

import threading
from typing import Annotated

from fastapi import Depends, Request

from corpora.store import Store, open_store
from models.analyser import Analyser, load_analyser
from service.settings import Settings


class Resources:
    """Store and analyser of one application; safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._analyser: Analyser | None = None

    @property
    def store(self) -> Store:
        """The store.

        Raises:
            StoreError: it cannot be opened.
        """
        with self._lock:
            if self._store is None:
                self._store = open_store(self._settings.database)
            return self._store

    @property
    def analyser(self) -> Analyser:
        """The analyser.

        Raises:
            ModelError: there is no model that can be used.
        """
        with self._lock:
            if self._analyser is None:
                self._analyser = load_analyser(self._settings.model)
            return self._analyser

    def close(self) -> None:
        """Give back the connections."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None


def find_resources(request: Request) -> Resources:
    """Return the application's resources."""
    resources: Resources = request.app.state.resources
    return resources


def _find_store(request: Request) -> Store:
    return find_resources(request).store


def _find_analyser(request: Request) -> Analyser:
    return find_resources(request).analyser


StoreOfApp = Annotated[Store, Depends(_find_store)]
AnalyserOfApp = Annotated[Analyser, Depends(_find_analyser)]
