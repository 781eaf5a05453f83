import re

import pytest
from bs4 import BeautifulSoup

from corpora.queries import Review
from tests.service.conftest import NOW, SENTENCE, TestClient, build_other, build_record

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}</title>'
PAGES = ["/", "/articles", "/articles?q=%E6%BC%94%E7%BB%83", "/articles/a1", "/figures", "/trends", "/paste", "/topics"]


def get(client: TestClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in soup.select(selector)]


def words(soup: BeautifulSoup, selector: str) -> list[str]:
    """As ``texts``, with a space between elements."""
    return [" ".join(found.get_text(" ").split()) for found in soup.select(selector)]


@pytest.mark.parametrize("path", PAGES)
def test_page_is_chinese_small_and_loads_from_here_only(client, path):
    answer = client.get(path)
    soup = BeautifulSoup(answer.text, "html.parser")
    assert soup.html["lang"] == "zh-CN"
    assert soup.title.text.endswith("教闻")
    loaded = [tag.get("src") or tag.get("href") for tag in soup.select("script[src], link[href], img[src]")]
    assert all(address.startswith("/static/") for address in loaded)
    total = len(answer.content) + sum(len(client.get(address).content) for address in loaded)
    assert total < 100_000
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not soup.select("[style], [onclick], [onerror]")


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(client, path):
    soup = get(client, path)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = {tag["href"][1:] for tag in soup.select("a[href^='#']")}
    assert targets <= set(ids)


def test_list_shows_articles_and_counts(client):
    soup = get(client, "/")
    assert texts(soup, ".entry h2") == ["云溪县2272名志愿者进校园", "第3期简报", "第2期简报", "第1期简报"]
    assert texts(soup, ".count")[0].startswith("4 篇")
    assert "志愿服务 97%" in texts(soup, ".chip")
    facets = {
        summary: words(box, "a") for summary, box in zip(texts(soup, "summary"), soup.select("details"), strict=True)
    }
    assert facets["来源"] == ["简报 3", "云溪教育网 1"]
    assert facets["地区"] == ["云溪区\uff08岳阳市\uff09 4"]


def test_every_filter_is_in_the_address_and_can_be_taken_off(client):
    soup = get(client, "/articles?source=简报&q=巡查")
    assert soup.select_one("input[name=q]")["value"] == "巡查"
    assert soup.select_one("input[type=hidden][name=source]")["value"] == "简报"
    chosen = soup.select_one("a.chosen")
    without = get(client, chosen["href"])
    assert without.select_one("input[name=q]")["value"] == "巡查"
    assert not without.select("a.chosen")


def test_searched_words_are_marked(client):
    assert set(texts(get(client, "/articles?q=水域设牌"), "mark")) == {"水域设牌"}


def test_next_page_goes_on(client, store):
    store.put_articles([build_other(number) for number in range(4, 28)], NOW)
    first = get(client, "/articles?source=简报")
    second = get(client, first.select_one("a[rel=next]")["href"])
    assert len(texts(first, ".entry")) == 20
    assert len(texts(second, ".entry")) == 7
    assert not second.select("a[rel=next]")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/articles?q=没有的词", "换一个说法"),
        ("/figures?concept=没有", "统计对象"),
        ("/trends?topic=awards", "放宽条件"),
    ],
)
def test_empty_list_says_what_to_do(client, path, says):
    assert says in texts(get(client, path), ".empty")[0]


def test_article_marks_evidence_and_figures(client):
    soup = get(client, "/articles/a1")
    assert texts(soup, "h1") == ["云溪县2272名志愿者进校园"]
    assert "".join(found.get_text() for found in soup.select(".body > p")[1]) == SENTENCE
    assert {figure["id"]: figure.text for figure in soup.select("a.fig[id]")} == {
        "fig-f4": "2272名",
        "fig-f1": "1475人",
        "fig-f2": "2272人",
        "fig-f3": "780人",
    }
    lit = "".join(tag.text for tag in soup.select("[data-topics~='teacher-development']"))
    assert lit == "到2272人,其中教师780人"
    assert texts(soup, ".topic .name") == ["志愿服务", "教师队伍建设"]


def test_card_tells_value_relations_and_checks(client):
    soup = get(client, "/articles/a1")
    cards = dict(zip(("f1", "f2", "f3", "f4"), words(soup, ".card"), strict=True))
    assert cards["f1"].startswith("1,475 人")
    assert "核对 ✗ 变化方向" in cards["f1"]
    assert "所属总数 2272人" in cards["f3"]
    assert "其中一部分 780人" in cards["f2"]
    assert "被复述为 2272名" in cards["f2"]
    assert "标题" in cards["f4"]
    assert "第 2 段 接合断行 90%" in texts(soup, ".repairs li")[0]


def test_review_and_withdrawal_are_shown(client, store):
    store.put_review("a1", Review(("awards",), "李老师", NOW, "改判"), 1)
    store.withdraw_article("a1", NOW)
    soup = get(client, "/articles/a1")
    assert texts(soup, ".topic .name") == ["荣誉与竞赛"]
    assert "李老师" in texts(soup, ".reviewed")[0]
    assert "撤下" in texts(soup, ".banner")[0]


