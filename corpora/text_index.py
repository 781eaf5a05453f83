"""Words for the search index: every pair of neighbouring characters.

A string of n characters stands in a text exactly where its n - 1 pairs stand one after the other, so a phrase of pairs
finds every substring and nothing else; words of a segmenter miss half of the arbitrary substrings. For the search
columns only, never for analysis. Pure: the databases are in ``corpora.index_sqlite`` and ``index_postgresql``.
"""

from functools import lru_cache
from operator import add

from nlp.normalisation import fold

END = "\ue0ff"
"""Stands after the last character: so it too begins a pair, and one character is found as the prefix of a pair."""

# FTS5's ``ascii`` tokenizer cuts at ASCII signs and spaces; moved to a private area they are letters to it. A text that
# holds private characters itself could be found wrongly: the recheck against the text drops such a hit.
_SHELTER = 0xE000


class _SearchTable(dict[int, str]):
    """Each character's search form, worked out when it is first seen; one pass over a text instead of three."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        lowered = folded.lower()
        self[code] = lowered if len(lowered) == 1 else folded
        return self[code]


class _TokenTable(dict[int, str]):
    """Each character's search form, sheltered."""

    def __missing__(self, code: int) -> str:
        self[code] = shelter(_SEARCH[code])
        return self[code]


_SEARCH = _SearchTable()
_TOKEN = _TokenTable()


def search_form(text: str) -> str:
    """Fold a text for searching: width, script and case, character for character, so that offsets stay."""
    return text.translate(_SEARCH)


def shelter(text: str) -> str:
    """Move ASCII signs and spaces to where no tokenizer cuts."""
    return "".join(char if ord(char) > 127 or char.isalnum() else chr(_SHELTER + ord(char)) for char in text)


def build_tokens(text: str) -> str:
    """Return the pairs of a text, separated by spaces; ``""`` for an empty one."""
    if not text:
        return ""
    sheltered = text.translate(_TOKEN) + END
    return " ".join(map(add, sheltered, sheltered[1:]))


@lru_cache(maxsize=1024)
def build_facet(name: str, value: str) -> str:
    """Return the one word that stands for a filter, such as a topic."""
    return shelter(f"{name}:{value.lower()}") + END


def build_phrase(term: str) -> str:
    """Return the FTS5 expression that matches a term: a phrase of its pairs, or a prefix for one character."""
    sheltered = term.translate(_TOKEN)
    if len(sheltered) == 1:
        return f'"{sheltered}"*'
    return '"' + " ".join(map(add, sheltered, sheltered[1:])) + '"'


def build_lexemes(text: str) -> str:
    """Return the different pairs of a text in search form as PostgreSQL writes a ``tsvector``."""
    if not text:
        return ""
    sheltered = text.translate(_TOKEN) + END
    # Sorted, so that the same text is the same value; no quoting is needed, because signs are sheltered.
    return "'" + "' '".join(sorted(set(map(add, sheltered, sheltered[1:])))) + "'"


def build_lexeme_query(term: str) -> str:
    """Return the ``tsquery`` of a term: all its pairs, in any order; the text itself decides about the order."""
    sheltered = term.translate(_TOKEN)
    if len(sheltered) == 1:
        return f"'{sheltered}':*"
    return " & ".join(f"'{pair}'" for pair in sorted(set(map(add, sheltered, sheltered[1:]))))
