"""Figures: every statistic of an article with what it counts, how it changed, where it stands, and whether it adds up.

After the project's figure guideline. The way through the room: ``numerals`` and ``atoms`` read bare numbers;
``expressions`` lists all of them by kind; ``candidates`` and ``exclusions`` tell figures from the rest; ``concepts``,
``describing`` and ``circumstances`` say what a figure counts; ``relations`` and ``parts`` join figures; ``audit`` checks
them. All of it is pure, thread-safe and linear in the length of the text.
"""

from nlp.figures.audit import audit_figures
from nlp.figures.explaining import Explanation, explain_numbers
from nlp.figures.expressions import NumberExpression, find_numbers
from nlp.figures.extraction import extract_figures

__all__ = [
    "Explanation",
    "NumberExpression",
    "audit_figures",
    "explain_numbers",
    "extract_figures",
    "find_numbers",
]
