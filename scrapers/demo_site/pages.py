"""The demonstration site's pages: address → page, in the manner of the systems that bureaus, schools and papers use.

Each family is a folder with its list pages and articles. Pure: no sockets here; lists that a service answers are in
scrapers.demo_site.services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from scrapers.demo_site.content import DemoArticle, load_articles

PAGE_SIZE = 5
NOTE = "\u6f14\u793a\u7ad9\u70b9\uff0c\u5185\u5bb9\u5747\u4e3a\u865a\u6784"
CLOSED = "/xc/neibu/t20251101_1.html"
ROBOTS = f"User-agent: *\nDisallow: {CLOSED.rsplit('/', 1)[0]}/\nDisallow: /admin\n"
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class DemoPage:
    """A page's bytes and how they are declared."""

    body: bytes
    content_type: str = "text/html"


@dataclass(frozen=True)
class DemoFamily:
    """One site of the demonstration: its family, where it lies, which articles it has and in which encoding."""

    family: str
    name: str
    folder: str
    start: str
    bureau: str
    adcode: str
    encoding: str = "utf-8"

    @property
    def articles(self) -> tuple[DemoArticle, ...]:
        """The site's articles, newest first."""
        return load_articles(self.bureau)

    def link(self, article: DemoArticle) -> str:
        """The path of an article, in the family's own form."""
        day = article.date[:10]
        forms = {
            "hanweb": f"art/{int(day[:4])}/{int(day[5:7])}/{int(day[8:])}/art_1229_{article.number}.html",
            "vsb": f"info/1009/{article.number}.htm",
            "founder": f"html/2025-11/18/content_{article.number}.htm",
            "jpaas": f"art/{day[:4]}/art_{article.number}.html",
        }
        return self.folder + forms.get(self.family, f"{day[:4]}{day[5:7]}/{article.slug}.html")


MAIN_SITES = (
    DemoFamily("trs", "淅川县教育体育局(演示)", "/xc/jydt/", "index.html", "xichuan", "411326"),
    DemoFamily("plain", "苍溪县教育局(演示)", "/cx/zwdt/", "index.html", "cangxi", "510824", "gbk"),
)
FAMILY_SITES = (
    *MAIN_SITES,
    DemoFamily("hanweb", "Hanweb(演示)", "/hanweb/", "col/col1229/index.html", "xichuan", "411326"),
    DemoFamily("jpaas", "JPaaS(演示)", "/jpaas/", "col/col1554467/index.html", "cangxi", "510824"),
    DemoFamily("truecms", "truecms(演示)", "/truecms-site/", "index.html", "xichuan", "411326", "gbk"),
    DemoFamily("ewb", "EWB(演示)", "/ewb/", "index.html", "cangxi", "510824"),
    DemoFamily("vsb", "VSB(演示)", "/vsb/", "xydt.htm", "xichuan", "411326"),
    DemoFamily("founder", "演示晚报(演示)", "/paper/", "paperindex.htm", "cangxi", "510824"),
    DemoFamily("feed", "RSS(演示)", "/feed/", "rss.xml", "xichuan", "411326"),
    DemoFamily("sitemap", "sitemap(演示)", "/sitemap/", "sitemap.xml", "cangxi", "510824"),
    DemoFamily("iframe", "iframe(演示)", "/iframe/", "index.html", "xichuan", "411326", "gbk"),
)
_ARTICLE_TEMPLATES = {"feed": "wechat", "sitemap": "trs", "iframe": "plain"}


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("scrapers.demo_site"), autoescape=True)


def render(template: str, encoding: str, **values: Any) -> DemoPage:
    """Fill a template and encode it."""
    text = _environment().get_template(f"{template}.html").render(note=NOTE, closed=CLOSED, **values)
    return DemoPage(text.encode(encoding, "xmlcharrefreplace"))


@cache
def build_pages() -> dict[str, DemoPage]:
    """Build every page of the site by its path; answers of services are not among them."""
    links = "".join(f'<li><a href="{site.folder}{site.start}">{site.name}</a></li>' for site in FAMILY_SITES)
    pages = {
        "/robots.txt": DemoPage(ROBOTS.encode(), "text/plain"),
        "/": DemoPage(f"<meta charset=utf-8><title>演示站点</title><ul>{links}</ul>{NOTE}".encode()),
        CLOSED: DemoPage("<meta charset=utf-8><p>这一页在 robots.txt 中不许抓取。</p>".encode()),
    }
    for site in FAMILY_SITES:
        pages |= {site.link(article): _article(site, article) for article in site.articles}
        pages |= _lists(site)
    return pages


