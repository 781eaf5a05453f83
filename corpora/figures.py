"""Figures of the store: what is kept of each, and finding them over all articles.

For rows and filters. What may be summed is decided here once, when a figure is kept (``role``), and used by
``corpora.trends``; extracting figures from text is ``nlp.figures``.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from corpora.conditions import COUNT_LIMIT, check_limit, check_texts, match_place, match_sort_days
from corpora.cursors import build_cursor, parse_cursor
from corpora.queries import FigureQuery, Page, StoredFigure
from corpora.schema import article_topics, articles, concepts, figures, versions
from corpora.tallies import load_tally, sum_places
from nlp.record import Article, Figure

_PLANS = ("计划", "规划", "拟", "将", "力争", "预计", "目标", "预算", "争取", "确保")


def build_figure_rows(article: Article) -> list[dict[str, Any]]:
    """Return the rows of an article's figures, without what the article's own row says."""
    failed = {figure for finding in article.audit if not finding.holds for figure in finding.figures}
    starts = _find_starts(article.figures)
    said: set[tuple[object, ...]] = set()
    return [
        {
            "figure_id": figure.id,
            "position": position,
            "concept": figure.concept.replace("\x00", ""),
            "unit": figure.unit.replace("\x00", ""),
            "kind": figure.kind,
            "value": figure.value,
            "role": _find_first_role(figure, figure.id in starts, said),
            "audit_failed": figure.id in failed,
        }
        for position, figure in enumerate(article.figures)
    ]


def _find_starts(figures_: list[Figure]) -> set[str]:
    # 由1475人上升到2272人: whichever of the two names the other, what stands first is what was before.
    order = {figure.id: position for position, figure in enumerate(figures_)}
    return {
        min(figure.id, figure.linked_to, key=lambda id: order[id])
        for figure in figures_
        if figure.change == "from-to" and figure.linked_to in order
    }


def _find_first_role(figure: Figure, is_start: bool, said: set[tuple[object, ...]]) -> str:
    # A headline's figure stands in the text once more, linked or not.
    role = find_role(figure, is_start)
    key = (figure.concept, figure.unit, figure.value, figure.subject, figure.period)
    if role == "whole" and key in said:
        return "again"
    said.add(key)
    return role


def find_role(figure: Figure, is_start: bool) -> str:
    """Say what part a figure plays in a sum: only a ``whole`` counts.

    A ``part`` is in its whole already, ``again`` says another figure once more, a ``rate`` cannot be added up, a
    ``plan`` is not yet so, and ``from`` is what was before a change.
    """
    if figure.restates:
        return "again"
    if figure.share_of:
        return "part"
    if figure.per or figure.kind in ("percent", "ratio", "rate", "score", "age"):
        return "rate"
    if figure.predicate and figure.predicate.startswith(_PLANS):
        return "plan"
    return "from" if is_start else "whole"


def find_figures(connection: Connection, query: FigureQuery) -> Page[StoredFigure]:
    """List the figures that a query asks for, newest article first, in the order of the text."""
    check_limit(query.limit)
    check_texts(query)
    conditions = _build_conditions(connection, query)
    counting = [*conditions, match_concept(query.concept)] if query.concept else conditions
    counted = select(figures.c.pk).where(*counting).limit(COUNT_LIMIT + 1).subquery()
    total = connection.execute(select(func.count()).select_from(counted)).scalar_one()
    if query.concept:
        conditions.append(_match_concept_page(connection, query.concept, total > COUNT_LIMIT))
    chosen = select(figures).where(*conditions)
    if query.cursor is not None:
        chosen = chosen.where(_after(query.cursor))
    order = (figures.c.sort_key.desc(), figures.c.position)
    rows = connection.execute(_with_articles(chosen.order_by(*order).limit(query.limit + 1))).all()
    shown = rows[: query.limit]
    more = len(rows) > query.limit
    cursor = build_cursor("figures", shown[-1].sort_key, shown[-1].position) if more else None
    return Page(tuple(_build_items(shown)), cursor, min(total, COUNT_LIMIT), total <= COUNT_LIMIT)


def _after(cursor: str) -> ColumnElement[bool]:
    sort_key, position = parse_cursor(cursor, "figures", (int, int))
    same = and_(figures.c.sort_key == sort_key, figures.c.position > position)
    return and_(figures.c.sort_key <= sort_key, or_(figures.c.sort_key < sort_key, same))


def _with_articles(chosen: Select[Any]) -> Select[Any]:
    found = chosen.subquery("found")
    return (
        select(
            found.c.sort_key,
            found.c.position,
            found.c.audit_failed,
            articles.c.id.label("article_id"),
            versions.c.version,
            versions.c.record,
            versions.c.model,
        )
        .join(articles, articles.c.pk == found.c.article_pk)
        .join(versions, and_(versions.c.article_pk == articles.c.pk, versions.c.version == articles.c.version))
        .order_by(found.c.sort_key.desc(), found.c.position)
    )


def _build_items(rows: Any) -> list[StoredFigure]:
    records: dict[str, Article] = {}
    items = []
    for row in rows:
        if row.article_id not in records:
            records[row.article_id] = Article.model_validate_json(row.record)
        article = records[row.article_id]
        items.append(
            build_stored_figure(article, row.position, row.article_id, row.version, row.model, row.audit_failed)
        )
    return items


def build_stored_figure(
    article: Article, position: int, article_id: str, version: int, model: str | None, audit_failed: bool
) -> StoredFigure:
    """Return a figure with what a reader needs of its article."""
    figure = article.figures[position]
    span = figure.evidence
    return StoredFigure(
        figure=figure,
        article_id=article_id,
        version=version,
        title=article.title,
        published=article.published,
        place=article.place,
        sentence=article.body[span.start : span.end] if span else article.title,
        audit_failed=audit_failed,
        model=model,
    )


def match_concept(concept: str, column: ColumnElement[int] = figures.c.concept_pk) -> ColumnElement[bool]:
    """Match rows whose concept holds a substring."""
    return column.in_(select_concepts(concept))


def select_concepts(concept: str) -> Select[int]:
    """Select the concepts that hold a substring: their own table is small enough to read whole."""
    return select(concepts.c.pk).where(concepts.c.name.contains(concept, autoescape=True))


def _build_conditions(connection: Connection, query: FigureQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, value in ((figures.c.unit, query.unit), (figures.c.kind, query.kind)):
        if value is not None:
            conditions.append(column == value)
    if query.topic is not None:
        conditions.append(_match_topic(connection, query.topic))
    if query.place is not None:
        conditions.append(_match_place(connection, query.place))
    conditions += match_sort_days(figures.c.sort_key, query.published_from, query.published_to)
    if query.minimum is not None:
        conditions.append(figures.c.value >= query.minimum)
    if query.maximum is not None:
        conditions.append(figures.c.value <= query.maximum)
    if query.audit is not None:
        conditions.append(figures.c.audit_failed.is_(True))
    return conditions


# SQLite keeps no count of how common a value is, so it is told here which way to go: for a common value along the order
# of the list, where hits are near; for a rare one from the value, and then sort. PostgreSQL knows by itself.
COMMON = 20_000
"""Articles from which a topic or a place is common."""


def _match_topic(connection: Connection, topic: str) -> ColumnElement[bool]:
    tagged = select(article_topics.c.article_pk).where(article_topics.c.topic == topic)
    if load_tally(connection, "topic", topic) < COMMON:
        return figures.c.article_pk.in_(tagged)
    return tagged.where(article_topics.c.article_pk == figures.c.article_pk).correlate(figures).exists()


def _match_place(connection: Connection, place: str) -> ColumnElement[bool]:
    within = match_place(figures.c.adcode, place)
    if sum_places(connection, place) >= COMMON:
        return within
    return and_(figures.c.article_pk.in_(select(articles.c.pk).where(match_place(articles.c.adcode, place))), within)


def _match_concept_page(connection: Connection, concept: str, common: bool) -> ColumnElement[bool]:
    if common and connection.dialect.name == "sqlite":
        return (figures.c.concept_pk + 0).in_(select_concepts(concept))
    return match_concept(concept)
