"""Indexes that answer counts and sums by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LIVE = sa.text("withdrawn_at IS NULL")
_FAILED = sa.text("audit_failed")


def upgrade() -> None:
    for columns in (["day"], ["adcode", "day"], ["source", "day"]):
        joined = "_".join(columns)
        op.drop_index(f"ix_articles_{joined}", "articles")
        op.create_index(f"ix_articles_live_{joined}", "articles", columns, sqlite_where=_LIVE, postgresql_where=_LIVE)
    op.drop_index("ix_figures_concept_pk_day", "figures")
    op.create_index(
        "ix_figures_sum", "figures", ["concept_pk", "role", "unit", "day", "value", "adcode", "story", "article_pk"]
    )
    op.drop_index("ix_figures_audit_failed_sort_key", "figures")
    op.create_index("ix_figures_failed", "figures", ["sort_key"], sqlite_where=_FAILED, postgresql_where=_FAILED)


def downgrade() -> None:
    raise NotImplementedError("a store is not taken back: restore a backup")
