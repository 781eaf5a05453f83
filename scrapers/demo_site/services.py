"""The demonstration site's services: what the lists of Hanweb, JPaaS, truecms and EWB sites fetch by script.

Each answers like its model, as far as the crawler asks. Not for static pages.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from scrapers.demo_site.pages import FAMILY_SITES, PAGE_SIZE, DemoFamily, DemoPage, slice_articles


@dataclass(frozen=True)
class Question:
    """What a service is asked: the query, the body, the headers (names in lower case)."""

    query: str
    body: bytes
    headers: Mapping[str, str]

    def value(self, name: str, default: str = "") -> str:
        """Give a parameter of the query."""
        return parse_qs(self.query).get(name, [default])[0]


Service = Callable[[Question], DemoPage | None]


def _site(family: str) -> DemoFamily:
    return next(site for site in FAMILY_SITES if site.family == family)


def _rows(site: DemoFamily, start: int, end: int) -> list[str]:
    return [
        f'<li><a href="{site.link(article)}">{html.escape(article.title)}</a><span>{article.date[:10]}</span></li>'
        for article in site.articles[start:end]
    ]


def answer_hanweb(question: Question) -> DemoPage | None:
    """Answer records in CDATA; without the page's parameters there is no answer."""
    if b"columnid=1229" not in question.body or b"unitid=4821" not in question.body:
        return None
    site = _site("hanweb")
    rows = _rows(site, int(question.value("startrecord", "1")) - 1, int(question.value("endrecord", "1")))
    records = "".join(f"<record><![CDATA[{row}]]></record>" for row in rows)
    text = f"<datastore><totalrecord>{len(site.articles)}</totalrecord><recordset>{records}</recordset></datastore>"
    return DemoPage(text.encode(), "text/xml")


def answer_jpaas(question: Question) -> DemoPage | None:
    """Answer a list as HTML in JSON."""
    if question.value("pageId") != "1554467":
        return None
    page = int(json.loads(question.value("paramJson", "{}")).get("pageNo", 1))
    rows = _rows(_site("jpaas"), (page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    answer = {"success": True, "data": {"html": f"<ul>{''.join(rows)}</ul>" if rows else ""}}
    return DemoPage(json.dumps(answer).encode(), "application/json")


def answer_truecms(question: Question) -> DemoPage | None:
    """Answer JSONP around XML, to requests with a referer only."""
    if not question.headers.get("referer"):
        return None
    site = _site("truecms")
    items = "".join(
        f"<message><title>{html.escape(article.title)}</title><url>{site.link(article)}</url><pubdate>{article.date}</pubdate></message>"
        for article in slice_articles(site, int(question.value("page", "1")) - 1)
    )
    text = f"{question.value('callback', 'show')}({json.dumps(f'<messages>{items}</messages>')})"
    return DemoPage(text.encode(), "text/javascript; charset=utf-8")


def answer_ewb(question: Question) -> DemoPage | None:
    """Answer JSON to a POST that names the category."""
    params = json.loads(question.body or b"{}").get("params", {})
    if params.get("categorynum") != "001002":
        return None
    site = _site("ewb")
    rows = [
        {"title": article.title, "infourl": site.link(article), "infodate": article.date[:10]}
        for article in slice_articles(site, int(params.get("pageIndex", 0)))
    ]
    return DemoPage(json.dumps({"custom": {"infodata": rows, "infocount": len(site.articles)}}).encode(), "application/json")


SERVICES: dict[str, Service] = {
    "/module/web/jpage/dataproxy.jsp": answer_hanweb,
    "/api-gateway/jpaas-publish-server/front/page/build/unit": answer_jpaas,
    "/truecms/getMessage.do": answer_truecms,
    "/EpointWebBuilder/getgovinfolist.action": answer_ewb,
}
