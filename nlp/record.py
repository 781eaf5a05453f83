"""The record: what the project says of one article, the same on the command line, the API and in exports.

For the shape of results only; how a field is found is the business of the component that finds it.
Offsets count Unicode code points in ``Article.body`` and are half-open: ``body[start:end]``.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["news", "feature", "notice", "caption", "advertisement"]
Qualifier = Literal["exact", "about", "nearly", "over", "under", "range", "at-least"]
FigureKind = Literal["count", "money", "percent", "ratio", "length", "area", "duration", "rate", "age", "score", "other"]
Change = Literal["increase", "decrease", "from-to"]
OrganisationKind = Literal["school", "kindergarten", "bureau", "college", "other"]
RepairKind = Literal["joined", "moved", "dropped", "split"]
Check = Literal[
    "part-whole",
    "share",
    "percent-of-count",
    "at-most",
    "from-to",
    "headline",
    "restated",
    "growth",
    "mean",
    "product",
]


class Part(BaseModel):
    """A part of the record: unknown fields are errors, so that a misspelt name never passes silently."""

    model_config = ConfigDict(extra="forbid", ser_json_inf_nan="null")


class Source(Part):
    """Where an article came from; ``content_hash`` is the SHA-256 of the bytes as they came."""

    name: str | None = None
    url: str | None = None
    path: str | None = None
    family: str | None = None
    fetched_at: str | None = None
    content_hash: str | None = None


class Byline(Part):
    """One name of a byline; ``role`` as printed (记者, 通讯员, 文/图 …), or null where none is."""

    name: str
    role: str | None = None


class Place(Part):
    """A division of GB/T 2260: ``adcode`` has six digits; ``name`` is the most exact level known."""

    adcode: str
    name: str
    city: str | None = None
    province: str


class Organisation(Part):
    """A mention of an organisation, as written."""

    text: str
    start: int
    end: int
    kind: OrganisationKind


class Evidence(Part):
    """A stretch of the body that speaks for a topic; ``score`` as calibrated as the topic's own."""

    start: int
    end: int
    score: float


class Topic(Part):
    """A topic of guidelines/TOPICS.md with a calibrated score from 0 to 1."""

    code: str
    name: str
    score: float
    evidence: list[Evidence] = Field(default_factory=list)


class Span(Part):
    """A stretch of the body."""

    start: int
    end: int


class Figure(Part):
    """A figure as guidelines/FIGURES.md defines it; ``start`` and ``end`` are null where it stands in the title only."""

    id: str
    text: str
    start: int | None
    end: int | None
    in_title: bool = False
    value: float
    lower: float | None = None
    upper: float | None = None
    unit: str
    per: str | None = None
    qualifier: Qualifier = "exact"
    kind: FigureKind = "count"
    concept: str = ""
    predicate: str | None = None
    change: Change | None = None
    linked_to: str | None = None
    share_of: str | None = None
    restates: str | None = None
    subject: str | None = None
    period: str | None = None
    evidence: Span | None = None


class AuditFinding(Part):
    """A checked relation between figures; ``detail`` writes the arithmetic out."""

    check: Check
    figures: list[str]
    holds: bool
    detail: str


class Repair(Part):
    """Something mended in the text; ``paragraph`` indexes ``paragraphs`` (where it now is, or was dropped before)."""

    kind: RepairKind
    paragraph: int
    confidence: float


class ModelInfo(Part):
    """Which classifier gave the topics."""

    name: str
    version: str
    corpus_hash: str


class Article(Part):
    """One article: what ``extract`` and ``split_page`` begin and the pipeline and the classifier complete."""

    id: str = ""
    source: Source = Field(default_factory=Source)
    title: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    paragraphs: list[str] = Field(default_factory=list)
    body: str = ""
    headings: list[int] = Field(default_factory=list)
    captions: list[str] = Field(default_factory=list)
    byline: list[Byline] = Field(default_factory=list)
    published: str | None = None
    place: Place | None = None
    organisations: list[Organisation] = Field(default_factory=list)
    education: bool = True
    kind: Kind = "news"
    topics: list[Topic] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    audit: list[AuditFinding] = Field(default_factory=list)
    repairs: list[Repair] = Field(default_factory=list)
    method: dict[str, str] = Field(default_factory=dict)
    model: ModelInfo | None = None

    @model_validator(mode="before")
    @classmethod
    def _body_from_paragraphs(cls, values: Any) -> Any:
        if isinstance(values, dict) and not values.get("body"):
            return {**values, "body": "\n".join(values.get("paragraphs") or [])}
        return values
