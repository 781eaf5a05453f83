"""Articles and page texts from files and folders: one result an input, an error result where one cannot be read.

Chooses the reader by the file's ending and keeps going. Standard input and the splitting of page texts are others' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp.errors import InputError, JiaowenError
from scrapers.readers import FileResult, Reader, documents, pages, tables, texts

__all__ = ["FileResult", "read_files"]

# A file larger than this is no page or document; line-wise formats are streamed and have no limit.
_MAX_FILE_BYTES = 200 * 1024 * 1024

_READERS: dict[str, Reader] = {
    ".txt": texts.read_text,
    ".text": texts.read_text,
    ".html": pages.read_html,
    ".htm": pages.read_html,
    ".shtml": pages.read_html,
    ".xhtml": pages.read_html,
    ".mhtml": pages.read_mhtml,
    ".mht": pages.read_mhtml,
    ".warc": pages.read_warc,
    ".warc.gz": pages.read_warc,
    ".pdf": documents.read_pdf,
    ".docx": documents.read_docx,
    ".jsonl": tables.read_jsonl,
    ".csv": tables.read_csv,
}
_STREAMED = frozenset((".warc", ".warc.gz", ".jsonl", ".csv"))


def read_files(paths: Iterable[str | Path]) -> Iterator[FileResult]:
    """Read files and folders (walked in sorted order; hidden files and unknown endings in them are passed over)."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _read_file(path)


def _read_folder(folder: Path) -> Iterator[FileResult]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and _ending(path) in _READERS]
    visible = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not visible:
        known = " ".join(sorted(_READERS))
        yield FileResult(str(folder), error=InputError(f"{folder}: no file in it that can be read (known: {known})"))
    for path in visible:
        yield from _read_file(path)


def _read_file(path: Path) -> Iterator[FileResult]:
    try:
        _check(path)
        yield from _READERS[_ending(path)](path)
    except JiaowenError as error:
        yield FileResult(str(path), error=_named(error, path))
    except OSError as error:
        yield FileResult(str(path), error=InputError(f"{path}: cannot be read: {error.strerror or error}"))


def _named(error: JiaowenError, path: Path) -> JiaowenError:
    return error if str(path) in str(error) else type(error)(f"{path}: {error}")


def _check(path: Path) -> None:
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder; check the spelling")
    if not path.is_file():
        raise InputError(f"{path}: is neither a file nor a folder")
    if _ending(path) not in _READERS:
        raise InputError(f"{path}: unknown ending {path.suffix or '(none)'}; known: {' '.join(sorted(_READERS))}")
    if path.stat().st_size > _MAX_FILE_BYTES and _ending(path) not in _STREAMED:
        raise InputError(f"{path}: larger than {_MAX_FILE_BYTES // 1024 // 1024} MB, too large for one document")


def _ending(path: Path) -> str:
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()
