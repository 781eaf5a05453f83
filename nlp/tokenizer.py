"""The spaCy tokenizer: jieba words as tokens.

For making a ``Doc`` whose text is the input, to the character; white space is kept as tokens of its own. Not for
figures, which are read from the raw text.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from nlp.segmentation import segment


class JiebaTokenizer(DummyTokenizer):
    """Splits text into jieba words; ``tokenizer(text).text == text`` for every text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Make the doc of a text."""
        words = segment(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


@registry.tokenizers("jiaowen.JiebaTokenizer.v1")
def build_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """Make the factory that a spaCy config names under ``[nlp.tokenizer]``."""

    def build(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab)

    return build
