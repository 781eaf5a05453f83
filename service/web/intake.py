"""Intake: a text or a web page that came with a request becomes records."""

from models.analyser import Analyser
from nlp.errors import EmptyInputError
from nlp.record import Article
from scrapers import extract

LONGEST_TEXT = 2_000_000
"""Characters of one input: a newspaper page has twenty thousand, and the service must answer others meanwhile."""


def analyse_input(text: str | None, html: str | None, analyser: Analyser) -> list[Article]:
    """Return the records of a text or, where it is given, a page.

    Raises:
        EmptyInputError: there is nothing in it.
    """
    if html is not None:
        if not html.strip():
            raise EmptyInputError("html is empty; send the page as it came")
        return analyser.analyse(extract(html))
    records = analyser.analyse(text or "")
    if not records:
        raise EmptyInputError("there is no article in the text; send a title and a sentence at least")
    return records
