"""The demonstration site's pages: address → page, written in the manner of the systems that bureaus use.

Two bureaus: a newer TRS-like site in UTF-8 with meta tags, and an older one in GBK laid out with tables. Pure: no
sockets here.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache

from scrapers.demo_site.content import DemoArticle, load_articles

_PAGE_SIZE = 5
_NOTE = "演示站点\uff0c内容均为虚构"
ROBOTS = "User-agent: *\nDisallow: /xc/neibu/\nDisallow: /admin\nCrawl-delay: 0\n"


@dataclass(frozen=True)
class DemoPage:
    """A page's bytes and how they are declared."""

    body: bytes
    content_type: str
    last_modified: str | None = None


@cache
def build_pages() -> dict[str, DemoPage]:
    """Build every page of the site by its path."""
    pages = {
        "/robots.txt": DemoPage(ROBOTS.encode(), "text/plain"),
        "/": _utf8(_shell("演示站点", '<p><a href="/xc/jydt/index.html">淅川县教育体育局</a> <a href="/cx/zwdt/index.html">苍溪县教育局</a></p>')),
        "/xc/neibu/t20251101_1.html": _utf8(_shell("内部通讯录", "<p>这一页在 robots.txt 中不许抓取。</p>")),
    }
    pages |= _bureau("/xc/jydt/", load_articles("xichuan"), _xichuan_article, _xichuan_list, "utf-8")
    pages |= _bureau("/cx/zwdt/", load_articles("cangxi"), _cangxi_article, _cangxi_list, "gbk")
    return pages


def _utf8(text: str) -> DemoPage:
    return DemoPage(text.encode(), "text/html; charset=utf-8")


def _bureau(folder, articles, article_page, list_page, encoding):  # type: ignore[no-untyped-def]
    pages = {}
    for article in articles:
        path = f"{folder}{article.slug[1:7]}/{article.slug}.html"
        pages[path] = DemoPage(article_page(article).encode(encoding), "text/html", article.date)
    total = -(-len(articles) // _PAGE_SIZE)
    for number in range(total):
        chosen = articles[number * _PAGE_SIZE : (number + 1) * _PAGE_SIZE]
        name = "index.html" if number == 0 else f"index_{number}.html"
        pages[folder + name] = DemoPage(list_page(chosen, number, total).encode(encoding), "text/html")
    return pages


def _link(article: DemoArticle) -> str:
    return f"./{article.slug[1:7]}/{article.slug}.html"


def _shell(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}<p>{_NOTE}</p></body></html>"


def _xichuan_list(articles: tuple[DemoArticle, ...], number: int, total: int) -> str:
    rows = "\n".join(
        f'<li><a href="{_link(a)}" target="_blank" title="{html.escape(a.title)}">{html.escape(a.title)}</a>'
        f"<span>{a.date[:10]}</span></li>"
        for a in articles
    )
    if number == 0:
        rows += '\n<li><a href="/xc/neibu/t20251101_1.html">机关内部通讯录(仅供内网)</a><span>2025-11-01</span></li>'
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>教育动态_淅川县教育体育局(演示)</title></head>
<body><div class="nav"><a href="/">首页</a><a href="/xc/jydt/index.html">教育动态</a></div>
<div class="list-box"><ul class="gl-list">{rows}</ul></div>
<div class="page"><script>createPageHTML({total}, {number}, "index", "html");</script></div>
<div class="footer">{_NOTE} 主办单位:淅川县教育体育局(演示)</div></body></html>"""


def _xichuan_article(article: DemoArticle) -> str:
    paragraphs = "\n".join(f'<p style="text-indent:2em">{html.escape(text)}</p>' for text in article.paragraphs)
    author = f'<span>作者:{article.author}</span>' if article.author else ""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{html.escape(article.title)}_淅川县教育体育局(演示)</title>
<meta name="ArticleTitle" content="{html.escape(article.title)}">
<meta name="PubDate" content="{article.date}">
<meta name="ContentSource" content="{article.source}">
<meta name="ColumnName" content="教育动态">
<meta name="Maketime" content="2025-11-20 08:00:00"></head>
<body><div class="header"><a href="/">首页</a><a href="/xc/jydt/index.html">教育动态</a></div>
<div class="crumb">当前位置:<a href="/">首页</a> &gt; <a href="../index.html">教育动态</a> &gt; 正文</div>
<div class="article"><h1 class="title">{html.escape(article.title)}</h1>
<div class="info"><span>发布时间:{article.date}</span><span>来源:{article.source}</span>{author}
<span>浏览次数:<em id="hits">128</em>次</span><span>字体:[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div class="view TRS_UEDITOR trs_paper_default">
{paragraphs}
</div>
<div class="share">分享到:<a href="#">微信</a><a href="#">微博</a></div>
<div class="tools"><a href="#">打印本页</a> <a href="#">关闭窗口</a></div></div>
<div class="footer">{_NOTE} 主办单位:淅川县教育体育局(演示) 网站标识码:0000000000</div></body></html>"""


def _cangxi_list(articles: tuple[DemoArticle, ...], number: int, total: int) -> str:
    rows = "\n".join(
        f'<tr><td height="26">·<a href="{_link(a)}" target="_blank">{html.escape(a.title)}</a></td>'
        f'<td width="90">[{a.date[:10]}]</td></tr>'
        for a in articles
    )
    following = f'<a href="index_{number + 1}.html">下一页</a>' if number + 1 < total else "下一页"
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>政务动态-苍溪县教育局(演示)</title></head>
<body><table width="960" align="center"><tr><td><a href="/">网站首页</a> | <a href="/cx/zwdt/index.html">政务动态</a></td></tr></table>
<table width="960" align="center">{rows}</table>
<table width="960" align="center"><tr><td>共{total}页 第{number + 1}页 {following}</td></tr></table>
<table width="960" align="center"><tr><td align="center">{_NOTE}</td></tr></table></body></html>"""


def _cangxi_article(article: DemoArticle) -> str:
    paragraphs = "<br>\n<br>\n".join(f"  {html.escape(text)}" for text in article.paragraphs)
    author = f" 作者:{article.author}" if article.author else ""
    editor = "<br><br>(责任编辑:蒲知微)"
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{html.escape(article.title)}-苍溪县教育局(演示)</title></head>
<body><table width="960" align="center"><tr><td>您现在的位置:<a href="/">网站首页</a> &gt;&gt; <a href="../index.html">政务动态</a> &gt;&gt; 内容</td></tr></table>
<table width="960" align="center"><tr><td align="center" class="bt"><b>{html.escape(article.title)}</b></td></tr>
<tr><td align="center">来源:{article.source}{author} 时间:{article.date} 点击数:<script src="/hits.js"></script> 次</td></tr>
<tr><td class="nr"><font size="3">{paragraphs}{editor}</font></td></tr>
<tr><td>【<a href="#">打印</a>】【<a href="#">关闭</a>】</td></tr></table>
<table width="960" align="center"><tr><td align="center">{_NOTE}</td></tr></table></body></html>"""
