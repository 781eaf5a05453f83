"""``jiaowen db``: the store's tables."""

import typer

from corpora.store import open_store
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def db() -> None:
    """Bring the store up to date."""


@app.command()
def upgrade() -> None:
    """Make the store, or give it what this version needs; a second call does nothing."""
    settings = load_settings()
    with open_store(settings.database) as store:
        store.check()
    typer.echo(f"{settings.database} is up to date")
