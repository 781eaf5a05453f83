"""Stories, running totals and the changes of figures; the search index of PostgreSQL.

Articles from before keep their own stories until their text changes: their signatures were never taken.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_tables()
    _count_what_is_there()
    if op.get_bind().dialect.name == "postgresql":
        _create_postgresql_index()
    else:
        # FTS5 gathers in memory until a batch is committed: a fifth less work than with its default of 1 MB.
        op.execute("INSERT INTO article_index(article_index, rank) VALUES ('hashsize', 8388608)")


def _create_tables() -> None:
    op.create_table(
        "tallies",
        sa.Column("dimension", sa.String(length=10), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("dimension", "key", name=op.f("pk_tallies")),
    )
    op.create_table(
        "signatures",
        sa.Column("article_pk", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_signatures_article_pk")),
        sa.PrimaryKeyConstraint("article_pk", name=op.f("pk_signatures")),
    )
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_pk", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_story_bands_article_pk")),
        sa.PrimaryKeyConstraint("band", "article_pk", name=op.f("pk_story_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_changes",
        sa.Column("seq", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("event_seq", sa.BigInteger(), nullable=False),
        sa.Column("article_pk", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("concept_pk", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_pk"], ["articles.pk"], name=op.f("fk_figure_changes_article_pk")),
        sa.ForeignKeyConstraint(["concept_pk"], ["concepts.pk"], name=op.f("fk_figure_changes_concept_pk")),
        sa.ForeignKeyConstraint(["event_seq"], ["events.seq"], name=op.f("fk_figure_changes_event_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_figure_changes")),
    )
    op.create_index(op.f("ix_figure_changes_article_pk"), "figure_changes", ["article_pk"], unique=False)
    op.create_index(op.f("ix_figure_changes_concept_pk"), "figure_changes", ["concept_pk"], unique=False)


def _count_what_is_there() -> None:
    shared = "FROM articles WHERE withdrawn_at IS NULL"
    op.execute(f"INSERT INTO tallies SELECT 'all', '', count(*) {shared}")
    op.execute(f"INSERT INTO tallies SELECT 'kind', kind, count(*) {shared} GROUP BY kind")
    op.execute(f"INSERT INTO tallies SELECT 'place', adcode, count(*) {shared} AND adcode <> '' GROUP BY adcode")
    op.execute(f"INSERT INTO tallies SELECT 'source', source, count(*) {shared} AND source <> '' GROUP BY source")
    op.execute("INSERT INTO tallies SELECT 'topic', topic, count(*) FROM article_topics GROUP BY topic")
    join = "string_agg" if op.get_bind().dialect.name == "postgresql" else "group_concat"
    op.execute(  # the one inserted word is ours
        "INSERT INTO figure_changes"  # noqa: S608
        " (event_seq, article_pk, version, position, type, concept_pk, unit, kind, adcode, topics)"
        " SELECT e.seq, f.article_pk, a.version, f.position, 'new', f.concept_pk, f.unit, f.kind, f.adcode,"
        f" '|' || coalesce((SELECT {join}(topic, '|') FROM article_topics t WHERE t.article_pk = f.article_pk) || '|', '')"
        " FROM figures f JOIN articles a ON a.pk = f.article_pk"
        " JOIN (SELECT article_pk, max(seq) AS seq FROM events GROUP BY article_pk) e ON e.article_pk = f.article_pk"
        " ORDER BY f.pk"
    )


def _create_postgresql_index() -> None:
    op.execute(
        "CREATE TABLE article_chunks (sort_key BIGINT NOT NULL, chunk INTEGER NOT NULL, title TEXT NOT NULL,"
        " body TEXT NOT NULL, organisations TEXT NOT NULL, title_pairs TSVECTOR NOT NULL,"
        " body_pairs TSVECTOR NOT NULL, organisation_pairs TSVECTOR NOT NULL,"
        " CONSTRAINT pk_article_chunks PRIMARY KEY (sort_key, chunk))"
    )
    for column in ("title_pairs", "body_pairs", "organisation_pairs"):
        op.execute(f"CREATE INDEX ix_article_chunks_{column} ON article_chunks USING gin ({column})")


def downgrade() -> None:
    raise NotImplementedError("a store is not taken back: restore a backup")
