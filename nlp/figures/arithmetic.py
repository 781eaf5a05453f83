"""Arithmetic between figures that stand beside one another: growth, means, products, the headline's figure.

For ``audit``; silent where another reading is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures.intervals import Interval, read_interval
from nlp.figures.printing import printed
from nlp.record import AuditFinding, Check, Figure

_PEOPLE_BASES = frozenset("人 学生 教师 幼儿 孩子 新生 老师 儿童 职工 生 困难学生 优秀学生".split())
_TOTAL_CUE = re.compile(r"(?:共|合计|总计|共计|计|总额|总计发放|合计发放|累计|需资金|需)[^\d,，。;；]{0,8}$")
_DECIDABLE = 2.0
"""A mean or a product further off than this factor is of other things, not wrong."""


def _finding(check: Check, figures: list[Figure], holds: bool, detail: str) -> AuditFinding:
    return AuditFinding.model_construct(check=check, figures=[f.id for f in figures], holds=holds, detail=detail)


def _same_sentence(*figures: Figure) -> bool:
    return len({(f.evidence.start, f.evidence.end) for f in figures if f.evidence is not None}) == 1


# Between the ends of a from-to and its rate stands nothing but the verb: 由8人增加到12人,增长50%. With a noun of its own
# (打瞌睡的比例由27%降到9%,发言次数增加了三成) the rate is another matter's.
_OWN_RATE = re.compile(
    r"[,，、;；]?(?:同比|环比|[较比](?:上年|去年|前年)(?:同期)?|净|共|总体)*"
    r"(?:[增降涨减]幅|增长率|增长|增加|上升|提高|下降|降低|减少|压减|为|达到?|了)*"
)


def check_growth(figures: list[Figure], text: str) -> Iterator[AuditFinding]:
    """A value, its increase and its rate; the two ends of a from-to and their rate."""
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        if third.unit != "%" or not _same_sentence(first, second, third) or third.restates or third.share_of:
            continue
        gap = text[second.end or 0 : third.start or 0]
        if first.linked_to == second.id and first.unit != "%" and _OWN_RATE.fullmatch(gap):
            yield from _growth(
                third, [first, second], second.value - first.value, read_interval(first), read_interval(second)
            )
        elif _is_growth(first, second, third, gap):
            yield _grown(first, second, third)


def _is_growth(value: Figure, change: Figure, rate: Figure, gap: str) -> bool:
    if (
        value.unit != change.unit
        or value.change
        or value.per != change.per
        or change.change not in ("increase", "decrease")
    ):
        return False
    return rate.change == change.change and len(gap) < 10 and value.value > change.value and "." not in gap


def _grown(value: Figure, change: Figure, rate: Figure) -> AuditFinding:
    whole, step = read_interval(value), read_interval(change)
    rising = change.change == "increase"
    base = Interval(whole.low - step.high, whole.high - step.low) if rising else whole + step
    share = step.over(base)
    holds = read_interval(rate).meets(Interval(share.low * 100, share.high * 100))
    middle = value.value - change.value if rising else value.value + change.value
    sign = "-" if rising else "+"
    detail = f"{printed(change)} ÷ ({printed(value)} {sign} {printed(change)}) = {change.value / middle:.2%}, the text says {rate.text}"
    return _finding("growth", [value, change, rate], holds, detail)


def _growth(rate: Figure, ends: list[Figure], step: float, start: Interval, end: Interval) -> Iterator[AuditFinding]:
    if not start.low > 0 or start.high == float("inf") or end.high == float("inf"):
        return
    low, high = sorted((abs(end.low - start.high) / start.high, abs(end.high - start.low) / start.low))
    holds = read_interval(rate).meets(Interval(low * 100, high * 100))
    detail = f"|{printed(ends[1])} - {printed(ends[0])}| ÷ {printed(ends[0])} = {abs(step) / ends[0].value:.2%}, the text says {rate.text}"
    yield _finding("growth", [*ends, rate], holds, detail)


def check_means(figures: list[Figure], text: str) -> Iterator[AuditFinding]:
    """A total over a count: 92.4万元 for 2310人 is 400元 each."""
    for position, mean in enumerate(figures):
        marked = re.search(r"均[^,，。]{0,8}$", text[max(0, (mean.start or 0) - 12) : mean.start or 0])
        if (
            mean.per not in _PEOPLE_BASES
            or not marked
            or mean.kind not in ("money", "rate")
            or mean.unit in ("%", "人")
        ):
            continue
        total = next(
            (f for f in reversed(figures[max(0, position - 3) : position]) if f.unit == mean.unit and f.per is None),
            None,
        )
        if total is None or total.change or not _near(total, mean, text):
            continue
        counts = [
            f
            for f in figures[max(0, position - 5) : position]
            if f.unit == "人" and f.per is None and f.share_of is None and not f.change and _near(f, mean, text)
        ]
        yield from _mean(total, counts, mean)


def _near(first: Figure, second: Figure, text: str) -> bool:
    return (
        text.count("。", first.end or 0, second.start or 0) <= 1
        and "\n" not in text[first.end or 0 : second.start or 0]
    )


def _mean(total: Figure, counts: list[Figure], mean: Figure) -> Iterator[AuditFinding]:
    for count in counts:
        if count.value and read_interval(total).over(read_interval(count)).meets(read_interval(mean)):
            yield _finding("mean", [total, count, mean], True, _mean_text(total, count, mean))
            return
    if len(counts) == 1 and counts[0].value:
        quotient = total.value / counts[0].value
        if mean.value / _DECIDABLE < quotient < mean.value * _DECIDABLE:
            yield _finding("mean", [total, counts[0], mean], False, _mean_text(total, counts[0], mean))


def _mean_text(total: Figure, count: Figure, mean: Figure) -> str:
    return f"{printed(total)} ÷ {printed(count)} = {total.value / count.value:,.2f}, the text says {mean.text}"


def check_products(figures: list[Figure], text: str) -> Iterator[AuditFinding]:
    """A price or a rate times a count, or the sum of several such, against the stated total."""
    pairs: list[tuple[Figure, Figure]] = []
    for position, figure in enumerate(figures):
        if pairs and not _same_sentence(pairs[-1][1], figure):
            pairs = []
        if figure.kind == "money" and figure.per and position and _is_base(figures[position - 1], figure):
            pairs.append((figures[position - 1], figure))
        elif figure.kind == "money" and figure.per is None and pairs:
            before = text[max(0, (figure.start or 0) - 14) : figure.start or 0]
            if _TOTAL_CUE.search(before):
                yield from _product(pairs, figure, text)
                pairs = []


def _is_base(count: Figure, rate: Figure) -> bool:
    """Whether the count before a rate is what the rate is per: 86名新生,每人3000元; 1200斤,单价2.35元/斤."""
    if not _same_sentence(count, rate) or count.per or count.change:
        return False
    people = count.unit == "人" and rate.per in _PEOPLE_BASES
    return (
        people
        or count.unit == rate.per
        or (count.unit == "人" and rate.per is not None and count.concept.endswith(rate.per))
    )


def _product(pairs: list[tuple[Figure, Figure]], total: Figure, text: str) -> Iterator[AuditFinding]:
    last = [pairs[-1]]
    for chosen in (last, pairs) if len(pairs) > 1 else (last,):
        found = Interval(0.0, 0.0)
        for count, rate in chosen:
            found = found + read_interval(count) * read_interval(rate)
        members = [figure for pair in chosen for figure in pair]
        if found.meets(read_interval(total)):
            yield _finding("product", [*members, total], True, _product_text(chosen, total))
            return
    value = sum(count.value * rate.value for count, rate in pairs)
    gap = text[pairs[-1][1].end or 0 : total.start or 0]
    if len(gap) < 12 and total.value / _DECIDABLE < value < total.value * _DECIDABLE:
        yield _finding("product", [*(f for p in pairs for f in p), total], False, _product_text(pairs, total))


def _product_text(pairs: list[tuple[Figure, Figure]], total: Figure) -> str:
    terms = " + ".join(f"{printed(count)} × {printed(rate)}" for count, rate in pairs)
    value = sum(count.value * rate.value for count, rate in pairs)
    return f"{terms} = {value:,.10g}, the text says {printed(total)}"


def check_headline(figures: list[Figure]) -> Iterator[AuditFinding]:
    """The title's figure agrees with the body's of the same concept and unit."""
    for figure in figures:
        if not figure.in_title or not figure.concept:
            continue
        if figure.start is not None:
            yield _finding("headline", [figure], True, f"the title and the body both say {figure.text}")
            continue
        same = [
            f
            for f in figures
            if f.start is not None and f.unit == figure.unit and f.per == figure.per and _same_thing(f, figure)
        ]
        other = next((f for f in same if _rounds_to(f, figure)), None)
        if other is not None:
            yield _finding("headline", [figure, other], True, f"the title says {figure.text}, the body {other.text}")
        elif len(same) == 1 and figure.value / _DECIDABLE < same[0].value < figure.value * _DECIDABLE:
            yield _finding(
                "headline", [figure, same[0]], False, f"the title says {figure.text}, the body {same[0].text}"
            )


def _rounds_to(body: Figure, title: Figure) -> bool:
    """Whether a headline's figure is the body's, rounded to the digits that the headline prints: 六百名 for 602名."""
    step = 1.0
    while title.value and title.value % (step * 10) == 0:
        step *= 10
    around = Interval(title.value - step / 2, title.value + step / 2) if step > 1 else read_interval(title)
    return read_interval(body).meets(read_interval(title)) or read_interval(body).meets(around)


def _same_thing(body: Figure, title: Figure) -> bool:
    if body.share_of or body.change != title.change:
        return False
    return body.concept == title.concept or (len(title.concept) > 2 and body.concept.endswith(title.concept))
