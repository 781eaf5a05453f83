"""The site families we know: how each is recognised and where it keeps title and body.

Data, one entry a family; markers are read by ``Row.select``: ``.class``, ``#id``, ``#begin*``, or a tag. Not for list
pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """How a content management system is recognised (lower-case marks) and where it keeps body and title."""

    name: str
    marks: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


_FOUNDER = Family(
    "founder",
    ("<founder-content", "<!--enpproperty", 'id="ozoom"', "id='ozoom'", "id=ozoom"),
    bodies=("founder-content", "#ozoom", "#Ozoom", "#articleContent"),
    titles=("founder-title", "#Title", ".font01"),
)
_WECHAT = Family(
    "wechat",
    ('id="js_content"', 'id="activity-name"', "mp.weixin.qq.com/mp/"),
    bodies=("#js_content",),
    titles=("#activity-name",),
)
_VSB = Family(
    "vsb",
    ("v_news_content", "vsb_content", "/system/resource/js/", "visual sitebuilder", "_jsq_("),
    bodies=(".v_news_content", "#vsb_content*", "#vsb_newscontent"),
    titles=(".titlestyle", ".contenttitle", ".article-title"),
)
_HANWEB = Family(
    "hanweb",
    ("zjeg_rss", "/module/web/jpage", "hanweb", "<!--<$["),
    bodies=("#zoom", "#Zoom", ".article_content", ".bt_content", ".main-txt", ".article_cont"),
    titles=(".bt_title",),
)
_JPAAS = Family(
    "jpaas", ("jpaas", "/api-gateway/", "front/page/build/unit"),
    bodies=("#zoom", ".article-content", ".xxgk_content", ".jpaas-content"),
)  # fmt: skip
_TRS = Family(
    "trs",
    ("trs_editor", "trs_ueditor", "trs_paper_default", "trswcm", "createpagehtml", "trs_autoadd", "trs_web"),
    bodies=(
        ".trs_editor_view", ".TRS_UEDITOR", ".trs_paper_default", ".trs_word", ".TRS_Editor", ".Custom_UnionStyle",
        "#zoom", "#Zoom", "#UCAP-CONTENT", "#mainText",
    ),
)  # fmt: skip
_EWB = Family(
    "ewb",
    ("ewb-", "getgovinfolist", "epoint"),
    bodies=(".ewb-article-content", ".ewb-info-content", ".ewb-article-info", ".news-article-para", "#zoom"),
    titles=(".ewb-article-tt", ".ewb-info-title"),
)
_TRUECMS = Family(
    "truecms",
    ("truecms", "getmessage.do"),
    bodies=("#zoomcon", "#zoom", ".conTxt", ".content_txt"),
    titles=(".conTitle",),
)
# Names that many systems without a mark of their own use for the body; taken only if they hold enough of the text.
GENERIC_BODIES = (
    "#UCAP-CONTENT", "#zoom", "#Zoom", "#ozoom", "#artibody", "#article_content", "#articleContent", "#article-content",
    "#ContentBody", "#endText", "#rwb_zw", "#textBody", "#fontzoom", "#info_content", "#news_content", "#NewsContent",
    "#detailContent", "#contentText", "#p-detail", "#mainText", "#ivs_content", "#newsContent", "#detail-content",
    "#rm_txt_zw", "#detail", "#Content", "#MyContent", "#lblContent", "#ContentPlaceHolder1_lblContent",
    "#wenzhang-content", "#articlecontent", "#main_content", "#zhengwen", "#nr", "#ArticleContent",
    ".TRS_Editor", ".v_news_content", ".article-content", ".article_content", ".pages_content", ".rm_txt_con",
    ".news_content", ".content-article", ".detail-content", ".artical-content", ".article-body", ".post_body", ".left_zw",
    ".entry-content", ".newsContent", ".news-content", ".article-con", ".articleCon", ".article_con", ".info-content",
    ".conTxt", ".ewb-article-info", ".main-article", ".text_content", ".wp_articlecontent", ".bt_content", ".wenzhang",
    ".xl_content", ".xxgk_content", ".news_content_content", ".view_content", ".article_txt", ".newscontent", ".artcon",
    ".con_text", ".text-con", ".show-content", ".content_text", ".nry", ".detail_con", ".newsCon", ".rich_media_content",
)  # fmt: skip

FAMILIES = (_FOUNDER, _WECHAT, _VSB, _JPAAS, _TRUECMS, _EWB, _HANWEB, _TRS)
_ADDRESSES = (
    (re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_"), _HANWEB),
    (re.compile(r"/t(?:19|20)\d{6}_\d+"), _TRS),
)
# A family leaves its mark in the head or around the body; scripts behind it may be long.
_SAMPLE = 200_000


def find_family(text: str, url: str | None = None) -> Family | None:
    """Recognise the family of a page by its markup, or by the form of its address."""
    # Plain substrings of the lowered text: eight case-blind patterns cost a tenth of the whole extraction.
    sample = text[:_SAMPLE].lower()
    for family in FAMILIES:
        if any(mark in sample for mark in family.marks):
            return family
    return next((family for pattern, family in _ADDRESSES if url and pattern.search(url)), None)
