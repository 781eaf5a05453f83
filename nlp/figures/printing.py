"""Printing of figures in the details of an audit."""

from __future__ import annotations

from nlp.record import Figure

_SIGNS = {"over": "over ", "nearly": "nearly ", "about": "about ", "under": "at most ", "at-least": "at least "}


def printed(figure: Figure) -> str:
    """A figure's value as a reader of the arithmetic expects it: 65, over 40, 69,100."""
    value = f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:,.10g}"
    suffix = "%" if figure.unit == "%" else ""
    return f"{_SIGNS.get(figure.qualifier, '')}{value}{suffix}"
