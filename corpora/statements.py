"""Helpers for statements over many rows or many values.

For the modules of this room only.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, TypeVar

from sqlalchemy import ARRAY, ColumnElement, Connection, Table, any_, cast, func, insert, select
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Value = TypeVar("Value")

AT_ONCE = 500
"""How many articles are written or read by one statement."""


def iter_chunks(values: Sequence[Value], size: int = AT_ONCE) -> Iterator[Sequence[Value]]:
    """Cut values into pieces for one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def match_any(connection: Connection, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Match a column against many values, sent as one: a statement of 500 parameters takes longer to write than to run."""
    if connection.dialect.name == "postgresql":
        return column == any_(cast(list(values), ARRAY(column.type)))
    listed = func.json_each(json.dumps(list(values), ensure_ascii=False)).table_valued("value")
    return column.in_(select(listed.c.value))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows that name the same columns.

    SQLAlchemy's own way through its parameters, row by row, took a third of the time of putting articles in. Here it
    writes the statement, once, and the driver gets the values; PostgreSQL takes them as a COPY.
    """
    if not rows:
        return
    names = tuple(column.name for column in table.c if column.name in rows[0])
    writers = {name: _find_writer(table, name, connection.dialect) for name in names}
    changed = [name for name, writer in writers.items() if writer is not None]
    values = [tuple([row[name] for name in names]) for row in rows]
    if changed:
        values = [tuple(_write(writers[name], value) for name, value in zip(names, row, strict=True)) for row in values]
    if connection.dialect.name == "postgresql":
        copy_rows(connection, table.name, names, values)
    else:
        connection.exec_driver_sql(_compile(table, names, connection.dialect), values)


def copy_rows(connection: Connection, table: str, names: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Send rows to PostgreSQL in one COPY."""
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
        for row in values:
            copy.write_row(row)


def _find_writer(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    kind = table.c[name].type
    return partial(kind.process_bind_param, dialect=dialect) if isinstance(kind, TypeDecorator) else None


def _write(writer: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if writer is None else writer(value)


@lru_cache(maxsize=64)
def _compile(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return str(compiled)
