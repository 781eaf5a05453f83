"""The list of articles: search, filters with counts, one entry an article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from corpora.queries import Count, Facets, StoredArticle
from nlp.record import Article
from service.pages.rendering import render
from service.pages.segments import split_marked
from service.pages.state import State, read_state
from service.pages.wording import KINDS, name_place, name_topic
from service.web.current import build_current
from service.web.parameters import ArticleFilter
from service.web.resources import StoreOfApp

EXCERPT = 110
"""Characters of an entry's text: three lines of 36."""

MOST_VALUES = 20
"""Values of a facet: more are no help to the eye; a search narrows further."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Entry:
    """An article of the list; texts are parts with whether they were searched."""

    stored: StoredArticle
    article: Article
    title: list[tuple[str, bool]]
    passages: list[list[tuple[str, bool]]]


@dataclass(frozen=True)
class FacetValue:
    """A value that the list can be narrowed by, or is."""

    name: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A group of values."""

    title: str
    values: list[FacetValue]


@router.get("/")
@router.get("/articles")
def show_articles(request: Request, store: StoreOfApp) -> Response:
    """Show the articles that the address asks for."""
    state, wanted = read_state(request, ArticleFilter)
    state = State("/articles", state.parameters)
    query = wanted.build_query()
    page = store.find_articles(query)
    values = {
        "state": state,
        "page": page,
        "entries": [build_entry(item) for item in page.items],
        "facets": build_facets(store.count_facets(query), state),
        "next_link": state.link(cursor=page.next_cursor) if page.next_cursor else None,
    }
    return render(request, "articles.html", values)


def build_entry(stored: StoredArticle) -> Entry:
    """Prepare an article for the list."""
    article = build_current(stored)
    marks = next((passage.marks for passage in stored.passages if passage.field == "title"), ())
    title = article.title or article.body[:40] or "（无题）"
    passages = [split_marked(one.text, one.marks) for one in stored.passages if one.field == "body"]
    body = article.body
    excerpt = body[:EXCERPT] + ("…" if len(body) > EXCERPT else "")
    return Entry(stored, article, split_marked(title, marks if article.title else ()), passages or [[(excerpt, False)]])


def build_facets(facets: Facets, state: State) -> list[Facet]:
    """Prepare the counts as links that narrow the list, or widen it again."""
    return [
        Facet("主题", _build_values(state, "topic", facets.topics, name_topic)),
        Facet("地区", _build_values(state, "place", facets.places, name_place)),
        Facet("来源", _build_values(state, "source", facets.sources, str)),
        Facet("体裁", _build_values(state, "kind", facets.kinds, lambda kind: KINDS.get(kind, kind))),
    ]


def _build_values(state: State, name: str, counts: Sequence[Count], wording: Callable[[str], str]) -> list[FacetValue]:
    chosen = state.get(name)
    values = [
        FacetValue(
            wording(one.key), one.count, state.link(**{name: None if one.key == chosen else one.key}), one.key == chosen
        )
        for one in counts[:MOST_VALUES]
    ]
    if chosen and not any(value.chosen for value in values):
        values.insert(0, FacetValue(wording(chosen), 0, state.link(**{name: None}), True))
    return values
