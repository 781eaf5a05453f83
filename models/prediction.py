"""Prediction: the topics of one article as suggestions with evidence, and whether a person should look at it.

For the step from scores to what a person sees: which topics pass their threshold, which passages are shown for each, and
which topics are too near the threshold to be left without review.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.classifier import Prediction, TopicClassifier
from nlp.record import Article, Evidence, Topic
from nlp.topics import CORE_TOPICS, TOPICS

CODES = tuple(TOPICS)
# A passage is evidence from this calibrated score on; one at least is shown for every assigned topic.
EVIDENCE_FROM = 0.4
# A score this near to its topic's threshold, on either side, is unsure.
UNSURE_WITHIN = 0.15
# So many articles are counted together: enough to spread the fixed costs, few enough to stay in the processor's cache.
BATCH = 256


@dataclass(frozen=True)
class Suggestion:
    """A topic with its calibrated score and its evidence; ``unsure`` where the score is near the threshold."""

    code: str
    score: float
    evidence: list[Evidence]
    unsure: bool = False

    def to_topic(self) -> Topic:
        """Return the topic as the record holds it."""
        return Topic(code=self.code, name=TOPICS[self.code], score=round(self.score, 4), evidence=self.evidence)


def suggest_topics(classifier: TopicClassifier, article: Article) -> list[Suggestion]:
    """Return the topics that pass their thresholds, surest first; none for an advertisement (guideline, case 14)."""
    return suggest_many(classifier, [article])[0]


def suggest_many(classifier: TopicClassifier, articles: Sequence[Article]) -> list[list[Suggestion]]:
    """Return the suggestions of each article; several are counted faster together."""
    suggestions: list[list[Suggestion]] = []
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        for article, prediction in zip(batch, classifier.predict_many(batch), strict=True):
            suggestions.append(_suggest(classifier, article, prediction))
    return suggestions


def find_unsure(classifier: TopicClassifier, prediction: Prediction) -> list[str]:
    """Return the topics whose scores lie near their thresholds, nearest first: an article with any belongs in review."""
    distance = np.abs(prediction.scores - classifier.thresholds_)
    return [CODES[column] for column in np.argsort(distance) if distance[column] < UNSURE_WITHIN]


def _suggest(classifier: TopicClassifier, article: Article, prediction: Prediction) -> list[Suggestion]:
    if article.kind == "advertisement" or not article.body.strip():
        return []
    unsure = set(find_unsure(classifier, prediction))
    chosen = np.flatnonzero(prediction.scores >= classifier.thresholds_)
    if not article.education:  # guideline, case 15: such an item can carry the core topics only
        chosen = np.array([column for column in chosen if CODES[column] in CORE_TOPICS], dtype=int)
    return [
        Suggestion(
            CODES[column], float(prediction.scores[column]), _evidence(prediction, int(column)), CODES[column] in unsure
        )
        for column in sorted(chosen, key=lambda column: -prediction.scores[column])
    ]


def _evidence(prediction: Prediction, column: int) -> list[Evidence]:
    """Return the passages that pass, neighbours joined; the best one where none does."""
    scores = prediction.passage_scores[:, column].copy()
    if prediction.passages and prediction.passages[0].end == 0:
        scores[0] = -1.0  # the title is not in the body
    if not (scores >= 0).any():
        return []
    evidence: list[Evidence] = []
    for index in np.flatnonzero(scores >= min(EVIDENCE_FROM, scores.max())):
        passage, score = prediction.passages[index], round(float(scores[index]), 4)
        if evidence and passage.start - evidence[-1].end <= 1:
            last = evidence.pop()
            evidence.append(Evidence(start=last.start, end=passage.end, score=max(last.score, score)))
        else:
            evidence.append(Evidence(start=passage.start, end=passage.end, score=score))
    return evidence
