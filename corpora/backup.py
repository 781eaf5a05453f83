"""Copies of a store: made while it is written to, and proved whole before they replace anything.

For SQLite files. A PostgreSQL database has its own tools (pg_dump, pg_restore), which the message names.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from nlp.errors import StoreError

PAGES_A_STEP = 1000
"""Pages copied between two looks at the writers: 4 MB, some milliseconds."""


def backup(engine: Engine, path: Path | str) -> Path:
    """Copy a store to a file, of one moment, while others read and write it; the file appears when it is whole.

    Raises:
        StoreError: the database is no SQLite file, or the copy cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError("backup copies SQLite stores; for PostgreSQL use pg_dump")
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        _copy(str(engine.url.database), part)
        _sync(part)
        os.replace(part, target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"cannot write the backup {target}: {error}; name a file in a folder that exists") from error
    return target


def _copy(source: str, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.execute("BEGIN")  # one moment: without it every commit of a writer starts the copy anew
        reader.backup(writer, pages=PAGES_A_STEP)
        writer.execute("PRAGMA journal_mode = DELETE")  # one file, without its log beside it


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def restore(path: Path | str, target: Path | str) -> Path:
    """Put a backup in the place of a store, after it was proved whole; the store before is kept as ``….before``.

    Stop the programs that use the store first: they would go on writing to the old file.

    Raises:
        StoreError: the backup is missing, damaged or no store; nothing was replaced.
    """
    source, target = Path(path), Path(target)
    check_backup(source)
    part = target.with_name(target.name + ".part")
    try:
        _copy(str(source), part)
        check_backup(part)
        _sync(part)
        _swap(part, target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"cannot restore {source} to {target}: {error}; the store is as it was") from error
    return target


def _swap(part: Path, target: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        existing = target.with_name(target.name + suffix)
        if existing.exists():
            os.replace(existing, target.with_name(target.name + ".before" + suffix))
    os.replace(part, target)


def check_backup(path: Path) -> None:
    """Prove a file to be a whole store: every page, every index, every reference.

    Raises:
        StoreError: it is not; the message says what was found.
    """
    if not path.is_file():
        raise StoreError(f"no backup {path}; name the file that backup wrote")
    try:
        found = _inspect(path)
    except sqlite3.Error as error:
        raise StoreError(f"{path} is no whole store: {error}; use another backup") from error
    if found:
        raise StoreError(f"{path} is no whole store: {found}; use another backup")


def _inspect(path: Path) -> str | None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as reader:
        reader.execute("PRAGMA query_only = ON")
        answer = reader.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok":
            return str(answer)
        if reader.execute("PRAGMA foreign_key_check").fetchone():
            return "an entry refers to an article that is not there"
        articles = reader.execute("SELECT count(*) FROM articles").fetchone()[0]
        whole = "SELECT count(*) FROM articles a JOIN versions v ON v.article_pk = a.pk AND v.version = a.version"
        if reader.execute(whole).fetchone()[0] != articles:
            return "an article lacks its text"
    return None
