"""Bursts: periods in which markedly more was published than before and after.

Kleinberg's two-state automaton for counts in periods (J. Kleinberg, “Bursty and Hierarchical Structure in Streams”,
Data Mining and Knowledge Discovery 7, 2003, section 4): the cheapest sequence of a base state and a burst state, where
a state costs how badly it explains the counts, and entering the burst costs as well. Pure.
"""

from collections.abc import Sequence
from math import log

RATE = 2.0
"""How much more than usual the burst state expects (s in the paper, where 2 is its value too)."""

PENALTY = 1.0
"""Cost of entering a burst, times the logarithm of the number of periods (γ in the paper, 1 there)."""

LEAST = 5
"""Fewer articles in a period are no burst, however unusual: see SMALL_SAMPLE in ``corpora.trends``."""

BURST_METHOD = (
    "Kleinberg 2003, two states over counts a period (Poisson), s = 2, γ = 1: a burst is a run of periods that a rate "
    "of twice the mean explains so much better than the mean that it outweighs the cost of entering it; periods of "
    "fewer than 5 articles are never marked"
)


def find_bursts(counts: Sequence[int]) -> list[bool]:
    """Mark the periods that lie in a burst."""
    if not counts or not any(counts):
        return [False] * len(counts)
    base = sum(counts) / len(counts)
    entry = PENALTY * log(len(counts))
    states: list[tuple[bool, bool]] = []  # where the cheapest way into (base, burst) came from
    calm, burst = 0.0, entry
    for count in counts:
        from_burst_to_calm = burst < calm
        stays_burst = burst <= calm + entry
        states.append((from_burst_to_calm, stays_burst))
        calm, burst = (
            min(calm, burst) + _cost(count, base),
            min(burst, calm + entry) + _cost(count, base * RATE),
        )
    return [in_burst and count >= LEAST for in_burst, count in zip(_trace(states, burst < calm), counts, strict=True)]


def _cost(count: int, rate: float) -> float:
    # Minus the logarithm of the Poisson probability; the factorial is the same in both states and left out.
    return rate - count * log(rate)


def _trace(states: list[tuple[bool, bool]], last: bool) -> list[bool]:
    marked = []
    state = last
    for to_calm, stays in reversed(states):
        marked.append(state)
        state = stays if state else to_calm
    return marked[::-1]
