"""List pages of each family: what is listed, and what is asked for next."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.listing import parse_list
from scrapers.listing.trs import find_following
from scrapers.sources import parse_source

BASE = "http://jyj.example.cn/jydt/index.html"


def _source(family="plain", **selectors):
    return parse_source({"name": "x", "family": family, "start_urls": [BASE], "selectors": selectors}, "x")


def _rows(*rows):
    return "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in rows)


ROWS = _rows(
    ("./202305/t20230506_1.html", "云溪县召开全县教育大会", "2023-05-06"),
    ("./202305/t20230505_2.html", "云溪一中举行开放日活动", "2023-05-05"),
    ("./202305/t20230504_3.html", "教师志愿者走进社区课堂", "2023-05-04"),
)


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ('createPageHTML(5, 0, "index", "html");', "index_1.html"),
        ("createPageHTML(5,1,'index','htm');", "index_2.htm"),
        ('createPageHTML("page_div", 5, 0, "list", "shtml", 95);', "list_1.shtml"),
        ('createPageHTML(1, 0, "index", "html");', None),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", None),
    ],
)
def test_trs_calls(call, following):
    requests = find_following(f"<script>{call}</script>", BASE, {})
    assert [request.url.rsplit("/", 1)[1] for request in requests] == ([following] if following else [])


@pytest.mark.parametrize(("first", "last"), [(0, 4), (1, 5)])
def test_trs_paging_ends_at_the_last_page(first, last):
    state, numbers = {}, []
    current = first
    while True:
        requests = find_following(f'createPageHTML(5, {current}, "index", "html")', BASE, state)
        if not requests:
            break
        state, current = dict(requests[0].state), current + 1
        numbers.append(requests[0].url.rsplit("_", 1)[1])
    assert numbers[-1] == f"{last}.html"
    assert len(numbers) == 4


def test_entries_are_the_dated_list_not_the_menu():
    menu = "".join(f'<li><a href="/c{number}/">栏目名称{number}</a></li>' for number in range(20))
    page = parse_list(f"<ul>{menu}</ul><div><ul class=list>{ROWS}</ul></div>", BASE, _source())
    assert [entry.date for entry in page.entries] == ["2023-05-06", "2023-05-05", "2023-05-04"]
    assert page.entries[0].url == "http://jyj.example.cn/jydt/202305/t20230506_1.html"


def test_next_link():
    page = parse_list(f"<ul>{ROWS}</ul><a href='index_2.html'>下一页</a>", BASE, _source())
    assert [request.url for request in page.following] == ["http://jyj.example.cn/jydt/index_2.html"]


def test_selectors_win():
    page = parse_list(
        f"<ul>{ROWS}</ul><b class=x><a href=/one>只要这一条新闻</a></b><i><a href=/more>翻</a></i>",
        BASE,
        _source(entry="b.x a", next="i a"),
    )
    assert [entry.url for entry in page.entries] == ["http://jyj.example.cn/one"]
    assert page.following[0].url == "http://jyj.example.cn/more"


@pytest.mark.parametrize("href", ["javascript:void(0)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.cn", "http://[bad", "x" * 3000])
def test_links_that_lead_nowhere_are_left_out(href):
    page = parse_list(f"<ul>{ROWS}<li><a href='{href}'>这一条不是新闻链接</a><span>2023-05-01</span></li></ul>", BASE, _source())
    assert len(page.entries) == 3


def test_hanweb_asks_the_proxy_for_the_rest():
    records = "".join(f"<record><![CDATA[{row}</li>]]></record>" for row in ROWS.split("</li>") if row)
    text = (
        f"<script type='text/xml'><datastore><totalrecord>95</totalrecord>{records}</datastore></script>"
        "<script>$('#1').jpage({perpage:15,ajaxParam:{col:1,webid:27,columnid:1229,unitid:4821}})</script>"
    )
    page = parse_list(text, BASE, _source("hanweb"))
    assert len(page.entries) == 3
    request = page.following[0]
    assert request.method == "POST"
    assert parse_qs(request.body)["columnid"] == ["1229"]
    assert parse_qs(urlsplit(request.url).query)["startrecord"] == ["4"]


def test_jpaas_asks_the_unit_and_pages_by_param_json():
    text = """<script url="/api-gateway/jpaas-publish-server/front/page/build/unit" querydata="{'tagId':'当前栏目list','pageId':'77'}"></script>"""
    first = parse_list(text, BASE, _source("jpaas")).following[0]
    query = parse_qs(urlsplit(first.url).query)
    assert (query["pageId"], json.loads(query["paramJson"][0])["pageNo"]) == (["77"], 1)
    answer = json.dumps({"data": {"html": f"<ul>{ROWS}</ul>"}})
    page = parse_list(answer, first.url, _source("jpaas"), first.state)
    assert len(page.entries) == 3
    assert json.loads(parse_qs(urlsplit(page.following[0].url).query)["paramJson"][0])["pageNo"] == 2
    assert parse_list('{"data": null}', first.url, _source("jpaas"), first.state).entries == []


def test_truecms_sends_a_referer_and_reads_jsonp_around_xml():
    first = parse_list('<script>x("/t/getMessage.do?channel=7&page=1&callback=f")</script>', BASE, _source("truecms")).following[0]
    assert first.headers["Referer"] == BASE
    xml = "<ms><m><title>云溪县召开全县教育大会</title><url>/a/1.html</url><pubdate>2023-05-06 10:00</pubdate></m></ms>"
    page = parse_list(f"f({json.dumps(xml)});", first.url, _source("truecms"), first.state)
    assert (page.entries[0].url, page.entries[0].date) == ("http://jyj.example.cn/a/1.html", "2023-05-06")
    assert "page=2" in page.following[0].url


def test_ewb_posts_its_category():
    first = parse_list('<script>a({url:"/w/getgovinfolist",data:{categorynum:"001002"}})</script>', BASE, _source("ewb")).following[0]
    assert json.loads(first.body)["params"]["categorynum"] == "001002"
    answer = json.dumps({"custom": json.dumps({"infodata": [{"title": "<b>云溪县召开全县教育大会</b>", "infourl": "/a/1.html", "infodate": "2023-05-06"}]})})
    page = parse_list(answer, first.url, _source("ewb"), first.state)
    assert [entry.title for entry in page.entries] == ["云溪县召开全县教育大会"]


def test_founder_stays_within_the_issue():
    url = "http://paper.example.cn/html/2023-05/06/node_1.htm"
    text = (
        '<map><area href="content_11.htm"></map><a href="content_11.htm">一支队伍走出校门</a><a href="content_12.htm">布局调整见闻</a>'
        '<a href="node_2.htm">第02版</a><a href="../05/node_1.htm">上一期</a>'
    )
    page = parse_list(text, url, _source("founder"))
    assert [(entry.title, entry.date) for entry in page.entries] == [("一支队伍走出校门", "2023-05-06"), ("布局调整见闻", "2023-05-06")]
    assert [request.url for request in page.following] == ["http://paper.example.cn/html/2023-05/06/node_2.htm"]


def test_founder_cover_leads_to_the_issue():
    page = parse_list('<script>window.location.href="html/2023-05/06/node_1.htm";</script>', "http://p.cn/paperindex.htm", _source("founder"))
    assert page.following[0].url == "http://p.cn/html/2023-05/06/node_1.htm"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("<rss><channel><item><title>一</title><link>/1</link><pubDate>Sat, 06 May 2023 10:00:00 +0800</pubDate></item></channel></rss>", [("/1", "2023-05-06")]),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>一</title><link href="/1"/><updated>2023-05-06T10:00:00Z</updated></entry></feed>',
            [("/1", "2023-05-06")],
        ),
        ('<?xml version="1.0" encoding="gbk"?><urlset><url><loc>http://jyj.example.cn/1</loc><lastmod>2023-05-06</lastmod></url></urlset>', [("/1", "2023-05-06")]),
        (
            '<urlset xmlns:n="x"><url><loc>http://jyj.example.cn/1</loc><n:news><n:publication_date>2023-05-06</n:publication_date><n:title>一</n:title></n:news></url></urlset>',
            [("/1", "2023-05-06")],
        ),
    ],
)  # fmt: skip
def test_feeds_and_sitemaps(text, entries):
    page = parse_list(text, BASE, _source("feed"))
    assert [(urlsplit(entry.url).path, entry.date) for entry in page.entries] == entries


def test_sitemap_index_leads_on_and_entities_are_not_expanded():
    index = "<sitemapindex><sitemap><loc>http://jyj.example.cn/s.xml</loc></sitemap></sitemapindex>"
    assert parse_list(index, BASE, _source("sitemap")).following[0].url == "http://jyj.example.cn/s.xml"
    evil = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>/1</link></item></channel></rss>'
    page = parse_list(evil, BASE, _source("feed"))
    assert "root:" not in "".join(entry.title for entry in page.entries)


def test_list_inside_an_iframe_of_the_same_host():
    page = parse_list('<a href=/>首页</a><iframe src="list.html"></iframe><iframe src="http://other.cn/ad"></iframe>', BASE, _source())
    assert [request.url for request in page.following] == ["http://jyj.example.cn/jydt/list.html"]
