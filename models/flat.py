"""Any taxonomy: a linear classifier of plain texts with labels that anybody may bring.

For ``jiaowen train --data FILE``: short or long texts, one label each or several. Articles with evidence and passages are
``classifier``'s business. The model is one weight per feature and label, learnt as a support vector machine on features
scaled by how much more or less often they stand in texts of the label (after NB-SVM: Wang and Manning, ACL 2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.svm import LinearSVC

from models.features import NgramVectorizer
from models.flat_data import FlatData, Labels, drop_conflicts
from nlp.errors import CorpusError

Matrix = npt.NDArray[np.float64]
# A label needs so many texts to be learnt at all; with fewer it would be a name that is never given.
LEAST_EXAMPLES = 2
BATCH = 4096
# Added to every feature's ratio, so that one that says little by its frequency can still be learnt. On 10,000 headlines held
# back from training: 0.9219 without it, 0.9239 at 0.3, 0.9246 at 0.5, 0.9245 at 1; a plain support vector machine 0.9171.
EVENNESS = np.float32(0.5)
# The solver's; 1e-4 takes half as long again and changes no digit of the accuracy.
TOLERANCE = 1e-3
# Where several labels may be given, each is decided on its own: a rare one weighs more by its odds to this power.
BALANCE = 0.5
# With fewer texts than this a run that stands in one of them only is still worth having.
SMALL = 2000


class FlatClassifier(BaseEstimator):
    """Learns labels of plain texts.

    Args:
        C: inverse of the regularisation's strength.
        smoothing: added to every count before the ratio of a feature's frequencies is taken.
        characters, words, min_df: as ``NgramVectorizer``.

    Attributes:
        labels_: the names, shape (n_labels,); single_: whether a text gets exactly one of them.
        coef_: shape (n_features, n_labels); intercept_: shape (n_labels,).
    """

    def __init__(
        self,
        C: float = 0.2,  # noqa: N803  scikit-learn's name
        smoothing: float = 3.0,
        characters: int = 3,
        words: int = 2,
        min_df: int = 2,
    ) -> None:
        self.C = C
        self.smoothing = smoothing
        self.characters = characters
        self.words = words
        self.min_df = min_df

    def fit(self, texts: Sequence[str], labels: Sequence[Labels]) -> FlatClassifier:
        """Learn from texts and the labels of each."""
        self.labels_ = sorted({name for names in labels for name in names})
        self.single_ = all(len(names) == 1 for names in labels)
        self.vectorizer_ = NgramVectorizer(self.characters, self.words, self.min_df)
        rows = self.vectorizer_.fit_transform(texts)
        self.coef_ = np.zeros((rows.shape[1], len(self.labels_)), np.float32)
        self.intercept_ = np.zeros(len(self.labels_))
        present = (rows > 0).astype(np.float32)
        for column, name in enumerate(self.labels_):
            y = np.array([name in names for names in labels])
            self.coef_[:, column], self.intercept_[column] = self._fit_label(rows, present, y)
        return self

    def decision_function(self, texts: Sequence[str]) -> Matrix:
        """Return the margins, shape (n_texts, n_labels)."""
        margins: Matrix = self.vectorizer_.transform(texts) @ self.coef_ + self.intercept_
        return margins

    def predict(self, texts: Sequence[str]) -> list[Labels]:
        """Return the labels of each text: the best one, or all that pass; memory stays bounded however many texts."""
        return [labels for batch in iter_batches(texts) for labels in self._choose(self.decision_function(batch))]

    def _choose(self, margins: Matrix) -> list[Labels]:
        if self.single_:
            return [(self.labels_[column],) for column in margins.argmax(axis=1)]
        return [tuple(self.labels_[column] for column in np.flatnonzero(row > 0)) for row in margins]

    def _fit_label(
        self, rows: sparse.csr_matrix, present: sparse.csr_matrix, y: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.float32], float]:
        scale = np.abs(log_count_ratio(present, y, self.smoothing)) + EVENNESS
        weight = 1.0 if self.single_ else (len(y) / y.sum() - 1) ** BALANCE
        model = LinearSVC(C=self.C, class_weight={False: 1.0, True: weight}, tol=TOLERANCE, random_state=0)
        model.fit(rows @ sparse.diags(scale), y)
        return (model.coef_[0] * scale).astype(np.float32), float(model.intercept_[0])


def train_flat(data: FlatData, dev: FlatData | None = None) -> FlatClassifier:
    """Learn the labels of texts; rows that stand in ``dev`` as well are left out, so that it can be measured on.

    Raises:
        CorpusError: one label only, a label with a single text, a label of ``dev`` without any, or conflicting duplicates.
    """
    kept = drop_conflicts(data.without(dev) if dev else data)
    _refuse_untrainable(kept, dev)
    return FlatClassifier(min_df=1 if len(kept.texts) < SMALL else 2).fit(kept.texts, kept.labels)


def log_count_ratio(present: sparse.csr_matrix, y: npt.NDArray[np.bool_], smoothing: float) -> npt.NDArray[np.float32]:
    """Return the logarithm of how much more often each feature stands in the texts of a label than in the others."""
    inside = np.asarray(present[y].sum(axis=0)).ravel() + smoothing
    outside = np.asarray(present[~y].sum(axis=0)).ravel() + smoothing
    ratio: npt.NDArray[np.float32] = np.log(inside / inside.sum() / (outside / outside.sum())).astype(np.float32)
    return ratio


def iter_batches(texts: Sequence[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    """Yield the texts in stretches of at most ``size``."""
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def _refuse_untrainable(data: FlatData, dev: FlatData | None) -> None:
    if len(data.names) < 2:
        raise CorpusError(f"every text has the same label {data.names}: a classifier needs two labels or more")
    counts = dict.fromkeys((*data.names, *(dev.names if dev else ())), 0)
    for labels in data.labels:
        for name in labels:
            counts[name] += 1
    rare = [f"{name} ({count})" for name, count in counts.items() if count < LEAST_EXAMPLES]
    if rare:
        raise CorpusError(f"labels with fewer than {LEAST_EXAMPLES} texts to learn from: {', '.join(rare)}")
