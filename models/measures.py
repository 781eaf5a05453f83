"""Measures: precision, recall, F1, calibration and bootstrap intervals, from what was counted.

For numbers only; what is counted, and of which classifier, stands in ``evaluation`` and ``flat_evaluation``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10
RESAMPLES = 1000
INTERVAL = (2.5, 97.5)
SEED = 20261122


@dataclass(frozen=True)
class TopicScore:
    """What was counted for one topic or label."""

    code: str
    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def support(self) -> int:
        """How many articles carry the topic."""
        return self.true_positives + self.false_negatives

    @property
    def precision(self) -> float:
        """The share of assigned topics that are right; 0 where none was assigned."""
        return ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of the topic's articles that were found; 0 where there are none."""
        return ratio(self.true_positives, self.support)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)


@dataclass(frozen=True)
class Interval:
    """A measure with the bounds of its 95% bootstrap interval."""

    value: float
    lower: float
    upper: float


def ratio(part: float, whole: float) -> float:
    """Return part of whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def micro_f1(scores: Sequence[TopicScore]) -> float:
    """Return the F1 over all decisions on all topics."""
    hits = sum(score.true_positives for score in scores)
    misses = sum(score.false_positives + score.false_negatives for score in scores)
    return ratio(2 * hits, 2 * hits + misses)


def macro_f1(scores: Sequence[TopicScore]) -> float:
    """Return the mean F1 of the topics that occur at all."""
    carried = [score.f1 for score in scores if score.support]
    return float(np.mean(carried)) if carried else 0.0


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error in ten equal bins (Naeini et al., AAAI 2015)."""
    if not scores:
        return 0.0
    given, hits = np.array(scores), np.array(right, dtype=float)
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    gaps = [(bins == one).mean() * abs(given[bins == one].mean() - hits[bins == one].mean()) for one in set(bins)]
    return float(sum(gaps))


def bootstrap(measure: Callable[[npt.NDArray[np.int64]], float], size: int, resamples: int = RESAMPLES) -> Interval:
    """Return a measure of ``size`` articles, given by their indexes, with its percentile interval over resamples."""
    generator = np.random.default_rng(SEED)
    values = [measure(generator.integers(0, size, size)) for _ in range(resamples)] if size else [0.0]
    lower, upper = np.percentile(values, INTERVAL)
    return Interval(measure(np.arange(size)), float(lower), float(upper))
