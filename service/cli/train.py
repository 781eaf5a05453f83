"""``jiaowen train``: a topic classifier from a labelled corpus into a model registry."""

import time
from pathlib import Path
from typing import Annotated

import typer

from service.cli.application import warn
from service.learning import train_model
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def train(
    data: Annotated[
        Path | None, typer.Option(help="Labelled articles (JSON Lines); the bundled corpus unless given.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The registry that takes the model; JIAOWEN_MODEL unless given.")
    ] = None,
) -> None:
    """Train the topic classifier, on the bundled corpus or your own."""
    began = time.monotonic()
    registry = out or load_settings().model
    warn("learning; articles of the held-out districts are left for `jiaowen evaluate`")
    card = train_model(data, registry)
    seconds = time.monotonic() - began
    typer.echo(f"{registry / card.version}: {card.articles} articles, {card.features} features, {seconds:.1f} s")
