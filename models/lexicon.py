"""The lexicon: how many of a topic's words stand in a text, as features beside its n-grams.

For what a corpus of some hundred articles cannot teach: the vocabulary of the guideline's topics, written by hand in
``lexicon.toml``. What each group of words is worth is learnt, in ``classifier``; no topic is given by a word alone.
"""

import hashlib
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy import sparse

from models.features import HashIndex, TextBatch
from nlp.normalisation import fold
from nlp.topics import TOPICS

FILE = "lexicon.toml"
GROUPS = ("strong", "weak", "against")
# Terms are looked for by hash; a bit table of this many bits first turns away almost every position without a search.
_FILTER_BITS = 18
_FILTER_SHIFT = np.uint64(64 - _FILTER_BITS)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class TermTable:
    """Terms of one length: the index of their spread hashes, the number of each, and which leading bits occur."""

    length: int
    index: HashIndex
    numbers: npt.NDArray[np.int64]
    occurs: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Lexicon:
    """The terms of every topic; a column is one group of one topic.

    ``columns`` has shape (n_terms, n_columns): which columns a term counts for.
    """

    terms: tuple[str, ...]
    tables: tuple[TermTable, ...]
    columns: sparse.csr_matrix
    digest: str

    def count(self, batch: TextBatch) -> npt.NDArray[np.float32]:
        """Return how many different terms of each column stand in each text, shape (n_texts, n_columns)."""
        rows, numbers = self._find_terms(batch)
        found = np.unique(rows * len(self.terms) + numbers)
        ones = np.ones(len(found), np.float32)
        present = sparse.csr_matrix(
            (ones, (found // len(self.terms), found % len(self.terms))), shape=(batch.size, len(self.terms))
        )
        counts: npt.NDArray[np.float32] = (present @ self.columns).toarray()
        return counts

    def _find_terms(self, batch: TextBatch) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        rows, numbers = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        prefixes, inverses = batch.prefixes, batch.inverses
        for table in self.tables:
            count = max(0, len(batch.codes) - table.length + 1)
            hashes = (prefixes[table.length : table.length + count] - prefixes[:count]) * inverses[:count] * _SPREAD
            likely = np.flatnonzero(table.occurs[hashes >> _FILTER_SHIFT])
            places, known = table.index.find(hashes[likely])
            rows.append(batch.rows[likely[known]])
            numbers.append(table.numbers[places[known]])
        return np.concatenate(rows), np.concatenate(numbers)


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon; the same object every time."""
    data = resources.files("models").joinpath(FILE).read_bytes()
    topics = tomllib.loads(data.decode())
    owners: dict[str, set[int]] = defaultdict(set)
    for number, code in enumerate(TOPICS):
        for group in GROUPS:
            for term in topics[code][group].split():
                owners[fold(term)].add(number * len(GROUPS) + GROUPS.index(group))
    terms = tuple(sorted(owners))
    digest = hashlib.sha256(data).hexdigest()
    return Lexicon(terms, _build_tables(terms), _build_columns(terms, owners), digest)


def _build_tables(terms: tuple[str, ...]) -> tuple[TermTable, ...]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        numbers[len(term)].append(number)
    return tuple(_build_table(length, terms, numbers[length]) for length in sorted(numbers))


def _build_table(length: int, terms: tuple[str, ...], numbers: list[int]) -> TermTable:
    hashes = np.array([_hash_term(terms[number]) for number in numbers], np.uint64) * _SPREAD
    order = np.argsort(hashes)
    occurs = np.zeros(2**_FILTER_BITS, bool)
    occurs[hashes >> _FILTER_SHIFT] = True
    return TermTable(length, HashIndex.build(hashes[order]), np.array(numbers)[order], occurs)


def _hash_term(term: str) -> np.uint64:
    batch = TextBatch.build([term])
    hashed: np.uint64 = batch.slices(np.array([0]), np.array([len(term)]))[0]
    return hashed


def _build_columns(terms: tuple[str, ...], owners: dict[str, set[int]]) -> sparse.csr_matrix:
    rows = list(chain.from_iterable([number] * len(owners[term]) for number, term in enumerate(terms)))
    columns = list(chain.from_iterable(sorted(owners[term]) for term in terms))
    shape = (len(terms), len(TOPICS) * len(GROUPS))
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
