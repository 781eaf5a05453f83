"""Who an article is and whether it changed: ids and hashes.

For the questions “is this the one we have?” and “does it say the same?”. Not for near-duplicates (``corpora.dedup``).
"""

import hashlib
from datetime import date

from nlp.errors import InputError
from nlp.normalisation import fold
from nlp.record import Article

ID_LENGTH = 16
"""Hexadecimal digits: 64 bits, so that a million articles collide with a chance of one in forty million."""


def build_article_id(source: str, item: str = "") -> str:
    """Make the id of an article from where it came from and, where that holds several, which of them it is."""
    return hashlib.sha256(f"{source}\n{fold(item).strip()}".encode(errors="replace")).hexdigest()[:ID_LENGTH]


def name_article(article: Article) -> str:
    """Return the article's id, or make one from its address or path and its title or first words."""
    if article.id:
        return article.id
    source = article.source.url or article.source.path or article.source.name or ""
    return build_article_id(source, article.title or article.body[:64])


def hash_text(article: Article) -> str:
    """Hash what the page says, without what was found in it."""
    heads = (article.title, article.kicker, article.subtitle, article.published)
    names = [(author.name, author.role) for author in article.byline]
    return _hash(repr((heads, article.paragraphs, article.headings, article.captions, names)))


def hash_record(article: Article, record: str) -> str:
    """Hash an article's JSON without its visit: a page's bytes change with every counter on it, its text does not."""
    visited = article.source.model_dump_json()
    source = (article.source.name, article.source.url, article.source.path, article.source.family)
    return _hash(record.replace(visited, repr(source), 1))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def parse_day(article: Article) -> date | None:
    """Return the day an article was published, or None where it does not say.

    Raises:
        InputError: ``published`` is no ISO date.
    """
    if not article.published:
        return None
    try:
        return date.fromisoformat(article.published[:10])
    except ValueError as error:
        raise InputError(
            f"article {name_article(article)}: published {article.published!r} is no ISO date such as 2022-08-11"
        ) from error


def number_day(day: date | None) -> int:
    """Write a day as YYYYMMDD, 0 for none: it sorts, and month and year are a division away in any database."""
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


def number_week(day: date | None) -> int:
    """Write the ISO week of a day as YYYYWW, 0 for none."""
    if day is None:
        return 0
    year, week, _ = day.isocalendar()
    return year * 100 + week


def parse_day_number(number: int) -> date:
    """Read YYYYMMDD."""
    return date(number // 10_000, number // 100 % 100, number % 100)


PK_BITS = 36
"""A sort key is the day above, the article's number below: 25 + 36 bits are a positive number in any database."""

PK_MASK = (1 << PK_BITS) - 1


def build_sort_key(day: int, pk: int) -> int:
    """Return the key that orders articles newest first, and then last stored first."""
    return (day << PK_BITS) | pk
