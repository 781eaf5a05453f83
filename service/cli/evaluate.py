"""``jiaowen evaluate``: how well a trained classifier does on labelled articles."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpora.labelled import load_labelled
from models.evaluation import Evaluation, TopicScore, evaluate_classifier
from models.registry import load_model
from nlp.errors import CorpusError
from nlp.topics import TOPICS
from service.cli.application import warn
from service.cli.console import print_table
from service.cli.options import Model, TableOrJson
from service.settings import load_settings

app = typer.Typer(rich_markup_mode=None)
COLUMNS = ("code", "topic", "#precision", "#recall", "#F1", "#articles")


@app.command()
def evaluate(
    model: Model = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Labelled articles (JSON Lines); the bundled corpus's held-out ones unless given."),
    ] = None,
    form: Annotated[TableOrJson, typer.Option("--format", help="How the measures are shown.")] = TableOrJson.TABLE,
) -> None:
    """Measure a trained classifier on labelled articles."""
    classifier, card = load_model(model or load_settings().model)
    articles = load_labelled(data)
    if data is None:
        articles = [article for article in articles if article.split == "heldout"]
    if not articles:
        raise CorpusError("no article to measure on; name labelled articles with --data FILE")
    result = evaluate_classifier(classifier, articles)
    warn(f"model {card.name} {card.version} on {len(articles)} articles")
    if form is TableOrJson.JSON:
        typer.echo(json.dumps(_build_json(result), ensure_ascii=False, indent=2))
    else:
        _show(result)


def _build_json(result: Evaluation) -> dict[str, object]:
    topics = [
        {**asdict(topic), "precision": topic.precision, "recall": topic.recall, "f1": topic.f1}
        for topic in result.topics
    ]
    return {**asdict(result), "topics": topics}


def _show(result: Evaluation) -> None:
    print_table(None, COLUMNS, [_build_row(topic) for topic in result.topics])
    measures = {name: value for name, value in asdict(result).items() if isinstance(value, float)}
    print_table(
        None, ("measure", "#value"), [(name.replace("_", " "), f"{value:.3f}") for name, value in measures.items()]
    )


def _build_row(topic: TopicScore) -> tuple[object, ...]:
    shares = (f"{value:.3f}" for value in (topic.precision, topic.recall, topic.f1))
    return topic.code, TOPICS[topic.code], *shares, topic.support
