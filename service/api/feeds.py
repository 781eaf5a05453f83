"""The feed of extracted statistics: what happened to figures, as JSON Feed 1.1, Atom and CSV.

An entry never changes: an edited, corrected or withdrawn figure is an entry of its own that names the one it replaces.
The newest come first; with ``after``, those after an entry's number, in order, so that a subscriber misses none.
"""

import io
import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from feedgen.feed import FeedGenerator
from pydantic import BaseModel, ConfigDict, Field

from corpora.queries import FigureChange, FigureChangeQuery
from nlp.record import Figure, FigureKind, Place
from service.api.answers import PREFIX, Answer, name_article_url
from service.exports import write_csv
from service.web.parameters import Limit, PlaceCode, ShortText, TopicCode
from service.web.resources import StoreOfApp

router = APIRouter(prefix="/feeds", tags=["feeds"])

TITLE = "教闻 · 数字"
VERSION = "https://jsonfeed.org/version/1.1"
JSON_TYPE, ATOM_TYPE = "application/feed+json", "application/atom+xml"
TYPES = {"new": "新增", "changed": "更新", "corrected": "更正", "withdrawn": "撤回"}
# SQLite's largest integer.
HIGHEST = 2**63 - 1
COLUMNS = (
    "entry", "seq", "type", "at", "replaces", "article_id", "article_url", "article_title", "published", "adcode", "place",
    "text", "value", "lower", "upper", "unit", "per", "qualifier", "kind", "concept", "change", "subject", "period",
    "sentence", "audit_failed", "model",
)  # fmt: skip


class FeedResponse(JSONResponse):
    """An answer in JSON Feed's own type."""

    media_type = JSON_TYPE


class AtomResponse(Response):
    """An answer in Atom's type."""

    media_type = ATOM_TYPE


class FeedFilter(BaseModel):
    """Which entries."""

    model_config = ConfigDict(extra="forbid")

    topic: TopicCode | None = Field(None, description="Code of a topic.", examples=["volunteering"])
    place: PlaceCode | None = Field(None, description="Division code of GB/T 2260.", examples=["421202"])
    concept: ShortText | None = Field(None, description="Part of what is counted.", examples=["志愿者"])
    unit: ShortText | None = Field(None, description="Unit, canonical.", examples=["人"])
    kind: FigureKind | None = Field(None, description="Kind of figure.", examples=["count"])
    after: int | None = Field(
        None, ge=0, le=HIGHEST, description="Only entries after this number, in order.", examples=[0]
    )
    limit: Limit = Field(50, description="Entries at most.", examples=[50])

    def build_query(self) -> FigureChangeQuery:
        """Return the store's question."""
        given = self.model_dump(exclude={"after"})
        return FigureChangeQuery(after=self.after or 0, newest_first=self.after is None, **given)


class TableFilter(FeedFilter):
    """Which entries of the table."""

    bom: bool = Field(
        False, description="For spreadsheets: byte order mark, and no cell that is a formula.", examples=[True]
    )

    def build_query(self) -> FigureChangeQuery:
        """Return the store's question."""
        return FeedFilter.model_validate(self.model_dump(exclude={"bom"})).build_query()


class Detail(Answer):
    """What a program takes from an entry."""

    seq: int
    type: str
    replaces: str | None
    figure: Figure
    article: str
    published: str | None
    place: Place | None
    audit_failed: bool
    model: str | None


