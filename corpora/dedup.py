"""Near-duplicates: how alike two texts are, from a short signature of each.

MinHash (A. Broder, “On the resemblance and containment of documents”, 1997) by datasketch, over runs of four characters
with signs and spaces left out, so that a reprint with other quotation marks is the same. Pure; which article belongs to
which story is decided in ``corpora.stories``.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from corpora.text_index import search_codes

RUN = 4
BANDS = 10
ROWS = 5
"""10 bands of 5: a pair of resemblance 0.8 shares a band with 98 %, one of 0.7 with 84 %, one of 0.3 with 2 %."""

SAME = 0.6
"""Resemblance from which two articles tell one story: of 500 characters, a new lead or cut end leaves 0.7 and more, and
one character in thirty changed leaves 0.65; two reports of one event in their own words have less than 0.25."""

SHORTEST = 60
"""Characters below which a text has no signature: captions and one-line notices are alike without being one story."""

_PRIMES = np.array([1_000_003, 998_244_353, 2_147_483_647, 4_294_967_291], dtype=np.uint64)
_BASIC = 0x10000


@dataclass(frozen=True)
class Signature:
    """A text's signature and the numbers by which articles of like text meet, one a band."""

    hashes: bytes
    bands: tuple[int, ...]


def build_signature(text: str) -> Signature | None:
    """Return the signature of a text; None for one too short to tell."""
    codes = search_codes(text)
    letters = codes[_letters()[np.minimum(codes, _BASIC)]]
    if len(letters) < SHORTEST:
        return None
    minhash = _template().copy()
    minhash.update_batch(_hash_runs(letters).tolist())
    hashes = np.asarray(minhash.hashvalues, dtype=np.uint32)
    return Signature(hashes.tobytes(), _build_bands(hashes))


def _hash_runs(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    wide = letters.astype(np.uint64)
    number = len(letters) - RUN + 1
    mixed = np.zeros(number, dtype=np.uint64)
    for offset in range(RUN):
        mixed += wide[offset : offset + number] * _PRIMES[offset]
    mixed ^= mixed >> np.uint64(29)
    # Every second run, by its own hash so that two texts choose the same: half the work, the same resemblance.
    chosen = mixed[(mixed >> np.uint64(7)) & np.uint64(1) == 0]
    return (chosen if len(chosen) else mixed) & np.uint64(0xFFFFFFFF)


@cache
def _letters() -> NDArray[np.bool_]:
    # By number of the character; the last entry is for all beyond the basic plane, which are rare ideographs.
    return np.array([chr(code).isalnum() for code in range(_BASIC)] + [True])


@cache
def _template() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int, scheme="affine32")


def _build_bands(hashes: NDArray[np.uint32]) -> tuple[int, ...]:
    rows = hashes.reshape(BANDS, ROWS).astype(np.uint64)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for column in range(ROWS):
        mixed = (mixed ^ rows[:, column]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(31)
    return tuple(mixed.astype(np.int64).tolist())


def restore_signature(hashes: bytes) -> Signature:
    """Return a signature from its kept half."""
    return Signature(hashes, _build_bands(np.frombuffer(hashes, dtype=np.uint32)))


def measure_resemblance(one: Signature, other: Signature) -> float:
    """Estimate the share of runs that two texts have in common, 0 to 1."""
    return float(np.mean(np.frombuffer(one.hashes, np.uint32) == np.frombuffer(other.hashes, np.uint32)))
