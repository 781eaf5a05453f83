"""Agreement of two labellers, printed by ``python -m corpora.agreement``.

For the part of the labelled corpus that was labelled a second time by somebody who had not seen the first labels: Cohen's
kappa and F1 for every topic, over both together, and for ``education`` and ``kind``.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from corpora.labelled import LABELLED, LabelledArticle, load_labelled
from nlp.errors import CorpusError
from nlp.record import Kind
from nlp.topics import TOPICS

SECOND = LABELLED / "second" / "labels.jsonl"


@dataclass(frozen=True)
class SecondLabels:
    """What the second labeller said of one article."""

    id: str
    topics: tuple[str, ...]
    education: bool
    kind: Kind


@dataclass(frozen=True)
class Agreement:
    """How far two labellers agree on one question: kappa, the F1 of one against the other, how often each said yes."""

    name: str
    kappa: float
    f1: float
    first: int
    second: int


def load_second(path: Path = SECOND) -> list[SecondLabels]:
    """Read the second labels.

    Raises:
        CorpusError: the file cannot be read, or a line is not what it should be (names it).
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error}") from error
    return [_parse(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def measure_agreement(articles: Sequence[LabelledArticle], second: Sequence[SecondLabels]) -> list[Agreement]:
    """Return the agreement on every topic that either labeller gave, then over all topics, then on education and kind."""
    first = {article.id: article for article in articles}
    pairs = [(first[labels.id], labels) for labels in second if labels.id in first]
    votes = {code: [(code in one.topics, code in two.topics) for one, two in pairs] for code in TOPICS}
    given = {code: pair for code, pair in votes.items() if any(one or two for one, two in pair)}
    rows = [_agreement(code, pair) for code, pair in given.items()]
    rows.append(_agreement("all topics", [vote for pair in given.values() for vote in pair]))
    rows.append(_agreement("education", [(one.education, two.education) for one, two in pairs]))
    same = [one.kind == two.kind for one, two in pairs]
    kappa = _kappa([one.kind for one, _ in pairs], [two.kind for _, two in pairs])
    return [*rows, Agreement("kind", kappa, sum(same) / len(same), len(same), len(same))]


def _agreement(name: str, votes: Sequence[tuple[bool, bool]]) -> Agreement:
    both = sum(one and two for one, two in votes)
    first, second = sum(one for one, _ in votes), sum(two for _, two in votes)
    return Agreement(name, _kappa(*zip(*votes, strict=True)), 2 * both / (first + second), first, second)


def _kappa(first: Sequence[object], second: Sequence[object]) -> float:
    if list(first) == list(second):
        return 1.0  # also where both gave one label only, of which kappa makes no number
    return float(cohen_kappa_score([str(one) for one in first], [str(two) for two in second]))


def _parse(path: Path, number: int, line: str) -> SecondLabels:
    try:
        row = json.loads(line)
        return SecondLabels(row["id"], tuple(row["topics"]), row["education"], row["kind"])
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}, line {number}: no labels of an article: {error}") from error


def format_agreement(rows: Sequence[Agreement]) -> str:
    """Return the agreement as a table of text."""
    lines = [f"{'question':24} kappa    F1  first second"]
    return "\n".join([*lines, *(f"{row.name:24} {row.kappa:5.2f} {row.f1:5.2f} {row.first:6} {row.second:6}" for row in rows)])


if __name__ == "__main__":
    sys.stdout.write(format_agreement(measure_agreement(load_labelled(), load_second())) + "\n")
