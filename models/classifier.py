"""The topic classifier: which topics an article carries, how surely, and which passages say so.

Two linear models over the same n-gram features are learnt one-vs-rest: one of whole articles, one of single passages
(their labels are the evidence that people marked). A third, small one per topic weighs both scores together into a
calibrated probability; it is learnt from scores that the first two gave to articles they had not seen (stacking:
Wolpert 1992), so the probability is honest. For articles; any other taxonomy of plain texts is ``flat``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from models.features import NgramVectorizer
from models.passages import Passage, split_passages
from nlp.record import Article

Matrix = npt.NDArray[np.float64]
FOLDS = 5
# A passage is evidence from this probability on; one at least is shown for every assigned topic. 0.3 to 0.6 tried on dev.
EVIDENCE_FROM = 0.5
# The title counts as often as this in an article's row; 1 to 4 tried on dev.
TITLE_WEIGHT = 2


@dataclass(frozen=True)
class Example:
    """An article with its labels: topic columns, and for each passage the topics it is evidence of.

    ``topics`` has shape (n_topics,), ``passage_topics`` (n_passages, n_topics), both of zeros and ones. Examples of one
    ``group`` are never on both sides of a fold.
    """

    passages: list[Passage]
    topics: npt.NDArray[np.int8]
    passage_topics: npt.NDArray[np.int8]
    group: str


@dataclass(frozen=True)
class Prediction:
    """Calibrated scores of an article, shape (n_topics,), and of its passages, (n_passages, n_topics)."""

    passages: list[Passage]
    scores: Matrix
    passage_scores: Matrix


class LinearOneVsRest(BaseEstimator):
    """Logistic regressions, one a column of ``y``, kept as one matrix of weights.

    Args:
        C: inverse of the regularisation's strength.
        balance: weight of the positive examples relative to their being rare, 0 (none) to 1 (fully balanced).

    Attributes:
        coef_: shape (n_features, n_topics); intercept_: shape (n_topics,).
    """

    def __init__(self, C: float = 10.0, balance: float = 0.3) -> None:  # noqa: N803  scikit-learn's name
        self.C = C
        self.balance = balance

    def fit(self, rows: sparse.csr_matrix, y: npt.NDArray[np.int8]) -> LinearOneVsRest:
        """Learn the weights of every column that has both kinds of examples; the others always answer no."""
        self.coef_ = np.zeros((rows.shape[1], y.shape[1]), np.float32)
        self.intercept_ = np.full(y.shape[1], -10.0)
        for column in range(y.shape[1]):
            positives = int(y[:, column].sum())
            if 0 < positives < len(y):
                weight = (len(y) / positives - 1) ** self.balance
                model = LogisticRegression(C=self.C, solver="liblinear", class_weight={0: 1.0, 1: weight})
                model.fit(rows, y[:, column])
                self.coef_[:, column] = model.coef_[0]
                self.intercept_[column] = model.intercept_[0]
        return self

    def decision_function(self, rows: sparse.csr_matrix) -> Matrix:
        """Return the margins, shape (n_rows, n_topics)."""
        margins: Matrix = rows @ self.coef_ + self.intercept_
        return margins


class TopicClassifier(BaseEstimator):
    """Learns topics from examples and predicts them with evidence.

    Attributes:
        vectorizer_, article_model_, passage_model_: the fitted parts.
        weights_: shape (n_topics, n_signals), intercepts_: (n_topics,): the calibrating regression of each topic.
        thresholds_: shape (n_topics,): the score from which a topic is assigned.
    """

    def __init__(self, C: float = 10.0, passage_C: float = 10.0, min_df: int = 2) -> None:  # noqa: N803
        self.C = C
        self.passage_C = passage_C
        self.min_df = min_df

    def fit(self, examples: Sequence[Example]) -> TopicClassifier:
        """Learn from examples; of several groups, since calibration needs articles of groups not learnt from."""
        y = np.array([example.topics for example in examples])
        signals = np.zeros((len(examples), y.shape[1], N_SIGNALS))
        groups = [example.group for example in examples]
        for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(examples, groups=groups):
            self._fit_base([examples[index] for index in train])
            for index in test:
                signals[index] = self._signals(examples[index].passages)[0]
        self._fit_base(examples)
        self._calibrate(signals, y)
        return self

    def predict(self, article: Article) -> Prediction:
        """Return the calibrated scores of an article and of its passages."""
        passages = split_passages(article)
        signals, margins = self._signals(passages)
        scores = _sigmoid((signals * self.weights_).sum(axis=1) + self.intercepts_)
        return Prediction(passages, scores, _sigmoid(margins))

    def _fit_base(self, examples: Sequence[Example]) -> None:
        texts = [passage.text for example in examples for passage in example.passages]
        self.vectorizer_ = NgramVectorizer(min_df=self.min_df).fit(texts)
        counts = self.vectorizer_.count(texts)
        lengths = [len(example.passages) for example in examples]
        articles = sparse.vstack(
            [
                _sum_passages(counts[end - length : end], example.passages)
                for example, length, end in zip(examples, lengths, np.cumsum(lengths), strict=True)
            ]
        ).tocsr()
        y = np.array([example.topics for example in examples])
        y_passages = np.concatenate([example.passage_topics for example in examples])
        self.article_model_ = LinearOneVsRest(self.C).fit(self.vectorizer_.weigh(articles), y)
        self.passage_model_ = LinearOneVsRest(self.passage_C).fit(self.vectorizer_.weigh(counts), y_passages)

    def _signals(self, passages: list[Passage]) -> tuple[Matrix, Matrix]:
        """Return what the calibration weighs, shape (n_topics, n_signals), and the passages' margins."""
        topics = self.passage_model_.coef_.shape[1]
        if not passages:
            return np.full((topics, N_SIGNALS), -10.0), np.zeros((0, topics))
        counts = self.vectorizer_.count([passage.text for passage in passages])
        article = self.article_model_.decision_function(self.vectorizer_.weigh(_sum_passages(counts, passages)))[0]
        margins = self.passage_model_.decision_function(self.vectorizer_.weigh(counts))
        ordered = np.sort(margins, axis=0)
        second = ordered[-2] if len(passages) > 1 else ordered[-1]
        share = (margins > 0).mean(axis=0)
        return np.stack([article, ordered[-1], second, share], axis=1), margins

    def _calibrate(self, signals: Matrix, y: npt.NDArray[np.int8]) -> None:
        topics = y.shape[1]
        self.weights_ = np.zeros((topics, N_SIGNALS))
        self.intercepts_ = np.full(topics, -10.0)
        self.thresholds_ = np.full(topics, 0.5)
        for column in range(topics):
            if 0 < y[:, column].sum() < len(y):
                model = LogisticRegression(C=1.0).fit(signals[:, column], y[:, column])
                self.weights_[column] = model.coef_[0]
                self.intercepts_[column] = model.intercept_[0]
                scores = model.predict_proba(signals[:, column])[:, 1]
                self.thresholds_[column] = best_threshold(scores, y[:, column])


N_SIGNALS = 4


def best_threshold(scores: Matrix, labels: npt.NDArray[np.int8]) -> float:
    """Return the threshold of the best F1, the middle of the best range, held between 0.25 and 0.75."""
    # Few positives make the best point jumpy; outside this range it was never better on dev.
    candidates = np.linspace(0.25, 0.75, 51)
    values = []
    for candidate in candidates:
        hits = ((scores >= candidate) & (labels == 1)).sum()
        values.append(2 * hits / max(1, (scores >= candidate).sum() + labels.sum()))
    best = np.flatnonzero(np.array(values) >= max(values) - 1e-9)
    return float(candidates[best[len(best) // 2]])


def _sum_passages(counts: sparse.csr_matrix, passages: list[Passage]) -> sparse.csr_matrix:
    weights = [TITLE_WEIGHT if passage.end == 0 else 1 for passage in passages]
    return sparse.csr_matrix(np.array([weights], dtype=np.float32)) @ counts


def _sigmoid(values: Matrix) -> Matrix:
    scores: Matrix = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return scores
