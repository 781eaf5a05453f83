"""Make ``nlp/pages/characters.txt``: how often one character follows two others.

``python benchmarks/build_character_counts.py --corpus CORPUS.jsonl… --headlines HEADLINES.tsv --out nlp/pages/characters.txt``

From the labelled articles (but for the quarter that ``benchmarks/pages.py`` measures on), from news headlines and from
the words of jieba's dictionary. A line holds two characters and what follows them, each with its count as a power of two.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import product
from pathlib import Path

from pages import is_held_out

from nlp.normalisation import fold

START = "^"
# Headlines speak of other things and jieba's rarest words are noise: the least count of both rises until the file fits.
LEAST = (4, 6, 8, 12, 16, 24, 32, 48)
# A larger corpus gives up what it says only once, after the headlines' rare triples.
CORPUS_LEAST = (1, 2)
WORD_RARER = 8
WORD_SCALE = 20
SIZE_LIMIT = 950_000


def iter_triples(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        marked = START * 2 + fold(text)
        for place in range(len(marked) - 2):
            if not any(character.isspace() for character in marked[place : place + 3]):
                yield marked[place : place + 3]


def iter_paragraphs(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if not is_held_out(article["id"]):
                yield from article["paragraphs"]


def count_words(least: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split()
        if len(word) >= 3 and int(frequency) >= least * WORD_RARER:
            for place in range(len(word) - 2):
                counts[word[place : place + 3]] += max(1, int(frequency) // WORD_SCALE)
    return counts


def write_counts(counts: Counter[str]) -> str:
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for triple, count in sorted(counts.items()):
        followers[triple[:2]].append(triple[2] + chr(ord("a") + min(25, int(math.log2(count)))))
    return "".join(f"{context}{''.join(next_ones)}\n" for context, next_ones in sorted(followers.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", nargs="+", required=True)
    parser.add_argument("--headlines", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    corpus = Counter(iter_triples(iter_paragraphs(options.corpus)))
    lines = Path(options.headlines).read_text(encoding="utf-8").splitlines()
    headlines = Counter(triple for triple in iter_triples(line.split("\t")[0] for line in lines) if START not in triple)
    for rare, least in product(CORPUS_LEAST, LEAST):
        counts = Counter({triple: count for triple, count in corpus.items() if count >= rare})
        counts += Counter({triple: count for triple, count in headlines.items() if count >= least})
        counts += count_words(least)
        text = write_counts(counts)
        if len(text.encode()) <= SIZE_LIMIT:
            break
    else:
        raise SystemExit(f"{len(text.encode())} bytes are more than {SIZE_LIMIT}")
    Path(options.out).write_text(text, encoding="utf-8")
    print(f"{len(counts)} triples, {len(text.encode())} bytes, least count {least}")


if __name__ == "__main__":
    main()
