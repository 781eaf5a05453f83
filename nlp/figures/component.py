"""The spaCy component that writes the figures of a doc and their audit.

For the pipeline only; what a figure is stands in ``nlp.figures``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.figures.audit import audit_figures
from nlp.figures.extraction import extract_figures
from nlp.record import Figure

SPANS = "figures"
"""The key of ``doc.spans`` that holds the figures of the body; a figure of the title alone has no span."""


class FiguresComponent:
    """Sets ``doc._.figures``, ``doc._.audit`` and ``doc.spans["figures"]``; reads ``doc._.title`` where it is set."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> FiguresComponent:  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Find the figures of a doc and check them against one another."""
        title = doc._.title if doc.has_extension("title") else None
        figures = extract_figures(doc.text, title)
        doc._.figures = figures
        doc._.audit = audit_figures(figures, doc.text, title)
        doc.spans[SPANS] = [span for figure in figures if (span := _span(doc, figure)) is not None]
        return doc


def _span(doc: Doc, figure: Figure) -> Span | None:
    if figure.start is None or figure.end is None:
        return None
    return doc.char_span(figure.start, figure.end, label=figure.kind, alignment_mode="expand")


for _name in ("figures", "audit"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=[])

Language.factory("jiaowen_figures", assigns=["doc._.figures", "doc._.audit", "doc.spans"], func=FiguresComponent.build)
