"""The site families we know: how each is recognised and where it keeps title, body and date.

Data, one entry a family; a family that needs more than selectors has a module of its own. Not for list pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from scrapers.extraction.tree import find_all


@dataclass(frozen=True)
class Family:
    """How a content management system is recognised and where it keeps things; selectors are XPath."""

    name: str
    marks: re.Pattern[str]
    bodies: tuple[etree.XPath, ...] = ()
    titles: tuple[etree.XPath, ...] = ()
    body_marks: tuple[str, str] | None = None


def _by_class(*names: str) -> tuple[etree.XPath, ...]:
    return tuple(
        etree.XPath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]") for name in names
    )


def _by_id(*names: str) -> tuple[etree.XPath, ...]:
    return tuple(etree.XPath(f"//*[@id='{name}']") for name in names)


def _paths(*paths: str) -> tuple[etree.XPath, ...]:
    return tuple(etree.XPath(path) for path in paths)


_FOUNDER = Family(
    "founder",
    re.compile(r"<founder-content|<!--\s{0,5}enpproperty|id=[\"']ozoom|node_\d+\.html?", re.I),
    bodies=(*_paths("//founder-content"), *_by_id("ozoom", "Ozoom", "articleContent")),
    titles=_paths("//founder-title", "//p[@id='PreTitle']", "//*[@id='Title']"),
)
_WECHAT = Family(
    "wechat",
    re.compile(r"id=[\"']js_content|id=[\"']activity-name|mp\.weixin\.qq\.com", re.I),
    bodies=_by_id("js_content"),
    titles=_by_id("activity-name"),
)
_VSB = Family(
    "vsb",
    re.compile(r"v_news_content|vsb_content|_vsl/|/system/resource/js/|visitstatic|_jsq_\(", re.I),
    bodies=(*_by_class("v_news_content"), *_paths("//*[starts-with(@id,'vsb_content')]")),
    titles=_by_class("titlestyle", "contenttitle", "article-title"),
)
_HANWEB = Family(
    "hanweb",
    re.compile(r"ZJEG_RSS|jpage|/art/\d{4}/\d{1,2}/\d{1,2}/art_|Hanweb|<!--<\$\[", re.I),
    bodies=(*_by_id("zoom", "Zoom", "barrierfree_container"), *_by_class("article_content", "bt_content", "main-txt")),
    titles=_by_class("title", "bt_title"),
    body_marks=("content.begin", "content.end"),
)
_JPAAS = Family(
    "jpaas",
    re.compile(r"jpaas|/api-gateway/|build/unit", re.I),
    bodies=(*_by_id("zoom"), *_by_class("article-content", "xxgk_content", "jpaas-content")),
)
_TRS = Family(
    "trs",
    re.compile(
        r"TRS_Editor|trs_editor_view|TRS_UEDITOR|trs_paper_default|TRSWCM|createPageHTML|t20\d{6}_\d+|TRS_AUTOADD|trs_web", re.I
    ),
    bodies=(
        *_by_class(
            "trs_editor_view", "TRS_UEDITOR", "trs_paper_default", "trs_word", "TRS_Editor", "view TRS_UEDITOR", "Custom_UnionStyle"
        ),
        *_by_id("zoom", "Zoom", "UCAP-CONTENT", "mainText"),
    ),
)
_EWB = Family(
    "ewb",
    re.compile(r"ewb-|EWB|getgovinfolist|epoint", re.I),
    bodies=(*_by_class("ewb-article-content", "ewb-info-content", "ewb-article-info", "news-article-para"), *_by_id("zoom")),
    titles=_by_class("ewb-article-tt", "ewb-info-title"),
)
_TRUECMS = Family(
    "truecms",
    re.compile(r"truecms|getMessage\.do|trueCMS", re.I),
    bodies=(*_by_id("zoomcon", "zoom", "content"), *_by_class("conTxt", "content_txt")),
)
# Names that many systems without a mark of their own use for the body; taken only if they hold enough of the text.
GENERIC_BODIES = (
    *_by_id(
        "UCAP-CONTENT", "zoom", "Zoom", "ozoom", "artibody", "article_content", "articleContent", "article-content",
        "js_content", "ContentBody", "endText", "rwb_zw", "textBody", "fontzoom", "info_content", "news_content",
        "detailContent", "contentText", "p-detail", "mainText", "ivs_content", "newsContent", "detail-content", "rm_txt_zw",
    ),
    *_by_class(
        "TRS_Editor", "v_news_content", "article-content", "article_content", "pages_content", "rm_txt_con", "news_content",
        "content-article", "detail-content", "artical-content", "article-body", "post_body", "left_zw", "entry-content",
        "newsContent", "news-content", "article-con", "articleCon", "article_con", "info-content", "conTxt", "ewb-article-info",
        "main-article", "text_content", "wp_articlecontent", "bt_content", "wenzhang", "xl_content", "xxgk_content",
    ),
    *_paths("//*[@itemprop='articleBody']"),
)  # fmt: skip

FAMILIES = (_FOUNDER, _WECHAT, _VSB, _JPAAS, _TRUECMS, _EWB, _HANWEB, _TRS)


@dataclass(frozen=True)
class Recognised:
    """A family found on a page, and the elements that its selectors give, best first."""

    family: Family | None
    bodies: list[html.HtmlElement] = field(default_factory=list)


def find_family(text: str, url: str | None = None) -> Family | None:
    """Recognise the family of a page by its markup, or by the form of its address."""
    sample = text[:200_000]
    for family in FAMILIES:
        if family.marks.search(sample):
            return family
    return next((family for family in (_HANWEB, _TRS) if url and family.marks.search(url)), None)


def find_bodies(root: html.HtmlElement, family: Family | None) -> list[html.HtmlElement]:
    """Give the elements that the family's markers name."""
    return [element for path in (family.bodies if family else ()) for element in find_all(path, root)]
