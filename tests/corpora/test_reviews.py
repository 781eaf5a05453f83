from datetime import timedelta

import pytest

from corpora.queries import ArticleQuery, FigureCorrection, FigureQuery, Review
from nlp.errors import ConflictError, InputError, NotFoundError, UnknownTopicError
from nlp.record import AuditFinding


def test_an_editors_topics_hold_and_what_was_before_is_kept(store, make_article, now):
    store.put_article(make_article("a1", topics=["awards", "sports-arts"]), now)
    at = now + timedelta(hours=1)
    review = Review(("sports-arts", "civic-moral-education", "sports-arts"), "林编辑", at, note="无颁奖")
    assert store.put_review("a1", review, expected_version=1) == 1
    found = store.get_article("a1")
    assert found.topics == ("sports-arts", "civic-moral-education")
    assert (found.reviewed, found.review.reviewer, found.review.note) == (True, "林编辑", "无颁奖")
    assert (found.review.before, found.review.version, found.review.at) == (("awards", "sports-arts"), 1, at)
    assert [topic.code for topic in found.article.topics] == ["awards", "sports-arts"]
    assert store.find_articles(ArticleQuery(topic="awards")).total == 0
    assert [i.article.id for i in store.find_articles(ArticleQuery(topic="civic-moral-education", q="活动")).items] == [
        "a1"
    ]
    assert [i.article.id for i in store.find_articles(ArticleQuery(reviewed=True)).items] == ["a1"]
    assert {count.key for count in store.count_topics() if count.count} == {"sports-arts", "civic-moral-education"}
    assert [event.type for event in store.list_events()] == ["new", "reviewed"]


def test_every_review_is_kept(store, make_article, now):
    store.put_article(make_article("a1", topics=["awards"]), now)
    store.put_review("a1", Review((), "甲", now), 1)
    store.put_review("a1", Review(("awards", "student-aid"), "乙", now), 1)
    history = store.list_reviews("a1")
    assert [(review.reviewer, review.before, review.topics) for review in history] == [
        ("甲", ("awards",), ()),
        ("乙", (), ("awards", "student-aid")),
    ]
    assert store.get_article("a1").review == history[-1]


def test_who_saw_an_old_version_is_refused(store, make_article, now):
    store.put_article(make_article("a1", "第一稿。"), now)
    store.put_article(make_article("a1", "第二稿。"), now)
    with pytest.raises(ConflictError, match="a1 is at version 2, not 1"):
        store.put_review("a1", Review(("awards",), "甲", now), expected_version=1)
    assert store.list_reviews("a1") == []


@pytest.mark.parametrize(
    ("topics", "reviewer", "error"), [(("quatsch",), "甲", UnknownTopicError), (("awards",), "  ", InputError)]
)
def test_what_is_no_review(store, make_article, now, topics, reviewer, error):
    store.put_article(make_article("a1"), now)
    with pytest.raises(error):
        store.put_review("a1", Review(topics, reviewer, now), 1)
    with pytest.raises(NotFoundError):
        store.put_review("nichts", Review(("awards",), "甲", now), 1)


def test_a_review_holds_for_new_annotations_and_not_for_a_new_text(store, make_article, now):
    store.put_article(make_article("a1", "第一稿。", topics=["awards"]), now)
    store.put_review("a1", Review(("student-aid",), "甲", now), 1)
    store.put_article(make_article("a1", "第一稿。", topics=["awards"], model="2"), now)
    assert (store.get_article("a1").topics, store.get_article("a1").reviewed) == (("student-aid",), True)
    assert store.find_articles(ArticleQuery(topic="student-aid", reviewed=True)).total == 1
    store.put_article(make_article("a1", "第二稿。", topics=["awards"], model="2"), now)
    found = store.get_article("a1")
    assert (found.topics, found.reviewed, found.review.reviewer) == (("awards",), False, "甲")
    assert store.find_articles(ArticleQuery(topic="student-aid")).total == 0
    assert [item.article.id for item in store.next_for_review()] == ["a1"]


def test_the_queue_begins_with_what_the_classifier_is_least_sure_of(store, make_article, now):
    for id, score, published in (("a1", 0.9, "2023-01-03"), ("a2", 0.6, "2023-01-01"), ("a3", 0.7, "2023-01-02")):
        store.put_article(make_article(id, f"稿{id}", topics=["awards"], score=score, published=published), now)
    assert [item.article.id for item in store.next_for_review()] == ["a2", "a3", "a1"]
    assert [item.article.id for item in store.next_for_review(2, "newest")] == ["a1", "a3"]
    assert [item.article.id for item in store.next_for_review(1, "oldest")] == ["a2"]
    store.put_review("a2", Review(("awards",), "甲", now), 1)
    store.withdraw_article("a3", now)
    assert [item.article.id for item in store.next_for_review()] == ["a1"]
    with pytest.raises(InputError, match="order 'random'"):
        store.next_for_review(1, "random")


@pytest.fixture
def corrected(store, make_article, now):
    audit = [AuditFinding(check="part-whole", figures=["f1", "f2"], holds=False, detail="120 < 210")]
    figures = [("120人", 120, "人", "学员"), ("210人", 210, "人", "男学员")]
    store.put_article(make_article("a1", "学员120人,男学员210人。", figures=figures, audit=audit), now)
    return store


def test_a_correction_is_a_version_that_the_same_page_does_not_undo(corrected, make_article, now):
    page = corrected.get_article("a1").article
    assert corrected.put_corrections("a1", [FigureCorrection("f1", {"value": 1200.0})], now, 1) == 2
    assert [item.figure.value for item in corrected.find_figures(FigureQuery()).items] == [1200, 210]
    assert corrected.find_figures(FigureQuery(audit="failed")).items == ()
    assert [version.reason for version in corrected.list_versions("a1")] == ["new", "correction"]
    assert corrected.put_article(page, now).status == "unchanged"


def test_what_is_no_figure_is_taken_out(corrected, now):
    corrected.put_corrections("a1", [FigureCorrection("f2", remove=True)], now, 1)
    assert [figure.id for figure in corrected.get_article("a1").article.figures] == ["f1"]


@pytest.mark.parametrize(
    ("correction", "complaint"),
    [
        (FigureCorrection("f9", {"value": 1.0}), "no figure 'f9'; it has f1, f2"),
        (FigureCorrection("f1", {"text": "x"}), "cannot correct text"),
        (FigureCorrection("f1", {"value": "viel"}), "value"),
        (FigureCorrection("f1", {"kind": "quatsch"}), "kind"),
    ],
)
def test_what_cannot_be_corrected(corrected, now, correction, complaint):
    with pytest.raises(InputError, match=complaint):
        corrected.put_corrections("a1", [correction], now, 1)
    assert corrected.get_article("a1").version == 1


def test_a_correction_of_an_old_version_is_refused(corrected, now):
    with pytest.raises(ConflictError):
        corrected.put_corrections("a1", [FigureCorrection("f1", {"value": 1.0})], now, 7)
