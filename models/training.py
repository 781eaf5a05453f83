"""Training: labelled articles in, a fitted classifier with its card out.

For the topic model of the bundled corpus and for a newsroom's own articles; what is written to disk and how it is trusted
again is ``registry``'s business.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import numpy as np

from corpora.labelled import LabelledArticle
from models.classifier import Example, TopicClassifier
from models.passages import Passage, split_passages
from nlp.errors import CorpusError
from nlp.record import Article
from nlp.topics import TOPICS

CODES = tuple(TOPICS)
# A passage is evidence of a topic where at least this share of it was marked.
MARKED_SHARE = 0.5
# The calibration needs articles of at least two districts, and a topic needs examples to be learnt at all.
LEAST_GROUPS = 2


def train_classifier(articles: Sequence[LabelledArticle]) -> TopicClassifier:
    """Learn the topics from labelled articles.

    Raises:
        CorpusError: too few districts to calibrate on, no topic with examples, or the same text with different labels.
    """
    _refuse_untrainable(articles)
    return TopicClassifier().fit([build_example(article) for article in articles])


def build_example(article: LabelledArticle) -> Example:
    """Turn a labelled article into rows of labels for itself and its passages."""
    passages = split_passages(Article(title=article.title, paragraphs=article.paragraphs))
    topics = np.array([code in article.topics for code in CODES], dtype=np.int8)
    spans = {code: article.evidence_spans(code) for code in article.topics}
    passage_topics = np.zeros((len(passages), len(CODES)), dtype=np.int8)
    for row, passage in enumerate(passages):
        for code, marked in spans.items():
            passage_topics[row, CODES.index(code)] = _is_marked(passage, marked)
        if passage.end == 0 and article.topics:
            passage_topics[row, CODES.index(article.topics[0])] = 1  # a headline tells the main topic
    return Example(passages, topics, passage_topics, article.group)


def _is_marked(passage: Passage, spans: list[tuple[int, int]]) -> bool:
    marked = sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spans)
    return passage.end > passage.start and marked >= MARKED_SHARE * (passage.end - passage.start)


def _refuse_untrainable(articles: Sequence[LabelledArticle]) -> None:
    groups = {article.group for article in articles}
    if len(groups) < LEAST_GROUPS:
        raise CorpusError(
            f"{len(articles)} articles of {len(groups)} district(s): calibration needs two districts or more"
        )
    if not set(chain.from_iterable(article.topics for article in articles)):
        raise CorpusError("no article of the corpus carries a topic: nothing to learn")
    labels: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for article in articles:
        labels[article.body][tuple(sorted(article.topics))] = article.id
    for versions in labels.values():
        if len(versions) > 1:
            raise CorpusError(f"articles {', '.join(versions.values())} have the same text and different topics")
