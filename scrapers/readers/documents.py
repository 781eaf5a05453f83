"""Office documents and PDF files as page texts: paragraphs in reading order, columns one after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
import pdfplumber
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from nlp.errors import EmptyInputError, InputError
from scrapers.readers import FileResult
from scrapers.readers.columns import order_lines

# pdfminer reports every oddity of a font at warning level.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_docx(path: Path) -> Iterator[FileResult]:
    """Read a Word document: its paragraphs and the cells of its tables, in the order of the page."""
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{path}: is no Word document (.docx) that can be opened: {error}") from error
    parts: list[str] = []
    for item in document.iter_inner_content():
        parts += _table_lines(item) if isinstance(item, Table) else [item.text.strip()]
    yield _text_result(path, "\n".join(part for part in parts if part))


def _table_lines(table: Any) -> list[str]:
    return [" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip())) for row in table.rows]


def read_pdf(path: Path) -> Iterator[FileResult]:
    """Read the text layer of a PDF file page by page; a scanned page has none."""
    try:
        with pdfplumber.open(path) as document:
            pages = ["\n".join(order_lines(page)) for page in document.pages]
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: is no PDF file that can be read: {error}") from error
    text = "\n\n".join(page for page in pages if page.strip())
    if not text.strip():
        raise EmptyInputError(f"{path}: the PDF has no text layer (a scan?); run a text recognition over it first")
    yield _text_result(path, text)


def _text_result(path: Path, text: str) -> FileResult:
    if not text.strip():
        raise EmptyInputError(f"{path}: there is no text in the document")
    return FileResult(str(path), text=text)
