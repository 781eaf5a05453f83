"""Statistics of the labelled corpus, printed by ``python -m corpora.statistics``.

For the datasheet's numbers: how many articles of which topic, kind and length stand in which split.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

from corpora.labelled import LabelledArticle, corpus_hash, load_labelled
from nlp.topics import TOPICS

SPLITS = ("train", "dev", "heldout")


def describe_corpus(articles: Sequence[LabelledArticle]) -> str:
    """Return the counts as lines of text: totals, splits, lengths, and a row a topic."""
    lengths = quantiles([len(article.body) for article in articles], n=10)
    lines = [
        f"articles      {len(articles)}   corpus hash {corpus_hash(articles)[:16]}",
        _counts("splits", Counter(article.split for article in articles)),
        _counts("kinds", Counter(article.kind for article in articles)),
        _counts("years", Counter(f"{article.year // 5 * 5}-" for article in articles)),
        f"characters    {sum(len(article.body) for article in articles)}; tenths "
        + " ".join(f"{one:.0f}" for one in lengths),
        f"districts     {len({article.place for article in articles})}",
        f"no topic      {sum(not article.topics for article in articles)}",
        f"hard negative {sum(article.hard_negative for article in articles)}",
        f"no education  {sum(not article.education for article in articles)}",
        f"{'topic':24} main  all  " + " ".join(f"{split:>7}" for split in SPLITS),
    ]
    return "\n".join([*lines, *(_row(code, articles) for code in TOPICS)])


def _counts(name: str, counter: Counter[str]) -> str:
    return f"{name:13} " + ", ".join(f"{key} {count}" for key, count in sorted(counter.items()))


def _row(code: str, articles: Sequence[LabelledArticle]) -> str:
    carrying = [article for article in articles if code in article.topics]
    main = sum(article.topics[0] == code for article in carrying)
    splits: Counter[str] = Counter(article.split for article in carrying)
    return f"{code:24} {main:4} {len(carrying):4}  " + " ".join(f"{splits[split]:7}" for split in SPLITS)


if __name__ == "__main__":
    sys.stdout.write(describe_corpus(load_labelled()) + "\n")
