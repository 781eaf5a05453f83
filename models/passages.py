"""Passages: the stretches of an article on which a topic is decided and with which it is shown.

For cutting a body into them; a short paragraph is one passage, a long one is cut between sentences, so that a topic told
in two sentences of forty is found there and shown by just these sentences.
"""

from dataclasses import dataclass

from nlp.record import Article
from nlp.sentences import iter_sentences

# A paragraph up to this many characters stays whole (the corpus's median paragraph has about 90); 60 to 200 tried.
WHOLE_PARAGRAPH = 90


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the body, half-open offsets in code points; the title is the passage from 0 to 0."""

    text: str
    start: int
    end: int


def split_passages(article: Article) -> list[Passage]:
    """Return the title (where there is one) and the passages of the body in order."""
    passages = [Passage(article.title, 0, 0)] if article.title else []
    start = 0
    for paragraph in article.paragraphs:
        passages += _split_paragraph(paragraph, start)
        start += len(paragraph) + 1
    return passages


def _split_paragraph(paragraph: str, offset: int) -> list[Passage]:
    if len(paragraph) <= WHOLE_PARAGRAPH:
        return [Passage(paragraph, offset, offset + len(paragraph))] if paragraph.strip() else []
    return [Passage(paragraph[start:end], offset + start, offset + end) for start, end in iter_sentences(paragraph)]
