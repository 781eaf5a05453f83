import gzip
import json

import jsonschema
import pytest

from corpora.queries import Review
from nlp.record import Article
from tests.service.conftest import NOW, SENTENCE, build_other, build_record

ARTICLES = "/api/v1/articles"


def test_list_shows_the_newest_first_with_what_a_reader_needs(client):
    answer = client.get(ARTICLES).json()
    assert [item["id"] for item in answer["items"]] == ["a1", "b03", "b02", "b01"]
    assert answer["total"] == 4
    assert answer["total_exact"]
    first = answer["items"][0]
    assert first["place"]["name"] == "云溪区"
    assert [topic["code"] for topic in first["topics"]] == ["volunteering", "teacher-development"]
    assert first["figures"] == 4


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topic": "volunteering"}, ["a1"]),
        ({"place": "430600", "source": "简报"}, ["b03", "b02", "b01"]),
        ({"from": "2025-10-02", "to": "2025-10-03"}, ["b03", "b02"]),
        ({"q": "水域设牌"}, ["b03", "b02", "b01"]),
        ({"q": "title:志愿者"}, ["a1"]),
        ({"reviewed": "true"}, []),
        ({"kind": "notice"}, []),
    ],
)
def test_filters(client, asked, found):
    assert [item["id"] for item in client.get(ARTICLES, params=asked).json()["items"]] == found


def test_cursor_walks_the_list_once(client):
    seen, cursor = [], None
    for _ in range(3):
        page = client.get(ARTICLES, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["a1", "b03", "b02", "b01"]


def test_passages_mark_what_was_searched(client):
    item = client.get(ARTICLES, params={"q": "志愿服务站"}).json()["items"][0]
    passage = next(one for one in item["passages"] if one["field"] == "body")
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["志愿服务站"]


def test_record_is_the_one_that_was_stored_and_fits_the_published_schema(client):
    record = client.get(f"{ARTICLES}/a1").json()
    assert record == build_record().model_dump(mode="json")
    jsonschema.validate(record, client.get("/api/v1/schema/article.json").json())


def test_schema_refuses_a_misspelt_field(client):
    schema = client.get("/api/v1/schema/article.json").json()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"titel": "一"}, schema)


def test_chinese_stays_readable(client):
    assert "云溪县2272名志愿者进校园".encode() in client.get(f"{ARTICLES}/a1").content


def test_etag_saves_the_answer_until_something_changes(client, store):
    etag = client.get(f"{ARTICLES}/a1").headers["etag"]
    again = client.get(f"{ARTICLES}/a1", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    store.put_review("a1", Review(("volunteering",), "李老师", NOW), 1)
    after = client.get(f"{ARTICLES}/a1", headers={"If-None-Match": etag})
    assert after.status_code == 200
    assert after.headers["etag"] != etag


def test_review_decides_the_topics(client, store):
    store.put_review("a1", Review(("volunteering", "awards"), "李老师", NOW), 1)
    record = client.get(f"{ARTICLES}/a1").json()
    assert [topic["code"] for topic in record["topics"]] == ["volunteering", "awards"]
    assert record["topics"][0]["evidence"]
    assert "李老师" in record["method"]["topics"]


def test_withdrawn_article_stays_readable_and_says_so(client, store):
    store.withdraw_article("a1", NOW)
    answer = client.get(f"{ARTICLES}/a1")
    assert answer.status_code == 200
    assert answer.headers["jiaowen-withdrawn"].startswith("2025-11-20")
    assert "a1" not in [item["id"] for item in client.get(ARTICLES).json()["items"]]


def test_answers_are_packed_when_asked(client):
    with client.stream("GET", ARTICLES, headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(raw))["total"] == 4


def test_analysed_record_is_stored_as_it_is_and_once(client):
    record = build_other(9).model_dump(mode="json")
    first = client.post(ARTICLES, json={"record": record})
    again = client.post(ARTICLES, json={"record": record})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["items"] == [{"id": "b09", "url": f"{ARTICLES}/b09", "status": "new", "version": 1}]
    assert again.json()["items"][0]["status"] == "unchanged"
    assert client.get(f"{ARTICLES}/b09").json() == record


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body": "另一篇"}, "body must be"),
        ({"headings": [7]}, "headings"),
        ({"topics": [{"code": "weather", "name": "天气", "score": 1}]}, "weather"),
        ({"organisations": [{"text": "校", "start": 3, "end": 900, "kind": "school"}]}, "organisation"),
        ({"figures": [build_record().figures[0].model_copy(update={"start": 2}).model_dump()]}, "f1"),
        ({"figures": [build_record().figures[0].model_dump()]}, "'f2'"),
    ],
)
def test_record_that_contradicts_itself_is_refused(client, changes, said):
    record = build_record().model_dump(mode="json") | {"audit": []} | changes
    answer = client.post(ARTICLES, json={"record": record})
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_text_is_analysed_and_stored_once(analysing):
    text = f"云溪县志愿者进校园\n\n{SENTENCE}"
    first = analysing.post(ARTICLES, json={"text": text})
    assert first.status_code == 201
    assert analysing.post(ARTICLES, json={"text": text}).status_code == 200
    record = Article.model_validate(analysing.get(first.json()["items"][0]["url"]).json())
    assert SENTENCE in record.body
    assert record.model is not None


def test_extracted_record_is_analysed_before_it_is_stored(analysing):
    given = {"title": "云溪县志愿者进校园", "paragraphs": [SENTENCE], "published": "2025-11-18"}
    stored = analysing.post(ARTICLES, json={"record": given}).json()["items"][0]
    record = analysing.get(stored["url"]).json()
    assert [figure["value"] for figure in record["figures"]][:2] == [1475, 2272]
    assert record["model"]
