"""The words that spoke for a topic and against it."""

import pytest

from models.classifier import TopicClassifier
from models.explain import explain_topic
from nlp.errors import UnknownTopicError
from nlp.record import Article

ARTICLE = Article(paragraphs=["警报声响起，孩子们跑向操场。", "志愿者清扫街道，捡拾垃圾。"])


def test_words_are_shown_where_they_stand(classifier: TopicClassifier) -> None:
    explanation = explain_topic(classifier, ARTICLE, "safety-drills")
    assert explanation.words_for
    for one in (*explanation.words_for, *explanation.words_against):
        assert ARTICLE.body[one.start : one.start + len(one.word)] == one.word
    weights = [one.weight for one in explanation.words_for]
    assert weights == sorted(weights, reverse=True)
    assert all(one.weight < 0 for one in explanation.words_against)


def test_a_word_for_one_topic_speaks_against_another(classifier: TopicClassifier) -> None:
    words_for = {one.word for one in explain_topic(classifier, ARTICLE, "safety-drills").words_for}
    words_against = {one.word for one in explain_topic(classifier, ARTICLE, "volunteering").words_against}
    assert words_for & words_against


def test_an_unknown_topic_is_refused(classifier: TopicClassifier) -> None:
    with pytest.raises(UnknownTopicError, match="known topics"):
        explain_topic(classifier, ARTICLE, "weather")


def test_an_empty_article_has_no_words(classifier: TopicClassifier) -> None:
    explanation = explain_topic(classifier, Article(), "safety-drills")
    assert explanation.words_for == explanation.words_against == []
