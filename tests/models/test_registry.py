"""The registry keeps what was trained and refuses what was changed."""

import json
from pathlib import Path

import pytest
import skops.io
from sklearn.linear_model import LogisticRegression

from corpora.labelled import LabelledArticle, corpus_hash
from models.classifier import TopicClassifier
from models.flat import train_flat
from models.flat_data import FlatData
from models.measures import Interval
from models.registry import (
    CARD_FILE,
    MODEL_FILE,
    PAGE_FILE,
    digest_of,
    find_model,
    load_card,
    load_flat_model,
    load_model,
    promote_model,
    record_scores,
    save_model,
)
from models.training import train_classifier
from nlp.errors import ModelError, ModelMismatchError, ModelMissingError
from nlp.record import Article


@pytest.fixture
def saved(tmp_path: Path, classifier: TopicClassifier) -> Path:
    save_model(classifier, "a" * 64, 40, tmp_path, seconds=1.5)
    return tmp_path


def change_card(folder: Path, **changes: object) -> None:
    card = json.loads((folder / CARD_FILE).read_text())
    (folder / CARD_FILE).write_text(json.dumps({**card, **changes}))


def test_a_saved_model_scores_as_before(saved: Path, classifier: TopicClassifier) -> None:
    loaded, card = load_model(saved)
    article = Article(title="消防演练", paragraphs=["警报声响起，学生跑向操场。"])
    assert loaded.predict(article).scores == pytest.approx(classifier.predict(article).scores)
    assert (card.articles, card.corpus_hash, card.seconds, card.kind) == (40, "a" * 64, 1.5, "articles")
    assert card.info.version == card.version
    assert card.megabytes > 0


def test_the_same_corpus_gives_the_same_model(tmp_path: Path, corpus: list[LabelledArticle]) -> None:
    first = save_model(train_classifier(corpus), corpus_hash(corpus), len(corpus), tmp_path / "a")
    second = save_model(train_classifier(corpus), corpus_hash(corpus), len(corpus), tmp_path / "b")
    assert first.version == second.version
    articles = [Article(title=one.title, paragraphs=one.paragraphs) for one in corpus]
    scores = [load_model(tmp_path / name)[0].predict_many(articles) for name in "ab"]
    for one, other in zip(*scores, strict=True):
        assert (one.scores == other.scores).all()


def test_nothing_is_left_behind_when_saving_fails(
    tmp_path: Path, classifier: TopicClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("skops.io.dump", refuse)
    with pytest.raises(OSError, match="no space"):
        save_model(classifier, "a" * 64, 40, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_changed_model_file_is_refused(saved: Path) -> None:
    model = find_model(saved) / MODEL_FILE
    model.write_bytes(model.read_bytes() + b"\0")
    with pytest.raises(ModelMismatchError, match="digest"):
        load_model(saved)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"digest": "0" * 64}, "digest"),
        ({"scikit_learn": "0.1.0"}, "scikit-learn 0.1.0"),
        ({"surprise": 1}, "no model card"),
        ({"articles": "many"}, "no model card"),
    ],
)
def test_a_changed_card_is_refused(saved: Path, changes: dict[str, object], message: str) -> None:
    change_card(find_model(saved), **changes)
    with pytest.raises(ModelMismatchError, match=message):
        load_model(saved)


def test_foreign_types_are_refused(saved: Path) -> None:
    folder = find_model(saved)
    skops.io.dump({"model": Path("/etc/passwd"), "other": LogisticRegression()}, folder / MODEL_FILE)
    change_card(folder, digest=digest_of(folder / MODEL_FILE))
    with pytest.raises(ModelMismatchError, match="types"):
        load_model(saved)


def test_a_model_of_another_lexicon_is_refused(tmp_path: Path, corpus: list[LabelledArticle]) -> None:
    classifier = train_classifier(corpus)
    classifier.lexicon_digest_ = "0" * 64
    save_model(classifier, "a" * 64, 40, tmp_path)
    with pytest.raises(ModelMismatchError, match="another lexicon"):
        load_model(tmp_path)


