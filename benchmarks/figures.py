"""Measure figure extraction and audit on annotated articles: ``python benchmarks/figures.py ARTICLES.jsonl [--misses FIELD]``.

A line is ``{id, title, paragraphs, figures}`` with the fields of the figure guideline, offsets into the joined
paragraphs. Spans are matched one to one by their offsets (a title's figure by its text); the other fields are measured
on the matched pairs. The mutation test changes one number of an article at a time and asks whether the audit sees it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from nlp.figures import audit_figures, extract_figures
from nlp.record import Figure

FIELDS = (
    "value",
    "lower",
    "upper",
    "unit",
    "per",
    "qualifier",
    "kind",
    "concept",
    "predicate",
    "change",
    "subject",
    "period",
)
RELATIONS = ("linked_to", "share_of", "restates")
MUTATIONS = 300
EQUATIONS = ("part-whole", "share", "growth", "mean", "product", "headline", "restated")
"""Checks in which every single number is decided by the others; 63 of 97 and a direction allow many values."""
Pair = tuple[Figure, dict[str, Any]]


def main() -> None:
    """Print the table of scores and, on request, the misses of one field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", default="", help="a field, 'span', or a relation")
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.path.read_text(encoding="utf-8").splitlines()]
    spans, fields, overlaps, relations = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        pairs, missed, spurious = _match(article)
        spans.update(hit=len(pairs), missed=len(missed), spurious=len(spurious))
        if options.misses == "span":
            _print_spans(article, missed, spurious)
        for figure, gold in pairs:
            _compare(article, figure, gold, fields, overlaps, options.misses)
        _compare_relations(article, pairs, missed, spurious, relations, options.misses)
    _print_table(spans, fields, overlaps, relations)
    _print_speed(articles)
    _print_mutations(articles, options.misses == "mutations")


def _body(article: dict[str, Any]) -> str:
    return "\n".join(article["paragraphs"])


def _key(start: int | None, end: int | None, text: str) -> tuple[Any, ...]:
    return (start, end) if start is not None else ("title", text)


def _match(article: dict[str, Any]) -> tuple[list[Pair], list[dict[str, Any]], list[Figure]]:
    found = {_key(f.start, f.end, f.text): f for f in extract_figures(_body(article), article.get("title"))}
    pairs: list[Pair] = []
    missed: list[dict[str, Any]] = []
    for gold in article["figures"]:
        figure = found.pop(_key(gold.get("start"), gold.get("end"), gold["text"]), None)
        if figure is None:
            missed.append(gold)
        else:
            pairs.append((figure, gold))
    return pairs, missed, list(found.values())


def _print_spans(article: dict[str, Any], missed: list[dict[str, Any]], spurious: list[Figure]) -> None:
    body = _body(article)
    for gold in missed:
        start = gold.get("start")
        print(
            article["id"],
            "MISSED",
            gold["text"],
            "|",
            "title" if start is None else body[max(0, start - 12) : gold["end"] + 12],
        )
    for figure in spurious:
        around = (
            "title" if figure.start is None or figure.end is None else body[max(0, figure.start - 12) : figure.end + 12]
        )
        print(article["id"], "SPURIOUS", figure.text, "|", around)


def _normal(field: str, value: Any) -> Any:
    if isinstance(value, int | float):
        return round(float(value), 3)
    if field == "concept":
        return re.sub(r"\s", "", value or "")
    return value or None


def _compare(
    article: dict[str, Any],
    figure: Figure,
    gold: dict[str, Any],
    fields: Counter[str],
    overlaps: Counter[str],
    misses: str,
) -> None:
    for field in FIELDS:
        ours, theirs = _normal(field, getattr(figure, field)), _normal(field, gold.get(field))
        if field == "change" and ours is None and theirs is None:
            fields["change:none"] += 1
        fields[field] += ours == theirs
        if field == misses and ours != theirs:
            body = _body(article)
            around = (
                ""
                if figure.start is None or figure.end is None
                else body[max(0, figure.start - 25) : figure.end + 18].replace("\n", "/")
            )
            print(f"{article['id']} {figure.text}: ours {ours!r} gold {theirs!r} | {around}")
    concept, expected = _normal("concept", figure.concept), _normal("concept", gold.get("concept"))
    overlaps["concept"] += bool(
        concept == expected
        or (concept and expected and (concept in expected or expected in concept or _shares(concept, expected)))
    )


def _shares(first: str, second: str) -> bool:
    """Whether two phrases overlap: the same head of two characters, or half of the shorter one in common."""
    common = sum((Counter(first) & Counter(second)).values())
    return first[-2:] == second[-2:] or common * 2 > min(len(first), len(second)) + 1