class Item(Answer):
    """An entry of JSON Feed."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: str
    tags: list[str]
    detail: Detail = Field(alias="_jiaowen")


class Feed(Answer):
    """A JSON Feed 1.1; ``next_url`` goes on after the last entry where ``after`` was given."""

    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    next_url: str | None = None
    items: list[Item]


@router.get("/figures.json", response_model=Feed, response_class=FeedResponse)
def get_json_feed(wanted: Annotated[FeedFilter, Query()], request: Request, store: StoreOfApp) -> Response:
    """Return the feed as JSON Feed 1.1."""
    changes = store.list_figure_changes(wanted.build_query())
    base = str(request.base_url).rstrip("/")
    feed = Feed(
        version=VERSION,
        title=TITLE,
        home_page_url=f"{base}/figures",
        feed_url=str(request.url),
        language="zh-CN",
        next_url=_find_next(wanted, changes, base),
        items=[_build_item(change, base) for change in changes],
    )
    # The standard wants a key that does not apply to be left out.
    left_out = {"next_url"} if feed.next_url is None else set()
    return FeedResponse(json.loads(feed.model_dump_json(by_alias=True, exclude=left_out)))


@router.get("/figures.atom", response_class=AtomResponse, responses={200: {"content": {ATOM_TYPE: {}}}})
def get_atom_feed(wanted: Annotated[FeedFilter, Query()], request: Request, store: StoreOfApp) -> Response:
    """Return the feed as Atom (RFC 4287)."""
    base = str(request.base_url).rstrip("/")
    feed = FeedGenerator()
    feed.id(f"{base}{PREFIX}/feeds/figures")
    feed.title(TITLE)
    feed.author(name="教闻 jiaowen")
    feed.link(href=f"{base}/figures", rel="alternate")
    for change in store.list_figure_changes(wanted.build_query()):
        item = _build_item(change, base)
        entry = feed.add_entry(order="append")
        entry.id(item.id)
        entry.title(_clean(item.title))
        entry.link(href=item.url)
        entry.published(change.at)
        entry.updated(change.at)
        entry.content(_clean(item.content_text), type="text")
        if item.detail.replaces:
            entry.link(href=item.detail.replaces, rel="related")
    return AtomResponse(feed.atom_str())


@router.get("/figures.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def get_table(wanted: Annotated[TableFilter, Query()], request: Request, store: StoreOfApp) -> Response:
    """Return the feed as a table (RFC 4180)."""
    base = str(request.base_url).rstrip("/")
    rows = [_build_row(change, base) for change in store.list_figure_changes(wanted.build_query())]
    stream = io.StringIO()
    write_csv(rows, COLUMNS, stream, wanted.bom)
    headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _find_next(wanted: FeedFilter, changes: list[FigureChange], base: str) -> str | None:
    if wanted.after is None or len(changes) < wanted.limit:
        return None
    given = wanted.model_dump(exclude_none=True) | {"after": changes[-1].seq}
    return f"{base}{PREFIX}/feeds/figures.json?{urlencode(given)}"


def _build_item(change: FigureChange, base: str) -> Item:
    found = change.found
    figure = found.figure
    name = found.place.name if found.place else ""
    detail = Detail(
        seq=change.seq,
        type=change.type,
        replaces=change.replaces,
        figure=figure,
        article=f"{base}{name_article_url(found.article_id)}",
        published=found.published,
        place=found.place,
        audit_failed=found.audit_failed,
        model=found.model,
    )
    return Item(
        id=change.id,
        url=f"{base}/articles/{found.article_id}#card-{figure.id}",
        title=" ".join(part for part in (f"[{TYPES[change.type]}]", name, figure.concept, figure.text) if part),
        content_text=found.sentence or found.title or figure.text,
        date_published=change.at.isoformat(),
        tags=[part for part in (figure.concept, figure.unit, name) if part],
        _jiaowen=detail,
    )


def _build_row(change: FigureChange, base: str) -> dict[str, Any]:
    found = change.found
    row = found.figure.model_dump(mode="json") | {
        "entry": change.id,
        "seq": change.seq,
        "type": change.type,
        "at": change.at.isoformat(),
        "replaces": change.replaces,
        "article_id": found.article_id,
        "article_url": f"{base}/articles/{found.article_id}",
        "article_title": found.title,
        "published": found.published,
        "adcode": found.place and found.place.adcode,
        "place": found.place and found.place.name,
        "sentence": found.sentence,
        "audit_failed": found.audit_failed,
        "model": found.model,
    }
    return {name: row[name] for name in COLUMNS}


def _clean(text: str) -> str:
    # XML has no place for most control characters, not even escaped.
    return "".join(sign if sign >= " " or sign in "\t\n" else " " for sign in text)
