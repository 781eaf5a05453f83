"""Fit ``nlp/kinds.tsv``: ``python benchmarks/fit_kinds.py CORPUS.jsonl… --out nlp/kinds.tsv``.

Logistic regressions on the signs of ``nlp.kinds``. Prints the share right in five-fold cross-validation before it
writes the weights of all articles but the quarter that ``benchmarks/pages.py`` measures on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from pages import is_held_out
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from nlp.kinds import EDUCATION, KINDS, read_signs
from nlp.normalisation import fold

KIND_PENALTY, EDUCATION_PENALTY = 0.1, 0.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--out")
    options = parser.parse_args()
    records = [
        json.loads(line) for path in options.corpus for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    signs = [read_signs(fold(record["title"] or ""), fold("\n".join(record["paragraphs"]))) for record in records]
    names = list(signs[0])
    matrix = np.array([[sign[name] for name in names] for sign in signs])
    kinds = np.array([record["kind"] for record in records])
    education = np.array([record["education"] for record in records])
    seen = np.array([not is_held_out(record["id"]) for record in records])
    rows: dict[str, list[str]] = {name: [] for name in ("sign", "bias", *names)}
    for column, truth, penalty in (("kind", kinds, KIND_PENALTY), (EDUCATION, education, EDUCATION_PENALTY)):
        scaler = StandardScaler().fit(matrix)
        scaled = scaler.transform(matrix)
        model = LogisticRegression(C=penalty, max_iter=1000)
        folds = StratifiedKFold(5, shuffle=True, random_state=1)
        guessed = cross_val_predict(model, scaled, truth, cv=folds)
        print(column, "cross-validated", np.mean(guessed == truth).round(4))
        print(Counter((str(a), str(b)) for a, b in zip(truth, guessed, strict=True) if a != b))
        model.fit(scaled[seen], truth[seen])
        print("held out", np.mean(model.predict(scaled[~seen]) == truth[~seen]).round(4))
        weights = model.coef_ / scaler.scale_
        biases = model.intercept_ - weights @ scaler.mean_
        rows["sign"].extend(KINDS if column == "kind" else [EDUCATION])
        assert column != "kind" or list(model.classes_) == list(KINDS)
        rows["bias"].extend(f"{bias:.3f}" for bias in biases)
        for place, name in enumerate(names):
            rows[name].extend(f"{weight:.3f}" for weight in weights[:, place])
    if options.out:
        text = "".join("\t".join([name, *cells]) + "\n" for name, cells in rows.items())
        Path(options.out).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
