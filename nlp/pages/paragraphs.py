"""Paragraphs: fragments joined, with what was mended to make them."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.pages.fragments import Fragment
from nlp.record import RepairKind


@dataclass(slots=True)
class Paragraph:
    """A paragraph made of one or more fragments, joined without a break; ``fixed`` ones keep their place."""

    parts: list[Fragment]
    heading: bool = False
    fixed: bool = False
    mended: list[tuple[RepairKind, float]] = field(default_factory=list)
    folded: str = ""
    """What is analysed."""

    def __post_init__(self) -> None:
        """Take the fold of the parts."""
        self.folded = "".join(part.folded for part in self.parts)

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(part.text for part in self.parts)

    def join(self, other: Paragraph, confidence: float, moved: bool = False) -> None:
        """Take another paragraph's text in as the continuation."""
        self.parts.extend(other.parts)
        self.folded += other.folded
        self.mended.append(("joined", confidence))
        self.mended.extend([("moved", confidence)] if moved else [])
        self.mended.extend(other.mended)
