"""``jiaowen models``: the trained models of a registry."""

from pathlib import Path
from typing import Annotated

import typer

from models.registry import CARD_FILE, ModelCard, find_model, load_card, load_model
from nlp.errors import ModelMissingError
from service.cli.console import print_table
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
COLUMNS = ("version", "current", "#articles", "#features", "corpus")
Version = Annotated[str | None, typer.Argument(help="A version; the one in use unless given.")]


@app.callback()
def models() -> None:
    """List, show and verify trained models."""


@app.command("list")
def list_models() -> None:
    """List the models of the registry."""
    registry = load_settings().model
    current = find_model(registry).name
    cards = [load_card(path.parent) for path in sorted(registry.glob(f"*/{CARD_FILE}"))]
    print_table(None, COLUMNS, [_build_row(card, current) for card in cards])


@app.command()
def show(version: Version = None) -> None:
    """Write a model's card as JSON."""
    typer.echo(load_card(_find(version)).model_dump_json(indent=2))


@app.command()
def verify(version: Version = None) -> None:
    """Check a model's files against its card, and that it loads here."""
    folder = _find(version)
    load_model(folder)
    typer.echo(f"{folder}: as its card says")


def _find(version: str | None) -> Path:
    registry = load_settings().model
    if version is None:
        return find_model(registry)
    if not (registry / version / CARD_FILE).is_file():
        raise ModelMissingError(f"{registry}: no model {version!r} there; `jiaowen models list` shows the versions")
    return registry / version


def _build_row(card: ModelCard, current: str) -> tuple[object, ...]:
    return card.version, "*" if card.version == current else "", card.articles, card.features, card.corpus_hash[:12]
