"""Prediction: the topics of one article as suggestions with evidence.

For the step from scores to what a person sees: which topics pass their threshold, and which passages are shown for each.
"""

from dataclasses import dataclass

import numpy as np

from models.classifier import EVIDENCE_FROM, Prediction, TopicClassifier
from nlp.record import Article, Evidence, Topic
from nlp.topics import TOPICS

CODES = tuple(TOPICS)


@dataclass(frozen=True)
class Suggestion:
    """A topic with its calibrated score and its evidence."""

    code: str
    score: float
    evidence: list[Evidence]

    def to_topic(self) -> Topic:
        """Return the topic as the record holds it."""
        return Topic(code=self.code, name=TOPICS[self.code], score=round(self.score, 4), evidence=self.evidence)


def suggest_topics(classifier: TopicClassifier, article: Article) -> list[Suggestion]:
    """Return the topics that pass their thresholds, surest first; none for an advertisement (guideline, case 14)."""
    if article.kind == "advertisement" or not article.body.strip():
        return []
    prediction = classifier.predict(article)
    chosen = np.flatnonzero(prediction.scores >= classifier.thresholds_)
    ordered = sorted(chosen, key=lambda column: -prediction.scores[column])
    return [Suggestion(CODES[column], float(prediction.scores[column]), _evidence(prediction, column)) for column in ordered]


def _evidence(prediction: Prediction, column: int) -> list[Evidence]:
    """Return the passages that pass, neighbours joined; the best one where none does."""
    scores = prediction.passage_scores[:, column]
    body = [index for index, passage in enumerate(prediction.passages) if passage.end > 0]
    if not body:
        return []
    best = max(scores[index] for index in body)
    least = min(EVIDENCE_FROM, best)
    evidence: list[Evidence] = []
    for index in body:
        passage, score = prediction.passages[index], float(scores[index])
        if score < least:
            continue
        if evidence and passage.start - evidence[-1].end <= 1:
            last = evidence.pop()
            evidence.append(Evidence(start=last.start, end=passage.end, score=max(last.score, round(score, 4))))
        else:
            evidence.append(Evidence(start=passage.start, end=passage.end, score=round(score, 4)))
    return evidence
