"""Evaluation: how well a classifier does on labelled articles that it has not seen.

For precision, recall and F1 per topic, micro and macro, for the evidence and for the calibration of the scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpora.labelled import LabelledArticle
from models.classifier import TopicClassifier
from models.prediction import Suggestion, suggest_topics
from models.training import CODES
from nlp.record import Article
from nlp.topics import CORE_TOPICS

BINS = 10


@dataclass(frozen=True)
class TopicScore:
    """What was counted for one topic."""

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
        return _ratio(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of the topic's articles that were found; 0 where there are none."""
        return _ratio(self.true_positives, self.support)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)


@dataclass(frozen=True)
class Evaluation:
    """The measures of issue and model card: all shares from 0 to 1.

    ``macro_f1`` is over the topics that the articles carry at all; ``evidence_found`` the share of rightly assigned topics whose
    evidence overlaps the marked one, ``evidence_inside`` the share of evidence characters inside it; ``calibration_error``
    is the expected calibration error over all scores of assigned topics (10 equal bins; Naeini et al. 2015).
    """

    articles: int
    topics: list[TopicScore]
    micro_f1: float
    macro_f1: float
    evidence_found: float
    evidence_inside: float
    calibration_error: float

    @property
    def core(self) -> list[TopicScore]:
        """The four core topics."""
        return [topic for topic in self.topics if topic.code in CORE_TOPICS]


def evaluate_classifier(classifier: TopicClassifier, articles: Sequence[LabelledArticle]) -> Evaluation:
    """Measure a classifier on labelled articles."""
    suggestions = [
        suggest_topics(classifier, Article(title=article.title, paragraphs=article.paragraphs)) for article in articles
    ]
    topics = [_count(code, articles, suggestions) for code in CODES]
    carried = [topic.f1 for topic in topics if topic.support]
    found, inside = _evidence(articles, suggestions)
    return Evaluation(
        articles=len(articles),
        topics=topics,
        micro_f1=_micro(topics),
        macro_f1=float(np.mean(carried)) if carried else 0.0,
        evidence_found=found,
        evidence_inside=inside,
        calibration_error=_calibration_error(articles, suggestions),
    )


def _count(code: str, articles: Sequence[LabelledArticle], suggestions: Sequence[list[Suggestion]]) -> TopicScore:
    truth = np.array([code in article.topics for article in articles])
    given = np.array([any(one.code == code for one in some) for some in suggestions])
    return TopicScore(code, int((truth & given).sum()), int((~truth & given).sum()), int((truth & ~given).sum()))


def _micro(topics: Sequence[TopicScore]) -> float:
    hits = sum(topic.true_positives for topic in topics)
    misses = sum(topic.false_positives + topic.false_negatives for topic in topics)
    return _ratio(2 * hits, 2 * hits + misses)


def _evidence(articles: Sequence[LabelledArticle], suggestions: Sequence[list[Suggestion]]) -> tuple[float, float]:
    overlapping = right = characters = inside = 0
    for article, some in zip(articles, suggestions, strict=True):
        for suggestion in some:
            if suggestion.code in article.topics:
                marked = _mask(len(article.body), article.evidence_spans(suggestion.code))
                shown = _mask(len(article.body), [(one.start, one.end) for one in suggestion.evidence])
                right += 1
                overlapping += bool((marked & shown).any())
                characters += int(shown.sum())
                inside += int((marked & shown).sum())
    return _ratio(overlapping, right), _ratio(inside, characters)


def _mask(length: int, spans: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, bool)
    for start, end in spans:
        mask[start:end] = True
    return mask


def _calibration_error(articles: Sequence[LabelledArticle], suggestions: Sequence[list[Suggestion]]) -> float:
    pairs = [
        (suggestion.score, suggestion.code in article.topics)
        for article, some in zip(articles, suggestions, strict=True)
        for suggestion in some
    ]
    if not pairs:
        return 0.0
    scores, right = np.array([score for score, _ in pairs]), np.array([hit for _, hit in pairs])
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = [(bins == index).mean() * abs(scores[bins == index].mean() - right[bins == index].mean()) for index in set(bins)]
    return float(sum(gaps))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
