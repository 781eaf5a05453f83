"""Exports: articles and figures of the store as rows for other programs and for spreadsheets.

For the columns and their order. Asking the store is its own business; files are opened by the caller.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

from corpora.queries import MAX_LIMIT, ArticleQuery, FigureQuery, StoredArticle, StoredFigure
from corpora.store import Store

Row = Mapping[str, Any]
ARTICLE_COLUMNS = (
    "id", "version", "title", "published", "adcode", "place", "source", "url", "kind", "topics", "reviewed", "figures",
    "text",
)  # fmt: skip
FIGURE_COLUMNS = (
    "article_id", "article_version", "article_title", "published", "adcode", "place", "id", "text", "start", "end",
    "value", "lower", "upper", "unit", "per", "qualifier", "kind", "concept", "predicate", "change", "linked_to", "share_of",
    "restates", "subject", "period", "sentence", "audit_failed", "model",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula; text of a scraped page must never run as one.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def iter_article_rows(store: Store, query: ArticleQuery) -> Iterator[Row]:
    """Yield the articles of a query as rows of ``ARTICLE_COLUMNS``."""
    return map(_build_article_row, store.iter_articles(query))


def iter_figure_rows(store: Store, query: FigureQuery) -> Iterator[Row]:
    """Yield the figures of a query as rows of ``FIGURE_COLUMNS``, a page of the store at a time."""
    cursor: str | None = None
    while True:
        page = store.find_figures(replace(query, cursor=cursor, limit=MAX_LIMIT))
        yield from map(_build_figure_row, page.items)
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


def write_csv(rows: Iterable[Row], columns: tuple[str, ...], stream: IO[str], spreadsheet: bool = False) -> int:
    """Write rows as CSV (RFC 4180) and return how many.

    Args:
        spreadsheet: with the byte order mark that spreadsheets need to read UTF-8, and with no cell that is a formula.
    """
    if spreadsheet:
        stream.write("\ufeff")
    writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
    writer.writeheader()
    number = 0
    for row in rows:
        writer.writerow({name: _defuse(value) for name, value in row.items()} if spreadsheet else row)
        number += 1
    return number


def write_jsonl(rows: Iterable[Row], stream: IO[str]) -> int:
    """Write rows as JSON Lines with readable Chinese and return how many."""
    number = 0
    for row in rows:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        number += 1
    return number


def _build_article_row(item: StoredArticle) -> Row:
    article = item.article
    place = article.place
    values = (
        article.id, item.version, article.title, article.published, place and place.adcode, place and place.name,
        article.source.name, article.source.url, article.kind, " ".join(item.topics), item.reviewed, len(article.figures),
        article.body,
    )  # fmt: skip
    return dict(zip(ARTICLE_COLUMNS, values, strict=True))


def _build_figure_row(item: StoredFigure) -> Row:
    place = item.place
    row = {
        "article_id": item.article_id,
        "article_version": item.version,
        "article_title": item.title,
        "published": item.published,
        "adcode": place and place.adcode,
        "place": place and place.name,
        "sentence": item.sentence,
        "audit_failed": item.audit_failed,
        "model": item.model,
        **item.figure.model_dump(mode="json", exclude={"evidence", "in_title"}),
    }
    return {name: row[name] for name in FIGURE_COLUMNS}


def _defuse(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
