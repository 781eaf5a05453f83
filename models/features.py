"""Features of Chinese text: jieba words and characters in short runs, weighted by TF-IDF.

For turning texts into sparse rows, fast enough for a million of them; what is learnt from the rows stands in
``classifier`` and ``flat``. A run is known by a 64-bit hash of its characters, so that a vocabulary is an array and whole
batches are hashed at once: characters with every stretch of punctuation or space as one boundary mark, and words.
Collisions of 64-bit hashes are left out of account (one is expected per some billion features).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin

from nlp.normalisation import fold
from nlp.segmentation import segment

Hashes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]
SEPARATOR = "\n"
_SURROGATES = re.compile("[\ud800-\udfff]")
_BOUNDARY = np.uint64(1)
_DIGIT = np.uint64(ord("0"))
_SPACE = np.uint64(ord(" "))
_BASE = np.uint64(1099511628211)  # the FNV prime: odd, so that multiplication keeps all 64 bits and can be undone
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))
_KINDS = ("c1", "c2", "c3", "w1", "w2", "c4", "w3", "p2", "c5")
_SALTS = {
    name: np.uint64(number * 0x9E3779B97F4A7C15 % 2**64)  # the golden ratio, as in SplitMix64
    for number, name in enumerate(_KINDS, 1)
}


class NgramVectorizer(TransformerMixin, BaseEstimator):
    """Sublinear TF-IDF over hashed runs of characters and words; rows have unit length.

    Args:
        characters: the longest run of characters, up to 5; 0 for none.
        words: the longest run of words, up to 3; 0 for none.
        min_df: in how many texts a run must occur to be a feature.
        pairs: count every two words of a text too, however far apart; for headlines only, it is quadratic in their length.

    Attributes:
        vocabulary_: the known hashes in ascending order, shape (n_features,).
        idf_: the weight of each, same shape.
    """

    def __init__(self, characters: int = 3, words: int = 2, min_df: int = 2, pairs: bool = False) -> None:
        self.characters = characters
        self.words = words
        self.min_df = min_df
        self.pairs = pairs

    def fit(self, texts: Sequence[str], y: object = None) -> NgramVectorizer:
        """Learn the vocabulary and its weights."""
        self.fit_transform(texts, y)
        return self

    def fit_transform(self, texts: Sequence[str], y: object = None) -> sparse.csr_matrix:  # noqa: ARG002  scikit-learn's signature
        """Learn the vocabulary and its weights, and return the rows of the texts, hashed once only."""
        return self.weigh(self.fit_count(TextBatch.build(texts)))

    def fit_count(self, batch: TextBatch) -> sparse.csr_matrix:
        """Learn the vocabulary and its weights, and return how often each feature occurs."""
        rows, hashes = self._hash(batch)
        known, columns = np.unique(hashes, return_inverse=True)
        counts = _count_matrix(rows, columns, (batch.size, len(known)))
        frequency = np.bincount(counts.indices, minlength=len(known))
        kept = np.flatnonzero(frequency >= self.min_df)
        self.vocabulary_: Hashes = known[kept]
        self.idf_ = inverse_frequency(frequency[kept], batch.size)
        return counts[:, kept]

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return the rows of the texts, shape (n_texts, n_features)."""
        return self.weigh(self.count(TextBatch.build(texts)))

    def count(self, batch: TextBatch) -> sparse.csr_matrix:
        """Return how often each feature occurs; rows may be added up before ``weigh``."""
        rows, hashes = self._hash(batch)
        columns, known = self._index().find(hashes)
        return _count_matrix(rows[known], columns[known], (batch.size, len(self.vocabulary_)))

    def weigh(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        """Return counts as sublinear TF-IDF rows of unit length."""
        return weigh_counts(counts, self.idf_)

    def iter_words(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield every word and pair of words that is a feature: as written, its start in the text, its column."""
        batch = TextBatch.build([text])
        for run in range(1, min(self.words, 2) + 1):
            starts, ends, hashes = batch.word_runs(run)
            columns, known = self._index().find(_mix(hashes, _SALTS[f"w{run}"]))
            for index in np.flatnonzero(known):
                yield text[starts[index] : ends[index]], int(starts[index]), int(columns[index])

    def _index(self) -> HashIndex:
        index = _INDEXES.get(self)
        if index is None or index.hashes is not self.vocabulary_:
            index = _INDEXES[self] = HashIndex.build(self.vocabulary_)
        return index

    def _hash(self, batch: TextBatch) -> tuple[Indexes, Hashes]:
        parts = [*_hash_characters(batch, self.characters), *_hash_words(batch, self.words)]
        if self.pairs:
            parts.append(_hash_pairs(batch))
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.uint64)
        return np.concatenate([rows for rows, _ in parts]), np.concatenate([hashes for _, hashes in parts])


@dataclass(frozen=True)
class HashIndex:
    """Ascending 64-bit hashes with a table of where each stretch of leading bits begins: two look-ups instead of a search.

    The hashes are spread evenly, so that a stretch holds one of them or none; ``deepest`` is the most that any holds.
    """

    hashes: Hashes
    starts: npt.NDArray[np.int32]
    shift: np.uint64
    deepest: int

    @classmethod
    def build(cls, hashes: Hashes) -> HashIndex:
        """Build the table of ascending hashes."""
        bits = max(4, len(hashes).bit_length() + 2)
        shift = np.uint64(64 - bits)
        starts = np.searchsorted(hashes >> shift, np.arange(2**bits + 1, dtype=np.uint64)).astype(np.int32)
        return cls(hashes, starts, shift, int(np.diff(starts).max()))

    def find(self, hashes: Hashes) -> tuple[Indexes, npt.NDArray[np.bool_]]:
        """Return the place of each hash, and whether it is there at all."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.int64), np.zeros(len(hashes), bool)
        places = np.minimum(self.starts[hashes >> self.shift], len(self.hashes) - 1).astype(np.int64)
        known = self.hashes[places] == hashes
        for _ in range(1, self.deepest):
            pending = np.flatnonzero(~known & (places < len(self.hashes) - 1) & (self.hashes[places] < hashes))
            if not len(pending):
                break
            places[pending] += 1
            known[pending] = self.hashes[places[pending]] == hashes[pending]
        return places, known


# Of vectorizers in use; not an attribute, since it can be made again and would only make a saved model larger.
_INDEXES: WeakKeyDictionary[NgramVectorizer, HashIndex] = WeakKeyDictionary()


@dataclass(frozen=True)
class TextBatch:
    """Texts folded and laid end to end, each closed by a separator, so that all of them are hashed in one go.

    ``codes`` are the code points and ``rows`` the text of each; every digit is 0, since which one it is tells no topic.
    """

    folded: str
    codes: Hashes
    rows: Indexes
    size: int

    @classmethod
    def build(cls, texts: Sequence[str]) -> TextBatch:
        """Lay texts end to end; line breaks inside a text count as spaces."""
        folded = fold("".join(text.replace(SEPARATOR, " ") + SEPARATOR for text in texts))
        folded = _SURROGATES.sub("\ufffd", folded)  # half a character, which the segmenter refuses
        codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
        codes[(codes >= _DIGIT) & (codes <= _DIGIT + np.uint64(9))] = _DIGIT
        return cls(folded, codes, np.repeat(np.arange(len(texts)), [len(text) + 1 for text in texts]), len(texts))

    @cached_property
    def prefixes(self) -> Hashes:
        """Polynomial hashes of every prefix, made without a loop: sums of codes times powers of the base."""
        return np.concatenate(
            [[np.uint64(0)], np.cumsum((self.codes + np.uint64(1)) * _powers(len(self.codes), _BASE))]
        )

    @cached_property
    def inverses(self) -> Hashes:
        """The powers of the base's inverse, which bring a slice's hash back to where it would start at 0."""
        return _powers(len(self.codes) + 1, _INVERSE)

    @cached_property
    def words(self) -> tuple[Indexes, Indexes]:
        """Starts and ends of the words, white space left out."""
        tokens = segment(self.folded)
        lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
        ends = np.cumsum(lengths)
        starts = ends - lengths
        solid = self.codes[starts] > _SPACE  # the fold leaves no other white space
        return starts[solid], ends[solid]

    def slices(self, starts: Indexes, ends: Indexes) -> Hashes:
        """Return the hashes of the slices between the offsets."""
        return (self.prefixes[ends] - self.prefixes[starts]) * self.inverses[starts]

    def word_runs(self, length: int) -> tuple[Indexes, Indexes, Hashes]:
        """Return starts, ends and hashes of all runs of so many words within one text."""
        starts, ends = self.words
        count = max(0, len(starts) - length + 1)
        first, last = starts[:count], ends[length - 1 : length - 1 + count]
        same = self.rows[first] == self.rows[starts[length - 1 : length - 1 + count]]
        value = self.slices(starts, ends)
        mixed = np.zeros(count, np.uint64)
        for offset in range(length):
            mixed = mixed * _BASE + value[offset : offset + count]
        return first[same], last[same], mixed[same]


def inverse_frequency(frequency: npt.NDArray[np.int64], texts: int) -> npt.NDArray[np.float32]:
    """Return the smoothed inverse document frequency, as scikit-learn's TfidfTransformer has it."""
    weights: npt.NDArray[np.float32] = (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)
    return weights


def weigh_counts(counts: sparse.csr_matrix, idf: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    """Return counts as sublinear TF-IDF rows of unit length."""
    owners = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    data = (1 + np.log(counts.data)) * idf[counts.indices]
    lengths = np.sqrt(np.bincount(owners, data * data, counts.shape[0]))
    data = (data / np.where(lengths > 0, lengths, 1)[owners]).astype(np.float32)
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)


def describe(vectorizer: NgramVectorizer) -> dict[str, Any]:
    """Return the parameters and the size of a fitted vectorizer, for a model card."""
    return {**vectorizer.get_params(), "features": len(vectorizer.vocabulary_)}


def _hash_characters(batch: TextBatch, longest: int) -> Iterator[tuple[Indexes, Hashes]]:
    if not longest:
        return
    codes, rows = _marked(batch)
    value = np.zeros(len(codes), np.uint64)
    for length in range(1, longest + 1):
        count = max(0, len(codes) - length + 1)
        value = value[:count] * _BASE + codes[length - 1 : length - 1 + count]
        same = rows[:count] == rows[length - 1 : length - 1 + count]
        if length == 1:
            same &= codes[:count] != _BOUNDARY
        yield rows[:count][same], _mix(value[same], _SALTS[f"c{length}"])


def _marked(batch: TextBatch) -> tuple[Hashes, Indexes]:
    """Code points with every stretch of non-letters as one boundary mark, one at both ends of a text, digits as one."""
    codes, rows = batch.codes.copy(), batch.rows
    lower = codes | np.uint64(0x20)
    letter = (lower >= ord("a")) & (lower <= ord("z"))
    codes[letter] = lower[letter]
    han = (codes >= 0x3400) & (codes <= 0x9FFF)
    codes[~(han | letter | (codes == _DIGIT))] = _BOUNDARY
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    codes, rows = np.insert(codes, first, _BOUNDARY), np.insert(rows, first, rows[first])
    kept = np.ones(len(codes), bool)
    kept[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1]) | ((codes[1:] != _BOUNDARY) & (codes[1:] != _DIGIT))
    return codes[kept], rows[kept]


def _hash_words(batch: TextBatch, longest: int) -> Iterator[tuple[Indexes, Hashes]]:
    for run in range(1, longest + 1):
        starts, _, hashes = batch.word_runs(run)
        yield batch.rows[starts], _mix(hashes, _SALTS[f"w{run}"])


def _hash_pairs(batch: TextBatch) -> tuple[Indexes, Hashes]:
    """Hash every two words of a text, in either order the same; a single character is no word here."""
    starts, ends = batch.words
    long = ends - starts > 1
    starts, ends = starts[long], ends[long]
    rows, values = batch.rows[starts], _mix(batch.slices(starts, ends), _SALTS["p2"])
    parts = []
    for distance in range(1, MOST_WORDS_OF_PAIRS):
        same = rows[distance:] == rows[:-distance]
        if not same.any():
            break
        parts.append((rows[distance:][same], _mix(values[distance:][same] + values[:-distance][same], _SALTS["p2"])))
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate([part for part, _ in parts]), np.concatenate([part for _, part in parts])


# Pairs reach this many words at most, so that a long text costs no more than this many times its length.
MOST_WORDS_OF_PAIRS = 20


def _count_matrix(rows: Indexes, columns: Indexes, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)


def _powers(count: int, base: np.uint64) -> Hashes:
    powers = np.full(max(count, 1), base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)[:count]


def _mix(values: Hashes, salt: np.uint64) -> Hashes:
    """Spread hashes over all bits (the finaliser of SplitMix64), differently for each kind of run."""
    values = values + salt
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
