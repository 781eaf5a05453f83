"""Where Alembic starts: always on a connection that ``corpora.database`` hands over, never on a configuration file."""

from alembic import context

from corpora.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
