"""Intake: a text, a web page or an address that came with a request becomes records."""

from dataclasses import dataclass

from models.analyser import Analyser
from nlp.errors import EmptyInputError
from nlp.record import Article
from scrapers import extract
from scrapers.fetch import fetch_page

LONGEST_TEXT = 2_000_000
"""Characters of one input: a newspaper page has twenty thousand, and the service must answer others meanwhile."""


@dataclass(frozen=True)
class Intake:
    """One input: plain ``text``, ``html`` of a web page as it came, or the public address ``url`` of one."""

    text: str | None = None
    html: str | None = None
    url: str | None = None


def analyse_input(given: Intake, analyser: Analyser) -> list[Article]:
    """Return the records of an input.

    Raises:
        EmptyInputError: there is nothing in it.
        FetchError: the address must not, or could not, be fetched.
        DecodeError: what came from the address is no text.
    """
    if given.url is not None:
        page = fetch_page(given.url.strip())
        return analyser.analyse(extract(page.body, page.url, page.headers))
    if given.html is not None:
        if not given.html.strip():
            raise EmptyInputError("html is empty; send the page as it came")
        return analyser.analyse(extract(given.html))
    records = analyser.analyse(given.text or "")
    if not records:
        raise EmptyInputError("there is no article in the text; send a title and a sentence at least")
    return records
