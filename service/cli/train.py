"""``jiaowen train``: a topic classifier from a labelled corpus into a model registry."""

import time
from pathlib import Path
from typing import Annotated

import typer

from corpora.labelled import corpus_hash, load_labelled
from models.registry import save_model
from models.training import train_classifier
from service.cli.application import warn
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
    articles = load_labelled(data)
    # Held-out articles stay unseen, so that `jiaowen evaluate` measures something.
    learnt = [article for article in articles if article.split != "heldout"]
    warn(f"learning from {len(learnt)} of {len(articles)} articles; the others are held out for `jiaowen evaluate`")
    registry = out or load_settings().model
    card = save_model(train_classifier(learnt), corpus_hash(articles), len(learnt), registry)
    typer.echo(f"{registry / card.version}: {card.features} features, {time.monotonic() - began:.1f} s")