def test_text_of_articles_is_never_markup(client, store):
    record = build_record(
        id="evil",
        title=HOSTILE,
        kicker=HOSTILE,
        subtitle=HOSTILE,
        paragraphs=[HOSTILE],
        captions=[HOSTILE],
        byline=[{"name": HOSTILE, "role": HOSTILE}],
        source={"name": HOSTILE, "url": "javascript:alert(1)"},
        topics=[{"code": "awards", "name": HOSTILE, "score": 1, "evidence": [{"start": 3, "end": 20, "score": 1}]}],
        figures=[
            {
                "id": '"><b>',
                "text": HOSTILE[5:9],
                "start": 5,
                "end": 9,
                "value": 1,
                "unit": HOSTILE,
                "concept": HOSTILE,
                "predicate": HOSTILE,
            }
        ],
        audit=[{"check": "headline", "figures": ['"><b>'], "holds": False, "detail": HOSTILE}],
        published="2025-11-19",
    )
    store.put_articles([record], NOW)
    for path in ("/", "/articles?q=alert", "/articles/evil", "/figures", "/trends"):
        soup = get(client, path)
        assert not soup.select("img")
        assert all("alert" not in (tag.string or "") for tag in soup.select("script:not([type='application/ld+json'])"))
        assert not [tag for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert not soup.select("a[href^='javascript']")
        assert "49" not in soup.title.text
    assert "<script>alert(1)</script>" in get(client, "/articles/evil").select_one(".body").text


def test_linked_data_cannot_leave_its_script(client, store):
    store.put_articles([build_record(id="evil", title="</script><script>alert(1)</script>")], NOW)
    raw = client.get("/articles/evil").text
    assert "</script><script>alert" not in raw


def test_figures_table_links_into_the_article(client):
    soup = get(client, "/figures?concept=教师")
    assert soup.select_one(".sentence a")["href"] == "/articles/a1#fig-f3"
    assert texts(soup, "mark") == ["780人"]


def test_trend_has_chart_and_table_and_links_to_articles(client):
    soup = get(client, "/trends?topic=volunteering&topic2=teacher-development&interval=month&from=2025-10-01")
    assert texts(soup, ".key") == ["志愿服务", "教师队伍建设"]
    assert len(soup.select("rect.s1.bar")) == len(soup.select("rect.s2.bar")) == 1
    assert words(soup, "tbody tr")[0].startswith("2025-11 1 1 1 1")
    listed = get(client, soup.select_one("tbody a")["href"])
    assert texts(listed, ".entry h2") == ["云溪县2272名志愿者进校园"]


def test_sum_is_asked_for_by_a_field_of_its_own(client):
    answer = client.get("/trends?measure=count&sum=志愿者", follow_redirects=False)
    assert answer.status_code == 303
    soup = get(client, answer.headers["location"])
    assert "2,272" in texts(soup, "tbody tr")[0]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/articles?from=x", 422, "from"),
        ("/articles/none", 404, "'none'"),
        ("/nothing", 404, "/nothing"),
        ("/figures?cursor=abc", 400, "cursor"),
        ("/articles?topic=<script>", 422, "topic"),
    ],
)
def test_error_is_a_page_that_says_what_went_wrong(client, path, status, says):
    answer = client.get(path)
    assert answer.status_code == status
    soup = BeautifulSoup(answer.text, "html.parser")
    assert says in texts(soup, ".error")[0]
    assert len(soup.select("script")) == 0


def test_empty_fields_and_unknown_names_are_no_filters(client):
    soup = get(client, "/articles?topic=&q=&from=&utm_source=mail")
    assert len(texts(soup, ".entry")) == 4


def test_static_files_are_kept_by_the_browser(client):
    address = get(client, "/").select_one("link[rel=stylesheet]")["href"]
    answer = client.get(address)
    assert re.search("max-age=[0-9]{7}", answer.headers["cache-control"])
    assert client.get("/static/../rendering.py").status_code == 404


def test_pasted_text_becomes_a_record_and_is_not_kept(analysing):
    answer = analysing.post("/paste", data={"text": f"云溪县志愿者进校园\r\n\r\n{SENTENCE}"})
    soup = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 200
    assert {"1475人", "2272人", "780人"} <= set(texts(soup, ".body a.fig"))
    assert analysing.get("/api/v1/articles").json()["total"] == 0


def test_pasted_text_is_kept_when_asked(analysing):
    data = {"text": f"云溪县志愿者进校园\n\n{SENTENCE}", "action": "store"}
    answer = analysing.post("/paste", data=data)
    assert answer.url.path.startswith("/articles/")
    assert SENTENCE in texts(BeautifulSoup(answer.text, "html.parser"), ".body > p")
    assert analysing.get("/api/v1/articles").json()["total"] == 1


@pytest.mark.parametrize("text", ["", " \n ", "<script>1</script>", "http://127.0.0.1:1/"])
def test_paste_that_cannot_be_analysed_says_why_and_keeps_the_text(analysing, text):
    answer = analysing.post("/paste", data={"text": text})
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.text, "html.parser")
    assert texts(soup, "[role=alert]")[0].startswith("分析不了")
    assert soup.textarea.text.strip() == text.strip()


def test_help_defines_every_topic(client):
    soup = get(client, "/topics")
    assert len(soup.select(".definitions > div")) == 20
    assert "1 篇" in texts(soup, "#volunteering")[0]
