"""Making SQLite's search index anew from the records, when what is indexed of a text has changed.

For migrations. It reads by plain SQL what every revision has, so that it runs in the middle of an upgrade.
"""

from sqlalchemy import Connection

from corpora.index_sqlite import SqliteIndex
from corpora.preparation import build_index_text
from nlp.record import Article

BATCH = 500

_NEXT = (
    "SELECT a.pk, a.sort_key, a.facets, v.record FROM articles a"
    " JOIN versions v ON v.article_pk = a.pk AND v.version = a.version"
    " WHERE a.withdrawn_at IS NULL AND a.sort_key > ? ORDER BY a.sort_key LIMIT ?"
)


def rebuild_index(connection: Connection) -> None:
    """Empty the index and fill it again, in the order of its keys."""
    connection.exec_driver_sql("INSERT INTO article_index(article_index) VALUES ('delete-all')")
    index, last = SqliteIndex(), -1
    while rows := connection.exec_driver_sql(_NEXT, (last, BATCH)).all():
        entries = [
            (row.pk, row.sort_key, build_index_text(Article.model_validate_json(row.record)), row.facets)
            for row in rows
        ]
        index.add(connection, entries)
        last = rows[-1].sort_key
