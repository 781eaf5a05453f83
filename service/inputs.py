"""Inputs: what a caller names becomes file results: by ending, by a kind that was asked for, or from standard input.

For getting bytes and saying what they hold. How a kind of file is read stands in ``scrapers``, what a page holds in ``nlp``.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from nlp.errors import EmptyInputError, InputError, JiaowenError
from nlp.pages import split_page
from nlp.record import Article
from scrapers.decode import decode
from scrapers.extraction import extract
from scrapers.files import FileResult, read_files

STANDARD_INPUT = "-"
# Markup begins with a tag, a comment or a declaration; a page of text that begins with 《 or a number does not.
_MARKUP = re.compile(r"\s*<(?:!|\?xml|[a-zA-Z])")


class InputKind(StrEnum):
    """What inputs are to be taken for: ``text`` is one article, ``page`` a newspaper page, ``html`` a web page."""

    AUTO = "auto"
    TEXT = "text"
    PAGE = "page"
    HTML = "html"


def find_missing(paths: Iterable[str]) -> list[str]:
    """Return the paths that do not exist, in order; standard input always does."""
    return [path for path in paths if path != STANDARD_INPUT and not Path(path).exists()]


def check_paths(paths: Sequence[str]) -> None:
    """Refuse paths that do not exist, before any work is done.

    Raises:
        InputError: names every one of them.
    """
    missing = find_missing(paths)
    if missing:
        raise InputError(f"no such file or folder: {', '.join(missing)}; check the spelling, nothing was done")


def read_inputs(paths: Iterable[str], kind: InputKind, standard_input: BinaryIO) -> Iterator[FileResult]:
    """Read the inputs one by one; an input that cannot be read is an error result."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield _guarded(path, standard_input.read, kind)
        elif kind is InputKind.AUTO:
            yield from read_files([path])
        else:
            for file in _walk(Path(path)):
                yield _guarded(str(file), file.read_bytes, kind)


def build_articles(result: FileResult, kind: InputKind = InputKind.AUTO) -> list[Article]:
    """Return the articles of a result that is no error: those that it holds, or those of its text.

    Their source names the file and its digest, unless it is standard input.
    """
    if result.text is None:
        return result.articles
    articles = split_page(result.text)
    if kind is InputKind.TEXT:
        articles = [join_articles(articles)] if articles else []
    digest = hashlib.sha256(result.text.encode("utf-8", "surrogatepass")).hexdigest()
    path = None if result.path == STANDARD_INPUT else result.path
    return [_with_source(article, path, digest) for article in articles]


def join_articles(articles: Sequence[Article]) -> Article:
    """Join what the page splitter took for several items into one article; their titles become its headings."""
    first, *others = articles
    paragraphs, headings = list(first.paragraphs), list(first.headings)
    for article in others:
        titles = [article.title] if article.title else []
        headings += [len(paragraphs) + place for place in range(len(titles))]
        headings += [len(paragraphs) + len(titles) + place for place in article.headings]
        paragraphs += [*titles, *article.paragraphs]
    everyone = [byline for article in articles for byline in article.byline]
    update = {
        "paragraphs": paragraphs,
        "body": "\n".join(paragraphs),
        "headings": headings,
        "captions": [caption for article in articles for caption in article.captions],
        "byline": [byline for place, byline in enumerate(everyone) if byline not in everyone[:place]],
        "published": next((article.published for article in articles if article.published), None),
        # Repairs name paragraphs of the single items; they would point elsewhere now.
        "repairs": first.repairs,
        "method": {**first.method, "items": "given: one article"},
    }
    return first.model_copy(update=update)


def _guarded(path: str, read: Callable[[], bytes], kind: InputKind) -> FileResult:
    name = "standard input" if path == STANDARD_INPUT else path
    try:
        return _read_as(path, read(), kind)
    except JiaowenError as error:
        return FileResult(path, error=type(error)(f"{name}: {error}"))
    except OSError as error:
        return FileResult(path, error=InputError(f"{name}: cannot be read: {error.strerror or error}"))


def _read_as(path: str, raw: bytes, kind: InputKind) -> FileResult:
    text = decode(raw).text
    if not text.strip():
        raise EmptyInputError("is empty: nothing to analyse")
    if kind is InputKind.HTML or (kind is InputKind.AUTO and _MARKUP.match(text)):
        article = extract(raw)
        if path != STANDARD_INPUT:
            article.source.path = path
        return FileResult(path, articles=[article])
    return FileResult(path, text=text.replace("\r\n", "\n").replace("\r", "\n"))


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for found in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
        if found.is_file() and not hidden:
            yield found


def _with_source(article: Article, path: str | None, digest: str) -> Article:
    source = article.source.model_copy(update={"path": path, "content_hash": digest})
    return article.model_copy(update={"source": source})
