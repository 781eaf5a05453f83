"""``jiaowen backup``: a copy of the store."""

from pathlib import Path
from typing import Annotated

import typer

from service.settings import load_settings
from service.stores import open_existing_store

app = typer.Typer(rich_markup_mode=None)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The copy; a file of this name is replaced.")]) -> None:
    """Copy the store to a file while it is in use."""
    with open_existing_store(load_settings()) as store:
        typer.echo(store.backup(file))
