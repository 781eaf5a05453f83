"""What editors do to articles: deciding topics, correcting figures.

For the writes; what was decided when is read in ``corpora.reviews`` and from the versions.
"""

from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, update

from corpora.articles import find_row, succeed
from corpora.entering import Entry, enter, forget, load_entry, load_topics, load_version
from corpora.events import record_events
from corpora.preparation import prepare
from corpora.queries import FigureCorrection, Review
from corpora.reviews import keep_review
from corpora.schema import articles
from nlp.errors import ConflictError, InputError
from nlp.record import Article, Figure


def put_review(connection: Connection, article_id: str, review: Review, expected_version: int) -> int:
    """Let an editor's topics hold, and keep what held before; return the version that was reviewed."""
    row = _find_expected(connection, article_id, expected_version)
    before = load_topics(connection, row.pk)
    keep_review(connection, row, review, before)
    topics = {code: before.get(code, 1.0) for code in review.topics}
    current = load_entry(connection, row)
    entry = Entry.build(current.prepared, current.row | {"reviewed": True, "changed_at": review.at}, topics)
    if row.withdrawn_at is None:
        forget(connection, row)
        enter(connection, [entry])
    connection.execute(update(articles).where(articles.c.pk == row.pk).values(**entry.row))
    record_events(connection, [(row.pk, row.version)], "reviewed", review.at)
    return int(row.version)


def put_corrections(
    connection: Connection, article_id: str, corrections: list[FigureCorrection], now: datetime, expected_version: int
) -> int:
    """Make a new version with corrected figures; return its number."""
    row = _find_expected(connection, article_id, expected_version)
    if row.withdrawn_at is not None:
        raise InputError(f"article {article_id} is withdrawn; its figures cannot be corrected")
    article = load_version(connection, row.pk, row.version)
    for correction in corrections:
        article = correct_figure(article, correction)
    prepared = prepare(article)
    # The hash stays that of the page as it came: the same page again must not undo the editor's work.
    prepared.columns["record_hash"] = row.record_hash
    return succeed(connection, prepared, row, {"story": row.story, "reason": "correction", "now": now})


def correct_figure(article: Article, correction: FigureCorrection) -> Article:
    """Return the article with one figure corrected, or taken out with the checks and links that name it.

    Raises:
        InputError: the article has no such figure, or the change names a field that cannot be corrected.
    """
    wrong = set(correction.changes) - CORRECTABLE
    if wrong:
        raise InputError(
            f"cannot correct {', '.join(sorted(wrong))} of a figure; pass {', '.join(sorted(CORRECTABLE))}"
        )
    known = {figure.id for figure in article.figures}
    if correction.figure_id not in known:
        raise InputError(
            f"article {article.id} has no figure {correction.figure_id!r}; it has {', '.join(sorted(known))}"
        )
    if correction.remove:
        return _remove_figure(article, correction.figure_id)
    figures = [
        _change_figure(figure, correction) if figure.id == correction.figure_id else figure
        for figure in article.figures
    ]
    # A check was made with the old value; nothing is better than a wrong result beside a right figure.
    audit = [finding for finding in article.audit if correction.figure_id not in finding.figures]
    return article.model_copy(update={"figures": figures, "audit": audit})


def _change_figure(figure: Figure, correction: FigureCorrection) -> Figure:
    try:
        return Figure.model_validate(figure.model_dump() | dict(correction.changes))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(f"figure {figure.id}: {field} {first['input']!r}: {first['msg']}") from error


CORRECTABLE = frozenset(
    {
        "value",
        "lower",
        "upper",
        "unit",
        "per",
        "qualifier",
        "kind",
        "concept",
        "predicate",
        "change",
        "subject",
        "period",
    }
)


def _remove_figure(article: Article, figure_id: str) -> Article:
    def unlink(figure: Figure) -> Figure:
        links = {name: None for name in ("linked_to", "share_of", "restates") if getattr(figure, name) == figure_id}
        return figure.model_copy(update=links)

    figures = [unlink(figure) for figure in article.figures if figure.id != figure_id]
    audit = [finding for finding in article.audit if figure_id not in finding.figures]
    return article.model_copy(update={"figures": figures, "audit": audit})


def _find_expected(connection: Connection, article_id: str, expected_version: int) -> Row[Any]:
    row = find_row(connection, article_id)
    if row.version != expected_version:
        raise ConflictError(
            f"article {article_id} is at version {row.version}, not {expected_version}: "
            "read it again, then decide on what it says now"
        )
    return row
