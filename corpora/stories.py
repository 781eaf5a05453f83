"""Stories: articles that tell the same in nearly the same words, on one site or several.

For grouping at the moment an article comes in. A story is named after its first article, the only one whose bands are
kept: a text reprinted ten thousand times costs the next reprint one comparison.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from corpora.dedup import SAME, Signature, measure_resemblance, restore_signature
from corpora.identity import parse_day_number
from corpora.schema import articles, signatures, story_bands
from corpora.statements import insert_rows, match_any

APART = 30
"""Days between two articles of one story at most: the same notice a year later announces something else."""


class StoryFinder:
    """Gives each article of a batch its story, those of the batch itself included."""

    def __init__(self, connection: Connection, found: Sequence[Signature | None]) -> None:
        self._heads: dict[int, tuple[Signature, int, int]] = {}  # pk: signature, day, story
        self._bands: defaultdict[int, list[int]] = defaultdict(list)
        wanted = {band for signature in found if signature for band in signature.bands}
        self._load(connection, sorted(wanted))

    def _load(self, connection: Connection, bands: list[int]) -> None:
        shared = match_any(connection, story_bands.c.band, bands)
        for band, pk in connection.execute(select(story_bands.c.band, story_bands.c.article_pk).where(shared)):
            self._bands[band].append(pk)
        pks = sorted({pk for found in self._bands.values() for pk in found})
        statement = (
            select(signatures.c.article_pk, signatures.c.signature, articles.c.day, articles.c.story)
            .join(articles, articles.c.pk == signatures.c.article_pk)
            .where(match_any(connection, signatures.c.article_pk, pks))
        )
        for row in connection.execute(statement):
            self._heads[row.article_pk] = (restore_signature(row.signature), row.day, row.story)

    def find_story(self, pk: int, signature: Signature | None, day: int) -> int:
        """Return the story of an article: that of the head most like it, else its own."""
        if signature is None:
            return pk
        bands = signature.bands
        candidates = sorted({other for band in bands for other in self._bands.get(band, ())} - {pk})
        best, story = SAME, pk
        for other in candidates:
            head, its_day, its_story = self._heads[other]
            alike = measure_resemblance(signature, head)
            if alike >= best and _are_close(day, its_day):
                best, story = alike, its_story
                if alike == 1.0:
                    break
        if story == pk:
            self._heads[pk] = (signature, day, pk)
            for band in bands:
                self._bands[band].append(pk)
        return story


def _are_close(day: int, other: int) -> bool:
    if not day or not other:
        return True
    return abs((parse_day_number(day) - parse_day_number(other)).days) <= APART


def keep_signatures(connection: Connection, entries: Sequence[tuple[int, int, Signature | None]]) -> None:
    """Write the signatures of (article, story, signature), and the bands of those that begin a story."""
    rows = [{"article_pk": pk, "signature": signature.hashes} for pk, _, signature in entries if signature]
    insert_rows(connection, signatures, rows)
    bands = [
        {"band": band, "article_pk": pk}
        for pk, story, signature in entries
        if signature and pk == story
        for band in set(signature.bands)
    ]
    insert_rows(connection, story_bands, sorted(bands, key=lambda row: row["band"]))


def forget_signature(connection: Connection, pk: int) -> None:
    """Drop an article's signature and bands, before its text changes."""
    signature = connection.execute(
        select(signatures.c.signature).where(signatures.c.article_pk == pk)
    ).scalar_one_or_none()
    if signature is None:
        return
    bands = restore_signature(signature).bands
    connection.execute(delete(story_bands).where(story_bands.c.band.in_(bands), story_bands.c.article_pk == pk))
    connection.execute(delete(signatures).where(signatures.c.article_pk == pk))


def select_story(story: int) -> Any:
    """Select the articles of a story that are not withdrawn, the earliest first."""
    return (
        select(articles)
        .where(articles.c.story == story, articles.c.withdrawn_at.is_(None))
        .order_by(articles.c.day, articles.c.pk)
    )


def has_followers(connection: Connection, row: Row[Any]) -> bool:
    """Say whether other articles belong to the story that an article began."""
    others = select(articles.c.pk).where(articles.c.story == row.pk, articles.c.pk != row.pk).limit(1)
    return connection.execute(others).first() is not None
