"""What is counted, against hand-made suggestions."""

import pytest

from corpora.labelled import LabelledArticle
from models.evaluation import evaluate_suggestions
from models.measures import TopicScore, bootstrap, calibration_error
from models.prediction import Suggestion
from nlp.record import Evidence
from tests.models.conftest import PLACES, build_article


@pytest.fixture
def articles() -> list[LabelledArticle]:
    drill, closing = "警报声响起，学生跑向操场。", "两所村小并入中心校。"
    return [
        build_article(1, ["safety-drills", "school-consolidation"], [drill, closing], PLACES[0]),
        build_article(2, ["school-consolidation"], [closing, drill], PLACES[1]),
        build_article(3, [], ["本年度决算已公布。"], PLACES[2]),
    ]


def suggest(code: str, score: float, start: int, end: int) -> Suggestion:
    return Suggestion(code, score, [Evidence(start=start, end=end, score=score)])


def test_hits_misses_and_evidence(articles: list[LabelledArticle]) -> None:
    suggestions = [
        [suggest("safety-drills", 0.9, 0, 26)],
        [suggest("school-consolidation", 0.8, 11, 20)],
        [suggest("awards", 0.6, 0, 5)],
    ]
    result = evaluate_suggestions(articles, suggestions)
    scores = {topic.code: topic for topic in result.topics}
    assert scores["safety-drills"].f1 == 1.0
    assert (scores["school-consolidation"].precision, scores["school-consolidation"].recall) == (1.0, 0.5)
    assert (scores["awards"].support, scores["awards"].false_positives) == (0, 1)
    assert result.micro_f1 == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert result.macro_f1 == pytest.approx((1 + 2 / 3) / 2)  # awards is carried by no article
    assert result.evidence_found == 0.5  # the second suggestion shows the wrong paragraph
    assert result.evidence_inside == pytest.approx(13 / (26 - 1 + 9), abs=0.05)
    assert result.intervals["micro_f1"].lower <= result.micro_f1 <= result.intervals["micro_f1"].upper
    assert len(result.core) == 4


def test_no_articles_measure_nothing() -> None:
    result = evaluate_suggestions([], [])
    assert (result.articles, result.micro_f1, result.calibration_error) == (0, 0.0, 0.0)


def test_calibration_error_is_the_gap_between_score_and_share_of_right_ones() -> None:
    assert calibration_error([0.85, 0.85, 0.85, 0.85], [True, True, True, True]) == pytest.approx(0.15)
    assert calibration_error([0.5, 0.5], [True, False]) == pytest.approx(0.0)
    assert calibration_error([1.0], [True]) == pytest.approx(0.0)


def test_a_score_without_anything_counted_is_zero() -> None:
    assert TopicScore("awards", 0, 0, 0).f1 == 0.0


def test_the_bootstrap_interval_is_the_same_every_time() -> None:
    values = [1, 0, 1, 1, 0, 1, 1, 1]
    first, second = (
        bootstrap(lambda rows: sum(values[row] for row in rows) / len(rows), len(values)) for _ in range(2)
    )
    assert first == second
    assert first.lower < first.value == 0.75 < first.upper
