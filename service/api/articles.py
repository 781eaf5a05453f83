"""``/articles``: the articles of the store."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Header, Path, Query, Request, Response
from pydantic import Field

from models.analyser import Analyser
from nlp.record import Article
from service.api.analysis import AnalyseRequest
from service.api.answers import (
    ArticlePage,
    Stored,
    StoredList,
    build_summary,
    name_article_url,
)
from service.api.examples import RECORD_EXAMPLE, STORE_EXAMPLES, STORED_EXAMPLE, describe
from service.api.records import check_record
from service.web.current import build_current, build_etag, matches
from service.web.intake import analyse_input
from service.web.parameters import ArticleFilter
from service.web.resources import StoreOfApp, find_resources

router = APIRouter(prefix="/articles", tags=["articles"])

ArticleId = Annotated[str, Path(description="Id of an article.", examples=["5f0c2a7be1d94c36"], max_length=200)]
IfNoneMatch = Annotated[str | None, Header(description="ETag of the state that is known already.")]


class StoreRequest(AnalyseRequest):
    """One input to analyse and store, or a ``record`` that was extracted, or analysed, elsewhere."""

    record: Article | None = Field(None, description="An article; analysed unless it names the model that did it.")


@router.get("")
def list_articles(wanted: Annotated[ArticleFilter, Query()], store: StoreOfApp) -> ArticlePage:
    """List the articles that are asked for, newest first unless sorted otherwise."""
    page = store.find_articles(wanted.build_query())
    items = [build_summary(item) for item in page.items]
    return ArticlePage(items=items, next_cursor=page.next_cursor, total=page.total, total_exact=page.total_exact)


@router.post("", status_code=201, responses=describe("What became of each article.", {"新文章": STORED_EXAMPLE}, 201))
def store_articles(
    wanted: Annotated[StoreRequest, Body(openapi_examples=STORE_EXAMPLES)],
    request: Request,
    response: Response,
    store: StoreOfApp,
) -> StoredList:
    """Analyse an input and keep its articles; the same input again changes nothing (200 instead of 201)."""
    records = _build_records(wanted, request)
    results = store.put_articles(records, datetime.now(UTC))
    if all(result.status == "unchanged" for result in results):
        response.status_code = 200
    return StoredList(
        items=[
            Stored(id=result.id, url=name_article_url(result.id), status=result.status, version=result.version)
            for result in results
        ]
    )


@router.get(
    "/{article_id}",
    response_model=Article,
    responses=describe("The record.", {"文章": RECORD_EXAMPLE}) | {304: {"description": "It is still as it was."}},
)
def get_article(article_id: ArticleId, store: StoreOfApp, if_none_match: IfNoneMatch = None) -> Response:
    """Return the record of an article, with the topics that hold: an editor's where one has decided."""
    stored = store.get_article(article_id)
    etag = build_etag(stored)
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if stored.withdrawn_at is not None:
        headers["Jiaowen-Withdrawn"] = stored.withdrawn_at.isoformat()
    if if_none_match is not None and matches(if_none_match, etag):
        return Response(status_code=304, headers=headers)
    return Response(build_current(stored).model_dump_json(), media_type="application/json", headers=headers)


def _build_records(wanted: StoreRequest, request: Request) -> list[Article]:
    if wanted.record is None:
        return analyse_input(wanted.build_intake(), find_resources(request).analyser)
    check_record(wanted.record)
    if wanted.record.model is not None:
        return [wanted.record]
    analyser: Analyser = find_resources(request).analyser
    return analyser.analyse(wanted.record)
