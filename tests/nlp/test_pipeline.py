import subprocess
import sys

import pytest

from nlp.annotate import Annotator
from nlp.pipeline import COMPONENTS, build_pipeline
from nlp.record import Article

TEXT = "7月2日,会昌县教育局为三所学校送去图书1200册。\n会昌县实验小学的老师参加了活动。"


def test_pipeline_keeps_the_text_and_has_every_component():
    pipeline = build_pipeline()
    assert tuple(pipeline.pipe_names) == COMPONENTS
    assert pipeline(TEXT).text == TEXT
    assert pipeline("").text == ""


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_declares_what_it_assigns(component):
    assert build_pipeline((component,)).get_pipe_meta(component).assigns


def test_a_component_can_be_added_to_a_pipeline_of_anybodys_own():
    # in a process of its own, which knows the factories from the installed entry points only
    code = "import spacy; p = spacy.blank('zh'); p.add_pipe('jiaowen_figures'); print([f.text for f in p('学校有学生1200人。')._.figures])"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['1200人']", done.stderr


def test_annotator_completes_an_article():
    article = Annotator().annotate(Article(title="会昌送书下乡", paragraphs=TEXT.split("\n")))
    assert article.place.name == "会昌县"
    assert [one.text for one in article.organisations] == ["会昌县教育局", "会昌县实验小学"]
    assert ("1200册", 1200) in [(figure.text, figure.value) for figure in article.figures]


def test_advertisements_yield_no_figures():
    article = Annotator().annotate(Article(kind="advertisement", paragraphs=["全场1200元起,送图书30册。"]))
    assert article.figures == []
