"""Sentences: where one ends and the next begins.

For boundaries in clean text; a line break always ends a sentence, because paragraphs are already joined. Not for
clauses: a comma never ends a sentence, however long it grows.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

# A closing quotation mark or bracket belongs to the sentence that it closes; an ellipsis ends one only at a line's end
# or before a closing mark, because lists in these texts trail off in mid-sentence (“有的清扫地面……有的擦拭栏杆”).
_END = re.compile(r"[。！？!?]+(?:[”’」』》）)\]】\"']+)?|……(?=\s*(?:[”’」』]|\n|$))(?:[”’」』]+)?|\n+|;\n|；\n")


def iter_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open offsets of every sentence, without the white space around it; blank stretches yield nothing."""
    start = 0
    for match in _END.finditer(text):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


class SentencesComponent:
    """Sets ``token.is_sent_start``: the first token that begins inside a sentence starts it."""

    @classmethod
    def build(cls, nlp: Language, name: str) -> "SentencesComponent":  # noqa: ARG003  spaCy names the arguments
        """Make the component; a spaCy factory."""
        return cls()

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of a doc."""
        starts = iter([start for start, _ in iter_sentences(doc.text)])
        following = next(starts, None)
        for token in doc:
            pending = token.i == 0
            while following is not None and following < token.idx + len(token):
                pending, following = True, next(starts, None)
            token.is_sent_start = pending
        return doc


Language.factory("jiaowen_sentences", assigns=["token.is_sent_start"], func=SentencesComponent.build)
