"""Parameters: what the lists may be asked for, each with its limits and an example.

For the shapes of questions; what a filter means to the store is ``corpora.queries``.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from corpora.queries import ArticleQuery, FigureQuery, Interval, Sort, TrendQuery
from nlp.record import FigureKind, Kind
from nlp.topics import TOPICS

MOST_ITEMS = 200
"""Items a page: two hundred summaries are 200 KB; who wants more follows the cursor."""

LONGEST_QUERY = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _parse_day(value: Any) -> date:
    # pydantic alone would take 0 for 1970-01-01.
    if isinstance(value, date):
        return value
    try:
        if not _DAY.fullmatch(str(value)):
            raise ValueError
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("day", "a day that exists, written as year-month-day") from None


def _parse_topic(value: Any) -> str:
    if value not in TOPICS:
        codes = ", ".join(TOPICS)
        raise PydanticCustomError("topic", "the code of a topic: {codes}", {"codes": codes})
    return str(value)


Day = Annotated[date, BeforeValidator(_parse_day), WithJsonSchema({"type": "string", "format": "date"})]
TopicCode = Annotated[str, BeforeValidator(_parse_topic), WithJsonSchema({"type": "string", "enum": list(TOPICS)})]
PlaceCode = Annotated[str, Field(pattern=r"^[1-9][0-9]([0-9]{2}){0,2}$")]
ShortText = Annotated[str, Field(max_length=LONGEST_QUERY)]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS)]


class Filter(BaseModel):
    """A list's parameters; one that is not there is an error, so that a misspelt one never passes silently."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    topic: TopicCode | None = Field(None, description="Code of a topic.", examples=["volunteering"])
    place: PlaceCode | None = Field(
        None,
        description="Division code of GB/T 2260; a city or a province includes what lies in it.",
        examples=["421202"],
    )
    published_from: Day | None = Field(
        None, alias="from", description="Published on this day or later.", examples=["2022-07-01"]
    )
    published_to: Day | None = Field(
        None, alias="to", description="Published on this day or earlier.", examples=["2022-08-31"]
    )

    @model_validator(mode="after")
    def _check_days(self) -> "Filter":
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise PydanticCustomError("range", "from must not be later than to; swap them")
        return self


class ArticleFilter(Filter):
    """Which articles."""

    q: ShortText | None = Field(
        None,
        description="Words searched: all must be there; “…” a phrase, -x without x, a OR b, title:x, org:x.",
        examples=["防溺水 演练"],
    )
    source: ShortText | None = Field(None, description="Name of a source.", examples=["会昌教育网"])
    kind: Kind | None = Field(None, description="Kind of article.", examples=["news"])
    reviewed: bool | None = Field(None, description="Whether an editor has confirmed the topics.", examples=[True])
    sort: Sort = Field("newest", description="Order; relevance needs q.", examples=["newest"])
    cursor: ShortText | None = Field(None, description="next_cursor of the page before.")
    limit: Limit = Field(20, description="Articles a page.", examples=[20])

    def build_query(self) -> ArticleQuery:
        """Return the store's question."""
        return ArticleQuery(**self.model_dump())


class FigureFilter(Filter):
    """Which figures."""

    concept: ShortText | None = Field(None, description="Part of what is counted.", examples=["志愿者"])
    unit: ShortText | None = Field(None, description="Unit, canonical.", examples=["人"])
    kind: FigureKind | None = Field(None, description="Kind of figure.", examples=["count"])
    minimum: float | None = Field(None, alias="min", allow_inf_nan=False, description="Least value.", examples=[100])
    maximum: float | None = Field(
        None, alias="max", allow_inf_nan=False, description="Greatest value.", examples=[5000]
    )
    audit: Literal["failed"] | None = Field(
        None, description="Only figures that contradict another of their article.", examples=["failed"]
    )
    cursor: ShortText | None = Field(None, description="next_cursor of the page before.")
    limit: Limit = Field(50, description="Figures a page.", examples=[50])

    def build_query(self) -> FigureQuery:
        """Return the store's question."""
        return FigureQuery(**self.model_dump())


class TrendFilter(Filter):
    """Which series."""

    source: ShortText | None = Field(None, description="Name of a source.", examples=["会昌教育网"])
    interval: Interval = Field("month", description="Length of a period.", examples=["month"])
    measure: ShortText = Field(
        "count",
        pattern=r"^(count|share|sum:[^\x00]+)$",
        description="count of articles, share of all articles, or sum:CONCEPT over figures.",
        examples=["sum:志愿者"],
    )
    unit: ShortText | None = Field(None, description="Of a sum: figures of this unit only.", examples=["人"])

    def build_query(self) -> TrendQuery:
        """Return the store's question."""
        return TrendQuery(**self.model_dump())


FILTERS: tuple[type[Filter], ...] = (ArticleFilter, FigureFilter, TrendFilter)

EXAMPLES: dict[str, Any] = {
    field.alias or name: field.examples[0]
    for model in FILTERS
    for name, field in model.model_fields.items()
    if field.examples
}
"""An example of each parameter, by the name that a caller gives it."""

EXAMPLES |= {
    "text": "会昌县举行运动会\n\n5月3日,会昌县32所学校的640名学生参加运动会。",
    "html": "<h1>…</h1><p>…</p>",
    "url": "https://www.example.org/a/1.html",
}
EXAMPLES |= {"body": {"text": EXAMPLES["text"]}, "If-Match": '"3-1a2b3c"'}

DESCRIPTIONS: dict[str, str] = {
    field.alias or name: field.description
    for model in FILTERS
    for name, field in model.model_fields.items()
    if field.description
}
"""What each parameter is, by the name that a caller gives it."""


def build_parameters(query: ArticleQuery) -> dict[str, str]:
    """Return the parameters that ask for the articles of a point."""
    found = {"topic": query.topic, "place": query.place, "source": query.source}
    found |= {"from": str(query.published_from), "to": str(query.published_to)}
    return {name: value for name, value in found.items() if value}