def test_something_that_is_no_classifier_is_refused(saved: Path) -> None:
    folder = find_model(saved)
    (folder / MODEL_FILE).write_bytes(b"PK\x03\x04")
    change_card(folder, digest=digest_of(folder / MODEL_FILE))
    with pytest.raises(ModelMismatchError):
        load_model(saved)


def test_a_missing_model_says_how_to_make_one(tmp_path: Path, saved: Path) -> None:
    with pytest.raises(ModelMissingError, match="jiaowen train"):
        load_model(tmp_path / "nowhere")
    (find_model(saved) / MODEL_FILE).unlink()
    with pytest.raises(ModelMissingError, match="jiaowen train"):
        load_model(saved)


def test_a_model_of_texts_is_kept_and_told_apart(saved: Path, tmp_path: Path) -> None:
    data = FlatData(["女排取胜", "女篮取胜", "利率走低", "利率上调"], [("体育",), ("体育",), ("财经",), ("财经",)])
    card = save_model(train_flat(data), data.hash, 4, tmp_path / "flat")
    classifier, loaded = load_flat_model(tmp_path / "flat")
    assert loaded == card
    assert card.labels == ["体育", "财经"]
    assert classifier.predict(["女排女篮"]) == [("体育",)]
    with pytest.raises(ModelMismatchError, match="taxonomy"):
        load_model(tmp_path / "flat")
    with pytest.raises(ModelMismatchError, match="not of plain texts"):
        load_flat_model(saved)


def keep_two(registry: Path, classifier: TopicClassifier, value: float, measured_on: str = "held-out") -> str:
    """Keep a current model of micro-F1 0.9 (0.88 to 0.92) and a candidate; return the candidate's version."""
    current = save_model(classifier, "a" * 64, 40, registry)
    candidate = save_model(classifier, "b" * 64, 40, registry, current=False)
    record_scores(registry / current.version, "held-out", {"micro_f1": Interval(0.9, 0.88, 0.92)})
    record_scores(registry / candidate.version, measured_on, {"micro_f1": Interval(value, value - 0.02, value + 0.02)})
    return candidate.version


@pytest.mark.parametrize("value", [0.95, 0.9, 0.885])
def test_a_model_within_the_interval_is_promoted(tmp_path: Path, classifier: TopicClassifier, value: float) -> None:
    version = keep_two(tmp_path, classifier, value)
    promote_model(version, tmp_path)
    assert find_model(tmp_path).name == version


@pytest.mark.parametrize(
    ("value", "measured_on", "message"), [(0.87, "held-out", "0.870"), (0.95, "dev", "measured on dev")]
)
def test_a_worse_model_is_promoted_with_a_reason_only(
    tmp_path: Path, classifier: TopicClassifier, value: float, measured_on: str, message: str
) -> None:
    version = keep_two(tmp_path, classifier, value, measured_on)
    with pytest.raises(ModelError, match=message):
        promote_model(version, tmp_path)
    assert find_model(tmp_path).name != version
    promote_model(version, tmp_path, reason="labels were corrected")
    assert find_model(tmp_path).name == version
    assert "labels were corrected" in (load_card(tmp_path / version).promotion or "")


def test_the_first_model_is_promoted_without_scores(tmp_path: Path, classifier: TopicClassifier) -> None:
    card = save_model(classifier, "a" * 64, 40, tmp_path, current=False)
    assert promote_model(card.version, tmp_path) == card
    with pytest.raises(ModelMissingError):
        promote_model("nothing", tmp_path)


def test_the_card_for_people_has_the_scores(saved: Path) -> None:
    folder = find_model(saved)
    assert "Not measured yet" in (folder / PAGE_FILE).read_text()
    record_scores(folder, "dev", {"safety-drills": Interval(0.9, 0.85, 0.95)})
    assert "| safety-drills 安全演练与安全教育 | 0.900 | 0.850 to 0.950 |" in (folder / PAGE_FILE).read_text()
