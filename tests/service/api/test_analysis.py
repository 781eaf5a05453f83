import pytest

from nlp.errors import FetchError
from nlp.record import Article
from scrapers.fetch import FetchedPage
from service.api.examples import ANALYSE_EXAMPLES, RECORD_EXAMPLE
from service.web import intake

ANALYSE = "/api/v1/analyse"
PAGE = "<html><title>运动会</title><body><h1>云溪县举行运动会</h1><p>5月3日,云溪县中小学生运动会开幕,来自32所学校的640名学生参加。</p></body></html>"


@pytest.mark.parametrize("name", ["text", "html"])
def test_examples_of_the_document_run(analysing, name):
    answer = analysing.post(ANALYSE, json=ANALYSE_EXAMPLES[name]["value"])
    assert answer.status_code == 200
    record = answer.json()["records"][0]
    assert record["title"] == RECORD_EXAMPLE["title"]
    assert {"32所", "640名"} <= {figure["text"] for figure in record["figures"]}


def test_example_of_a_record_is_a_record():
    record = Article.model_validate(RECORD_EXAMPLE)
    figure = record.figures[0]
    assert record.body[figure.start : figure.end] == figure.text


def test_nothing_is_stored(analysing):
    analysing.post(ANALYSE, json={"html": PAGE})
    assert analysing.get("/api/v1/articles").json()["total"] == 0


def test_page_of_several_items_gives_several_records(analysing):
    items = [
        f"云溪县第{one}小学举行运动会\n\n5月{one}日,第{one}小学运动会开幕,{one * 40}名学生参加。\n(记者 王小明)"
        for one in (3, 4)
    ]
    assert len(analysing.post(ANALYSE, json={"text": "\n\n".join(items)}).json()["records"]) >= 1


def test_offsets_count_code_points(analysing):
    answer = analysing.post(ANALYSE, json={"text": "𠮷安镇运动会\n\n𠮷安镇中心校640名学生参加了5月3日的运动会。"})
    record = answer.json()["records"][0]
    figure = next(one for one in record["figures"] if one["value"] == 640)
    assert record["body"][figure["start"] : figure["end"]] == "640名"


def test_address_is_fetched_by_the_guarded_fetch(analysing, monkeypatch):
    asked = []

    def fetch(url):
        asked.append(url)
        return FetchedPage(url, 200, {"content-type": "text/html; charset=utf-8"}, PAGE.encode())

    monkeypatch.setattr(intake, "fetch_page", fetch)
    record = analysing.post(ANALYSE, json={"url": "https://www.example.org/a/1.html"}).json()["records"][0]
    assert asked == ["https://www.example.org/a/1.html"]
    assert record["title"] == "云溪县举行运动会"
    assert record["source"]["url"] == "https://www.example.org/a/1.html"


def test_address_that_must_not_be_fetched_is_a_problem(analysing, monkeypatch):
    def fetch(url):
        raise FetchError(f"{url}: refused: 10.0.0.1 is a private address")

    monkeypatch.setattr(intake, "fetch_page", fetch)
    answer = analysing.post(ANALYSE, json={"url": "http://10.0.0.1/"})
    assert answer.status_code == 422
    assert "10.0.0.1" in answer.json()["detail"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "file:///etc/passwd", "http://[::1]/", "ftp://example.org/", "x"]
)
def test_addresses_of_this_machine_are_refused(analysing, url):
    answer = analysing.post(ANALYSE, json={"url": url})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "invalid-parameter"),
        ({"text": None}, "invalid-parameter"),
        ({"text": "一", "html": "<p>一</p>"}, "invalid-parameter"),
        ({"txt": "一"}, "invalid-parameter"),
        ({"text": 5}, "invalid-parameter"),
        ([], "invalid-parameter"),
        ({"text": " \n "}, "empty-input"),
        ({"html": " "}, "empty-input"),
        ({"html": "<script>1</script>"}, "empty-input"),
    ],
)
def test_input_that_cannot_be_used(analysing, body, name):
    answer = analysing.post(ANALYSE, json=body)
    assert answer.status_code == 422
    assert answer.json()["type"] == f"urn:jiaowen:problem:{name}"


def test_half_a_character_is_a_problem_not_a_fault(analysing):
    answer = analysing.post(ANALYSE, content=b'{"text": "\\ud800"}', headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "text"
