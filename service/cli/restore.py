"""``jiaowen restore``: a backup in the place of the store."""

from pathlib import Path
from typing import Annotated

import typer

from corpora.backup import restore as restore_backup
from corpora.database import parse_url
from nlp.errors import StoreError
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="What `jiaowen backup` wrote.")]) -> None:
    """Put a backup in the store's place."""
    url = parse_url(load_settings().database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreError("restore replaces SQLite stores; for PostgreSQL use pg_restore")
    typer.echo(f"{restore_backup(file, url.database)}; a store that was there is kept beside it as ….before")
