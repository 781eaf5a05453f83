"""Measure extraction on saved pages: our own beside the public tools that are installed, in the same run.

    python benchmarks/extract.py [FOLDER]      a folder of NAME.html with NAME.json beside each

Body is the macro mean of the F1 over character 3-grams; title, time and bylines are exact. Tools that are not installed
are left out with a line that says so: put each into an environment of its own and run this there.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapers import extract
from scrapers.decode import decode

PAGES = Path(__file__).parents[1] / "tests" / "data" / "pages_html"


def grams(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[start : start + 3] for start in range(max(0, len(text) - 2)))


def likeness(found: str, wanted: str) -> float:
    one, two = grams(found), grams(wanted)
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else 1.0


def with_readability(page: bytes) -> str:
    module = importlib.import_module("readability")
    html = importlib.import_module("lxml.html")
    summary = module.Document(decode(page).text).summary(html_partial=True)
    return "\n".join(html.fromstring(summary).itertext())


def with_trafilatura(page: bytes) -> str:
    return importlib.import_module("trafilatura").extract(decode(page).text) or ""


def with_newspaper(page: bytes) -> str:
    article = importlib.import_module("newspaper").Article("http://example.cn/", language="zh")
    article.download(input_html=decode(page).text)
    article.parse()
    return str(article.text)


def with_justext(page: bytes) -> str:
    module = importlib.import_module("justext")
    paragraphs = module.justext(decode(page).text, frozenset(), length_low=10, length_high=40, stopwords_low=0, stopwords_high=0)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def with_gne(page: bytes) -> str:
    return str(importlib.import_module("gne").GeneralNewsExtractor().extract(decode(page).text)["content"])


TOOLS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "readability-lxml": ("readability", with_readability),
    "trafilatura": ("trafilatura", with_trafilatura),
    "newspaper4k": ("newspaper", with_newspaper),
    "jusText": ("justext", with_justext),
    "gne": ("gne", with_gne),
}


def measure(name: str, read: Callable[[bytes], str], pages: list[tuple[bytes, dict[str, Any]]]) -> float:
    """Print one line of the table and give the pages a second of processor time."""
    scores, began = [], time.process_time()
    for page, wanted in pages:
        try:
            found = read(page)
        except Exception:  # a tool that fails on a page has found nothing on it
            found = ""
        scores.append((found, wanted))
    speed = len(pages) / max(time.process_time() - began, 1e-9)
    body = sum(likeness(found, "\n".join(wanted["paragraphs"])) for found, wanted in scores) / len(scores)
    print(f"{name:18} body {body:.4f}   {speed:7.1f} pages/s")
    return speed


def measure_fields(pages: list[tuple[bytes, dict[str, Any]]]) -> None:
    """Print how many of our other fields are right."""
    counts: Counter[str] = Counter()
    for page, wanted in pages:
        article = extract(page)
        for field in ("title", "published", "kicker", "subtitle"):
            counts[field] += "".join((getattr(article, field) or "").split()) == "".join((wanted[field] or "").split())
        found, names = {byline.name for byline in article.byline}, {byline["name"] for byline in wanted["byline"]}
        counts["bylines"] += found == names
        counts["false"] += len(found - names)
        counts["found"] += len(found)
    shares = "   ".join(f"{field} {counts[field] / len(pages):.4f}" for field in ("title", "published", "bylines", "kicker", "subtitle"))
    print(f"{'fields':18} {shares}   false bylines {counts['false'] / max(1, counts['found']):.4f}")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    files = sorted(folder.glob("*.html"))
    pages = [(file.read_bytes(), json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))) for file in files]
    if not pages:
        print(f"{folder}: no pages", file=sys.stderr)
        return 2
    extract(pages[0][0])
    print(f"{len(pages)} pages of {folder.name}")
    ours = measure("jiaowen", lambda page: extract(page).body, pages)
    measure_fields(pages)
    for name, (module, read) in TOOLS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{name:18} not installed here")
            continue
        speed = measure(name, read, pages)
        print(f"{'':18} jiaowen is {ours / speed:.2f} times as fast")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
