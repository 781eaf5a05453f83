"""``/schema``: the JSON Schema of the record."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from nlp.record import Article
from service.api.answers import PREFIX

router = APIRouter(prefix="/schema", tags=["schema"])


def build_article_schema() -> dict[str, Any]:
    """Return the schema of a record as it is written."""
    schema = Article.model_json_schema(mode="serialization")
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": f"{PREFIX}/schema/article.json", **schema}


_SCHEMA = build_article_schema()


class SchemaResponse(JSONResponse):
    """An answer in JSON Schema's own type."""

    media_type = "application/schema+json"


@router.get("/article.json", response_model=dict[str, Any], response_class=SchemaResponse)
def get_article_schema() -> JSONResponse:
    """Return the JSON Schema (2020-12) of the record."""
    return SchemaResponse(_SCHEMA)
