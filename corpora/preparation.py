"""From an article to the rows that keep it: everything that needs no database, so that transactions stay short.

For one article at a time. Which rows are written, and whether any, is decided in ``corpora.articles``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from pydantic_core import PydanticSerializationError

from corpora.conditions import is_storable
from corpora.dedup import Signature, build_signature
from corpora.figures import build_figure_rows
from corpora.identity import hash_record, hash_text, name_article, number_day, number_week, parse_day
from corpora.text_index import build_facet
from nlp.errors import InputError
from nlp.record import Article

UNSURE = 0.5
"""Confidence of an article that the classifier gave no topic: it may be sure of none, or have missed one."""


@dataclass(frozen=True)
class IndexText:
    """What of an article is searched, as written."""

    title: str
    body: str
    organisations: str


@dataclass(frozen=True)
class Prepared:
    """An article ready to be kept."""

    article: Article
    record: str
    columns: dict[str, Any]  # of the table articles
    topics: dict[str, float]
    figures: list[dict[str, Any]]
    text: IndexText
    signature: Signature | None

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.columns["id"])

    @property
    def annotated(self) -> bool:
        """Whether a classifier has seen it."""
        return self.article.model is not None


def prepare(article: Article) -> Prepared:
    """Work out the rows of an article.

    Raises:
        InputError: it holds no text that can be written, or a date that is none.
    """
    named = article if article.id else article.model_copy(update={"id": name_article(article)})
    if not is_storable(named.id):
        raise InputError(f"article {named.id[:40]!r}: its id holds a NUL or half a character; give it another")
    day = parse_day(named)
    try:
        record = named.model_dump_json()
    except PydanticSerializationError as error:
        raise InputError(f"article {named.id}: holds half characters (lone surrogates); decode it anew") from error
    if not all(isfinite(figure.value) for figure in named.figures):
        raise InputError(f"article {named.id}: a figure's value is no finite number; extract its figures anew")
    columns = {
        "id": named.id,
        "day": number_day(day),
        "week": number_week(day),
        "source": clean(named.source.name or ""),
        "url": clean(named.source.url) if named.source.url else None,
        "adcode": _check_adcode(named),
        "kind": named.kind,
        "education": named.education,
        "confidence": min((topic.score for topic in named.topics), default=UNSURE),
        "text_hash": hash_text(named),
        "record_hash": hash_record(named, record),
    }
    return Prepared(
        article=named,
        record=record,
        columns=columns,
        topics={topic.code: topic.score for topic in named.topics},
        figures=build_figure_rows(named),
        text=build_index_text(named),
        signature=build_signature(named.body),
    )


def _check_adcode(article: Article) -> str:
    adcode = article.place.adcode if article.place else ""
    if adcode and not (len(adcode) == 6 and adcode.isdecimal() and adcode.isascii()):
        raise InputError(f"article {article.id}: place {adcode!r} is no division code of six digits")
    return adcode


def clean(text: str) -> str:
    """Drop NUL characters: PostgreSQL keeps none, and no name or address has one."""
    return text.replace("\x00", "")


def build_index_text(article: Article) -> IndexText:
    """Return what of an article is searched: the same for the same record always, because the index forgets by it."""
    return IndexText(build_heads(article), article.body, build_names(article))


def build_heads(article: Article) -> str:
    """Return the lines over an article, which are searched as its title."""
    return "\n".join(part for part in (article.kicker, article.title, article.subtitle) if part)


def build_names(article: Article) -> str:
    """Return the organisations that an article names, a line each."""
    return "\n".join(dict.fromkeys(organisation.text for organisation in article.organisations))


def build_facets(columns: dict[str, Any], topics: Iterable[str], reviewed: bool) -> str:
    """Return the words by which the index filters: topics, levels of the place, source, kind, reviewed or not."""
    adcode = columns["adcode"]
    words = ["all:", f"kind:{columns['kind']}", f"source:{columns['source']}", f"reviewed:{int(reviewed)}"]
    words += [f"place:{adcode[:length]}" for length in (2, 4, 6) if len(adcode) >= length]
    words += [f"topic:{topic}" for topic in topics]
    return " ".join(build_facet(*word.split(":", 1)) for word in words)
