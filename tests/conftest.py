"""Fixtures that several rooms' tests share."""

from pathlib import Path

import pytest

from corpora.labelled import corpus_hash, load_labelled
from models.analyser import Analyser, load_analyser
from models.registry import save_model
from models.training import train_classifier

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with a model of every third training article: quick to make, real in every way but its scores."""
    articles = [article for article in load_labelled() if article.split == "train"][::3]
    folder = tmp_path_factory.mktemp("registry")
    save_model(train_classifier(articles), corpus_hash(articles), len(articles), folder)
    return folder


@pytest.fixture(scope="session")
def analyser(registry: Path) -> Analyser:
    """An analyser with that model."""
    return load_analyser(registry)


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The seed documents, where they stand beside this checkout."""
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside this checkout")
    return sorted(SEEDS.glob("*.txt"))
