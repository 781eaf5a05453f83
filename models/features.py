"""Features of Chinese text: jieba words and characters in short runs, weighted by TF-IDF.

For turning texts into sparse rows, fast enough for a million of them; what is learnt from the rows stands in
``classifier``. A run is known by a 64-bit hash of its characters, so that a vocabulary is an array and whole batches are
hashed at once: 1–3 characters with every stretch of punctuation or space as one boundary mark, and 1–2 words.
Collisions of 64-bit hashes are left out of account (one is expected per some billion features).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize

from nlp.normalisation import fold
from nlp.segmentation import segment

Hashes = npt.NDArray[np.uint64]
_BOUNDARY = 1
_DIGIT = ord("0")
_BASE = np.uint64(1099511628211)  # the FNV prime: odd, so that multiplication keeps all 64 bits
_SALTS = {
    name: np.uint64(number * 0x9E3779B97F4A7C15 % 2**64)  # the golden ratio, as in SplitMix64
    for number, name in enumerate(("c1", "c2", "c3", "w1", "w2"), 1)
}


class NgramVectorizer(TransformerMixin, BaseEstimator):
    """Sublinear TF-IDF over hashed runs of characters and words; rows have unit length.

    Args:
        characters: the longest run of characters; 0 for none.
        words: the longest run of words, 1 or 2; 0 for none.
        min_df: in how many texts a run must occur to be a feature.

    Attributes:
        vocabulary_: the known hashes in ascending order, shape (n_features,).
        idf_: the weight of each, same shape.
    """

    def __init__(self, characters: int = 3, words: int = 2, min_df: int = 2) -> None:
        self.characters = characters
        self.words = words
        self.min_df = min_df

    def fit(self, texts: Sequence[str], y: object = None) -> NgramVectorizer:  # noqa: ARG002  scikit-learn's signature
        """Learn the vocabulary and its weights."""
        rows, hashes = self._hash(texts)
        known, columns = np.unique(hashes, return_inverse=True)
        counts = sparse.csr_matrix((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(texts), len(known)))
        frequency = np.bincount(counts.indices, minlength=len(known))
        kept = frequency >= self.min_df
        self.vocabulary_: Hashes = known[kept]
        self.idf_ = np.log((1 + len(texts)) / (1 + frequency[kept])) + 1
        return self

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return the rows of the texts, shape (n_texts, n_features)."""
        return self.weigh(self.count(texts))

    def count(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return how often each feature occurs; rows may be added up before ``weigh``."""
        rows, hashes = self._hash(texts)
        columns = np.searchsorted(self.vocabulary_, hashes)
        columns[columns == len(self.vocabulary_)] = 0
        known = self.vocabulary_[columns] == hashes if len(self.vocabulary_) else np.zeros(len(hashes), bool)
        shape = (len(texts), len(self.vocabulary_))
        ones = np.ones(int(known.sum()), dtype=np.float32)
        return sparse.csr_matrix((ones, (rows[known], columns[known])), shape=shape)

    def weigh(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Return counts as sublinear TF-IDF rows of unit length."""
        weighted = counts.copy()
        weighted.data = (1 + np.log(weighted.data)) * self.idf_[weighted.indices]
        return normalize(weighted, copy=False)

    def iter_runs(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield every word run of a text that is a feature, with its column; for explanations."""
        tokens = [token for token in segment(fold(text)) if not token.isspace()]
        runs = [*tokens, *("".join(pair) for pair in zip(tokens, tokens[1:], strict=False))] if self.words > 1 else tokens
        for run in runs:
            kind = "w1" if run in tokens else "w2"
            column = self._column_of(run, kind)
            if column is not None:
                yield run, column

    def _column_of(self, run: str, kind: str) -> int | None:
        value = _mix(_prefix_hashes(_codes(run))[-1:] - np.uint64(0), _SALTS[kind])[0]
        column = int(np.searchsorted(self.vocabulary_, value))
        return column if column < len(self.vocabulary_) and self.vocabulary_[column] == value else None

    def _hash(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], Hashes]:
        folded = [fold(text) for text in texts]
        parts = [*self._hash_characters(folded), *self._hash_words(folded)]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.uint64)
        return np.concatenate([rows for rows, _ in parts]), np.concatenate([hashes for _, hashes in parts])

    def _hash_characters(self, texts: Sequence[str]) -> Iterator[tuple[npt.NDArray[np.int64], Hashes]]:
        if not self.characters:
            return
        codes, rows = _concatenate([_marked(text) for text in texts])
        for length in range(1, self.characters + 1):
            count = max(0, len(codes) - length + 1)
            value = np.zeros(count, np.uint64)
            for offset in range(length):
                value = value * _BASE + codes[offset : offset + count]
            same = rows[:count] == rows[length - 1 : length - 1 + count]
            if length == 1:
                same &= codes[:count] != _BOUNDARY
            yield rows[:count][same], _mix(value[same], _SALTS[f"c{length}"])

    def _hash_words(self, texts: Sequence[str]) -> Iterator[tuple[npt.NDArray[np.int64], Hashes]]:
        if not self.words:
            return
        tokens = [[token for token in segment(text) if not token.isspace()] for text in texts]
        codes, _ = _concatenate([_codes("".join(words)) for words in tokens])
        lengths = np.array([len(word) for words in tokens for word in words], np.int64)
        rows = np.repeat(np.arange(len(texts)), [len(words) for words in tokens])
        ends = np.cumsum(lengths)
        for run in range(1, self.words + 1):
            count = max(0, len(lengths) - run + 1)
            starts = ends[:count] - lengths[:count]
            value = _slice_hashes(codes, starts, ends[run - 1 : run - 1 + count])
            same = rows[:count] == rows[run - 1 : run - 1 + count]
            yield rows[:count][same], _mix(value[same], _SALTS[f"w{run}"])


def _codes(text: str) -> Hashes:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    codes[(codes >= _DIGIT) & (codes <= _DIGIT + 9)] = _DIGIT  # which digit it is tells nothing about a topic
    return codes


def _marked(text: str) -> Hashes:
    """Code points of a text with every stretch of non-letters as one boundary mark, and one at both ends."""
    codes = np.concatenate([[np.uint64(_BOUNDARY)], _codes(text), [np.uint64(_BOUNDARY)]])
    han = (codes >= 0x3400) & (codes <= 0x9FFF)
    lower = codes | np.uint64(0x20)
    letter = (lower >= ord("a")) & (lower <= ord("z"))
    codes[letter] = lower[letter]
    codes[~(han | letter | (codes == _DIGIT))] = _BOUNDARY
    repeated = np.zeros(len(codes), bool)
    repeated[1:] = (codes[1:] == codes[:-1]) & ((codes[1:] == _BOUNDARY) | (codes[1:] == _DIGIT))
    return codes[~repeated]


def _concatenate(parts: Sequence[Hashes]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    rows = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return (np.concatenate(parts) if parts else np.zeros(0, np.uint64)), rows


def _prefix_hashes(codes: Hashes) -> Hashes:
    """Polynomial hashes of every prefix, made without a loop over characters: sums of codes times powers of the base."""
    powers = _powers(len(codes))
    return np.cumsum((codes + np.uint64(1)) * powers, dtype=np.uint64)


def _slice_hashes(codes: Hashes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Hashes:
    if not len(starts):
        return np.zeros(0, np.uint64)
    prefix = np.concatenate([[np.uint64(0)], _prefix_hashes(codes)])
    inverse = _inverse_powers(len(codes))
    return (prefix[ends] - prefix[starts]) * inverse[starts]


def _powers(count: int, base: np.uint64 = _BASE) -> Hashes:
    powers = np.full(max(count, 1), base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)[:count]


def _inverse_powers(count: int) -> Hashes:
    return _powers(count, np.uint64(pow(int(_BASE), -1, 2**64)))


def _mix(values: Hashes, salt: np.uint64) -> Hashes:
    """Spread hashes over all bits (the finaliser of SplitMix64), differently for each kind of run."""
    values = values + salt
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def describe(vectorizer: NgramVectorizer) -> dict[str, Any]:
    """Return the parameters and the size of a fitted vectorizer, for a model card."""
    return {**vectorizer.get_params(), "features": len(vectorizer.vocabulary_)}
