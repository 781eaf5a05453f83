import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.record import Article
from service.pages.segments import Mark, build_heads, build_paragraphs, cut, split_marked
from tests.service.conftest import build_record


def test_overlapping_marks_are_cut_where_they_begin_and_end():
    marks = [Mark(2, 6, "topic", "awards"), Mark(4, 9, "topic", "student-aid"), Mark(5, 7, "figure", "f1")]
    segments = cut("零一二三四五六七八九", 0, marks, set())
    assert [(one.text, one.topics, one.figures) for one in segments] == [
        ("零一", (), ()),
        ("二三", ("awards",), ()),
        ("四", ("awards", "student-aid"), ()),
        ("五", ("awards", "student-aid"), ("f1",)),
        ("六", ("student-aid",), ("f1",)),
        ("七八", ("student-aid",), ()),
        ("九", (), ()),
    ]
    assert [one.first for one in segments if one.first] == [("awards",), ("student-aid",), ("f1",)]


def test_evidence_over_two_paragraphs_is_marked_in_both():
    first, second = build_paragraphs(build_record())
    assert [one.text for one in first.segments if "volunteering" in one.topics] == ["𠮷安镇中心校启用志愿服务站。"]
    assert second.segments[0].topics == ("volunteering",)
    assert second.segments[0].first == ()


def test_figures_slice_to_their_text_behind_an_astral_character():
    record = build_record()
    texts = dict.fromkeys((figure.id for figure in record.figures), "")
    for paragraph in build_paragraphs(record):
        for segment in paragraph.segments:
            for name in segment.figures:
                texts[name] += segment.text
    assert texts == {"f1": "1475人", "f2": "2272人", "f3": "780人", "f4": ""}


def test_figure_of_the_headline_is_found_there():
    heads = build_heads(build_record())
    assert [(one.text, one.figures) for one in heads["title"]] == [
        ("云溪县", ()),
        ("2272名", ("f4",)),
        ("志愿者进校园", ()),
    ]
    assert heads["subtitle"] == ()


OFFSETS = st.tuples(
    st.integers(0, 60), st.integers(1, 30), st.sampled_from(["figure", "topic"]), st.sampled_from("abc")
)


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(OFFSETS, max_size=12))
def test_segments_join_back_to_the_text(texts, spans):
    paragraphs = [text.replace("\n", " ") for text in texts]
    body = "\n".join(paragraphs)
    marks = [
        (start, min(start + length, len(body)), kind, name) for start, length, kind, name in spans if start < len(body)
    ]
    topics = [
        {"code": name, "name": name, "score": 1, "evidence": [{"start": start, "end": end, "score": 1}]}
        for start, end, kind, name in marks
        if kind == "topic"
    ]
    figures = [
        {"id": f"{name}{number}", "text": "", "start": start, "end": end, "value": 1, "unit": "人"}
        for number, (start, end, kind, name) in enumerate(marks)
        if kind == "figure"
    ]
    built = build_paragraphs(Article(paragraphs=paragraphs, topics=topics, figures=figures))
    assert ["".join(one.text for one in paragraph.segments) for paragraph in built] == paragraphs
    offset = 0
    for paragraph in built:
        for segment in paragraph.segments:
            over = {
                name
                for start, end, kind, name in marks
                if kind == "topic" and start < offset + len(segment.text) and end > offset
            }
            assert set(segment.topics) == over
            offset += len(segment.text)
        offset += 1


@pytest.mark.parametrize(
    ("marks", "parts"),
    [
        ([], [("防溺水演练", False)]),
        ([(0, 3)], [("防溺水", True), ("演练", False)]),
        ([(0, 1), (3, 5)], [("防", True), ("溺水", False), ("演练", True)]),
    ],
)
def test_split_marked(marks, parts):
    assert split_marked("防溺水演练", marks) == parts
