import pytest

REVIEW = "/api/v1/articles/a1/review"
DECISION = {"topics": ["awards"], "reviewer": "李老师", "note": "只有表彰"}


def decide(client, etag, **changes):
    return client.put(REVIEW, json=DECISION | changes, headers={"If-Match": etag} if etag else {})


def test_decision_holds_and_its_history_is_kept(client):
    etag = client.get("/api/v1/articles/a1").headers["etag"]
    answer = decide(client, etag)
    assert answer.status_code == 200
    assert answer.json()["topics"] == ["awards"]
    assert set(answer.json()["history"][0]["before"]) == {"volunteering", "teacher-development"}
    second = decide(client, answer.headers["etag"], topics=[], reviewer="王老师")
    assert [one["reviewer"] for one in second.json()["history"]] == ["李老师", "王老师"]
    assert client.get(REVIEW).json() == second.json()
    assert client.get("/api/v1/articles?topic=volunteering").json()["total"] == 0


def test_second_editor_of_the_same_state_is_refused(client):
    etag = client.get(REVIEW).headers["etag"]
    assert decide(client, etag).status_code == 200
    late = decide(client, etag, topics=["student-aid"])
    assert late.status_code == 412
    assert "read it again" in late.json()["detail"]
    assert client.get(REVIEW).json()["topics"] == ["awards"]


def test_decision_without_a_state_is_refused(client):
    answer = decide(client, None)
    assert answer.status_code == 428
    assert answer.json()["errors"][0]["parameter"] == "If-Match"


@pytest.mark.parametrize("changes", [{"topics": ["weather"]}, {"reviewer": " "}, {"note": "\x00"}, {"other": 1}])
def test_wrong_decision_is_refused(client, changes):
    assert decide(client, "*", **changes).status_code == 422
    assert client.get(REVIEW).json()["history"] == []


def test_queue_holds_what_nobody_decided_on(client):
    assert len(client.get("/api/v1/review/next").json()["items"]) == 4
    decide(client, "*")
    waiting = client.get("/api/v1/review/next", params={"order": "oldest"}).json()["items"]
    assert [item["id"] for item in waiting] == ["b01", "b02", "b03"]
