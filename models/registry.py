"""The registry: trained classifiers on disk, each with its card, loaded only if nothing of it was changed.

A registry is a folder with one sub-folder a version (``model.skops``, ``card.json`` and the same
for people, ``card.md``) and a file ``current`` that names the
version in use. For keeping and trusting models; what they learn stands in ``classifier``.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import sklearn
import skops.io
from pydantic import ValidationError

from models.cards import ModelCard, Score, render_card
from models.classifier import TopicClassifier
from models.flat import FlatClassifier
from models.lexicon import load_lexicon
from models.measures import Interval
from nlp.errors import ModelError, ModelMismatchError, ModelMissingError
from nlp.topics import TOPICS

__all__ = [
    "TRAINED",
    "ModelCard",
    "find_model",
    "load_any_model",
    "load_card",
    "load_flat_model",
    "load_model",
    "promote_model",
    "record_scores",
    "save_model",
]

TRAINED = Path(__file__).parent / "trained"
MODEL_FILE, CARD_FILE, PAGE_FILE, CURRENT_FILE = "model.skops", "card.json", "card.md", "current"
NAME, FLAT_NAME = "jiaowen-topics", "jiaowen-texts"
# The only types that a model file may hold besides those that skops itself trusts.
TRUSTED_TYPES = frozenset(
    {
        "models.classifier.TopicClassifier",
        "models.classifier.LinearOneVsRest",
        "models.features.NgramVectorizer",
        "models.flat.FlatClassifier",
    }
)
AnyClassifier = TopicClassifier | FlatClassifier


def save_model(
    classifier: AnyClassifier,
    corpus_hash: str,
    articles: int,
    registry: Path = TRAINED,
    *,
    seconds: float | None = None,
    current: bool = True,
) -> ModelCard:
    """Write a classifier and its card as a new version, all or nothing, and make it the current one unless told not to.

    ``articles`` counts what was learnt from, ``seconds`` is how long that took.
    """
    registry.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=registry, prefix=".new-"))
    try:
        skops.io.dump(classifier, folder / MODEL_FILE)
        card = _build_card(classifier, corpus_hash, articles, folder / MODEL_FILE)
        card = card.model_copy(update={"seconds": seconds})
        _write_card(folder, card)
        target = registry / card.version
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
        target.chmod(0o755)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if current:
        set_current(card.version, registry)
    return card


def load_model(path: Path | None = None) -> tuple[TopicClassifier, ModelCard]:
    """Load the current topic model of a registry, or the one in a version's folder, after checking it.

    Raises:
        ModelMissingError: nothing there; the message says how to train one.
        ModelMismatchError: digest, scikit-learn version, lexicon or types are not what the card says, or it is no topic model.
    """
    classifier, card = load_any_model(path)
    if not isinstance(classifier, TopicClassifier):
        raise ModelMismatchError(
            f"{path}: a model of the taxonomy {', '.join(card.labels)}, not of the topics of articles"
        )
    return classifier, card


def load_flat_model(path: Path) -> tuple[FlatClassifier, ModelCard]:
    """Load a model of plain texts, as ``load_model`` does one of articles."""
    classifier, card = load_any_model(path)
    if not isinstance(classifier, FlatClassifier):
        raise ModelMismatchError(f"{path}: a model of the topics of articles, not of plain texts")
    return classifier, card


def load_any_model(path: Path | None = None) -> tuple[AnyClassifier, ModelCard]:
    """Load a model of either kind, after checking it; its card says which it is."""
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


def record_scores(folder: Path, measured_on: str, scores: Mapping[str, Interval]) -> ModelCard:
    """Write measured scores into the card of a model's folder and return it."""
    card = load_card(folder)
    kept = {name: Score(value=one.value, lower=one.lower, upper=one.upper) for name, one in scores.items()}
    card = card.model_copy(update={"scores": kept, "measured_on": measured_on})
    _write_card(folder, card)
    return card


def promote_model(version: str, registry: Path = TRAINED, reason: str | None = None) -> ModelCard:
    """Make a version the current one, if it is not worse than the current one or a reason is given.

    Worse is a score of ``DECISIVE`` that lies below the interval of the current model's, measured on the same articles.

    Raises:
        ModelMissingError: no such version.
        ModelError: it is worse or not comparable, and no reason is given; the message has the numbers.
    """
    folder = registry / version
    card = load_card(folder)
    objections = _object_to(card, registry)
    if objections and not reason:
        raise ModelError(
            f"{version} is not promoted: {'; '.join(objections)}; give a reason to promote it all the same"
        )
    if objections:
        card = card.model_copy(update={"promotion": f"{reason} (against: {'; '.join(objections)})"})
        _write_card(folder, card)
    set_current(version, registry)
    return card


# The scores that decide on a promotion; a single topic's interval is too wide to refuse a model on.
DECISIVE = ("micro_f1", "macro_f1", "accuracy")


def _object_to(card: ModelCard, registry: Path) -> list[str]:
    try:
        current = load_card(find_model(registry))
    except ModelMissingError:
        return []
    if current.version == card.version:
        return []
    if not card.scores or card.measured_on != current.measured_on:
        measured = f"it was measured on {card.measured_on or 'nothing'}, {current.version} on {current.measured_on or 'nothing'}"
        return [measured]
    shared = [name for name in DECISIVE if name in card.scores and name in current.scores]
    return [
        f"its {name} is {card.scores[name].value:.3f}, of {current.version} "
        f"{current.scores[name].value:.3f} ({current.scores[name].lower:.3f} to {current.scores[name].upper:.3f})"
        for name in shared
        if card.scores[name].value < current.scores[name].lower
    ]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_card(folder: Path, card: ModelCard) -> None:
    """Write the card for programs and for people; the one for programs last, since it makes the model count."""
    for name, text in ((PAGE_FILE, render_card(card)), (CARD_FILE, card.model_dump_json(indent=2) + "\n")):
        fresh = folder / f".{name}-{os.getpid()}"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(folder / name)


def _load_trusted(model: Path) -> AnyClassifier:
    try:
        foreign = set(skops.io.get_untrusted_types(file=model)) - TRUSTED_TYPES
    except (BadZipFile, ValueError, TypeError, KeyError) as error:
        raise ModelMismatchError(f"{model} is no model file ({error}); run `jiaowen train`") from error
    if foreign:
        raise ModelMismatchError(f"{model} holds types that no model of ours has: {', '.join(sorted(foreign))}")
    classifier: AnyClassifier = skops.io.load(model, trusted=sorted(TRUSTED_TYPES))
    if isinstance(classifier, TopicClassifier) and classifier.lexicon_digest_ != load_lexicon().digest:
        raise ModelMismatchError(f"{model} was trained with another lexicon than the one here; run `jiaowen train`")
    return classifier


def _build_card(classifier: AnyClassifier, corpus_hash: str, articles: int, model: Path) -> ModelCard:
    parameters = {name: float(value) for name, value in classifier.get_params().items()}
    fingerprint = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()
    flat = isinstance(classifier, FlatClassifier)
    return ModelCard(
        name=FLAT_NAME if flat else NAME,
        version=f"{corpus_hash[:8]}-{fingerprint[:4]}",
        kind="flat" if flat else "articles",
        corpus_hash=corpus_hash,
        digest=digest_of(model),
        scikit_learn=sklearn.__version__,
        articles=articles,
        features=len(classifier.vectorizer_.vocabulary_),
        parameters=parameters,
        labels=list(classifier.labels_) if isinstance(classifier, FlatClassifier) else list(TOPICS),
        megabytes=round(model.stat().st_size / 1e6, 2),
    )
