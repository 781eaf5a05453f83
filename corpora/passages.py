"""Passages: where in an article the searched terms stand, with some text around them.

For showing hits. Marks are found in the search form, which has the length of the text, so they slice the original.
"""

from collections.abc import Iterator

from corpora.queries import Passage
from corpora.search_query import SearchQuery
from corpora.text_index import search_form
from nlp.record import Article

AROUND = 30
"""Characters shown on each side: with a term of four, about two lines of a list."""

MOST = 3
"""Passages of the body; more hide the next article."""


def build_passages(article: Article, search: SearchQuery) -> tuple[Passage, ...]:
    """Return the title where it holds a term, and the first passages of the body that do."""
    passages = []
    title = article.title or ""
    marks = list(iter_marks(title, [term.text for term in search.terms if term.field in ("any", "title")]))
    if marks:
        passages.append(Passage("title", 0, title, tuple(marks)))
    return (*passages, *_build_body(article.body, [term.text for term in search.terms if term.field != "title"]))


def _build_body(body: str, terms: list[str]) -> Iterator[Passage]:
    found = list(iter_marks(body, terms))
    for _ in range(MOST):
        if not found:
            return
        start = max(0, found[0][0] - AROUND)
        end = min(len(body), found[0][1] + AROUND)
        inside = [mark for mark in found if mark[1] <= end]
        found = found[len(inside) :]
        found = [mark for mark in found if mark[0] >= end]
        yield Passage("body", start, body[start:end], tuple((first - start, last - start) for first, last in inside))


def iter_marks(text: str, terms: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where terms stand, in order; marks that overlap or touch are one."""
    spans = sorted(span for term in set(terms) for span in _iter_spans(search_form(text), term))
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current is not None and start <= current[1]:
            current = (current[0], max(end, current[1]))
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _iter_spans(text: str, term: str) -> Iterator[tuple[int, int]]:
    start = text.find(term)
    while start >= 0:
        yield start, start + len(term)
        start = text.find(term, start + len(term))
