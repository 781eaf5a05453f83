"""Learning: the bundled corpus into a registry's model, and whether that is still the model of this corpus.

For `jiaowen train` and for what `make run` sets up. How a classifier learns stands in ``models``.
"""

from pathlib import Path

from corpora.labelled import LabelledArticle, corpus_hash, load_labelled
from models.registry import TRAINED, ModelCard, find_model, load_card, load_model, save_model
from models.training import train_classifier
from nlp.errors import ModelError


def choose_learnt(articles: list[LabelledArticle]) -> list[LabelledArticle]:
    """Return the articles to learn from: the held-out ones stay unseen, so that an evaluation measures something."""
    return [article for article in articles if article.split != "heldout"]


def train_model(data: Path | None, registry: Path) -> ModelCard:
    """Learn the topics from labelled articles, the bundled ones unless told otherwise, and keep the model.

    Raises:
        CorpusError: the articles cannot be read or learnt from.
    """
    articles = load_labelled(data)
    learnt = choose_learnt(articles)
    return save_model(train_classifier(learnt), corpus_hash(articles), len(learnt), registry)


def is_current(registry: Path) -> bool:
    """Whether a registry's model loads here and, in the project's own registry, is of the bundled corpus as it is."""
    try:
        load_model(registry)
        card = load_card(find_model(registry))
    except ModelError:
        return False
    return registry != TRAINED or card.corpus_hash == corpus_hash(load_labelled())
