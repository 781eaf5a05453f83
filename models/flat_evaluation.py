"""Evaluation of a classifier of plain texts: accuracy or F1, per label, what is taken for what, and how fast.

For any taxonomy (``flat``); articles with evidence are measured in ``evaluation``.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.flat import FlatClassifier
from models.flat_data import FlatData, Labels
from models.measures import Interval, TopicScore, bootstrap, macro_f1, micro_f1
from nlp.errors import CorpusError


@dataclass(frozen=True)
class FlatEvaluation:
    """The measures: shares from 0 to 1, and how many texts and characters were classified in a second.

    ``accuracy`` counts a text as right if all its labels are; ``confusions`` are (true label, given label, texts), most
    frequent first, of texts with one true and one given label.
    """

    texts: int
    accuracy: float
    micro_f1: float
    macro_f1: float
    labels: list[TopicScore]
    confusions: list[tuple[str, str, int]]
    texts_per_second: float
    characters_per_second: float
    intervals: dict[str, Interval]


def evaluate_flat(classifier: FlatClassifier, data: FlatData) -> FlatEvaluation:
    """Measure a classifier on labelled texts.

    Raises:
        CorpusError: a label that the classifier does not know.
    """
    unknown = sorted(set(data.names) - set(classifier.labels_))
    if unknown:
        raise CorpusError(
            f"labels that the model never learnt: {', '.join(unknown)}; it knows {', '.join(classifier.labels_)}"
        )
    began = time.perf_counter()
    given = classifier.predict(data.texts)
    seconds = max(time.perf_counter() - began, 1e-9)
    scores = [count_label(name, data.labels, given) for name in classifier.labels_]
    right = [set(true) == set(some) for true, some in zip(data.labels, given, strict=True)]
    return FlatEvaluation(
        texts=len(data.texts),
        accuracy=float(np.mean(right)),
        micro_f1=micro_f1(scores),
        macro_f1=macro_f1(scores),
        labels=scores,
        confusions=_count_confusions(data.labels, given),
        texts_per_second=len(data.texts) / seconds,
        characters_per_second=sum(map(len, data.texts)) / seconds,
        intervals={"accuracy": bootstrap(lambda rows: float(np.mean(np.array(right)[rows])), len(right))},
    )


def count_label(name: str, true: Sequence[Labels], given: Sequence[Labels]) -> TopicScore:
    """Count hits and misses of one label."""
    pairs = Counter((name in labels, name in some) for labels, some in zip(true, given, strict=True))
    return TopicScore(name, pairs[True, True], pairs[False, True], pairs[True, False])


def _count_confusions(true: Sequence[Labels], given: Sequence[Labels]) -> list[tuple[str, str, int]]:
    pairs = Counter(
        (labels[0], some[0])
        for labels, some in zip(true, given, strict=True)
        if len(labels) == len(some) == 1 and labels != some
    )
    return [(label, taken, count) for (label, taken), count in pairs.most_common()]
