import pytest

from nlp.topics import TOPICS


def get(client, path, **params):
    answer = client.get(f"/api/v1{path}", params=params)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["f1", "f2", "f3", "f4"]),
        ({"concept": "志愿"}, ["f1", "f2"]),
        ({"min": 780, "max": 1475}, ["f1", "f3"]),
        ({"audit": "failed"}, ["f1", "f2"]),
        ({"unit": "元"}, []),
        ({"place": "430600", "topic": "volunteering", "from": "2025-11-01"}, ["f1", "f2", "f3", "f4"]),
    ],
)
def test_figures(client, asked, found):
    assert [item["id"] for item in get(client, "/figures", **asked)["items"]] == found


def test_figure_names_its_article_and_its_sentence(client):
    item = get(client, "/figures", concept="教师")["items"][0]
    assert item["article"] == {
        "id": "a1",
        "url": "/api/v1/articles/a1",
        "title": "云溪县2272名志愿者进校园",
        "published": "2025-11-18",
        "place": item["article"]["place"],
    }
    assert item["text"] in item["sentence"]
    assert item["share_of"] == "f2"


def test_figures_go_on_with_the_cursor(client):
    first = get(client, "/figures", limit=3)
    rest = get(client, "/figures", limit=3, cursor=first["next_cursor"])
    assert [item["id"] for item in first["items"] + rest["items"]] == ["f1", "f2", "f3", "f4"]
    assert rest["next_cursor"] is None


def test_topics_are_all_there_and_counted(client):
    items = get(client, "/topics")["items"]
    assert [item["code"] for item in items] == list(TOPICS)
    assert {item["code"]: item["articles"] for item in items if item["articles"]} == {
        "volunteering": 1,
        "teacher-development": 1,
    }
    assert sum(item["core"] for item in items) == 4


def test_places_have_names(client):
    assert get(client, "/places")["items"] == [{"adcode": "430603", "name": "云溪区", "articles": 4}]


def test_trend_has_every_period_and_links_to_its_articles(client):
    trend = get(client, "/trends", interval="month")
    assert [(point["period"], point["articles"]) for point in trend["points"]] == [("2025-10", 3), ("2025-11", 1)]
    assert "Kleinberg" in trend["burst_method"]
    for point in trend["points"]:
        assert client.get(point["articles_url"]).json()["total"] == point["articles"]


def test_sum_counts_a_figure_once(client):
    trend = get(client, "/trends", measure="sum:志愿者", interval="year")
    assert trend["unit"] == "人"
    assert trend["points"][-1]["value"] == 2272


def test_trend_of_nothing_is_empty(client):
    assert get(client, "/trends", topic="awards")["points"] == []
