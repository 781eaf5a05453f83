"""The topic classifier: which topics an article carries, how surely, and which passages say so.

Two linear models over the same features are learnt one-vs-rest: one of whole articles, one of single passages (their labels
are the evidence that people marked). A third, small one per topic weighs both scores together into a calibrated
probability; it is learnt from scores that the first two gave to articles they had not seen (stacking: Wolpert 1992), so the
probability is honest. For articles; any other taxonomy of plain texts is ``flat``'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from models.features import NgramVectorizer
from models.lexicon import load_lexicon
from models.passages import Passage, split_passages
from models.rows import Counts, Rows
from nlp.record import Article

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int8]
Indexes = npt.NDArray[np.int64]
FOLDS = 5
# The margin of a title where there is none: that of a title which says nothing.
NO_TITLE = -1.0
# What a topic without examples scores: never assigned.
NEVER = -10.0
# The calibration's regularisation: margins are small numbers, so that 0.1 to 1 lost up to 0.15 macro-F1 and left the scores
# too low (calibration error 0.07 at 1, 0.03 at 3 to 10), cross-validated by city.
CALIBRATION_C = 5.0
# Signals that the calibration weighs, see ``pool_margins``.
N_SIGNALS = 4


@dataclass(frozen=True)
class Example:
    """An article with its labels: topic columns, and for each passage the topics it is evidence of.

    ``topics`` has shape (n_topics,), ``passage_topics`` (n_passages, n_topics), both of zeros and ones. Examples of one
    ``group`` are never on both sides of a fold.
    """

    passages: list[Passage]
    topics: Labels
    passage_topics: Labels
    group: str


@dataclass(frozen=True)
class Prediction:
    """Calibrated scores of an article, shape (n_topics,), and of its passages, (n_passages, n_topics)."""

    passages: list[Passage]
    scores: Matrix
    passage_scores: Matrix


class LinearOneVsRest(BaseEstimator):
    """Linear support vector machines, one a column of ``y``, kept as one matrix of weights.

    Args:
        C: inverse of the regularisation's strength.
        balance: weight of the positive examples relative to their being rare, 0 (none) to 1 (fully balanced).

    Attributes:
        coef_: shape (n_features, n_topics), n-grams first; intercept_: shape (n_topics,).
    """

    def __init__(self, C: float = 1.0, balance: float = 0.3) -> None:  # noqa: N803  scikit-learn's name
        self.C = C
        self.balance = balance

    def fit(self, rows: Rows, y: Labels) -> LinearOneVsRest:
        """Learn the weights of every column that has both kinds of examples; the others always answer no."""
        matrix = rows.to_matrix()
        self.coef_ = np.zeros((matrix.shape[1], y.shape[1]), np.float32)
        self.intercept_ = np.full(y.shape[1], NEVER)
        for column in trainable_columns(y):
            weight = (len(y) / y[:, column].sum() - 1) ** self.balance
            model = LinearSVC(C=self.C, class_weight={0: 1.0, 1: weight}, random_state=0)
            model.fit(matrix, y[:, column])
            self.coef_[:, column] = model.coef_[0]
            self.intercept_[column] = model.intercept_[0]
        return self

    def decision_function(self, rows: Rows) -> Matrix:
        """Return the margins, shape (n_rows, n_topics)."""
        features = rows.ngrams.shape[1]
        margins: Matrix = rows.ngrams @ self.coef_[:features] + rows.terms @ self.coef_[features:] + self.intercept_
        return margins


class TopicClassifier(BaseEstimator):
    """Learns topics from examples and predicts them with evidence.

    Attributes:
        vectorizer_, article_model_, passage_model_: the fitted parts.
        weights_: shape (n_topics, n_signals), intercepts_: (n_topics,): the calibrating regression of each topic.
        passage_weights_, passage_intercepts_: (n_topics,): the same for a passage's margin.
        thresholds_: shape (n_topics,): the score from which a topic is assigned.
        lexicon_digest_: of the lexicon learnt with.
    """

    def __init__(self, C: float = 1.0, passage_C: float = 1.0, min_df: int = 2) -> None:  # noqa: N803
        self.C = C
        self.passage_C = passage_C
        self.min_df = min_df

    def fit(self, examples: Sequence[Example]) -> TopicClassifier:
        """Learn from examples; of several groups, since calibration needs articles of groups not learnt from."""
        self.lexicon_digest_ = load_lexicon().digest
        self.vectorizer_ = NgramVectorizer(min_df=self.min_df)
        counts = Counts.build([example.passages for example in examples], self.vectorizer_, fit=True)
        y = np.array([example.topics for example in examples])
        y_passages = np.concatenate([example.passage_topics for example in examples])
        groups = [example.group for example in examples]
        margins, passage_margins = np.zeros(y.shape), np.zeros(y_passages.shape)
        for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(examples, groups=groups):
            inside, outside = counts.select_passages(train), counts.select_passages(test)
            weights = counts.fold_weights(inside, self.min_df)
            articles, passages = Rows.of_articles(counts, weights), Rows.of_passages(counts, weights)
            self._fit_models(articles.take(train), y[train], passages.take(inside), y_passages[inside])
            margins[test] = self.article_model_.decision_function(articles.take(test))
            passage_margins[outside] = self.passage_model_.decision_function(passages.take(outside))
        idf = self.vectorizer_.idf_
        self._fit_models(Rows.of_articles(counts, idf), y, Rows.of_passages(counts, idf), y_passages)
        self._calibrate_articles(pool_margins(counts, margins, passage_margins), y)
        self._calibrate_passages(passage_margins, y_passages)
        return self

    def predict(self, article: Article) -> Prediction:
        """Return the calibrated scores of an article and of its passages."""
        return self.predict_many([article])[0]

    def predict_many(self, articles: Sequence[Article]) -> list[Prediction]:
        """Return the scores of each article; some hundred at a time are counted fastest."""
        split = [split_passages(article) for article in articles]
        counts = Counts.build(split, self.vectorizer_)
        idf = self.vectorizer_.idf_
        margins = self.article_model_.decision_function(Rows.of_articles(counts, idf))
        passage_margins = self.passage_model_.decision_function(Rows.of_passages(counts, idf))
        signals = pool_margins(counts, margins, passage_margins)
        scores = sigmoid((signals * self.weights_).sum(axis=2) + self.intercepts_)
        passage_scores = sigmoid(passage_margins * self.passage_weights_ + self.passage_intercepts_)
        return [
            Prediction(passages, scores[number], passage_scores[counts.passages_of(number)])
            for number, passages in enumerate(split)
        ]

    def _fit_models(self, articles: Rows, y: Labels, passages: Rows, y_passages: Labels) -> None:
        self.article_model_ = LinearOneVsRest(self.C).fit(articles, y)
        self.passage_model_ = LinearOneVsRest(self.passage_C).fit(passages, y_passages)

    def _calibrate_articles(self, signals: Matrix, y: Labels) -> None:
        topics = y.shape[1]
        self.weights_ = np.zeros((topics, N_SIGNALS))
        self.intercepts_ = np.full(topics, NEVER)
        self.thresholds_ = np.full(topics, 0.5)
        for column in trainable_columns(y):
            model = LogisticRegression(C=CALIBRATION_C).fit(signals[:, column], y[:, column])
            self.weights_[column] = model.coef_[0]
            self.intercepts_[column] = model.intercept_[0]
            scores = model.predict_proba(signals[:, column])[:, 1]
            self.thresholds_[column] = best_threshold(scores, y[:, column])

    def _calibrate_passages(self, margins: Matrix, y: Labels) -> None:
        self.passage_weights_ = np.ones(y.shape[1])
        self.passage_intercepts_ = np.full(y.shape[1], NEVER)
        for column in trainable_columns(y):
            model = LogisticRegression(C=1.0).fit(margins[:, column : column + 1], y[:, column])
            self.passage_weights_[column] = model.coef_[0, 0]
            self.passage_intercepts_[column] = model.intercept_[0]


def pool_margins(counts: Counts, articles: Matrix, passages: Matrix) -> Matrix:
    """Return what the calibration weighs, shape (n_articles, n_topics, n_signals).

    The article's margin, the best and the second best of its body's passages, and its title's; an article without passages
    has the margins of no topic. (The share of passages above zero, and windows of several passages, added nothing.)
    """
    signals = np.full((*articles.shape, N_SIGNALS), NEVER)
    for number in range(len(articles)):
        span = counts.passages_of(number)
        if span.start < span.stop:
            titled = bool(counts.titles[span.start])
            title = passages[span.start] if titled else np.full(articles.shape[1], NO_TITLE)
            body = passages[span.start + 1 : span.stop] if titled and span.stop - span.start > 1 else passages[span]
            ordered = np.sort(body, axis=0)
            signals[number] = np.stack([articles[number], ordered[-1], ordered[-2:][0], title], axis=1)
    return signals


def trainable_columns(y: Labels) -> list[int]:
    """Return the columns that have both kinds of examples."""
    return [column for column in range(y.shape[1]) if 0 < y[:, column].sum() < len(y)]


def best_threshold(scores: Matrix, labels: Labels) -> float:
    """Return the threshold of the best F1, the middle of the best range, held between 0.25 and 0.75."""
    # Few positives make the best point jumpy; outside this range it was never better on dev.
    candidates = np.linspace(0.25, 0.75, 51)
    values = []
    for candidate in candidates:
        hits = ((scores >= candidate) & (labels == 1)).sum()
        values.append(2 * hits / max(1, (scores >= candidate).sum() + labels.sum()))
    best = np.flatnonzero(np.array(values) >= max(values) - 1e-9)
    return float(candidates[best[len(best) // 2]])


def sigmoid(values: Matrix) -> Matrix:
    """Return the logistic function."""
    scores: Matrix = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return scores
