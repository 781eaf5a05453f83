"""Figures: every statistic of an article with what it counts, how it changed, where it stands, and whether it adds up.

The guideline is the project's figure guideline; the way through the room is numerals → expressions (every number),
candidates → exclusions (what is a figure and what is none), concepts (what it counts), relations, audit.
"""

from nlp.figures.audit import audit_figures
from nlp.figures.expressions import NumberExpression, find_numbers
from nlp.figures.extraction import extract_figures

__all__ = ["NumberExpression", "audit_figures", "extract_figures", "find_numbers"]
