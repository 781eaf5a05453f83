"""``/figures``: the figures of all articles."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.answers import FigurePage, build_figure
from service.web.parameters import FigureFilter
from service.web.resources import StoreOfApp

router = APIRouter(prefix="/figures", tags=["figures"])


@router.get("")
def list_figures(wanted: Annotated[FigureFilter, Query()], store: StoreOfApp) -> FigurePage:
    """List the figures that are asked for, those of the newest article first, each with its sentence."""
    page = store.find_figures(wanted.build_query())
    items = [build_figure(item) for item in page.items]
    return FigurePage(items=items, next_cursor=page.next_cursor, total=page.total, total_exact=page.total_exact)
