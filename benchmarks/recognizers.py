"""Measure ``find_numbers`` on public specification cases: ``python benchmarks/recognizers.py CASES.jsonl [--misses]``.

A case holds when the expressions of its kind are the expected ones: the same borders, and the same value or bounds.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from nlp.figures import NumberExpression, find_numbers

KINDS = {
    "NumberModel": "number", "PercentModel": "percent", "OrdinalModel": "ordinal", "NumberRangeModel": "range",
    "NumberRangeModelExperimentalMode": "range", "CurrencyModel": "currency", "DimensionModel": "dimension",
    "AgeModel": "age", "TemperatureModel": "temperature",
}  # fmt: skip

REFUSED: dict[str, str] = {
    "一位是最小的存储单位": "位 is a measure word of people in every text that we read; as a bit it would be wrong a thousand times",
}
"""Inputs whose expected answer we decline on purpose, with the reason; they count as misses."""


def main() -> None:
    """Print a table per model and, on request, the cases that do not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    held: dict[str, list[bool]] = defaultdict(list)
    for line in options.path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        kind = KINDS[case["model"]]
        found = [number for number in find_numbers(case["input"]) if number.kind == kind]
        holds = _holds(found, case["expect"], kind)
        held[case["model"]].append(holds)
        if not holds and case["input"] in REFUSED:
            print("refused:", case["input"], "—", REFUSED[case["input"]])
        elif options.misses and not holds:
            print(case["id"], repr(case["input"]), "expected", _short(case["expect"]))
            print("    found", [(n.text, n.start, n.value, n.lower, n.upper) for n in found])
    for model, results in held.items():
        print(f"{model:36} {sum(results):4}/{len(results):<4} {sum(results) / len(results):.3f}")


def _short(expect: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(item["text"], item["start"], item["value"]) for item in expect]


def _holds(found: list[NumberExpression], expect: list[dict[str, Any]], kind: str) -> bool:
    if [(n.start, n.end) for n in found] != [(e["start"], e["end"]) for e in expect]:
        return False
    return all(_same(number, item, kind) for number, item in zip(found, expect, strict=True))


def _same(number: NumberExpression, item: dict[str, Any], kind: str) -> bool:
    if kind == "range":
        return _close(number.lower, item.get("low")) and _close(number.upper, item.get("high"))
    value = item["value"]
    return _close(number.value, None if value is None else str(value).rstrip("%"))


def _close(found: float | None, expected: float | str | None) -> bool:
    if found is None or expected is None:
        return found is None and expected is None
    return math.isclose(found, float(expected), rel_tol=1e-9)


if __name__ == "__main__":
    main()
