"""A small language model over characters: does this text go on where that one stops?

For joining lines that a column cut, by counts bundled in ``characters.txt`` (``benchmarks/build_character_counts.py``
makes it). Not for judging text as good or bad.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

COUNTS = "characters.txt"
START = "^"
REACH = 4
"""Characters looked at behind a cut: more of them say nothing about the cut (3 to 6 tried, no difference)."""

# Share of the probability that is passed down to the shorter context; 0.4 to 0.9 tried, flat between 0.5 and 0.7.
_DISCOUNT = 0.6
_FLOOR = 1e-6
_SET_LEAST = 8


@dataclass(frozen=True, slots=True)
class _Counts:
    triples: dict[str, int]
    contexts: dict[str, tuple[int, int]]
    pairs: dict[str, int]
    singles: dict[str, int]
    total: int


def follows(tail: str, head: str) -> float:
    """How much likelier a folded text goes on from ``tail`` than begins a paragraph, as a natural logarithm."""
    return _log_probability(tail[-2:], head[:REACH]) - _begins(head[:REACH])


@lru_cache(maxsize=4096)
def _begins(head: str) -> float:
    return _log_probability(START * 2, head)


def breaks_word(tail: str, head: str) -> bool:
    """Tell whether ``tail`` stops inside a set expression (领导班|子) that ``head`` does not complete."""
    counts = _load_counts()
    if counts.triples.get(tail[-3:], 0) < _SET_LEAST:
        return False
    total, kinds = counts.contexts.get(tail[-2:], (0, 0))
    return total >= _SET_LEAST and kinds == 1 and tail[-2:] + head[:1] not in counts.triples


def _log_probability(context: str, text: str) -> float:
    counts = _load_counts()
    marked = context + text
    return sum(
        math.log(_probability(marked[max(0, place - 2) : place], marked[place], counts))
        for place in range(len(context), len(marked))
    )


def _probability(context: str, character: str, counts: _Counts) -> float:
    single = counts.singles.get(character, 0) / counts.total + _FLOOR
    last = context[-1:]
    seen = counts.singles.get(last, 0)
    pair = single
    if seen:
        pair = max(counts.pairs.get(last + character, 0) - _DISCOUNT, 0) / seen
        pair += _passed_down(last, seen, counts) * single
    total, kinds = counts.contexts.get(context, (0, 0))
    if not total:
        return pair
    triple = max(counts.triples.get(context + character, 0) - _DISCOUNT, 0) / total
    return triple + _DISCOUNT * kinds / total * pair


def _passed_down(last: str, seen: int, counts: _Counts) -> float:
    return min(1.0, _DISCOUNT * counts.contexts.get(last, (0, 1))[1] / seen)


@cache
def _load_counts() -> _Counts:
    text = resources.files("nlp.pages").joinpath(COUNTS).read_text(encoding="utf-8")
    triples: dict[str, int] = {}
    contexts: dict[str, tuple[int, int]] = {}
    pairs: defaultdict[str, int] = defaultdict(int)
    singles: defaultdict[str, int] = defaultdict(int)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.split("\n")[:-1]:
        context, followers = line[:2], line[2:]
        total = 0
        for place in range(0, len(followers), 2):
            count = 1 << (ord(followers[place + 1]) - ord("a"))
            character = followers[place]
            triples[context + character] = count
            pairs[context[1] + character] += count
            singles[character] += count
            kinds[context[1]].add(character)
            total += count
        contexts[context] = (total, len(followers) // 2)
    for last, characters in kinds.items():
        contexts[last] = (0, len(characters))
    return _Counts(triples, contexts, dict(pairs), dict(singles), sum(singles.values()))
