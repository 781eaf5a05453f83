"""The connection: opening a database by its URL, bringing it up to date, saying clearly why it cannot be used.

For engines, transactions and migrations. What is asked of the database is the business of the modules beside this one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, StatementError

from nlp.errors import InputError, JiaowenError, StoreError

BUSY_TIMEOUT_MS = 30_000
"""How long a writer waits for another: a batch of a thousand articles takes about a second."""

READ_CACHE_KIB = 8_192
WRITE_CACHE_KIB = 65_536
"""SQLite's page cache a connection. With the default of 2 MB the random index writes of a batch read the file again and
again; a reader is served by the system's cache, and a service with many connections must stay small."""

CHECKPOINT_PAGES = 8000
"""32 MB of log before it is copied into the file. With the default of 4 MB each batch of 500 articles was copied at
once, and the same index pages again and again."""

WRITE = "jiaowen_write"
LOCK_WRITES = 0x6A77  # one number that all our writers to a PostgreSQL database agree on

_EXAMPLES = "sqlite:///jiaowen.db or postgresql+psycopg://user@host/name"


def open_engine(url: str) -> Engine:
    """Connect to a database and bring its tables up to date.

    Raises:
        InputError: the URL cannot be read or names a database that we do not know.
        StoreError: the database cannot be opened, is no store of ours, or is newer than this program.
    """
    parsed = parse_url(url)
    check_place(parsed)
    options: dict[str, Any] = {}
    if parsed.get_backend_name() == "sqlite":
        options = {"connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}}
    engine = create_engine(parsed, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "checkin", _shrink_sqlite)
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def parse_url(url: str) -> URL:
    """Read a database URL."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise InputError(f"{url!r} is no database URL; write {_EXAMPLES}") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise InputError(f"{parsed.get_backend_name()!r} is no database that the store knows; write {_EXAMPLES}")
    return parsed


def check_place(url: URL) -> None:
    """Refuse a SQLite file whose folder is not there: SQLite itself would say only that it cannot open it."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return
    path = Path(str(url.database))
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it, such as {path / 'jiaowen.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"cannot open the store {path}: the folder {path.parent} does not exist; make it first")


def upgrade(engine: Engine) -> None:
    """Run the migrations that a database lacks; a new one gets them all. Two programs may do so at once."""
    config = _build_config()
    with guard(engine), engine.connect() as connection:
        if _current(connection) == _head(config):
            return
    with guard(engine), begin(engine) as connection:
        config.attributes["connection"] = connection
        _run_upgrade(config, engine)


def _run_upgrade(config: Config, engine: Engine) -> None:
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"the store {_name(engine)} was written by a newer version of jiaowen ({error}); upgrade the program"
        ) from error


def _build_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("corpora").joinpath("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _head(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()


@contextmanager
def begin(engine: Engine) -> Iterator[Connection]:
    """Open a writing transaction: it commits whole or not at all, and one waits for the other.

    Writers go one after the other in PostgreSQL too, so that the numbers of events are in the order of their commits
    and a reader who follows them misses none.
    """
    with guard(engine), engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_WRITES})
        yield connection


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """Open a reading transaction: everything read in it is of one moment."""
    with guard(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def guard(engine: Engine) -> Iterator[None]:
    """Turn a database's own errors into ours, which name the store and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"store {_name(engine)}: {explain(error)}") from error
    except psycopg.Error as error:
        # From a COPY, which goes past SQLAlchemy to the driver.
        raise StoreError(f"store {_name(engine)}: {' '.join(str(error).split())}") from error
    except StatementError as error:
        # A value that one of our own column types refused, wrapped on its way up.
        if isinstance(error.orig, JiaowenError):
            raise error.orig from error
        raise


def explain(error: DBAPIError) -> str:
    """Say in a line what a database's error means and what helps."""
    reason = " ".join(str(error.orig).split())
    for sign, advice in _ADVICE.items():
        if sign in reason:
            return f"{reason}; {advice}"
    return reason


_ADVICE = {
    "file is not a database": "this is no SQLite file: name another path, or restore a backup there",
    "malformed": "the file is damaged: restore a backup",
    "readonly": "make the file and its folder writable for this user",
    "unable to open": "check that the file and its folder are writable for this user",
    "locked": "another program has been writing for long: wait, and try again",
    "disk is full": "make room on the disk and try again; nothing was half written",
    "no such table": "this SQLite file is not a store of jiaowen: name another path",
    "already exists": "this database holds tables of another program: name another one",
    "connection failed": "check the address, and that the server runs",
    "connection to server": "check the address, and that the server runs",
}


def _name(engine: Engine) -> str:
    return engine.url.database or ":memory:" if engine.dialect.name == "sqlite" else engine.url.render_as_string()


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001
    # The driver's own transaction handling begins too late to read and write in one transaction; we begin ourselves.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",  # kill -9 loses nothing without it, a power cut would
        "foreign_keys = ON",
        f"cache_size = -{READ_CACHE_KIB}",
        "temp_store = MEMORY",
        f"wal_autocheckpoint = {CHECKPOINT_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote in between; IMMEDIATE waits.
    if not connection.get_execution_options().get(WRITE, False):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA cache_size = -{WRITE_CACHE_KIB}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _shrink_sqlite(connection: sqlite3.Connection | None, record: object) -> None:  # noqa: ARG001
    if connection is not None:
        connection.execute(f"PRAGMA cache_size = -{READ_CACHE_KIB}").close()
