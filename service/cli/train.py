"""``jiaowen train``: a classifier from labelled articles or texts into a model registry."""

from pathlib import Path
from typing import Annotated

import typer

from models.flat_data import detect_format
from service.cli.application import warn
from service.cli.evaluate import show
from service.learning import train_model
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)
Data = Annotated[
    Path | None,
    typer.Option(
        help="Labelled articles (JSON Lines), or texts with labels (TSV, JSON Lines); else the bundled corpus."
    ),
]
Dev = Annotated[Path | None, typer.Option(help="Data of the same kind to measure on; its scores go into the card.")]
OutDir = Annotated[Path | None, typer.Option(help="The registry that takes the model; JIAOWEN_MODEL unless given.")]


@app.command()
def train(data: Data = None, dev: Dev = None, out: OutDir = None) -> None:
    """Train the topic classifier, on the bundled corpus or your own."""
    articles = data is None or detect_format(data) == "articles"
    registry = out or (load_settings().model if articles else None)
    if data is None:
        warn("learning; articles of the held-out districts are left for `jiaowen evaluate`")
    learnt = train_model(data, registry, dev)
    card = learnt.card
    if learnt.dropped:
        warn(f"{learnt.dropped} texts that stand in {dev} too were not learnt from")
    if learnt.evaluation:
        show(learnt.evaluation)
    seconds = f"{card.seconds:.1f} s" if card.seconds is not None else "time unknown"
    typer.echo(f"{(registry or Path()) / card.version}: {card.articles} examples, {card.features} features, {seconds}")
