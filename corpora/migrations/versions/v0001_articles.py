"""Articles with versions, topics, figures, reviews, crawl runs and events; the search index of SQLite."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("pk", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("education", sa.Boolean(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("story", sa.BigInteger(), nullable=False),
        sa.Column("stored_at", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sa.UniqueConstraint("sort_key", name=op.f("uq_articles_sort_key")),
    )
    op.create_index(op.f("ix_articles_adcode_day"), "articles", ["adcode", "day"], unique=False)
    op.create_index(op.f("ix_articles_day"), "articles", ["day"], unique=False)
    op.create_index(
        op.f("ix_articles_reviewed_confidence_pk"), "articles", ["reviewed", "confidence", "pk"], unique=False
    )
    op.create_index(op.f("ix_articles_source_day"), "articles", ["source", "day"], unique=False)
    op.create_index(op.f("ix_articles_story"), "articles", ["story"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "concepts",
        sa.Column("pk", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_concepts")),
        sa.UniqueConstraint("name", name=op.f("uq_concepts_name")),
    )
    op.create_table(
        "crawl_runs",
        sa.Column("pk", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("errors", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_crawl_runs")),
    )
    op.create_index(op.f("ix_crawl_runs_source"), "crawl_runs", ["source"], unique=False)
    op.create_table(
        "seen_pages",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_seen_pages")),
    )
    op.create_table(
        "article_topics",
        sa.Column("article_pk", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_article_topics_article_pk")),
        sa.PrimaryKeyConstraint("article_pk", "topic", name=op.f("pk_article_topics")),
    )
    op.create_index(
        op.f("ix_article_topics_topic_day_adcode_source"),
        "article_topics",
        ["topic", "day", "adcode", "source"],
        unique=False,
    )
    op.create_table(
        "events",
        sa.Column("seq", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("article_pk", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("replaces", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_events_article_pk")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
        sa.UniqueConstraint("id", name=op.f("uq_events_id")),
    )
    op.create_index(op.f("ix_events_article_pk"), "events", ["article_pk"], unique=False)
    op.create_table(
        "figures",
        sa.Column("pk", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("article_pk", sa.BigInteger(), nullable=False),
        sa.Column("figure_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sort_key", sa.BigInteger(), nullable=False),
        sa.Column("concept_pk", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("audit_failed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("story", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_figures_article_pk")),
        sa.ForeignKeyConstraint(["concept_pk"], ["concepts.pk"], name=op.f("fk_figures_concept_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_article_pk"), "figures", ["article_pk"], unique=False)
    op.create_index(op.f("ix_figures_audit_failed_sort_key"), "figures", ["audit_failed", "sort_key"], unique=False)
    op.create_index(op.f("ix_figures_concept_pk_day"), "figures", ["concept_pk", "day"], unique=False)
    op.create_index(op.f("ix_figures_sort_key_position"), "figures", ["sort_key", "position"], unique=True)
    op.create_table(
        "reviews",
        sa.Column("pk", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("article_pk", sa.BigInteger(), nullable=False),
        sa.Column("article_version", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_reviews_article_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_article_pk"), "reviews", ["article_pk"], unique=False)
    op.create_table(
        "versions",
        sa.Column("article_pk", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("stored_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_versions_article_pk")),
        sa.PrimaryKeyConstraint("article_pk", "version", name=op.f("pk_versions")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE article_index"
            " USING fts5(title, body, organisations, facets, content='', tokenize='ascii')"
        )


def downgrade() -> None:
    raise NotImplementedError("a store is not taken back: restore a backup")
