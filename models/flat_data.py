"""Labelled plain texts of any taxonomy: reading them, and refusing what cannot be learnt from.

For ``flat`` only: TSV (``text<TAB>label[,label]``) and JSON Lines (``text`` with ``label`` or ``labels``). Articles of the
topic corpus with places and evidence are read by ``corpora.labelled``.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal

from nlp.errors import CorpusError

Labels = tuple[str, ...]
# Public data sets hold a few texts twice with different labels (9 of 85,450 THUCNews headlines): these are left out. More
# than this share of them is no accident, and nothing is learnt from such a file.
MOST_CONFLICTS = 0.001


@dataclass(frozen=True)
class FlatData:
    """Texts with their labels, row for row; a text without a label has the empty tuple."""

    texts: list[str]
    labels: list[Labels]

    @cached_property
    def names(self) -> Labels:
        """All labels, sorted."""
        return tuple(sorted(set(chain.from_iterable(self.labels))))

    @property
    def single(self) -> bool:
        """Whether every text has exactly one label."""
        return all(len(labels) == 1 for labels in self.labels)

    @property
    def hash(self) -> str:
        """SHA-256 over texts and labels in their order."""
        digest = hashlib.sha256()
        for text, labels in zip(self.texts, self.labels, strict=True):
            digest.update(json.dumps([text, *labels], ensure_ascii=True).encode())
        return digest.hexdigest()

    def keep(self, kept: Sequence[bool]) -> "FlatData":
        """Return the rows that are kept, in their order."""
        rows = [pair for pair, keep in zip(zip(self.texts, self.labels, strict=True), kept, strict=True) if keep]
        return FlatData([text for text, _ in rows], [labels for _, labels in rows])

    def without(self, other: "FlatData") -> "FlatData":
        """Return the rows whose text does not stand in the other data."""
        known = set(other.texts)
        return self.keep([text not in known for text in self.texts])


def detect_format(path: Path) -> Literal["articles", "flat"]:
    """Say whether a file (or folder) holds labelled articles or plain labelled texts, by its first line.

    Raises:
        CorpusError: it cannot be read.
    """
    if path.is_dir():
        return "articles"
    try:
        with path.open(encoding="utf-8") as lines:
            first = next((line for line in lines if line.strip()), "")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return "articles" if first.lstrip().startswith("{") and '"paragraphs"' in first else "flat"


def load_flat(path: Path) -> FlatData:
    """Read a ``.jsonl`` file of texts with labels, or a table of them (``text<TAB>label[,label]``).

    Raises:
        CorpusError: no such file, not UTF-8, a line that is no example (names file and line), no example at all.
    """
    parse = _parse_json if path.suffix in (".jsonl", ".ndjson", ".json") else _parse_table_row
    texts, labels = [], []
    for number, line in _iter_lines(path):
        try:
            text, names = parse(line)
        except ValueError as error:
            raise CorpusError(f"{path}, line {number}: {error}") from error
        if not text.strip():
            raise CorpusError(f"{path}, line {number}: the text is empty; every example needs one")
        texts.append(text)
        labels.append(names)
    if not texts:
        raise CorpusError(f"{path}: no labelled texts there")
    return FlatData(texts, labels)


def drop_conflicts(data: FlatData) -> FlatData:
    """Return the data without the texts that occur with different labels.

    Raises:
        CorpusError: they are more than ``MOST_CONFLICTS`` of all; the message shows the first.
    """
    seen: dict[str, set[Labels]] = {}
    for text, labels in zip(data.texts, data.labels, strict=True):
        seen.setdefault(text, set()).add(tuple(sorted(labels)))
    conflicts = [len(seen[text]) > 1 for text in data.texts]
    if sum(conflicts) > MOST_CONFLICTS * len(data.texts):
        text = data.texts[conflicts.index(True)]
        versions = " and ".join(",".join(labels) or "no label" for labels in sorted(seen[text]))
        raise CorpusError(
            f"{sum(conflicts)} of {len(data.texts)} texts occur again with other labels, the first is labelled {versions}: "
            f"{text[:40]!r}; decide on one label each"
        )
    return data.keep([not conflict for conflict in conflicts])


def _iter_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _parse_table_row(line: str) -> tuple[str, Labels]:
    text, tab, labels = line.rpartition("\t")
    if not tab:
        raise ValueError("no tab; a line is text<TAB>label[,label]")
    return text, _split_labels(labels)


def _split_labels(labels: str) -> Labels:
    return tuple(dict.fromkeys(name.strip() for name in labels.split(",") if name.strip()))


def _parse_json(line: str) -> tuple[str, Labels]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('no "text"; a line is {"text": …, "label": …} or {"text": …, "labels": […]}')
    labels = row.get("labels", row.get("label"))
    labels = [labels] if isinstance(labels, str | int) else labels
    if not isinstance(labels, list) or not all(isinstance(name, str | int) for name in labels):
        raise ValueError('no "label" (a string) or "labels" (a list of strings)')
    return row["text"], tuple(dict.fromkeys(str(name) for name in labels))
