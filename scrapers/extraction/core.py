"""From a page to the record of its article: what each step found, put together.

The order of trust is: the family's markers and the meta tags, then rules of our own, then readability for the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from nlp.bylines import split_bylines
from nlp.errors import EmptyInputError
from nlp.record import Article, Source
from scrapers.decode import Decoded, decode
from scrapers.extraction.arrange import Arranged, arrange, is_heading
from scrapers.extraction.blocks import build_row
from scrapers.extraction.body import Body, find_body
from scrapers.extraction.fallback import find_stated_body
from scrapers.extraction.families import find_family
from scrapers.extraction.fields import Page, find_bylines, find_published, find_source, gather_lines
from scrapers.extraction.metadata import read_statements
from scrapers.extraction.titles import find_headline
from scrapers.extraction.tree import parse_html


def extract(page: bytes | str, url: str | None = None, headers: Mapping[str, str] | None = None) -> Article:
    """Extract the article of a web page.

    Raises:
        DecodeError: the bytes are no text in an encoding we read.
        EmptyInputError: there is no text in the page.
    """
    raw = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    decoded = decode(page, headers) if isinstance(page, bytes) else Decoded(page, "str", "given")
    root = parse_html(decoded.text)
    row = build_row(root)
    statements = read_statements(root, decoded.text)
    if not row.blocks and not statements.linked.get("articleBody"):
        raise EmptyInputError("the page holds markup but no text; it may fill itself by script when opened")
    family = find_family(decoded.text, url)
    shared = Page(decoded.text, url, root, row, family, statements)
    shared.method["encoding"] = f"{decoded.encoding} ({decoded.method})"
    return _assemble(shared, hashlib.sha256(raw).hexdigest())


def _assemble(page: Page, digest: str) -> Article:
    body = find_body(page.row, page.family) or Body(0, len(page.row.blocks), "whole page")
    headline = find_headline(page.row, body.start, page.statements, page.family)
    parts = arrange(page.row.blocks[body.start : body.end], headline, body.method != "density")
    paragraphs, in_text = split_bylines(block.text for block in parts.kept)
    page.method.update(body=body.method, title=headline.method)
    stated = find_stated_body(page, paragraphs)
    lines = gather_lines(page, body, headline)
    family = page.family.name if page.family else None
    return Article(
        title=headline.title,
        kicker=headline.kicker,
        subtitle=headline.subtitle,
        paragraphs=stated or paragraphs,
        headings=[] if stated else _headings(parts, paragraphs),
        captions=parts.captions,
        byline=find_bylines(page, lines, parts.lines, in_text),
        published=find_published(page, lines),
        source=Source(name=find_source(page, lines), url=page.url, family=family, content_hash=digest),
        method=page.method,
    )


def _headings(parts: Arranged, paragraphs: list[str]) -> list[int]:
    texts = {block.text for block in parts.kept if is_heading(block)}
    return [index for index, paragraph in enumerate(paragraphs) if paragraph in texts]