def _article(site: DemoFamily, article: DemoArticle) -> DemoPage:
    template = _ARTICLE_TEMPLATES.get(site.family, site.family)
    epoch = int(datetime.fromisoformat(article.date).replace(tzinfo=_BEIJING).timestamp())
    return render(
        f"{template}_article", site.encoding, site=site, article=article, epoch=epoch, page_name=_page_name(site, article)
    )


def _page_name(site: DemoFamily, article: DemoArticle) -> str:
    return f"第{site.articles.index(article) // PAGE_SIZE + 1:02d}版:教育"


def slice_articles(site: DemoFamily, number: int) -> tuple[DemoArticle, ...]:
    """Give the articles of a list page, counted from 0."""
    return site.articles[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]


def _lists(site: DemoFamily) -> dict[str, DemoPage]:
    builders = {"founder": _founder_lists, "feed": _feed, "sitemap": _sitemap, "iframe": _iframe, "vsb": _vsb_lists}
    if site.family in builders:
        return builders[site.family](site)
    total = -(-len(site.articles) // PAGE_SIZE)
    if site.family not in ("trs", "plain"):
        # The further pages of these families come from a service.
        return {site.folder + site.start: _list(site, site.family, 0, total)}
    names = ["index.html", *(f"index_{number}.html" for number in range(1, total))]
    return {site.folder + name: _list(site, site.family, number, total) for number, name in enumerate(names)}


def _list(site: DemoFamily, template: str, number: int, total: int, following: str | None = None) -> DemoPage:
    return render(
        f"{template}_list", site.encoding, site=site, articles=slice_articles(site, number), number=number, total=total,
        link=site.link, count=len(site.articles), size=PAGE_SIZE, following=following,
    )  # fmt: skip


def _vsb_lists(site: DemoFamily) -> dict[str, DemoPage]:
    """The second page has the highest number: pages are counted from the oldest."""
    total = -(-len(site.articles) // PAGE_SIZE)
    names = ["xydt.htm", *(f"xydt/{total - number}.htm" for number in range(1, total))]
    pages = {}
    for number, name in enumerate(names):
        following = site.folder + names[number + 1] if number + 1 < total else None
        pages[site.folder + name] = _list(site, "vsb", number, total, following)
    return pages


def _founder_lists(site: DemoFamily) -> dict[str, DemoPage]:
    folder = f"{site.folder}html/2025-11/18/"
    total = -(-len(site.articles) // PAGE_SIZE)
    nodes = [{"file": f"node_{n + 1}.htm", "name": f"第{n + 1:02d}版:教育"} for n in range(total)]
    index = '<html><head><meta http-equiv="refresh" content="0; url=html/2025-11/18/node_1.htm"></head><body></body></html>'
    pages = {site.folder + site.start: DemoPage(index.encode())}
    for number, node in enumerate(nodes):
        pages[folder + node["file"]] = render(
            "founder_node", site.encoding, site=site, articles=slice_articles(site, number), link=site.link,
            nodes=nodes, page_name=node["name"],
        )  # fmt: skip
    return pages


def _feed(site: DemoFamily) -> dict[str, DemoPage]:
    items = "".join(
        f"<item><title>{article.title}</title><link>{site.link(article)}</link>"
        f"<pubDate>{datetime.fromisoformat(article.date):%d %b %Y %H:%M:%S} +0800</pubDate></item>"
        for article in site.articles
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{site.name}</title>{items}</channel></rss>'
    return {site.folder + site.start: DemoPage(text.encode(), "application/rss+xml")}


def _sitemap(site: DemoFamily) -> dict[str, DemoPage]:
    urls = "".join(f"<url><loc>{site.link(article)}</loc><lastmod>{article.date[:10]}</lastmod></url>" for article in site.articles)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<?xml version='1.0' encoding='UTF-8'?><sitemapindex {space}><sitemap><loc>{site.folder}news.xml</loc></sitemap></sitemapindex>"
    return {
        site.folder + site.start: DemoPage(index.encode(), "application/xml"),
        f"{site.folder}news.xml": DemoPage(f"<urlset {space}>{urls}</urlset>".encode(), "application/xml"),
    }


def _iframe(site: DemoFamily) -> dict[str, DemoPage]:
    total = -(-len(site.articles) // PAGE_SIZE)
    outer = '<html><body><div><a href="/">首页</a></div><iframe src="list/index.html"></iframe></body></html>'.encode("gbk")
    names = ["index.html", *(f"index_{number}.html" for number in range(1, total))]
    pages = {f"{site.folder}list/{name}": _list(site, "plain", number, total) for number, name in enumerate(names)}
    return {site.folder + site.start: DemoPage(outer), **pages}
