"""Annotation: what the pipeline finds in one article, written into its record.

For everything that the text itself tells: place, organisations, figures, audit. Topics come from a trained model and are
not known here.
"""

import threading

from spacy.language import Language
from spacy.tokens import Doc

from nlp.pipeline import build_pipeline
from nlp.record import Article

for _name in ("title", "context"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class Annotator:
    """Completes articles with what the pipeline finds; safe to share between threads.

    Args:
        pipeline: a pipeline of ``build_pipeline``; its own unless given.
    """

    def __init__(self, pipeline: Language | None = None) -> None:
        self._pipeline = pipeline or build_pipeline()
        self._lock = threading.Lock()

    def annotate(self, article: Article, context: str = "") -> Article:
        """Return the article with place, organisations, figures and audit set.

        Args:
            article: the article fields as ``extract`` or ``split_page`` leave them.
            context: other text of the same page or source, which may tell the city that 市教育局 belongs to.
        """
        # A memory zone frees the words of this article afterwards: a service would otherwise keep every number it ever read.
        with self._lock, self._pipeline.memory_zone():
            doc = self._pipeline.make_doc(article.body)
            doc._.title, doc._.context = article.title, context
            return _complete(article, self._pipeline(doc))


def _complete(article: Article, doc: Doc) -> Article:
    found: dict[str, object] = {
        "place": article.place or doc._.place,
        "byline": article.byline or doc._.byline,
        "organisations": doc._.organisations,
    }
    if article.kind != "advertisement":  # prices and slogans of an advertisement are no figures
        found |= {"figures": doc._.figures, "audit": doc._.audit}
    return article.model_copy(update=found)