def _compare_relations(
    article: dict[str, Any],
    pairs: list[Pair],
    missed: list[dict[str, Any]],
    spurious: list[Figure],
    relations: Counter[str],
    misses: str,
) -> None:
    names = {figure.id: gold["id"] for figure, gold in pairs}
    for relation in RELATIONS:
        ours = {
            (names.get(f.id, f.id + "?"), names.get(getattr(f, relation), "?"))
            for f in [f for f, _ in pairs] + spurious
            if getattr(f, relation)
        }
        theirs = {(g["id"], g[relation]) for g in [g for _, g in pairs] + missed if g.get(relation)}
        relations[f"{relation}:hit"] += len(ours & theirs)
        relations[f"{relation}:missed"] += len(theirs - ours)
        relations[f"{relation}:spurious"] += len(ours - theirs)
        if misses == relation and ours != theirs:
            texts = {g["id"]: g["text"] for g in article["figures"]}
            print(article["id"], relation, "missed", [(texts.get(a, a), texts.get(b, b)) for a, b in sorted(theirs - ours)],
                  "spurious", [(texts.get(a, a), texts.get(b, b)) for a, b in sorted(ours - theirs)])  # fmt: skip


def _f1(hit: int, missed: int, spurious: int) -> float:
    return 2 * hit / (2 * hit + missed + spurious) if hit else 0.0


def _print_table(spans: Counter[str], fields: Counter[str], overlaps: Counter[str], relations: Counter[str]) -> None:
    hit, missed, spurious = spans["hit"], spans["missed"], spans["spurious"]
    matched = max(hit, 1)
    print(
        f"{'span F1':24} {_f1(hit, missed, spurious):.3f}   precision {hit / max(hit + spurious, 1):.3f} recall {hit / max(hit + missed, 1):.3f} of {hit + missed}"
    )
    for field in ("value", "unit"):
        right = fields[field]
        print(
            f"{field + ' F1':24} {_f1(right, hit - right + missed, hit - right + spurious):.3f}   on matched {right / matched:.3f}"
        )
    for field in FIELDS:
        if field not in ("value", "unit"):
            print(f"{field:24} {fields[field] / matched:.3f}")
    print(f"{'concept overlapping':24} {overlaps['concept'] / matched:.3f}")
    total = Counter[str]()
    for relation in RELATIONS:
        counts = {name: relations[f"{relation}:{name}"] for name in ("hit", "missed", "spurious")}
        total.update(counts)
        print(f"{relation + ' F1':24} {_f1(counts['hit'], counts['missed'], counts['spurious']):.3f}   {counts}")
    print(f"{'relations F1':24} {_f1(total['hit'], total['missed'], total['spurious']):.3f}")


def _print_speed(articles: list[dict[str, Any]]) -> None:
    text = "\n".join(_body(article) for article in articles)
    text = text * (200_000 // max(len(text), 1) + 1)
    extract_figures(text[:2000])
    start = time.process_time()
    extract_figures(text)
    print(f"{'characters a second':24} {len(text) / (time.process_time() - start):,.0f}")


def _print_mutations(articles: list[dict[str, Any]], verbose: bool) -> None:
    """Change one number at a time that an equation of its article decides."""
    alarms, candidates = 0, []
    for article in articles:
        figures = extract_figures(_body(article), article.get("title"))
        findings = audit_figures(figures, _body(article), article.get("title"))
        alarms += sum(not finding.holds for finding in findings)
        for finding in findings:
            if not finding.holds:
                print("  alarm on an original:", article["id"], finding.check, finding.detail)
        bearing = {i for finding in findings if finding.holds and finding.check in EQUATIONS for i in finding.figures}
        candidates += [(article, figure) for figure in figures if figure.id in bearing and figure.start is not None]
    generator = random.Random(5)
    generator.shuffle(candidates)
    tried = found = 0
    for article, figure in (candidates * (MUTATIONS // max(len(candidates), 1) + 1))[:MUTATIONS]:
        mutated = _mutate(article, figure, generator)
        if mutated is None:
            continue
        tried += 1
        figures = extract_figures(mutated, article.get("title"))
        seen = any(not finding.holds for finding in audit_figures(figures, mutated, article.get("title")))
        found += seen
        if verbose and not seen:
            print("  missed mutation:", article["id"], figure.id, figure.text, figure.concept)
    print(
        f"{'mutations found':24} {found / max(tried, 1):.3f}   {found} of {tried}; false alarms on originals {alarms}"
    )


def _mutate(article: dict[str, Any], figure: Figure, generator: random.Random) -> str | None:
    """Change the number's leading digits so that it is clearly another one."""
    body = _body(article)
    if figure.start is None or figure.end is None:
        return None
    match = re.search(r"\d+", figure.text)
    if match is None or figure.text.count(":") or figure.qualifier != "exact":
        return None
    digits = match[0]
    changed = str(
        int(digits) + generator.choice((-1, 1)) * max(1, int(int(digits) * generator.choice((0.1, 0.2, 0.3))))
    )
    if int(changed) <= 0 or changed == digits:
        changed = str(int(digits) + 1)
    text = figure.text[: match.start()] + changed + figure.text[match.end() :]
    return body[: figure.start] + text + body[figure.end :]


if __name__ == "__main__":
    main()
