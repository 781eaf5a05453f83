"""Characters as words of SQLite's search index; counts that read no row; failed checks found by their index."""

import sqlalchemy as sa
from alembic import op

from corpora.reindexing import rebuild_index

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, columns in (("day", ["day"]), ("place", ["adcode", "day"]), ("source", ["source", "day"])):
        op.drop_index(f"ix_articles_live_{'_'.join(columns)}", "articles")
        op.create_index(f"ix_articles_count_{name}", "articles", [*columns, "withdrawn_at"])
    op.drop_index("ix_figures_failed", "figures")
    sqlite = op.get_bind().dialect.name == "sqlite"
    # As SQLAlchemy writes the condition of a query: SQLite takes a partial index only where the words are the same.
    failed = sa.text("audit_failed IS 1" if sqlite else "audit_failed IS true")
    op.create_index("ix_figures_failed", "figures", ["sort_key"], sqlite_where=failed, postgresql_where=failed)
    if sqlite:
        rebuild_index(op.get_bind())


def downgrade() -> None:
    raise NotImplementedError("a store is not taken back: restore a backup")
