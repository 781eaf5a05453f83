"""From a text to records: what holds for any input, and what the seed documents must give."""

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.errors import EmptyInputError
from nlp.record import Article

PIECES = [
    "本报讯 ",
    "近日,",
    "会昌县教育局",
    "投入162万元",
    "新建校舍３栋",
    "1，200余人参加",
    "占92.5%",
    "由15所增加到18所",
    "志愿者清扫街道",
    "开展防溺水演练",
    "小学撤并",
    "召开警示教育会",
    "。",
    "\n",
    "\n\n",
    "“",
    "”",
    "(记者 王小明)",
    "——",
    "一是",
    "广告",
    "𠮷",
    "\u200b",
    "鯉城區",
    " ",
    "a1",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def check_offsets(record: Article) -> None:
    body = record.body
    assert body == "\n".join(record.paragraphs)
    for figure in record.figures:
        if figure.in_title:
            assert figure.text in (record.title or "") + (record.kicker or "") + (record.subtitle or "")
        if figure.start is not None:
            assert body[figure.start : figure.end] == figure.text
            assert figure.evidence.start <= figure.start < figure.end <= figure.evidence.end
    for organisation in record.organisations:
        assert body[organisation.start : organisation.end] == organisation.text
    for topic in record.topics:
        assert topic.evidence
        assert all(0 <= one.start < one.end <= len(body) and body[one.start : one.end].strip() for one in topic.evidence)
    ids = {figure.id for figure in record.figures}
    assert len(ids) == len(record.figures)
    assert {one for finding in record.audit for one in finding.figures} <= ids
    assert {one for figure in record.figures for one in (figure.linked_to, figure.share_of, figure.restates) if one} <= ids


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_offsets_of_any_input_slice_to_what_they_say(analyser, text):
    if not text.strip():
        with pytest.raises(EmptyInputError):
            analyser.analyse(text)
        return
    schema = Article.model_json_schema()
    for record in analyser.analyse(text):
        check_offsets(record)
        jsonschema.validate(record.model_dump(mode="json"), schema)
        assert Article.model_validate_json(record.model_dump_json()) == record


def test_every_seed_gives_records_that_hold(analyser, seeds):
    for path in seeds:
        records = analyser.analyse(path.read_text(encoding="utf-8"))
        assert len({record.id for record in records}) == len(records)
        for record in records:
            check_offsets(record)
            assert record.title, path.name


@pytest.mark.parametrize(
    ("name", "items", "advertisements"), [("000", 11, 0), ("001", 1, 0), ("002", 1, 0), ("003", 1, 0), ("004", 7, 1)]
)
def test_seed_pages_are_split_into_their_items(analyser, seeds, name, items, advertisements):
    path = next(path for path in seeds if path.name.startswith(name))
    records = analyser.analyse(path.read_text(encoding="utf-8"))
    assert len(records) == items
    assert sum(record.kind == "advertisement" for record in records) == advertisements


@pytest.mark.parametrize(
    ("name", "place"), [("000", "新乡市"), ("001", "郾城区"), ("002", "咸安区"), ("003", "薛城区"), ("004", "鹤山区")]
)
def test_seed_leads_are_about_their_district(analyser, seeds, name, place):
    path = next(path for path in seeds if path.name.startswith(name))
    assert analyser.analyse(path.read_text(encoding="utf-8"))[0].place.name == place


def test_the_same_text_gives_the_same_ids(analyser):
    text = "会昌县举行运动会\n\n本报讯 5月3日,会昌县中小学生运动会开幕,来自32所学校的640名学生参加。"
    assert [one.id for one in analyser.analyse(text)] == [one.id for one in analyser.analyse(text)]


def test_article_with_an_address_is_known_by_it(analyser):
    page = {"source": {"url": "http://127.0.0.1/a.html"}, "title": "一", "paragraphs": ["会昌县教育局开会。"]}
    first = analyser.analyse(Article.model_validate(page))[0]
    changed = analyser.analyse(Article.model_validate(page | {"paragraphs": ["会昌县教育局改期开会。"]}))[0]
    assert first.id == changed.id
