"""Relations between the figures of an article: change, from-to, parts and shares, percentages that restate."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.figures.extraction import Found


def relate(text: str, found: list[Found]) -> None:
    """Set change, linked_to, share_of and restates of the figures in place."""
    del text, found
