"""Running totals: how many articles there are in all, of a topic, a place, a source, a kind.

Kept in the transaction that changes them. For totals without a second condition; everything else is counted in
``corpora.facets`` and ``corpora.trends``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from corpora.conditions import match_place
from corpora.schema import tallies

Tally = Counter[tuple[str, str]]


def build_tally(columns: Mapping[str, Any], topics: Iterable[str]) -> Tally:
    """Return what one article adds to the totals."""
    tally: Tally = Counter({("all", ""): 1, ("kind", columns["kind"]): 1})
    if columns["adcode"]:
        tally["place", columns["adcode"]] = 1
    if columns["source"]:
        tally["source", columns["source"]] = 1
    for topic in topics:
        tally["topic", topic] = 1
    return tally


def add_tally(connection: Connection, tally: Tally, sign: int = 1) -> None:
    """Add to the totals, or with a sign of -1 take away."""
    rows = [{"dimension": name, "key": key, "number": sign * number} for (name, key), number in sorted(tally.items())]
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(tallies)
    statement = statement.on_conflict_do_update(
        index_elements=["dimension", "key"], set_={"number": tallies.c.number + statement.excluded.number}
    )
    connection.execute(statement, rows)


def load_tally(connection: Connection, dimension: str, key: str) -> int:
    """Return one total."""
    wanted = select(tallies.c.number).where(tallies.c.dimension == dimension, tallies.c.key == key)
    return connection.execute(wanted).scalar_one_or_none() or 0


def sum_places(connection: Connection, place: str) -> int:
    """Return how many articles a place has, with all that lies in it."""
    within = select(func.sum(tallies.c.number)).where(tallies.c.dimension == "place", match_place(tallies.c.key, place))
    return int(connection.execute(within).scalar_one() or 0)


def load_tallies(connection: Connection, dimension: str) -> dict[str, int]:
    """Return the totals of one dimension, most first."""
    statement = select(tallies.c.key, tallies.c.number).where(tallies.c.dimension == dimension, tallies.c.number > 0)
    rows = connection.execute(statement.order_by(tallies.c.number.desc(), tallies.c.key))
    return {row.key: row.number for row in rows}
