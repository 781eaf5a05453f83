"""Folding: the same text in one width, one script and one set of punctuation, character for character.

For analysis only: ``fold`` never changes the length, so an offset in the fold is an offset in the original. What is
shown to a person is always sliced from the original. Repairs that do change a text (spaces, zero-width characters,
bracketed pinyin) belong to ``nlp.pages``.
"""

import re
import unicodedata
from functools import cache

import opencc
from spacy.language import Language
from spacy.tokens import Doc

_PUNCTUATION = str.maketrans({"〜": "～", "∼": "～", "‐": "-", "‑": "-", "−": "-"})
_CJK = ("\u3400", "\u9fff")
# Spaces, radicals, compatibility ideographs, width variants. Not ① or ²: folded, they would read as numbers of the text.
_COMPATIBLE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe6f\uff01-\uffef]")


def fold(text: str) -> str:
    """Return the text in half-width, simplified form with ``len(fold(text)) == len(text)``.

    Full-width ASCII becomes ASCII, every space a space, radicals and compatibility ideographs their usual characters;
    traditional characters become simplified one by one (OpenCC's character table), which leaves words that OpenCC would
    change as words (計程車) alone.
    """
    if text.isascii():
        return text
    return text.translate(_table())


class _FoldingTable(dict[int, int]):
    """A translation table that works out each character once, when it is first seen."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(_fold_character(chr(code)))
        return self[code]


@cache
def _table() -> _FoldingTable:
    return _FoldingTable()


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _fold_character(character: str) -> str:
    if character.isascii():
        return character
    if _CJK[0] <= character <= _CJK[1]:
        return _single(_converter().convert(character), character)
    character = character.translate(_PUNCTUATION)
    if _COMPATIBLE.match(character):
        return _single(unicodedata.normalize("NFKC", character), character)
    return character


def _single(candidate: str, original: str) -> str:
    return candidate if len(candidate) == 1 else original


class NormaliserComponent:
    """Sets ``doc._.folded``: the fold of the doc's text, which the other components analyse."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> "NormaliserComponent":  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Set the fold of a doc."""
        doc._.folded = fold(doc.text)
        return doc


if not Doc.has_extension("folded"):
    Doc.set_extension("folded", default=None)

Language.factory("jiaowen_normaliser", assigns=["doc._.folded"], func=NormaliserComponent.build)
