"""What a person types to search, as a tree.

``school drill`` both, ``"fire drill"`` or ``“消防演练”`` a phrase, ``-fire`` without, ``a OR b`` either, ``title:`` and
``org:`` in that field. Every term is a stretch of characters that must stand in the text; there are no word forms.
For reading and judging queries; the databases' own ways to ask are beside this module. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpora.text_index import search_form
from nlp.errors import InputError

Field = Literal["any", "title", "org"]

MAX_QUERY = 500
"""Longest query in characters; nobody types more, and each phrase costs a lookup a character."""

MAX_TERMS = 40

_FIELDS: dict[str, Field] = {"title": "title", "org": "org"}
_PIECE = re.compile(
    r"""\s*(?:
        (?P<either>OR)(?=\s|$)
      | (?P<not>[-－])?(?:(?P<field>[a-z]+)[:：])?(?:"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”)
      | (?P<not2>[-－])?(?:(?P<field2>title|org)[:：])?(?P<bare>[^\s"“]+)
      | (?P<stray>["“])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Term:
    """A stretch of characters, in search form, and where it must stand."""

    text: str
    field: Field = "any"


@dataclass(frozen=True)
class Clause:
    """Terms that must all stand in an article, and terms of which none may."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


@dataclass(frozen=True)
class SearchQuery:
    """Clauses of which one must hold."""

    clauses: tuple[Clause, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The wanted terms, each once."""
        return tuple(dict.fromkeys(term for clause in self.clauses for term in clause.wanted))

    def in_title(self) -> "SearchQuery":
        """Return the query that asks for the wanted terms in the title."""
        clauses = (
            Clause(tuple(Term(term.text, "title" if term.field == "any" else term.field) for term in clause.wanted), ())
            for clause in self.clauses
            if clause.wanted
        )
        return SearchQuery(tuple(clauses))


def parse_search(query: str) -> SearchQuery:
    """Read a query.

    Raises:
        InputError: nothing to search for in it, a quotation mark without its other, an unknown field, or too long.
    """
    if len(query) > MAX_QUERY:
        raise InputError(f"search query of {len(query)} characters is too long; use at most {MAX_QUERY}")
    clauses: list[Clause] = []
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for piece in _iter_pieces(query):
        if piece["either"]:
            clauses.append(_close(query, wanted, unwanted))
            wanted, unwanted = [], []
            continue
        term = _build_term(query, piece)
        (unwanted if piece["not"] or piece["not2"] else wanted).append(term)
    clauses.append(_close(query, wanted, unwanted))
    if sum(len(clause.wanted) + len(clause.unwanted) for clause in clauses) > MAX_TERMS:
        raise InputError(f"search query has more than {MAX_TERMS} terms; search for fewer at once")
    return SearchQuery(tuple(clauses))


def _iter_pieces(query: str) -> Iterator[re.Match[str]]:
    position = 0
    end = len(query.rstrip())
    while position < end:
        piece = _PIECE.match(query, position, end)
        assert piece is not None
        if piece["stray"]:
            raise InputError(f"search query {query!r}: the quotation mark at {piece.end() - 1} has no other; close it")
        yield piece
        position = piece.end()


def _build_term(query: str, piece: re.Match[str]) -> Term:
    name = piece["field"] or piece["field2"]
    if name is not None and name not in _FIELDS:
        raise InputError(f"search query {query!r}: unknown field {name!r}; known: {', '.join(_FIELDS)}")
    text = next(found for found in (piece["straight"], piece["curly"], piece["bare"]) if found is not None)
    if not text.strip():
        raise InputError(f"search query {query!r}: an empty phrase; write something between the quotation marks")
    return Term(search_form(text), _FIELDS[name] if name else "any")


def _close(query: str, wanted: list[Term], unwanted: list[Term]) -> Clause:
    if not wanted and not unwanted:
        raise InputError(f"search query {query!r} has nothing to search for; write a word, or leave q out for all")
    return Clause(tuple(wanted), tuple(unwanted))


@dataclass(frozen=True)
class Searched:
    """The searchable texts of an article, in search form."""

    title: str
    body: str
    organisations: str


def holds(query: SearchQuery, text: Searched) -> bool:
    """Judge an article by its text alone: what an index answers is checked by this."""
    return any(
        all(stands(term, text) for term in clause.wanted) and not any(stands(term, text) for term in clause.unwanted)
        for clause in query.clauses
    )


def stands(term: Term, text: Searched) -> bool:
    """Say whether a term stands in its field."""
    if term.field == "title":
        return term.text in text.title
    if term.field == "org":
        return term.text in text.organisations
    return term.text in text.title or term.text in text.body
