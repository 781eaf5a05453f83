"""Paste: a text, a newspaper page or a web page becomes records at once; nothing is kept unless asked."""

import re
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from corpora.queries import PutResult
from nlp.errors import InputError, JiaowenError
from service.pages.article import build_view
from service.pages.rendering import render
from service.web.intake import LONGEST_TEXT, Intake, analyse_input
from service.web.resources import Resources, find_resources

router = APIRouter(include_in_schema=False)

# Markup begins with a tag, a comment or a declaration.
_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_MARKUP = re.compile(r"\s*<(?:!|\?xml|[a-zA-Z])")


@router.get("/paste")
def show_form(request: Request) -> Response:
    """Show the empty form."""
    return render(request, "paste.html", {"text": "", "views": [], "results": [], "error": None})


@router.post("/paste")
def analyse_pasted(
    request: Request, text: Annotated[str, Form()] = "", action: Annotated[str, Form()] = "analyse"
) -> Response:
    """Show the records of what was pasted, and keep them where asked."""
    values: dict[str, object] = {"text": text, "views": [], "results": [], "error": None}
    try:
        results, views = _analyse(find_resources(request), text, action == "store")
    except JiaowenError as error:
        return render(request, "paste.html", values | {"error": str(error)}, 422)
    if len(results) == 1:
        return RedirectResponse(f"/articles/{results[0].id}", 303)
    return render(request, "paste.html", values | {"views": views, "results": results})


def _analyse(resources: Resources, text: str, keep: bool) -> tuple[list[PutResult], list[object]]:
    if len(text) > LONGEST_TEXT:
        raise InputError(f"the text has {len(text):,} characters; paste at most {LONGEST_TEXT:,} at a time")
    records = analyse_input(read_pasted(text), resources.analyser)
    results = resources.store.put_articles(records, datetime.now(UTC)) if keep else []
    return results, [build_view(record, f"a{number}-") for number, record in enumerate(records, 1)]


def read_pasted(text: str) -> Intake:
    """Say what was pasted: an address alone, the source of a web page, or plain text."""
    if _ADDRESS.fullmatch(text):
        return Intake(url=text.strip())
    # A form sends line breaks as CR LF.
    text = text.replace("\r\n", "\n")
    return Intake(html=text) if _MARKUP.match(text) else Intake(text=text)
