"""Learning: labelled files into a registry's model, measuring it, and whether the project's own is up to date.

For `jiaowen train` and `evaluate` and for what `make run` sets up. How a classifier learns stands in ``models``.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from corpora.labelled import LabelledArticle, corpus_hash, load_labelled
from models.evaluation import Evaluation, evaluate_classifier
from models.flat import FlatClassifier, train_flat
from models.flat_data import detect_format, load_flat
from models.flat_evaluation import FlatEvaluation, evaluate_flat
from models.registry import (
    TRAINED,
    ModelCard,
    find_model,
    load_any_model,
    load_card,
    load_model,
    record_scores,
    save_model,
)
from models.training import train_classifier
from nlp.errors import CorpusError, InputError, ModelError


@dataclass(frozen=True)
class Learnt:
    """A model that was kept, what it scored on the development data if there was any, and how many texts that had too."""

    card: ModelCard
    evaluation: Evaluation | FlatEvaluation | None = None
    dropped: int = 0


def train_model(data: Path | None, registry: Path | None, dev: Path | None = None) -> Learnt:
    """Learn from a labelled file of articles or of plain texts, and keep the model; from the bundled corpus unless told.

    Raises:
        CorpusError: a file cannot be read or learnt from.
        InputError: no folder was named for a model that is none of the topics.
    """
    if data is not None and detect_format(data) == "flat":
        if registry is None:
            raise InputError(f"{data} holds plain texts: name a folder for their model with --out DIR")
        return _train_flat(data, registry, dev)
    return _train_topics(data, registry or TRAINED, dev)


def _train_topics(data: Path | None, registry: Path, dev: Path | None) -> Learnt:
    articles = load_labelled(data)
    measured = load_labelled(dev) if dev else []
    # Held-out articles of the bundled corpus stay unseen, so that an evaluation measures something.
    learnt = articles if data else [article for article in articles if article.split != "heldout"]
    began = time.monotonic()
    classifier = train_classifier(learnt)
    seconds = time.monotonic() - began
    card = save_model(classifier, corpus_hash(articles), len(learnt), registry, seconds=seconds)
    if not measured:
        return Learnt(card)
    evaluation = evaluate_classifier(classifier, measured)
    return Learnt(record_scores(registry / card.version, str(dev), evaluation.intervals), evaluation)


def _train_flat(path: Path, registry: Path, dev: Path | None) -> Learnt:
    data = load_flat(path)
    measured = load_flat(dev) if dev else None
    # A text that stands in both would be measured on what was learnt.
    learnt = data.without(measured) if measured else data
    began = time.monotonic()
    classifier = train_flat(learnt, measured)
    seconds = time.monotonic() - began
    card = save_model(classifier, learnt.hash, len(learnt.texts), registry, seconds=seconds)
    if measured is None:
        return Learnt(card)
    evaluation = evaluate_flat(classifier, measured)
    card = record_scores(registry / card.version, str(dev), evaluation.intervals)
    return Learnt(card, evaluation, len(data.texts) - len(learnt.texts))


def evaluate_model(model: Path, data: Path | None) -> tuple[ModelCard, Evaluation | FlatEvaluation]:
    """Measure a model on labelled data, on the held-out articles of the bundled corpus unless told.

    Raises:
        ModelError: the model cannot be used.
        CorpusError: the data cannot be read, or is of another kind than the model's.
    """
    classifier, card = load_any_model(model)
    if isinstance(classifier, FlatClassifier):
        if data is None:
            raise CorpusError(f"{model} is a model of plain texts: name labelled ones with --data FILE")
        return card, evaluate_flat(classifier, load_flat(data))
    return card, evaluate_classifier(classifier, _load_measured(data))


def _load_measured(data: Path | None) -> list[LabelledArticle]:
    articles = load_labelled(data)
    if data is None:
        articles = [article for article in articles if article.split == "heldout"]
    if not articles:
        raise CorpusError("no article to measure on; name labelled articles with --data FILE")
    return articles


def is_current(registry: Path) -> bool:
    """Whether a registry's model loads here and, in the project's own registry, is of the bundled corpus as it is."""
    try:
        load_model(registry)
        card = load_card(find_model(registry))
    except ModelError:
        return False
    return registry != TRAINED or card.corpus_hash == corpus_hash(load_labelled())
