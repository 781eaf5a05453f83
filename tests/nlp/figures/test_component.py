"""The spaCy component."""

import spacy

import nlp.figures.component


def test_the_component_sets_figures_audit_and_spans() -> None:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("jiaowen_figures")
    doc = pipeline("全校教师120人,其中男教师50人,女教师70人。")
    assert [figure.value for figure in doc._.figures] == [120, 50, 70]
    assert [finding.check for finding in doc._.audit] == ["part-whole"]
    assert [span.text for span in doc.spans[nlp.figures.component.SPANS]] == ["120人", "50人", "70人"]


def test_the_factory_declares_what_it_assigns() -> None:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("jiaowen_figures")
    assert "doc._.figures" in pipeline.get_pipe_meta("jiaowen_figures").assigns
