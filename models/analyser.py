"""The analyser: a text, a page or an article in, complete records out.

For putting the rooms below together: split, annotate, tag. It reads no files and fetches nothing.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.classifier import TopicClassifier
from models.prediction import suggest_topics
from models.registry import ModelCard, load_model
from nlp.annotate import Annotator
from nlp.errors import EmptyInputError
from nlp.pages import split_page
from nlp.record import Article

ID_LENGTH = 16


class Analyser:
    """Turns texts and articles into complete records; safe to share between threads.

    Args:
        classifier: a fitted topic classifier.
        card: its card, named in every record.
    """

    def __init__(self, classifier: TopicClassifier, card: ModelCard) -> None:
        self.card = card
        self._classifier = classifier
        self._annotator = Annotator()

    def analyse(self, item: str | Article, context: str = "") -> list[Article]:
        """Return the records of a text, which may be a whole page of several items, or of one article.

        Args:
            item: a text, or an article's fields; its source's name is context for its place (淅川县教育局).
            context: what else is known of where it comes from, such as the name of the source's district.

        Raises:
            EmptyInputError: nothing but white space.
        """
        if isinstance(item, Article):
            return [self._complete(item, f"{item.source.name or ''}\n{context}")]
        if not item.strip():
            raise EmptyInputError("the text is empty: nothing to analyse")
        return self.analyse_page(split_page(item), context)

    def analyse_page(self, articles: list[Article], context: str = "") -> list[Article]:
        """Return the records of the articles of one page; each is context for the others' places."""
        around = "\n".join([context, *(f"{article.title or ''}\n{article.body}" for article in articles)])
        records = [self._complete(article, around) for article in articles]
        return _with_ids(records)

    def analyse_many(self, items: Iterable[str | Article]) -> Iterator[list[Article]]:
        """Yield the records of each item in turn; an item is read only when its records are asked for."""
        for item in items:
            yield self.analyse(item)

    def _complete(self, article: Article, context: str) -> Article:
        annotated = self._annotator.annotate(article, context)
        topics = [suggestion.to_topic() for suggestion in suggest_topics(self._classifier, annotated)]
        record = annotated.model_copy(update={"topics": topics, "model": self.card.info})
        return record if record.id else record.model_copy(update={"id": article_id(record)})


def load_analyser(path: Path | str | None = None) -> Analyser:
    """Load the analyser with the current model of a registry; of the project's own unless told otherwise.

    Raises:
        ModelMissingError, ModelMismatchError: as ``models.registry.load_model``.
    """
    return Analyser(*load_model(Path(path) if path else None))


def article_id(article: Article, occurrence: int = 0) -> str:
    """Return the id of an article: the same article from the same source gets the same every time.

    An article with an address is known by it, so that a changed page is a new version of the same article; one without by
    its text, wherever the file stood. ``occurrence`` tells items of one page apart that would have the same id.
    """
    key = [article.source.url] if article.source.url else [article.title, article.body]
    digest = hashlib.sha256(
        "\n".join([*(part or "" for part in key), str(occurrence)]).encode("utf-8", "surrogatepass")
    )
    return digest.hexdigest()[:ID_LENGTH]


def _with_ids(records: list[Article]) -> list[Article]:
    seen: dict[str, int] = {}
    out = []
    for record in records:
        occurrence = seen.get(record.id, 0)
        seen[record.id] = occurrence + 1
        out.append(record.model_copy(update={"id": article_id(record, occurrence)}) if occurrence else record)
    return out
