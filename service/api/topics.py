"""``/topics`` and ``/places``: what articles are about, counted."""

from fastapi import APIRouter

from nlp.divisions import load_divisions
from nlp.topics import CORE_TOPICS
from service.api.answers import Answer
from service.web.resources import StoreOfApp

router = APIRouter(tags=["topics and places"])


class TopicCount(Answer):
    """A topic and how many articles have it; ``core`` marks the four core topics."""

    code: str
    name: str
    core: bool
    articles: int


class TopicCounts(Answer):
    """All topics."""

    items: list[TopicCount]


class PlaceCount(Answer):
    """A division of GB/T 2260 and how many articles are about it."""

    adcode: str
    name: str
    articles: int


class PlaceCounts(Answer):
    """The places that any article is about."""

    items: list[PlaceCount]


@router.get("/topics")
def list_topics(store: StoreOfApp) -> TopicCounts:
    """List all topics with the numbers of their articles, in the guideline's order."""
    return TopicCounts(
        items=[
            TopicCount(code=one.key, name=one.name, core=one.key in CORE_TOPICS, articles=one.count)
            for one in store.count_topics()
        ]
    )


@router.get("/places")
def list_places(store: StoreOfApp) -> PlaceCounts:
    """List the places that articles are about, the most frequent first."""
    divisions = load_divisions()
    counts = ((one, divisions.get(one.key)) for one in store.count_places())
    return PlaceCounts(
        items=[
            PlaceCount(adcode=one.key, name=division.name if division else one.key, articles=one.count)
            for one, division in counts
        ]
    )
