"""What happened to figures, in order: entries of the feed of extracted statistics.

An entry never changes. A figure that is edited, corrected or withdrawn gets a new entry that names the one it replaces,
so whoever took a figure over learns of it. Serialising entries for a feed format is ``service``.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, select

from corpora.conditions import check_limit, check_texts, match_place
from corpora.entering import Entry, find_concepts
from corpora.figures import build_stored_figure, match_concept
from corpora.queries import FigureChange, FigureChangeQuery
from corpora.schema import articles, events, figure_changes, versions
from corpora.statements import insert_rows, iter_chunks
from nlp.record import Article, Figure
from nlp.topics import check_topic

Type = Literal["new", "changed", "corrected", "withdrawn"]
Change = tuple[str, int, int, int | None]
"""Type, version and position where the figure is read, and the number of the entry that it replaces."""


def record_figure_changes(
    connection: Connection, entries: Sequence[Entry], seqs: Mapping[int, int], kind: Type
) -> None:
    """Write the entries of what an event did to the figures of each article."""
    last = {} if kind == "new" else _load_last(connection, [entry.row["pk"] for entry in entries])
    rows: list[dict[str, Any]] = []
    for entry in entries:
        if kind == "new":
            changes: Iterable[Change] = (("new", 1, position, None) for position in range(len(entry.prepared.figures)))
            figures = {1: entry.prepared.article.figures}
        else:
            changes, figures = _compare(connection, entry, last.get(entry.row["pk"], []), kind)
        rows += _build_rows(entry, seqs[entry.row["pk"]], list(changes), figures)
    pks = find_concepts(connection, {row["concept"] for row in rows})
    insert_rows(connection, figure_changes, [_number(row, pks) for row in rows])


def _number(row: dict[str, Any], pks: Mapping[str, int]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "concept"} | {"concept_pk": pks[row["concept"]]}


def _build_rows(
    entry: Entry, event_seq: int, changes: list[Change], figures: Mapping[int, Sequence[Figure]]
) -> Iterable[dict[str, Any]]:
    topics = "|" + "".join(f"{topic}|" for topic in sorted(entry.topics))
    for kind, version, position, replaces in changes:
        figure = figures[version][position]
        yield {
            "event_seq": event_seq,
            "article_pk": entry.row["pk"],
            "version": version,
            "position": position,
            "type": kind,
            "replaces": replaces,
            "concept": figure.concept.replace("\x00", ""),
            "unit": figure.unit.replace("\x00", ""),
            "kind": figure.kind,
            "adcode": entry.row["adcode"],
            "topics": topics,
        }


def _load_last(connection: Connection, pks: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Return the standing entries of articles: number, version and position."""
    replaced = select(figure_changes.c.replaces).where(
        figure_changes.c.article_pk.in_(pks), figure_changes.c.replaces.is_not(None)
    )
    statement = (
        select(figure_changes)
        .where(figure_changes.c.article_pk.in_(pks), figure_changes.c.type != "withdrawn")
        .where(figure_changes.c.seq.not_in(replaced))
        .order_by(figure_changes.c.seq)
    )
    found: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.article_pk].append((row.seq, row.version, row.position))
    return found


def _compare(
    connection: Connection, entry: Entry, last: list[tuple[int, int, int]], kind: Type
) -> tuple[list[Change], dict[int, list[Figure]]]:
    pk, version = entry.row["pk"], entry.row["version"]
    now = [] if kind == "withdrawn" else entry.prepared.article.figures
    figures = _load_figures(connection, pk, {found for _, found, _ in last})
    figures[version] = entry.prepared.article.figures
    standing = {seq: figures[found][position] for seq, found, position in last}
    pairs, left = match_figures(standing, now)
    where = {seq: (found, position) for seq, found, position in last}
    changes: list[Change] = [
        (kind, version, position, seq) for seq, position in pairs if describe(standing[seq]) != describe(now[position])
    ]
    matched = {position for _, position in pairs}
    changes += [("new", version, position, None) for position in range(len(now)) if position not in matched]
    changes += [("withdrawn", *where[seq], seq) for seq in left]
    return sorted(changes, key=lambda change: (change[2], change[1])), figures


