"""The statistics table: figures of all articles, filtered, each with its sentence."""

from fastapi import APIRouter, Request, Response

from corpora.queries import StoredFigure
from service.pages.rendering import render
from service.pages.segments import split_marked
from service.pages.state import read_state
from service.web.parameters import FigureFilter
from service.web.resources import StoreOfApp

router = APIRouter(include_in_schema=False)


@router.get("/figures")
def show_figures(request: Request, store: StoreOfApp) -> Response:
    """Show the figures that the address asks for."""
    state, wanted = read_state(request, FigureFilter)
    page = store.find_figures(wanted.build_query())
    values = {
        "state": state,
        "page": page,
        "rows": [(found, mark_sentence(found)) for found in page.items],
        "places": store.count_places(),
        "next_link": state.link(cursor=page.next_cursor) if page.next_cursor else None,
    }
    return render(request, "figures.html", values)


def mark_sentence(found: StoredFigure) -> list[tuple[str, bool]]:
    """Split a figure's sentence so that the figure can be marked in it."""
    sentence = found.sentence or ""
    figure = found.figure
    if figure.start is not None and figure.end is not None and figure.evidence is not None:
        start = figure.start - figure.evidence.start
        return split_marked(sentence, [(start, start + figure.end - figure.start)])
    start = sentence.find(figure.text)
    return split_marked(sentence, [(start, start + len(figure.text))] if start >= 0 else [])
