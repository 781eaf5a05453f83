"""Train on news headlines and measure on their dev part: accuracy, time, size, speed.

Run as ``python benchmarks/thucnews.py FOLDER`` with the folder that holds ``thucnews_headlines_train.tsv`` and ``…_dev.tsv``;
``--inner`` measures on 10,000 rows held back from the training part instead, for choosing parameters without a look at dev.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from models.flat import train_flat
from models.flat_data import FlatData, load_flat
from models.flat_evaluation import evaluate_flat
from models.registry import save_model

INNER = 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--inner", action="store_true")
    arguments = parser.parse_args()
    train = load_flat(arguments.folder / "thucnews_headlines_train.tsv")
    dev = load_flat(arguments.folder / "thucnews_headlines_dev.tsv")
    if arguments.inner:
        train, dev = split_inner(train.without(dev))
    began, used = time.perf_counter(), time.process_time()
    classifier = train_flat(train, dev)
    seconds, used = time.perf_counter() - began, time.process_time() - used
    with tempfile.TemporaryDirectory() as folder:
        card = save_model(classifier, train.hash, len(train.texts), Path(folder), seconds=seconds)
    result = evaluate_flat(classifier, dev)
    interval = result.intervals["accuracy"]
    print(f"accuracy {result.accuracy:.4f} ({interval.lower:.4f} to {interval.upper:.4f}) on {result.texts} headlines")
    print(f"macro-F1 {result.macro_f1:.4f}")
    print(f"training {seconds:.1f} s ({used:.1f} s of processor), {card.features} features, {card.megabytes:.1f} MB")
    print(f"{result.texts_per_second:,.0f} headlines/s, {result.characters_per_second:,.0f} characters/s")
    for score in result.labels:
        print(f"{score.code:14} precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}")
    for label, taken, count in result.confusions[:5]:
        print(f"{label} taken for {taken}: {count}")


def split_inner(train: FlatData) -> tuple[FlatData, FlatData]:
    chosen = np.zeros(len(train.texts), bool)
    chosen[np.random.default_rng(0).permutation(len(train.texts))[:INNER]] = True
    return train.keep(list(~chosen)), train.keep(list(chosen))


if __name__ == "__main__":
    main()
