"""The way of a page through the room: lines, boilerplate, items, articles."""

from collections import Counter

from nlp.pages.articles import build_article
from nlp.pages.boilerplate import boilerplate_reason, is_link, opens_related
from nlp.pages.clean import read_fragments
from nlp.pages.fragments import Dropped, Drops, Fragment
from nlp.pages.items import split_items
from nlp.pages.marking import mark_lines
from nlp.record import Article


def split_page(text: str) -> list[Article]:
    """Split a page into its articles, mended and in reading order; a page of one item gives one."""
    return split_page_with_drops(text)[0]


def split_page_with_drops(text: str) -> tuple[list[Article], list[Dropped]]:
    """Split a page and name what is in no article: every character that is not white space is in one place of either."""
    drops = Drops(text)
    fragments = _drop_boilerplate(read_fragments(text, drops), drops)
    gaps = Counter(fragment.gap for fragment in fragments)
    usual_gap = gaps.most_common(1)[0][0] if gaps else 0
    articles = [build_article(item, drops, usual_gap) for item in split_items(mark_lines(fragments))]
    return articles, sorted(drops.found, key=lambda dropped: dropped.start)


def _drop_boilerplate(fragments: list[Fragment], drops: Drops) -> list[Fragment]:
    kept: list[Fragment] = []
    related = False
    for fragment in fragments:
        reason = boilerplate_reason(fragment.folded)
        if reason is None and opens_related(fragment.folded):
            related, reason = True, "related"
        elif reason is None and related:
            related = is_link(fragment.folded)
            reason = "related" if related else None
        if reason is None:
            kept.append(fragment)
        else:
            drops.add(fragment, reason)
    return kept
