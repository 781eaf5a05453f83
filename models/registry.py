"""The registry: trained classifiers on disk, each with its card, loaded only if nothing of it was changed.

A registry is a folder with one sub-folder a version (``model.skops``, ``card.json``) and a file ``current`` that names the
version in use. For keeping and trusting models; what they learn stands in ``classifier``.
"""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import sklearn
import skops.io
from pydantic import BaseModel, ConfigDict, ValidationError

from models.classifier import TopicClassifier
from nlp.errors import ModelMismatchError, ModelMissingError
from nlp.record import ModelInfo

TRAINED = Path(__file__).parent / "trained"
MODEL_FILE, CARD_FILE, CURRENT_FILE = "model.skops", "card.json", "current"
NAME = "jiaowen-topics"
# The only types that a model file may hold besides those that skops itself trusts.
TRUSTED_TYPES = frozenset(
    {"models.classifier.TopicClassifier", "models.classifier.LinearOneVsRest", "models.features.NgramVectorizer"}
)


class ModelCard(BaseModel):
    """What is to be known of a trained model; ``digest`` is the SHA-256 of the model file."""

    model_config = ConfigDict(extra="forbid")

    name: str
    version: str
    corpus_hash: str
    digest: str
    scikit_learn: str
    articles: int
    features: int
    parameters: dict[str, float]
    scores: dict[str, float] = {}

    @property
    def info(self) -> ModelInfo:
        """What the record says of the model."""
        return ModelInfo(name=self.name, version=self.version, corpus_hash=self.corpus_hash)


def save_model(classifier: TopicClassifier, corpus_hash: str, articles: int, registry: Path = TRAINED) -> ModelCard:
    """Write a classifier and its card as a new version and make it the current one; all or nothing."""
    registry.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=registry, prefix=".new-"))
    skops.io.dump(classifier, folder / MODEL_FILE)
    card = _build_card(classifier, corpus_hash, articles, digest_of(folder / MODEL_FILE))
    (folder / CARD_FILE).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    target = registry / card.version
    shutil.rmtree(target, ignore_errors=True)
    folder.replace(target)
    target.chmod(0o755)
    set_current(card.version, registry)
    return card


def load_model(path: Path | None = None) -> tuple[TopicClassifier, ModelCard]:
    """Load the current model of a registry, or the one in a version's folder, after checking it.

    Raises:
        ModelMissingError: nothing there; the message says how to train one.
        ModelMismatchError: digest, scikit-learn version or types are not what the card says.
    """
    folder = find_model(path or TRAINED)
    card = load_card(folder)
    model = folder / MODEL_FILE
    if not model.is_file():
        raise ModelMissingError(f"{model}: no such file; train it again with `jiaowen train`")
    if digest_of(model) != card.digest:
        raise ModelMismatchError(f"{model} does not match the digest in its card: it was changed; run `jiaowen train`")
    if card.scikit_learn.split(".")[:2] != sklearn.__version__.split(".")[:2]:
        raise ModelMismatchError(
            f"{model} was made with scikit-learn {card.scikit_learn}, here is {sklearn.__version__}; run `jiaowen train`"
        )
    return _load_trusted(model), card


def find_model(path: Path) -> Path:
    """Return the folder of a model: the path itself, or the current version of the registry there."""
    if (path / CARD_FILE).is_file():
        return path
    try:
        version = (path / CURRENT_FILE).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ModelMissingError(f"{path}: no trained model there; make one with `jiaowen train`") from error
    return path / version


def load_card(folder: Path) -> ModelCard:
    """Read the card of a model's folder."""
    try:
        return ModelCard.model_validate_json((folder / CARD_FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelMissingError(f"{folder}: no trained model there; make one with `jiaowen train`") from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise ModelMismatchError(f"{folder / CARD_FILE} is no model card: run `jiaowen train`") from error


def set_current(version: str, registry: Path = TRAINED) -> None:
    """Make a version the one in use; readers see the old one or the new one, never half."""
    fresh = registry / f".{CURRENT_FILE}-{os.getpid()}"
    fresh.write_text(version + "\n", encoding="utf-8")
    fresh.replace(registry / CURRENT_FILE)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _load_trusted(model: Path) -> TopicClassifier:
    foreign = set(skops.io.get_untrusted_types(file=model)) - TRUSTED_TYPES
    if foreign:
        raise ModelMismatchError(f"{model} holds types that no model of ours has: {', '.join(sorted(foreign))}")
    classifier: TopicClassifier = skops.io.load(model, trusted=sorted(TRUSTED_TYPES))
    return classifier


def _build_card(classifier: TopicClassifier, corpus_hash: str, articles: int, digest: str) -> ModelCard:
    parameters = {name: float(value) for name, value in classifier.get_params().items()}
    fingerprint = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()
    return ModelCard(
        name=NAME,
        version=f"{corpus_hash[:8]}-{fingerprint[:4]}",
        corpus_hash=corpus_hash,
        digest=digest,
        scikit_learn=sklearn.__version__,
        articles=articles,
        features=len(classifier.vectorizer_.vocabulary_),
        parameters=parameters,
    )
