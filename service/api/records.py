"""Records that come from outside: whether their offsets and links say what a record promises.

For what is stored as it is given; a record that fails here would break every page that shows it.
"""

from collections.abc import Iterator

from nlp.errors import InputError
from nlp.record import Article
from nlp.topics import TOPICS


def check_record(article: Article) -> None:
    """Refuse a record that contradicts itself.

    Raises:
        InputError: names the first field that is wrong.
    """
    if not (article.title or article.body.strip()):
        raise InputError("record has neither title nor text; give title or paragraphs")
    for fault in _iter_faults(article):
        raise InputError(f"record: {fault}")


def _iter_faults(article: Article) -> Iterator[str]:
    if article.body != "\n".join(article.paragraphs):
        yield 'body must be the paragraphs joined by "\\n"; leave it out'
    if any(not 0 <= index < len(article.paragraphs) for index in article.headings):
        yield f"headings must be indexes of paragraphs, below {len(article.paragraphs)}"
    for name, start, end in _iter_spans(article):
        if not 0 <= start < end <= len(article.body):
            yield f"{name} must lie in the body: 0 <= {start} < {end} <= {len(article.body)} does not hold"
    for topic in article.topics:
        if topic.code not in TOPICS:
            yield f"topics: unknown topic {topic.code!r}; known: {', '.join(TOPICS)}"
    yield from _iter_figure_faults(article)


def _iter_spans(article: Article) -> Iterator[tuple[str, int, int]]:
    for topic in article.topics:
        yield from (("evidence of " + topic.code, one.start, one.end) for one in topic.evidence)
    for organisation in article.organisations:
        yield "organisation", organisation.start, organisation.end
    for figure in article.figures:
        if figure.start is not None and figure.end is not None:
            yield f"figure {figure.id}", figure.start, figure.end
        if figure.evidence is not None:
            yield f"evidence of figure {figure.id}", figure.evidence.start, figure.evidence.end


def _iter_figure_faults(article: Article) -> Iterator[str]:
    known = {figure.id for figure in article.figures}
    if len(known) != len(article.figures):
        yield "two figures have the same id"
    for figure in article.figures:
        if figure.start is not None and article.body[figure.start : figure.end] != figure.text:
            yield f"figure {figure.id}: the body says {article.body[figure.start : figure.end]!r}, not {figure.text!r}"
        for link in (figure.linked_to, figure.share_of, figure.restates):
            if link is not None and link not in known:
                yield f"figure {figure.id} names a figure {link!r} that is not there"
