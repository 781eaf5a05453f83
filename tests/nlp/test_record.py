import json

import pytest
from pydantic import ValidationError

from nlp.record import Article, Figure


def test_body_is_the_paragraphs_joined():
    assert Article(paragraphs=["一", "二"]).body == "一\n二"


def test_unknown_fields_are_errors():
    with pytest.raises(ValidationError, match="titel"):
        Article(titel="标题")


def test_json_has_no_infinity():
    figure = Figure(id="f1", text="1", start=0, end=1, value=float("inf"), unit="人")
    assert json.loads(figure.model_dump_json())["value"] is None


def test_schema_names_every_field_of_the_record():
    fields = set(Article.model_json_schema()["properties"])
    assert fields == set(
        "id source title kicker subtitle paragraphs body headings captions byline published place organisations education kind topics "
        "figures audit repairs method model".split()
    )
