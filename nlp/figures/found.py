"""A found figure on its way to the record: the candidate, its sentence, and what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.figures.candidates import Candidate
from nlp.figures.concepts import Description, Token, phrase_before, trim_concept
from nlp.record import Figure


@dataclass(slots=True)
class Found:
    """A candidate in its sentence; ``index`` is its token, ``figure`` the record that is being filled."""

    candidate: Candidate
    sentence: tuple[int, int]
    tokens: list[Token]
    index: int
    figure: Figure
    description: Description = field(default_factory=Description)
    source: Found | None = None
    """The figure whose concept this one took over, because the words leave it out."""

    def subject_before(self, index: int) -> str | None:
        """The noun phrase right before a token index, places and times stripped."""
        before = phrase_before(self.tokens, index)
        if before.first > before.last:
            return None
        first, last, _ = trim_concept(self.tokens, before.first, before.last)
        return "".join(token.text for token in self.tokens[first : last + 1]).strip("的、") or None
