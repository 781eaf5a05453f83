import csv
import io

import feedparser
import pytest

from tests.service.conftest import NOW, SENTENCE, build_record

FEEDS = "/api/v1/feeds/figures"


def get_items(client, **asked):
    return client.get(f"{FEEDS}.json", params=asked).json()["items"]


def test_json_feed_has_an_entry_a_figure_with_all_a_desk_needs(client):
    answer = client.get(f"{FEEDS}.json", params={"concept": "教师"})
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    item = feed["items"][0]
    assert item["content_text"] == SENTENCE
    assert item["_jiaowen"]["figure"]["value"] == 780
    assert item["_jiaowen"]["place"]["adcode"] == "430603"
    assert client.get(item["url"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 4), ({"unit": "元"}, 0), ({"topic": "volunteering", "place": "430600"}, 4), ({"kind": "money"}, 0)],
)
def test_filters(client, asked, number):
    assert len(get_items(client, **asked)) == number


def test_withdrawal_is_an_entry_that_names_what_it_replaces(client, store):
    before = {item["id"] for item in get_items(client)}
    store.withdraw_article("a1", NOW)
    entries = [item for item in get_items(client) if item["_jiaowen"]["type"] == "withdrawn"]
    assert {item["_jiaowen"]["replaces"] for item in entries} == before


def test_follower_misses_nothing(client, store):
    first = client.get(f"{FEEDS}.json", params={"after": 0, "limit": 3}).json()
    rest = client.get(first["next_url"]).json()
    numbers = [item["_jiaowen"]["seq"] for item in first["items"] + rest["items"]]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 4
    assert "next_url" not in rest


def test_atom_is_read_by_another_parser(client):
    answer = client.get(f"{FEEDS}.atom")
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [item["id"] for item in get_items(client)]
    assert parsed.entries[-1].title == get_items(client)[-1]["title"]


def test_table_is_safe_for_spreadsheets_when_asked(client, store):
    evil = build_record(id="a2", title="=HYPERLINK(1)", published="2025-11-19")
    store.put_articles([evil], NOW)
    plain = client.get(f"{FEEDS}.csv").content
    safe = client.get(f"{FEEDS}.csv", params={"bom": "1"}).content
    assert not plain.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(safe.decode("utf-8-sig"))))
    assert safe.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 8
    assert {row["article_title"] for row in rows if row["article_id"] == "a2"} == {"'=HYPERLINK(1)"}


def test_control_characters_do_not_break_the_feed(client, store):
    figure = build_record().figures[3].model_copy(update={"restates": None, "text": "2\x0c人"}).model_dump()
    record = build_record(id="a3", title="第\x0b一期", published="2025-11-19", figures=[figure], audit=[])
    store.put_articles([record], NOW)
    assert not feedparser.parse(client.get(f"{FEEDS}.atom").content).bozo
