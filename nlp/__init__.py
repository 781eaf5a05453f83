"""Text to annotations: segmentation, page repair, figures, places, organisations. Pure: no network, no database, no clock.

``segment`` gives words, ``split_page`` the items of a newspaper page, ``find_numbers`` every number expression,
``extract_figures`` the figures of the guideline, ``build_pipeline`` the spaCy pipeline that does all of it.
"""

from nlp.figures import explain_numbers, extract_figures, find_numbers
from nlp.pages import split_page
from nlp.pipeline import build_pipeline
from nlp.segmentation import segment

__all__ = ["build_pipeline", "explain_numbers", "extract_figures", "find_numbers", "segment", "split_page"]
