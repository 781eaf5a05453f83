"""Words for the search index: every pair of neighbouring characters.

A string of n characters stands in a text exactly where its n - 1 pairs stand one after the other, so a phrase of pairs
finds every substring and nothing else; words of a segmenter miss half of the arbitrary substrings. For the search
columns only, never for analysis. Pure: the databases are in ``corpora.index_sqlite`` and ``index_postgresql``.
"""

from functools import lru_cache

from nlp.normalisation import fold

END = "\ue0ff"
"""Stands after the last character: so it too begins a pair, and one character is found as the prefix of a pair."""

# FTS5's ``ascii`` tokenizer cuts at ASCII signs and spaces; moved to a private area they are letters to it. A text that
# holds private characters itself could be found wrongly: the recheck against the text drops such a hit.
_SHELTER = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


def search_form(text: str) -> str:
    """Fold a text for searching: width, script and case, character for character, so that offsets stay."""
    folded = fold(text)
    lowered = folded.lower()
    if len(lowered) == len(folded):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def shelter(text: str) -> str:
    """Move ASCII signs and spaces to where no tokenizer cuts."""
    return text.translate(_SHELTER)


def build_tokens(text: str) -> str:
    """Return the pairs of a text, separated by spaces; ``""`` for an empty one."""
    if not text:
        return ""
    sheltered = shelter(search_form(text)) + END
    return " ".join(map(str.__add__, sheltered, sheltered[1:]))


@lru_cache(maxsize=1024)
def build_facet(name: str, value: str) -> str:
    """Return the one word that stands for a filter, such as a topic."""
    return shelter(f"{name}:{value.lower()}") + END


def build_phrase(term: str) -> str:
    """Return the FTS5 expression that matches a term: a phrase of its pairs, or a prefix for one character."""
    sheltered = shelter(search_form(term))
    if len(sheltered) == 1:
        return f'"{sheltered}"*'
    return '"' + " ".join(map(str.__add__, sheltered, sheltered[1:])) + '"'
