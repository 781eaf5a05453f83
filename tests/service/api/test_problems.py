import shutil

import pytest

from nlp import errors
from nlp.errors import JiaowenError
from service.api import create_app
from service.settings import Settings
from service.web.problems import build_problem
from tests.service.conftest import TestClient


@pytest.mark.parametrize(
    ("path", "status", "parameter", "expected"),
    [
        ("/articles?limit=9999", 422, "limit", "200"),
        ("/articles?limit=abc", 422, "limit", "integer"),
        ("/articles?topic=weather", 422, "topic", "volunteering"),
        ("/articles?from=2022-02-30", 422, "from", "year-month-day"),
        ("/articles?from=0", 422, "from", "year-month-day"),
        ("/articles?from=2022-08-02&to=2022-08-01", 422, "query", "swap"),
        ("/articles?place=42120", 422, "place", "GB/T 2260"),
        ("/articles?sort=oldest", 422, "sort", "newest"),
        ("/articles?topc=volunteering", 422, "topc", "spelling"),
        ("/articles?q=%00", 400, "q", "NUL"),
        ("/articles?q=%22%E6%B5%8B", 400, "q", "quot"),
        ("/figures?min=x", 422, "min", "number"),
        ("/figures?min=nan", 422, "min", "finite"),
        ("/figures?audit=maybe", 422, "audit", "failed"),
        ("/trends?interval=decade", 422, "interval", "month"),
        ("/trends?measure=median", 422, "measure", "sum:"),
    ],
)
def test_wrong_parameter_says_which_what_and_an_example(client, path, status, parameter, expected):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    error = problem["errors"][0]
    assert (problem["status"], error["parameter"], error["in"]) == (status, parameter, "query")
    assert expected in error["expected"]
    if parameter not in ("query", "topc"):
        assert error["example"] is not None


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/v1/articles/none", 404, "'none'"),
        ("/api/v1/nothing", 404, "/api/v1/nothing"),
        ("/api/v1/articles?cursor=abc", 400, "cursor"),
        ("/api/v1/articles/%00", 404, "article"),
    ],
)
def test_other_problems(client, path, status, said):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert said in answer.json()["detail"]
    assert answer.json()["instance"]


def test_method_that_is_not_taken_names_those_that_are(client):
    answer = client.delete("/api/v1/topics")
    assert answer.status_code == 405
    assert "GET" in answer.json()["detail"]


def test_missing_model_says_how_to_make_one(client):
    answer = client.post("/api/v1/analyse", json={"text": "云溪县举行运动会。"})
    assert answer.status_code == 503
    assert "jiaowen train" in answer.json()["detail"]
    ready = client.get("/api/v1/readyz")
    assert ready.status_code == 503
    assert "model" in ready.json()["detail"]
    assert client.get("/healthz").json() == {"status": "ok"}


def test_model_that_comes_later_is_taken_up(client, settings, registry):
    assert client.get("/readyz").status_code == 503
    shutil.copytree(registry, settings.model)
    assert client.get("/readyz").json()["status"] == "ready"


def test_missing_database_fails_readiness(tmp_path, client):
    with TestClient(create_app(Settings(database=f"sqlite:///{tmp_path}/no/store.db", model=tmp_path))) as away:
        answer = away.get("/readyz")
        assert answer.status_code == 503
        assert "store" in answer.json()["detail"]


def iter_errors(kind=JiaowenError):
    for one in kind.__subclasses__():
        yield one
        yield from iter_errors(one)


@pytest.mark.parametrize("kind", list(iter_errors()))
def test_every_error_of_the_tree_has_its_problem(kind):
    problem = build_problem(kind("第3行:读不了"), "/api/v1/x")
    assert 400 <= problem.status < 600
    if kind is not errors.CorpusError:
        assert "读不了" in problem.detail


def test_unexpected_fault_tells_nothing_of_its_inside():
    problem = build_problem(KeyError("secret"), "/api/v1/x")
    assert problem.status == 500
    assert "secret" not in problem.model_dump_json()


def test_body_that_is_too_large_is_refused(client):
    answer = client.post("/api/v1/analyse", content=b'{"text": "' + b"x" * 8_100_000 + b'"}')
    assert answer.status_code == 413
    assert answer.json()["title"]


def test_page_of_another_site_may_not_write(client):
    answer = client.post("/api/v1/articles", json={"text": "一"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert client.get("/api/v1/articles", headers={"Origin": "https://evil.example"}).status_code == 200