def _load_figures(connection: Connection, pk: int, wanted: set[int]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for chunk in iter_chunks(sorted(wanted)):
        statement = select(versions.c.version, versions.c.record).where(
            versions.c.article_pk == pk, versions.c.version.in_(chunk)
        )
        for version, record in connection.execute(statement):
            found[version] = Article.model_validate_json(record).figures
    return found


def describe(figure: Figure) -> tuple[Any, ...]:
    """Return what a subscriber is told of a figure: an entry is due when this changes, not when the text moves."""
    return (
        figure.value,
        figure.lower,
        figure.upper,
        figure.unit,
        figure.per,
        figure.qualifier,
        figure.kind,
        figure.concept,
        figure.change,
        figure.period,
        figure.text,
    )


def match_figures(standing: Mapping[int, Figure], now: Sequence[Figure]) -> tuple[list[tuple[int, int]], list[int]]:
    """Pair the figures of before with those of now: the same first, then by concept and unit, then by place in the text.

    Returns:
        pairs of (entry, position now), and the entries that no figure continues.
    """
    left, free = dict(standing), dict(enumerate(now))
    pairs: list[tuple[int, int]] = []
    for key in (describe, _topic_of, _place_of):
        waiting: defaultdict[Any, list[int]] = defaultdict(list)
        for position, figure in free.items():
            waiting[key(figure)].append(position)
        for seq, figure in list(left.items()):
            positions = waiting.get(key(figure))
            if positions:
                pairs.append((seq, positions.pop(0)))
                del left[seq], free[pairs[-1][1]]
    return pairs, list(left)


def _topic_of(figure: Figure) -> tuple[str, str]:
    return figure.concept, figure.unit


def _place_of(figure: Figure) -> tuple[int | None, str]:
    return figure.start, figure.id


def list_figure_changes(connection: Connection, query: FigureChangeQuery) -> list[FigureChange]:
    """List the entries after a number, in order, or the newest ones, the newest first."""
    check_limit(query.limit)
    check_texts(query)
    statement = (
        select(
            figure_changes,
            articles.c.id.label("article_id"),
            events.c.at,
            versions.c.record,
            versions.c.model,
        )
        .join(articles, articles.c.pk == figure_changes.c.article_pk)
        .join(events, events.c.seq == figure_changes.c.event_seq)
        .join(
            versions,
            and_(versions.c.article_pk == figure_changes.c.article_pk, versions.c.version == figure_changes.c.version),
        )
        .where(*_conditions(query))
    )
    order = figure_changes.c.seq.desc() if query.newest_first else figure_changes.c.seq
    rows = connection.execute(statement.order_by(order).limit(query.limit)).all()
    return [_build_change(row) for row in rows]


def _conditions(query: FigureChangeQuery) -> list[ColumnElement[bool]]:
    conditions = [figure_changes.c.seq > query.after]
    if query.topic is not None:
        conditions.append(figure_changes.c.topics.contains(f"|{check_topic(query.topic)}|"))
    if query.place is not None:
        conditions.append(match_place(figure_changes.c.adcode, query.place))
    if query.concept:
        conditions.append(match_concept(query.concept, figure_changes.c.concept_pk))
    if query.unit is not None:
        conditions.append(figure_changes.c.unit == query.unit)
    if query.kind is not None:
        conditions.append(figure_changes.c.kind == query.kind)
    return conditions


def _build_change(row: Any) -> FigureChange:
    article = Article.model_validate_json(row.record)
    figure = article.figures[row.position]
    failed = any(figure.id in finding.figures for finding in article.audit if not finding.holds)
    return FigureChange(
        seq=row.seq,
        id=build_entry_id(row.seq),
        type=row.type,
        at=row.at,
        replaces=build_entry_id(row.replaces) if row.replaces is not None else None,
        found=build_stored_figure(article, row.position, row.article_id, row.version, row.model, failed),
    )


def build_entry_id(seq: int) -> str:
    """Return the id of an entry: it stays, because entries are only ever added."""
    return f"urn:jiaowen:figure-change:{seq}"
