"""Help: the topics with what belongs to each, and how a figure is read."""

from fastapi import APIRouter, Request, Response

from service.pages.definitions import DEFINITIONS
from service.pages.rendering import render
from service.web.resources import StoreOfApp

router = APIRouter(include_in_schema=False)


@router.get("/topics")
def show_topics(request: Request, store: StoreOfApp) -> Response:
    """Show the topics, each with its definition and the number of its articles."""
    return render(request, "topics.html", {"counts": store.count_topics(), "definitions": DEFINITIONS})
