"""Tables of the article store, for both databases.

For the shape of what is kept. The search index of SQLite (an FTS5 table, ``article_index``) is not here, because
SQLAlchemy has no word for it: the migrations make it and ``corpora.text_index`` fills it. How a table came to look as
it does is the business of ``corpora.migrations``; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from nlp.errors import InputError


class Moment(TypeDecorator[datetime]):
    """A point in time, kept as ISO 8601 text in UTC: it sorts as text, and is the same in both databases."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a moment; one without a zone is refused, because nobody could say later what it meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise InputError(f"time {value.isoformat()} has no zone; pass a timezone-aware datetime")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Read a moment back, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG_ID = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only in a column declared INTEGER."""

# One narrow row an article: what is filtered, counted and sorted by. The text itself is in ``versions``, so that a
# count over a million articles reads megabytes and not gigabytes.
articles = Table(
    "articles",
    metadata,
    Column("pk", BIG_ID, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("sort_key", BigInteger, nullable=False, unique=True),  # day, then pk: newest first is one index
    Column("day", Integer, nullable=False),  # published as YYYYMMDD, 0 where it is not stated
    Column("week", Integer, nullable=False),  # its ISO week as YYYYWW, 0 where it is not stated
    Column("source", Text, nullable=False),  # "" where it is not named
    Column("url", Text),
    Column("adcode", String(6), nullable=False),  # "" where no place is known
    Column("kind", String(20), nullable=False),
    Column("education", Boolean, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),  # of the topic that the model is least sure of, 0.5 to 1
    Column("text_hash", String(64), nullable=False),
    Column("record_hash", String(64), nullable=False),
    Column("facets", Text, nullable=False),  # as indexed: FTS5 needs the same words again to forget them
    Column("story", BigInteger, nullable=False),  # pk of the first article of the same story
    Column("stored_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    # With withdrawn_at a count reads no row of the table. A partial index would be smaller, but SQLite 3.40 looks the
    # condition of the index up in the table again.
    Index("ix_articles_count_day", "day", "withdrawn_at"),
    Index("ix_articles_count_place", "adcode", "day", "withdrawn_at"),
    Index("ix_articles_count_source", "source", "day", "withdrawn_at"),
    Index(None, "url"),
    Index(None, "story"),
    Index(None, "reviewed", "confidence", "pk"),
)

versions = Table(
    "versions",
    metadata,
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("reason", String(20), nullable=False),  # new | page | annotations
    Column("record", Text, nullable=False),
    Column("model", Text),  # name and version of the classifier that made the annotations
    Column("stored_at", Moment, nullable=False),
)

# The topics that hold now: an editor's where there is a review of this text, else the classifier's.
article_topics = Table(
    "article_topics",
    metadata,
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), primary_key=True, autoincrement=False),
    Column("topic", Text, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("adcode", String(6), nullable=False),
    Column("source", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index(None, "topic", "day", "adcode", "source"),
)

concepts = Table(
    "concepts",
    metadata,
    Column("pk", BIG_ID, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
)

# The figures of the current version of every article that is not withdrawn.
figures = Table(
    "figures",
    metadata,
    Column("pk", BIG_ID, primary_key=True, autoincrement=True),
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), nullable=False),
    Column("figure_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("sort_key", BigInteger, nullable=False),  # of the article
    Column("concept_pk", BigInteger, ForeignKey("concepts.pk"), nullable=False),
    Column("unit", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("value", Float, nullable=False),
    Column("role", String(10), nullable=False),  # whole | part | again | plan | rate | from
    Column("audit_failed", Boolean, nullable=False),
    Column("day", Integer, nullable=False),
    Column("adcode", String(6), nullable=False),
    Column("story", BigInteger, nullable=False),
    Index(None, "sort_key", "position", unique=True),
    Index(None, "article_pk"),
    # Holds all that a sum reads.
    Index("ix_figures_sum", "concept_pk", "role", "unit", "day", "value", "adcode", "story", "article_pk"),
)
Index(
    "ix_figures_failed",
    figures.c.sort_key,
    sqlite_where=figures.c.audit_failed.is_(True),
    postgresql_where=figures.c.audit_failed.is_(True),
)

reviews = Table(
    "reviews",
    metadata,
    Column("pk", BIG_ID, primary_key=True, autoincrement=True),
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), nullable=False, index=True),
    Column("article_version", Integer, nullable=False),  # the version that the editor saw
    Column("reviewer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("note", Text),
)

crawl_runs = Table(
    "crawl_runs",
    metadata,
    Column("pk", BIG_ID, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False, index=True),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("status", String(20), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("errors", JSON, nullable=False),
)

seen_pages = Table(
    "seen_pages",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("content_hash", String(64)),
    Column("article_id", Text),
    Column("seen_at", Moment, nullable=False),
)

# What happened, in order: the feeds, the server-sent events and the webhooks are read from here.
events = Table(
    "events",
    metadata,
    Column("seq", BIG_ID, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("type", String(20), nullable=False),  # new | changed | reviewed | withdrawn
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("replaces", String(64)),
    Index(None, "article_pk"),
)

# What happened to each figure: an entry of the feed. ``version`` and ``position`` say where the figure is read.
figure_changes = Table(
    "figure_changes",
    metadata,
    Column("seq", BIG_ID, primary_key=True, autoincrement=True),
    Column("event_seq", BigInteger, ForeignKey("events.seq"), nullable=False),
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", String(20), nullable=False),  # new | changed | corrected | withdrawn
    Column("replaces", BigInteger),  # seq of the entry of the same figure before
    Column("concept_pk", BigInteger, ForeignKey("concepts.pk"), nullable=False),
    Column("unit", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("adcode", String(6), nullable=False),
    Column("topics", Text, nullable=False),  # as they were: "|awards|volunteering|"
    Index(None, "article_pk"),
    Index(None, "concept_pk"),
)

# How many articles have each value, kept with every write: totals without counting a million rows.
tallies = Table(
    "tallies",
    metadata,
    Column("dimension", String(10), primary_key=True),  # all | topic | place | source | kind
    Column("key", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# Bands of the MinHash signatures of the first article of each story: who shares one may be of the same story.
story_bands = Table(
    "story_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

signatures = Table(
    "signatures",
    metadata,
    Column("article_pk", BigInteger, ForeignKey("articles.pk"), primary_key=True, autoincrement=False),
    Column("signature", LargeBinary, nullable=False),
)
