"""The labelled corpus: articles written and tagged by hand, read, checked and split.

For what the classifier learns from and is measured on. The files under ``corpora/labelled/`` are JSON Lines, an article a
line; ``corpora/labelled/README.md`` is their datasheet. Not for articles that were collected: those live in the store.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from nlp.errors import CorpusError
from nlp.record import Kind
from nlp.topics import TOPICS

LABELLED = Path(__file__).parent / "labelled"
Split = Literal["train", "dev", "heldout"]
SourceKind = Literal["bureau", "newspaper", "school", "government", "portal"]
Level = Literal["province", "city", "county", "township", "school"]


class LabelledPlace(BaseModel):
    """Where an article is about, by the names of GB/T 2260; null where the level does not apply."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    province: str | None
    city: str | None
    district: str | None


class LabelledArticle(BaseModel):
    """One labelled article; ``topics`` has the main topic first, ``evidence`` names its paragraphs or its sentences.

    An item of ``evidence`` is the index of a paragraph, or a string that stands in one paragraph as it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str | None
    paragraphs: list[str]
    place: LabelledPlace
    source: str
    source_kind: SourceKind
    level: Level
    kind: Kind
    education: bool
    year: int
    topics: list[str]
    evidence: dict[str, list[int | str]]
    hard_negative: bool
    looks_like: list[str] = []

    @property
    def body(self) -> str:
        """The paragraphs joined by line breaks, as in the record."""
        return "\n".join(self.paragraphs)

    @property
    def batch(self) -> str:
        """The writing batch, which is the part of the id before the hyphen."""
        return self.id.partition("-")[0]

    @property
    def group(self) -> str:
        """What no split and no fold cuts: the city with all its districts, so that a city's newspaper stays on one side."""
        return f"{self.place.province}/{self.place.city or self.source}"

    @property
    def split(self) -> Split:
        """Train, dev or held-out: fixed by a hash of the group."""
        return split_of(self.group)

    @model_validator(mode="after")
    def _consistent(self) -> "LabelledArticle":
        unknown = [code for code in (*self.topics, *self.looks_like) if code not in TOPICS]
        if unknown:
            raise ValueError(f"unknown topics {unknown}")
        if set(self.evidence) != set(self.topics):
            raise ValueError("evidence must name exactly the topics")
        for code in self.topics:
            self.evidence_spans(code)
        return self

    def evidence_spans(self, code: str) -> list[tuple[int, int]]:
        """Return the half-open offsets in ``body`` of the evidence of a topic."""
        return [self._span(item) for item in self.evidence[code]]

    def _span(self, item: int | str) -> tuple[int, int]:
        if isinstance(item, int):
            if not 0 <= item < len(self.paragraphs):
                raise ValueError(f"evidence names paragraph {item} of {len(self.paragraphs)}")
            start = sum(len(paragraph) + 1 for paragraph in self.paragraphs[:item])
            return start, start + len(self.paragraphs[item])
        start = self.body.find(item)
        if start < 0:
            raise ValueError(f"evidence does not stand in the text: {item[:20]}…")
        return start, start + len(item)


def split_of(group: str) -> Split:
    """Return the split of a group (a district): 20% held-out, 16% dev, the rest train, by SHA-256."""
    bucket = int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) % 100
    if bucket < 20:
        return "heldout"
    return "dev" if bucket < 36 else "train"


def load_labelled(path: Path | None = None) -> list[LabelledArticle]:
    """Read a labelled file, or every ``*.jsonl`` of a folder in sorted order; the bundled corpus unless told otherwise.

    Raises:
        CorpusError: no such file, a line that is not an article (names file and line), an id twice.
    """
    articles = list(_iter_folder(path or LABELLED))
    if not articles:
        raise CorpusError(f"{path or LABELLED}: no labelled articles there")
    _refuse_duplicates(articles)
    return articles


def corpus_hash(articles: Iterable[LabelledArticle]) -> str:
    """Return the SHA-256 over ids, texts and labels, in the order of ids: the same corpus gives the same hash."""
    digest = hashlib.sha256()
    for article in sorted(articles, key=lambda one: one.id):
        digest.update(article.model_dump_json().encode())
    return digest.hexdigest()


def _iter_folder(path: Path) -> Iterator[LabelledArticle]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    for file in files:
        yield from _iter_file(file)


def _iter_file(path: Path) -> Iterator[LabelledArticle]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _parse(path, number, line)


def _parse(path: Path, number: int, line: str) -> LabelledArticle:
    try:
        return LabelledArticle.model_validate(json.loads(line))
    except (ValidationError, json.JSONDecodeError) as error:
        reason = str(error).replace("\n", " ")
        raise CorpusError(f"{path}, line {number}: not a labelled article: {reason}") from error


def _refuse_duplicates(articles: list[LabelledArticle]) -> None:
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise CorpusError(f"two labelled articles have the id {article.id}")
        seen.add(article.id)
