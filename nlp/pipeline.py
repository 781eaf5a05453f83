"""The spaCy pipeline: a jieba tokenizer and one component per annotation, in the order in which they need each other.

For building it; what a component does stands in the file that bears its name. In this project a pipeline object is
called ``pipeline``, because ``nlp`` is the package.
"""

from spacy.language import Language
from spacy.util import get_lang_class

import nlp.bylines
import nlp.figures.component
import nlp.normalisation
import nlp.organisations
import nlp.places
import nlp.sentences  # noqa: F401  each of these registers a factory
from nlp.tokenizer import build_tokenizer

COMPONENTS = (
    "jiaowen_normaliser",
    "jiaowen_sentences",
    "jiaowen_bylines",
    "jiaowen_places",
    "jiaowen_organisations",
    "jiaowen_figures",
)


def build_pipeline(components: tuple[str, ...] = COMPONENTS) -> Language:
    """Build the pipeline with the named components, all of them unless told otherwise.

    The object is not to be shared between threads while it runs; ``nlp.annotate.Annotator`` guards it.
    """
    pipeline = get_lang_class("zh")(meta={"name": "jiaowen"})
    pipeline.tokenizer = build_tokenizer()(pipeline)
    for component in components:
        pipeline.add_pipe(component)
    return pipeline
