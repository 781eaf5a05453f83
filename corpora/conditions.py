"""Conditions that several lists share: places with what lies in them, days, how many items.

For SQL over the tables of ``corpora.schema`` only.
"""

import re
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, and_, literal_column, true

from corpora.identity import PK_BITS, number_day
from corpora.queries import MAX_LIMIT
from nlp.errors import InputError

COUNT_LIMIT = 10_000
"""How far totals are counted: nobody turns to page 500, and counting a million rows takes longer than showing 20."""

_HALF = re.compile("[\ud800-\udfff]")
_ADCODE = re.compile(r"[1-9]\d(?:\d{2}){0,2}", re.ASCII)


def check_limit(limit: int) -> None:
    """Refuse a page of no item or of too many."""
    if not 1 <= limit <= MAX_LIMIT:
        raise InputError(f"limit {limit} is out of range; pass 1 to {MAX_LIMIT}")


def check_texts(query: Any) -> None:
    """Refuse texts that no database keeps, so that none of ours can hold what is asked for.

    Raises:
        InputError: a field of the query holds a NUL or half a character; the message names the field.
    """
    for part in fields(query):
        value = getattr(query, part.name)
        if isinstance(value, str) and not is_storable(value):
            raise InputError(f"{part.name} {value[:40]!r} holds a NUL or half a character; pass clean text")


def is_storable(text: str) -> bool:
    """Say whether a database can hold a text: no NUL, no lone surrogate."""
    return "\x00" not in text and not _HALF.search(text)


def parse_place(place: str) -> str:
    """Return the digits that a place's districts begin with: 420000 → 42, 421200 → 4212, 421202 → 421202.

    Raises:
        InputError: it is no division code.
    """
    if not _ADCODE.fullmatch(place):
        raise InputError(f"place {place!r} is no division code; pass six digits such as 421202, or 421200 for its city")
    prefix = place
    while len(prefix) > 2 and prefix.endswith("00"):
        prefix = prefix[:-2]
    return prefix


def match_place(column: Column[str], place: str) -> ColumnElement[bool]:
    """Match a place and what lies in it: a range, which an index on the code answers."""
    prefix = parse_place(place)
    if len(prefix) == 6:
        return column == prefix
    return and_(column >= prefix.ljust(6, "0"), column <= prefix.ljust(6, "9"))


def match_sort_days(keys: ColumnElement[int], first: date | None, last: date | None) -> list[ColumnElement[bool]]:
    """Match the same days by sort keys, which are in the order of the lists."""
    if first is None and last is None:
        return []
    _check_order(first, last)
    low = keys >= _constant(number_day(first) if first else 1)
    return [low] if last is None else [low, keys < _constant(number_day(last) + 1)]


def _constant(day: int) -> ColumnElement[int]:
    return literal_column(str(day << PK_BITS), BigInteger)


def _check_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and first > last:
        raise InputError(f"published_from {first} is after published_to {last}; swap them")


def match_days(column: Column[int], first: date | None, last: date | None) -> ColumnElement[bool]:
    """Match days from the first to the last, both included; an article without a date is in no range."""
    _check_order(first, last)
    if first is None and last is None:
        return true()
    low = column >= (number_day(first) if first else 1)
    return and_(low, column <= number_day(last)) if last else low
