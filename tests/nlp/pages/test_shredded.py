"""Floors of the page repair on pages shredded from held-out articles of the bundled corpus.

Lower than ``benchmarks/pages.py`` measures by the spread of smaller samples; lowering one needs an explained change.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
CORPUS = sorted(str(path) for path in (ROOT / "corpora" / "labelled").glob("*.jsonl"))
PAGES = 40

pytestmark = pytest.mark.skipif(not CORPUS, reason="the labelled corpus is not there")

FLOORS_SHREDDED = {
    "items found, F1": 0.94,
    "neighbouring paragraphs in true order": 0.92,
    "duplicates dropped": 0.95,
    "title and kicker exact": 0.93,
    "byline names, F1": 0.95,
    "education": 0.94,
    "kind": 0.84,
}
FLOORS_UNDAMAGED = {
    "items found, F1": 0.96,
    "neighbouring paragraphs in true order": 0.98,
    "title and kicker exact": 0.96,
    "byline names, F1": 0.97,
}


@pytest.fixture(scope="module")
def benchmark() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    yield importlib.import_module("pages")
    sys.path.remove(str(ROOT / "benchmarks"))


def measure(benchmark: ModuleType, rates: object, seed: int) -> dict[str, float]:
    articles = benchmark.load_articles(CORPUS, unseen=True)
    scores, _ = benchmark.measure_pages(benchmark.make_pages(articles, PAGES, rates, seed))
    return dict(benchmark.rows_of(scores))


def test_shredded_pages(benchmark: ModuleType) -> None:
    measured = measure(benchmark, benchmark.Rates(), 7)
    assert {name: measured[name] for name, floor in FLOORS_SHREDDED.items() if measured[name] < floor} == {}


def test_undamaged_pages_keep_their_order(benchmark: ModuleType) -> None:
    measured = measure(benchmark, benchmark.CLEAN, 11)
    assert {name: measured[name] for name, floor in FLOORS_UNDAMAGED.items() if measured[name] < floor} == {}


def test_the_same_seed_gives_the_same_page(benchmark: ModuleType) -> None:
    articles = benchmark.load_articles(CORPUS, unseen=True)
    first, second = (benchmark.make_pages(articles, 3, benchmark.Rates())[2].text for _ in range(2))
    assert first == second
