"""``jiaowen evaluate``: how well a trained classifier does on labelled articles or texts."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from models.evaluation import Evaluation
from models.flat_evaluation import FlatEvaluation
from models.measures import TopicScore
from nlp.topics import TOPICS
from service.cli.application import warn
from service.cli.console import print_table
from service.cli.options import Model, TableOrJson
from service.learning import evaluate_model
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)
COLUMNS = ("label", "topic", "#precision", "#recall", "#F1", "#support")


@app.command()
def evaluate(
    model: Model = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Labelled data of the model's kind; the bundled corpus's held-out articles unless given."),
    ] = None,
    form: Annotated[TableOrJson, typer.Option("--format", help="How the measures are shown.")] = TableOrJson.TABLE,
) -> None:
    """Measure a trained classifier on labelled articles."""
    card, result = evaluate_model(model or load_settings().model, data)
    warn(f"model {card.name} {card.version}")
    if form is TableOrJson.JSON:
        typer.echo(json.dumps(_build_json(result), ensure_ascii=False, indent=2))
    else:
        show(result)


def show(result: Evaluation | FlatEvaluation) -> None:
    """Print the measures as two tables, the labels' and the whole's."""
    print_table(None, COLUMNS, [_build_row(score) for score in _scores(result)])
    measures = [(name, value) for name, value in asdict(result).items() if isinstance(value, float)]
    print_table(
        None, ("measure", "#value"), [(name.replace("_", " "), _round(name, value)) for name, value in measures]
    )


def _scores(result: Evaluation | FlatEvaluation) -> list[TopicScore]:
    return result.topics if isinstance(result, Evaluation) else result.labels


def _build_json(result: Evaluation | FlatEvaluation) -> dict[str, Any]:
    name = "topics" if isinstance(result, Evaluation) else "labels"
    scores = [
        {**asdict(one), "precision": one.precision, "recall": one.recall, "f1": one.f1} for one in _scores(result)
    ]
    return {**asdict(result), name: scores}


def _build_row(score: TopicScore) -> tuple[object, ...]:
    shares = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
    return score.code, TOPICS.get(score.code, ""), *shares, score.support


def _round(name: str, value: float) -> str:
    return f"{value:,.0f}" if name.endswith("_per_second") else f"{value:.3f}"
