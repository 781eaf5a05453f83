"""The topic classifier on a small corpus: topics, evidence, refusals, and the same result every time."""

import numpy as np
import pytest

from corpora.labelled import LabelledArticle
from models.classifier import TopicClassifier, best_threshold
from models.prediction import CODES, find_unsure, suggest_many, suggest_topics
from models.training import build_example, train_classifier
from nlp.errors import CorpusError
from nlp.record import Article
from nlp.topics import CORE_TOPICS
from tests.models.conftest import PLACES, build_article


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("周末，志愿者和老人聊天，捡拾河边垃圾。", "volunteering"),
        ("警报声响起，学生捂住口鼻跑向操场，消防员讲解灭火器。", "safety-drills"),
        ("两个教学点停办，学生分流并入中心校。", "school-consolidation"),
    ],
)
def test_the_surest_topic_is_the_text_s_own(classifier: TopicClassifier, text: str, code: str) -> None:
    scores = classifier.predict(Article(paragraphs=[text])).scores
    assert CODES[int(scores.argmax())] == code


def test_evidence_is_the_passage_that_says_so(classifier: TopicClassifier) -> None:
    article = Article(paragraphs=["本年度决算已公布。", "警报声响起，孩子们捂住口鼻跑向操场。", "大家各自回家。"])
    suggestions = {one.code: one for one in suggest_topics(classifier, article)}
    (evidence,) = suggestions["safety-drills"].evidence
    assert article.body[evidence.start : evidence.end] == article.paragraphs[1]


@pytest.mark.parametrize(
    "article",
    [
        Article(paragraphs=[]),
        Article(title="志愿者清扫街道", paragraphs=[" "]),
        Article(kind="advertisement", paragraphs=["志愿者清扫街道，红马甲捡拾垃圾。"]),
    ],
)
def test_no_topics_for_an_empty_text_or_an_advertisement(classifier: TopicClassifier, article: Article) -> None:
    assert suggest_topics(classifier, article) == []


def test_items_that_are_not_about_education_keep_the_core_topics_only(classifier: TopicClassifier) -> None:
    column = CODES.index("student-aid")
    held, classifier.thresholds_ = classifier.thresholds_, np.zeros(len(CODES))  # every topic passes
    try:
        article = Article(paragraphs=["志愿者清扫街道。"])
        everything = {one.code for one in suggest_topics(classifier, article)}
        outside = {one.code for one in suggest_topics(classifier, article.model_copy(update={"education": False}))}
    finally:
        classifier.thresholds_ = held
    assert CODES[column] in everything
    assert outside == set(CORE_TOPICS)


def test_many_articles_score_as_each_alone(classifier: TopicClassifier, corpus: list[LabelledArticle]) -> None:
    articles = [Article(title=one.title, paragraphs=one.paragraphs) for one in corpus[:7]] + [Article()]
    together = classifier.predict_many(articles)
    for article, prediction in zip(articles, together, strict=True):
        assert classifier.predict(article).scores == pytest.approx(prediction.scores)
    alone = [[one.to_topic() for one in suggest_topics(classifier, article)] for article in articles]
    assert [[one.to_topic() for one in some] for some in suggest_many(classifier, articles)] == alone


def test_training_again_gives_the_same_scores(classifier: TopicClassifier, corpus: list[LabelledArticle]) -> None:
    again = train_classifier(corpus)
    article = Article(paragraphs=["消防员来到学校。"])
    assert np.array_equal(again.predict(article).scores, classifier.predict(article).scores)


def test_a_score_at_its_threshold_is_unsure(classifier: TopicClassifier) -> None:
    prediction = classifier.predict(Article(paragraphs=["消防员来到学校。"]))
    prediction.scores[:] = 0.0
    prediction.scores[2] = classifier.thresholds_[2] + 0.01
    assert find_unsure(classifier, prediction) == ["safety-drills"]


def test_conflicting_duplicates_are_refused(corpus: list[LabelledArticle]) -> None:
    twin = build_article(999, ["safety-drills"], corpus[0].paragraphs, PLACES[1])
    with pytest.raises(CorpusError, match="t-000, t-999 have the same text and different topics"):
        train_classifier([*corpus, twin])


def test_one_district_is_refused(corpus: list[LabelledArticle]) -> None:
    with pytest.raises(CorpusError, match="two districts"):
        train_classifier([article for article in corpus if article.place.city == PLACES[0][1]])


def test_a_corpus_without_topics_is_refused(corpus: list[LabelledArticle]) -> None:
    with pytest.raises(CorpusError, match="nothing to learn"):
        train_classifier([article for article in corpus if not article.topics])


def test_a_topic_without_examples_is_never_given(classifier: TopicClassifier) -> None:
    scores = classifier.predict(Article(paragraphs=["学生接种疫苗，医生检查视力。"])).scores
    assert scores[CODES.index("health-epidemic")] < 0.01


def test_a_passage_is_evidence_where_most_of_it_was_marked(corpus: list[LabelledArticle]) -> None:
    example = build_example(corpus[0])
    assert example.passage_topics[:, 0].tolist() == [1, 1, 0]  # the headline tells the main topic


@pytest.mark.parametrize(
    ("scores", "labels", "expected"),
    [([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 0.5), ([0.1, 0.2, 0.3], [0, 0, 1], 0.27), ([0.9, 0.95], [0, 1], 0.5)],
)
def test_the_threshold_stays_in_its_bounds(scores: list[float], labels: list[int], expected: float) -> None:
    assert best_threshold(np.array(scores), np.array(labels, np.int8)) == pytest.approx(expected, abs=0.06)
