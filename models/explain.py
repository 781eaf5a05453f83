"""Explanation: the words of an article that spoke for a topic and against it.

For showing a person why; it reads the linear models' weights and computes nothing that decides anything.
"""

from collections import defaultdict
from dataclasses import dataclass

from models.classifier import TopicClassifier
from models.prediction import CODES
from nlp.record import Article
from nlp.topics import check_topic

MOST_WORDS = 8


@dataclass(frozen=True)
class WordWeight:
    """A word or pair of words as written, what it added to the article's margin, and where it first stands in the body."""

    word: str
    weight: float
    start: int


@dataclass(frozen=True)
class Explanation:
    """The words that spoke for a topic and against it, strongest first."""

    code: str
    words_for: list[WordWeight]
    words_against: list[WordWeight]


def explain_topic(classifier: TopicClassifier, article: Article, code: str, most: int = MOST_WORDS) -> Explanation:
    """Return the words of the body that weighed most for and against a topic.

    A word counts once, with its weight in the article's model times its inverse document frequency.

    Raises:
        UnknownTopicError: the topic guideline has no such code.
    """
    column = CODES.index(check_topic(code))
    vectorizer, coef = classifier.vectorizer_, classifier.article_model_.coef_[:, column]
    starts: dict[str, int] = {}
    weights: dict[str, float] = defaultdict(float)
    for word, start, feature in vectorizer.iter_words(article.body):
        starts.setdefault(word, start)
        weights[word] = float(coef[feature] * vectorizer.idf_[feature])
    ordered = [WordWeight(word, round(weight, 4), starts[word]) for word, weight in weights.items()]
    ordered.sort(key=lambda one: -one.weight)
    return Explanation(
        code,
        [one for one in ordered[:most] if one.weight > 0],
        [one for one in ordered[: -most - 1 : -1] if one.weight < 0],
    )
