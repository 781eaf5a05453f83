"""Fit the weights of ``nlp.pages.boundaries``: ``python benchmarks/fit_boundaries.py CORPUS.jsonl…``.

On pages shredded from the articles that ``benchmarks/pages.py`` does not measure on. Prints the weights to be copied.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

import numpy as np
from pages import load_articles, make_pages
from shredder import CLEAN, Rates, ShreddedPage
from sklearn.linear_model import LogisticRegression

import nlp.pages.items as items_module
from nlp.pages.boundaries import Marked, Surroundings, boundary_signs
from nlp.pages.clean import read_fragments
from nlp.pages.fragments import Drops
from nlp.pages.lines import role_of


def iter_runs(page: ShreddedPage) -> Iterator[tuple[dict[str, float], bool]]:
    """The runs of a page, each with its signs and whether it does begin an item, items split as the truth has them."""
    titles = {"".join((item.kicker or item.title or "").split()): item for item in page.items}
    firsts = {
        "".join(first.split()) for item in page.items for first in ((item.kicker or item.title or "").split(" ")[0],)
    }
    found: list[tuple[dict[str, float], bool]] = []

    def judge(run: Sequence[Marked], around: Surroundings) -> float:
        line = "".join(run[0][0].text.split())
        begins = line in titles or line in firsts
        found.append((boundary_signs(run, around), begins))
        return 1.0 if begins else -1.0

    original = items_module.boundary_score
    items_module.boundary_score = judge
    try:
        fragments = read_fragments(page.text, Drops(page.text))
        items_module.split_items([(fragment, role_of(fragment)) for fragment in fragments])
    finally:
        items_module.boundary_score = original
    yield from found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--pages", type=int, default=600)
    options = parser.parse_args()
    for unseen in (False, True):
        articles = load_articles(options.corpus, unseen=unseen, seen=not unseen)
        pages = make_pages(articles, options.pages, Rates(), 5) + make_pages(articles, options.pages, CLEAN, 6)
        runs = [run for page in pages for run in iter_runs(page)]
        names = list(runs[0][0])
        matrix = np.array([[signs[name] for name in names] for signs, _ in runs])
        truth = np.array([begins for _, begins in runs])
        if not unseen:
            model = LogisticRegression(C=0.5, max_iter=1000, class_weight=None).fit(matrix, truth)
            print(
                {"bias": round(float(model.intercept_[0]), 2)}
                | {n: round(float(w), 2) for n, w in zip(names, model.coef_[0], strict=False)}
            )
        print("held out" if unseen else "seen", len(truth), truth.mean(), model.score(matrix, truth))
        scores = model.decision_function(matrix)
        for limit in (-2, -1, 0, 1, 2):
            print(
                limit,
                "missed",
                np.mean(scores[truth] <= limit).round(4),
                "invented",
                np.mean(scores[~truth] > limit).round(4),
            )


if __name__ == "__main__":
    main()
