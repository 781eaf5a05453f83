"""Small helpers for statements that name many values.

For the modules of this room only.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")

AT_ONCE = 500
"""How many values one statement names: PostgreSQL takes 65,535 parameters, SQLite here 250,000; plans stay short."""


def iter_chunks(values: Sequence[Value], size: int = AT_ONCE) -> Iterator[Sequence[Value]]:
    """Cut values into pieces that one statement can name."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
