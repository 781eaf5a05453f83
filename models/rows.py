"""Rows: passages counted once, then weighed into feature rows of passages and of whole articles.

For the classifier's input only: n-grams by TF-IDF and the lexicon's groups beside them. Counting is the slow part and
knows nothing of any fold; a fold differs from another by its weights alone (0 for a feature that it does not know).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from models.features import NgramVectorizer, TextBatch, inverse_frequency, weigh_counts
from models.lexicon import load_lexicon
from models.passages import Passage

Weights = npt.NDArray[np.float32]
# The title counts as often as this in an article's row; 1 to 4 tried on dev.
TITLE_WEIGHT = 2
# A group of the lexicon has this weight a doubling of its different terms (n-gram rows have length 1); 0.1 to 0.4 tried.
LEXICON_WEIGHT = 0.15
# More doublings than this tell nothing more.
MOST_DOUBLINGS = 4.0


@dataclass(frozen=True)
class Counts:
    """What stands in the passages of some articles, laid end to end.

    ``ngrams`` has shape (n_passages, n_features), ``terms`` (n_passages, n_groups), ``sums`` (n_articles, n_passages):
    multiplied from the left it adds passages up to articles. ``ends`` are where each article's passages end; ``titles`` says
    which passages are titles.
    """

    ngrams: sparse.csr_matrix
    terms: npt.NDArray[np.float32]
    sums: sparse.csr_matrix
    ends: npt.NDArray[np.int64]
    titles: npt.NDArray[np.bool_]

    @classmethod
    def build(cls, articles: Sequence[Sequence[Passage]], vectorizer: NgramVectorizer, fit: bool = False) -> Counts:
        """Count the passages of articles; ``fit`` first learns the vocabulary from them."""
        batch = TextBatch.build([passage.text for passages in articles for passage in passages])
        ngrams = vectorizer.fit_count(batch) if fit else vectorizer.count(batch)
        lengths = np.array([len(passages) for passages in articles], np.int64)
        titles = np.array([passage.end == 0 for passages in articles for passage in passages], bool)
        owners = np.repeat(np.arange(len(articles)), lengths)
        shape = (len(articles), batch.size)
        sums = sparse.csr_matrix(
            (np.where(titles, TITLE_WEIGHT, 1).astype(np.float32), (owners, np.arange(batch.size))), shape=shape
        )
        return cls(ngrams, load_lexicon().count(batch), sums, np.cumsum(lengths), titles)

    def passages_of(self, article: int) -> slice:
        """Return where an article's passages stand."""
        return slice(int(self.ends[article - 1]) if article else 0, int(self.ends[article]))

    def select_passages(self, articles: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the indexes of the passages of some articles."""
        spans = [self.passages_of(article) for article in articles]
        return np.concatenate([np.zeros(0, np.int64), *(np.arange(span.start, span.stop) for span in spans)])

    def fold_weights(self, passages: npt.NDArray[np.int64], min_df: int) -> Weights:
        """Return the n-grams' weights as they would be learnt from these passages alone."""
        frequency = np.bincount(self.ngrams[passages].indices, minlength=self.ngrams.shape[1])
        weights: Weights = inverse_frequency(frequency, len(passages)) * (frequency >= min_df)
        return weights


@dataclass(frozen=True)
class Rows:
    """Feature rows: n-grams by TF-IDF and weighed groups of the lexicon; same rows in both."""

    ngrams: sparse.csr_matrix
    terms: npt.NDArray[np.float32]

    @classmethod
    def of_passages(cls, counts: Counts, weights: Weights) -> Rows:
        """Weigh the passages."""
        return cls(weigh_counts(counts.ngrams, weights), _weigh_terms(counts.terms))

    @classmethod
    def of_articles(cls, counts: Counts, weights: Weights) -> Rows:
        """Weigh whole articles, their passages added up."""
        sums = counts.sums
        return cls(weigh_counts((sums @ counts.ngrams).tocsr(), weights), _weigh_terms(sums @ counts.terms))

    def take(self, indexes: npt.NDArray[np.int64]) -> Rows:
        """Return some of the rows."""
        return Rows(self.ngrams[indexes], self.terms[indexes])

    def to_matrix(self) -> sparse.csr_matrix:
        """Return both kinds of features side by side, to learn from."""
        return sparse.hstack([self.ngrams, sparse.csr_matrix(self.terms)]).tocsr()


def _weigh_terms(terms: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return (LEXICON_WEIGHT * np.minimum(np.log2(1 + terms), MOST_DOUBLINGS)).astype(np.float32)
