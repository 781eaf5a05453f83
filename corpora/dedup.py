"""Near-duplicates: how alike two texts are, from a short signature of each.

MinHash (A. Broder, “On the resemblance and containment of documents”, 1997) by datasketch, over runs of four characters
with signs and spaces left out, so that a reprint with other quotation marks is the same. Pure; which article belongs to
which story is decided in ``corpora.stories``.
"""

import hashlib
from functools import cache

import numpy as np
from datasketch import MinHash

from corpora.text_index import search_form

RUN = 4
BANDS = 10
ROWS = 5
"""10 bands of 5: a pair of resemblance 0.8 shares a band with 98 %, one of 0.7 with 84 %, one of 0.3 with 2 %."""

SAME = 0.6
"""Resemblance from which two articles tell one story: reprints with an added lead or a cut end measured 0.68 to 1.0,
different reports of one event by two papers at most 0.25, so the value between is not critical."""

SHORTEST = 60
"""Characters below which a text has no signature: captions and one-line notices are alike without being one story."""

_PRIMES = np.array([1_000_003, 998_244_353, 2_147_483_647, 4_294_967_291], dtype=np.uint64)


def build_signature(text: str) -> bytes | None:
    """Return the signature of a text; None for one too short to tell."""
    runs = _hash_runs(text)
    if len(runs) < SHORTEST - RUN:
        return None
    minhash = _template().copy()
    minhash.update_batch(runs)
    return bytes(np.asarray(minhash.hashvalues, dtype=np.uint32).tobytes())


def _hash_runs(text: str) -> list[int]:
    codes = np.frombuffer(
        "".join(filter(str.isalnum, search_form(text))).encode("utf-32-le", "replace"), dtype=np.uint32
    )
    if len(codes) < RUN:
        return []
    wide = codes.astype(np.uint64)
    mixed = sum((wide[offset : len(wide) - RUN + 1 + offset] * _PRIMES[offset] for offset in range(RUN)), np.uint64(0))
    found: list[int] = np.unique((mixed ^ (mixed >> np.uint64(29))) & np.uint64(0xFFFFFFFF)).tolist()
    return found


@cache
def _template() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int, scheme="affine32")


def build_bands(signature: bytes) -> list[int]:
    """Return the numbers by which articles of like text meet, one a band."""
    width = len(signature) // BANDS
    parts = (signature[place * width : (place + 1) * width] for place in range(BANDS))
    return [
        int.from_bytes(hashlib.blake2b(bytes([place]) + part, digest_size=8).digest(), "big", signed=True)
        for place, part in enumerate(parts)
    ]


def measure_resemblance(one: bytes, other: bytes) -> float:
    """Estimate the share of runs that two texts have in common, 0 to 1."""
    return float(np.mean(np.frombuffer(one, dtype=np.uint32) == np.frombuffer(other, dtype=np.uint32)))
