"""Measure the page repair: ``python benchmarks/pages.py CORPUS.jsonl… [--pages 200] [--all]``.

Pages are shredded from the labelled articles named on the command line; by default only from those that the character
counts of ``nlp.pages`` were not made from. Prints the table of measures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import itertools

from shredder import CLEAN, CleanArticle, GoldItem, Rates, ShreddedPage, shred

from nlp.pages import split_page
from nlp.record import Article

OVERLAP = 0.8
# Articles that carry a byline of their own are left out: the shredder prints its own, of names it knows.
_BYLINE = re.compile(
    r"[(（][^()（）\n]{0,30}(?:记者|通讯员|供稿|文/图|摄)[^()（）\n]{0,30}[)）]|[(（][\u3400-\u9fff ]{2,12}[)）]\Z|摄\s*$|^[^。]{0,12}(?:记者|通讯员)[ ：:][^。]{2,30}$",
    re.M,
)


@dataclass
class Tally:
    """Counts of one measure: right, wanted, given."""

    right: float = 0
    wanted: float = 0
    given: float = 0

    def f1(self) -> float:
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 1.0

    def share(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


@dataclass
class Scores:
    """The measures of a set of pages."""

    items: Tally = field(default_factory=Tally)
    order: Tally = field(default_factory=Tally)
    input_order: Tally = field(default_factory=Tally)
    duplicates: Tally = field(default_factory=Tally)
    dropped: Tally = field(default_factory=Tally)
    joins: Tally = field(default_factory=Tally)
    titles: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    education: Tally = field(default_factory=Tally)


def grams(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


def overlap(left: Counter[str], right: Counter[str]) -> float:
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def match_items(gold: Sequence[GoldItem], found: Sequence[Article]) -> list[tuple[GoldItem, Article | None]]:
    """Pair each true item with the found one of the greatest overlap of bodies, each used once."""
    bodies = [grams("".join(item.paragraphs)) for item in gold]
    others = [grams("".join(article.paragraphs)) for article in found]
    pairs = sorted(
        ((overlap(bodies[i], others[j]), i, j) for i in range(len(gold)) for j in range(len(found))), reverse=True
    )
    chosen: dict[int, int] = {}
    for score, i, j in pairs:
        if score >= OVERLAP and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(item, found[chosen[i]] if i in chosen else None) for i, item in enumerate(gold)]


def neighbours(true: Sequence[str], lines: Iterable[str]) -> tuple[int, int]:
    """How many neighbouring paragraphs of the truth stand next to each other in these lines, of how many."""
    wanted = [grams(paragraph) for paragraph in true]
    sequence: list[int] = []
    for line in lines:
        own = grams(line)
        if not own:
            continue
        shares = [(own & paragraph).total() / own.total() for paragraph in wanted]
        # A whole paragraph is itself, even where another quotes all of it.
        shares = [share + (own == paragraph) for share, paragraph in zip(shares, wanted, strict=True)]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        if best >= 0 and shares[best] > 0.5 and (not sequence or sequence[-1] != best):
            sequence.append(best)
    follows = set(itertools.pairwise(sequence))
    return sum((place, place + 1) in follows for place in range(len(true) - 1)), max(0, len(true) - 1)


def _texts(article: Article) -> list[str]:
    heads = [article.title or "", article.kicker or "", article.subtitle or ""]
    return [*heads, *article.paragraphs, *article.captions]


def normal(text: str | None) -> str:
    return " ".join((text or "").split())


def score_page(page: ShreddedPage, found: list[Article], scores: Scores, show: bool = False) -> None:
    pairs = match_items(page.items, found)
    kept = "".join("".join(_texts(article)) for article in found)
    for item in page.items:
        for paragraph in item.paragraphs:
            lost = "".join(paragraph.split())[:20] not in "".join(kept.split())
            scores.dropped.right += lost
            if show and lost:
                print("  LOST", paragraph[:60])
    scores.items.wanted += len(page.items)
    scores.items.given += len(found)
    for item, article in pairs:
        if article is None:
            if show:
                print("  MISSED", item.title, "|", item.paragraphs[0][:40])
            continue
        scores.items.right += 1
        _score_item(item, article, scores, show)


def _score_item(item: GoldItem, article: Article, scores: Scores, show: bool) -> None:
    right, wanted = neighbours(item.paragraphs, article.paragraphs)
    scores.order.right += right
    scores.order.wanted += wanted
    if show and right < wanted:
        print("  ORDER", item.title, [p[:14] for p in item.paragraphs], "->", [p[:14] for p in article.paragraphs])
    scores.titles.wanted += 1
    right_title = normal(article.title) == normal(item.title) and normal(article.kicker) == normal(item.kicker)
    scores.titles.right += right_title
    if show and not right_title:
        print("  TITLE", item.kicker, "/", item.title, "->", article.kicker, "/", article.title)
    names = [byline.name for byline in article.byline]
    scores.names.right += len(set(names) & set(item.names))
    scores.names.wanted += len(set(item.names))
    scores.names.given += len(set(names))
    if show and set(names) != set(item.names):
        print("  NAMES", item.names, "->", names)
    if item.kind != "":
        scores.kinds.wanted += 1
        scores.kinds.right += article.kind == item.kind
        scores.education.wanted += 1
        scores.education.right += article.education == item.education
    _score_paragraphs(item, article, scores, show)


def _score_paragraphs(item: GoldItem, article: Article, scores: Scores, show: bool) -> None:
    printed = "".join("".join(article.paragraphs + article.captions).split())
    texts = {"".join(paragraph.split()) for paragraph in article.paragraphs}
    for paragraph in item.paragraphs:
        plain = "".join(paragraph.split())
        scores.joins.wanted += 1
        scores.joins.right += plain in texts
        if show and plain not in texts:
            print("  BROKEN", paragraph[:30], "...", paragraph[-20:])
    for again in item.duplicates:
        plain = "".join(again.split())
        scores.duplicates.wanted += 1
        scores.duplicates.right += printed.count(plain) <= 1


def load_articles(paths: Sequence[str], unseen: bool, seen: bool = False) -> list[CleanArticle]:
    """The labelled articles with a title; only those held out of the character counts if asked."""
    articles = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if (unseen and not is_held_out(record["id"])) or (seen and is_held_out(record["id"])):
                continue
            if record["title"] and record["kind"] != "caption" and not _BYLINE.search("\n".join(record["paragraphs"])):
                articles.append(
                    CleanArticle(record["title"], tuple(record["paragraphs"]), record["kind"], record["education"])
                )
    return articles


def is_held_out(identifier: str) -> bool:
    """A quarter of the articles, by their identifier, is kept from everything that is counted or trained."""
    return zlib.crc32(identifier.encode()) % 4 == 0


def make_pages(articles: Sequence[CleanArticle], count: int, rates: Rates, seed: int = 7) -> list[ShreddedPage]:
    chance = random.Random(seed)
    adverts = [article for article in articles if article.kind == "advertisement"]
    others = [article for article in articles if article.kind != "advertisement"]
    pages = []
    for number in range(count):
        size = chance.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 14))
        chosen = chance.sample(others, min(size, len(others)))
        if adverts and chance.random() < 0.3:
            chosen.append(chance.choice(adverts))
        pages.append(shred(chosen, number, rates))
    return pages


def measure_speed(texts: Sequence[str]) -> list[tuple[int, float]]:
    """Characters a second of processor time at growing lengths of one page, made of other pages put end to end."""
    page, rows = "\n\n".join(texts), []
    for length in (10**3, 10**4, 10**5, 10**6, 10**7):
        text = (page * (length // len(page) + 1))[:length]
        start = time.process_time()
        split_page(text)
        rows.append((length, length / (time.process_time() - start)))
    return rows


def measure_pages(pages: Sequence[ShreddedPage], show: bool = False) -> tuple[Scores, float]:
    scores = Scores()
    spent = 0.0
    for number, page in enumerate(pages):
        start = time.process_time()
        found = split_page(page.text)
        spent += time.process_time() - start
        if show:
            print("page", number)
        score_page(page, found, scores, show)
    return scores, sum(len(page.text) for page in pages) / spent


def rows_of(scores: Scores) -> list[tuple[str, float]]:
    return [
        ("items found, F1", scores.items.f1()),
        ("neighbouring paragraphs in true order", scores.order.share()),
        ("paragraphs whole", scores.joins.share()),
        ("duplicates dropped", scores.duplicates.share()),
        ("true paragraphs dropped", scores.dropped.right),
        ("title and kicker exact", scores.titles.share()),
        ("byline names, F1", scores.names.f1()),
        ("kind", scores.kinds.share()),
        ("education", scores.education.share()),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--all", action="store_true", help="use every article, not only the held-out quarter")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--speed", action="store_true", help="measure the speed as well")
    options = parser.parse_args()
    articles = load_articles(options.corpus, unseen=not options.all)
    print(f"{len(articles)} articles, {options.pages} pages each")
    damaged, speed = measure_pages(make_pages(articles, options.pages, Rates()), options.show)
    clean, _ = measure_pages(make_pages(articles, options.pages, CLEAN, seed=11))
    print("| measure | shredded | undamaged |\n|---|---|---|")
    for (name, value), (_, other) in zip(rows_of(damaged), rows_of(clean), strict=True):
        print(f"| {name} | {value:.4f} | {other:.4f} |")
    print(f"| characters a second | {speed:,.0f} | |")
    if options.speed:
        for length, rate in measure_speed([page.text for page in make_pages(articles, 40, CLEAN)]):
            print(f"{length:>10} characters: {rate:,.0f} a second")


if __name__ == "__main__":
    main()
