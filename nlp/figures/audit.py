"""Audit: whether the figures of one article agree with one another, with the arithmetic written out.

The checks of the figure guideline, each over relations that the words state. A relation that cannot be decided is left
out, never guessed: a false alarm costs more than a miss.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.figures.arithmetic import check_growth, check_headline, check_means, check_products
from nlp.figures.hyponyms import is_closed_set
from nlp.figures.intervals import Interval, read_interval
from nlp.figures.printing import printed
from nlp.normalisation import fold
from nlp.record import AuditFinding, Check, Figure

MAX_COUNT = 2000
"""Above this many, every percentage with one decimal is reachable by a whole number anyway."""


@dataclass(frozen=True, slots=True)
class Article:
    """What the checks look at: the figures in text order, by id, and the folded text and title."""

    figures: list[Figure]
    by_id: dict[str, Figure]
    text: str


def audit_figures(figures: list[Figure], text: str, title: str | None = None) -> list[AuditFinding]:
    """Check the stated relations between the figures of one article; silent where it cannot know."""
    body = [figure for figure in figures if figure.start is not None]
    article = Article(body, {figure.id: figure for figure in figures}, fold(text))
    findings: list[AuditFinding] = []
    for check in _CHECKS:
        findings.extend(check(article))
    findings.extend(check_growth(body, article.text))
    findings.extend(check_means(body, article.text))
    findings.extend(check_products(body, article.text))
    if title:
        findings.extend(check_headline(figures))
    return findings


def _finding(check: Check, figures: list[Figure], holds: bool, detail: str) -> AuditFinding:
    return AuditFinding.model_construct(check=check, figures=[f.id for f in figures], holds=holds, detail=detail)


# --- parts ------------------------------------------------------------------------------------------------------------


def _check_parts(article: Article) -> Iterator[AuditFinding]:
    for whole, parts in _families(article):
        large = [part for part in parts if read_interval(part).low > read_interval(whole).high]
        for part in large:
            yield _finding(
                "at-most", [part, whole], False, f"{printed(part)} > {printed(whole)}: a part exceeds its whole"
            )
        if large:
            continue
        if len(parts) == 1:
            yield _finding("at-most", [parts[0], whole], True, f"{printed(parts[0])} ≤ {printed(whole)}")
        else:
            yield from _check_sum(article, whole, parts)


def _families(article: Article) -> Iterator[tuple[Figure, list[Figure]]]:
    families: dict[str, list[Figure]] = defaultdict(list)
    for figure in article.figures:
        if figure.share_of and figure.unit not in ("%", "百分点"):
            families[figure.share_of].append(figure)
    for identifier, parts in families.items():
        whole = article.by_id.get(identifier)
        if whole is not None and whole.start is not None:
            yield whole, parts


def _check_sum(article: Article, whole: Figure, parts: list[Figure]) -> Iterator[AuditFinding]:
    target = read_interval(whole)
    if _sum(parts).meets(target):
        yield _finding("part-whole", [*parts, whole], True, _sum_text(parts, whole))
        return
    groups = _groups(article.text, parts)
    if all(len(group) == 1 for group in groups):  # 高中1个,…;初中6个,…;小学4个 is one list in three clauses
        groups = [parts] if len(parts) >= _LONG_LIST and _is_close(parts, whole) else []
    matched = [_sum(group).meets(target) for group in groups]
    for group, fits in zip(groups, matched, strict=True):
        if len(group) < 2:
            continue
        if fits:
            yield _finding("part-whole", [*group, whole], True, _sum_text(group, whole))
        elif _is_decided(article.text, group, whole, any(matched)):
            yield _finding("part-whole", [*group, whole], False, _sum_text(group, whole))


def _sum(parts: list[Figure]) -> Interval:
    total = Interval(0.0, 0.0)
    for part in parts:
        total = total + read_interval(part)
    return total


def _sum_text(parts: list[Figure], whole: Figure) -> str:
    total = printed_number(sum(part.value for part in parts))
    return f"{' + '.join(printed(part) for part in parts)} = {total}, the text says {printed(whole)}"


def printed_number(value: float) -> str:
    """A number as plainly as it goes."""
    return f"{value:,.10g}" if value == int(value) else f"{value:,.4g}"


def _groups(text: str, parts: list[Figure]) -> list[list[Figure]]:
    """Parts between semicolons or full stops divide the whole on their own."""
    groups: list[list[Figure]] = []
    for part in parts:
        between = text[groups[-1][-1].end or 0 : part.start or 0] if groups else ";"
        if re.search(r"[;；。\n]", between):
            groups.append([])
        groups[-1].append(part)
    return groups


_INCOMPLETE = re.compile(r"其余|其他|剩余|余下|等[,，。;；]")
_COMPLETE_CUE = re.compile(r"合计|总计|共计|总人数|总共|总数")


def _is_decided(text: str, parts: list[Figure], whole: Figure, sibling: bool) -> bool:
    """Whether the parts claim to make the whole: too much always, too little only where the list is complete."""
    if _sum(parts).low > read_interval(whole).high:
        return _same_list(text, parts) or _groups_alone(text, parts)
    last, first = parts[-1].end or 0, parts[0].start or 0
    if _INCOMPLETE.search(text, last, min(len(text), last + 12)):
        return False
    after = (whole.start or 0) > first
    if after:
        return _COMPLETE_CUE.search(text, last, whole.start or last) is not None
    if len(parts) >= _LONG_LIST and (_same_list(text, parts) or _groups_alone(text, parts)) and _is_close(parts, whole):
        return True
    return sibling or _is_complement(text, parts) or is_closed_set([part.concept for part in parts], whole.concept)


_LONG_LIST = 3
_CLOSE = 0.15
"""A list of three or more that misses its whole by less than this is wrong rather than partial; open lists miss by more."""


def _is_close(parts: list[Figure], whole: Figure) -> bool:
    plain = all(figure.qualifier == "exact" for figure in [*parts, whole])
    return plain and abs(sum(part.value for part in parts) - whole.value) <= _CLOSE * whole.value


def _groups_alone(text: str, parts: list[Figure]) -> bool:
    """Whether every part has a clause of its own between semicolons."""
    return all(len(group) == 1 for group in _groups(text, parts))


def _is_complement(text: str, parts: list[Figure]) -> bool:
    """达标30项,未达标2项: a thing and its negation leave nothing over."""
    if len(parts) != 2:
        return False
    words = [text[max(0, (part.start or 0) - 6) : part.start or 0] for part in parts]
    return any(len(stem) == 2 and f"{no}{stem}" in words[1] for stem in (words[0][-2:],) for no in "未不非没")


def _same_list(text: str, parts: list[Figure]) -> bool:
    """Whether the parts stand in one list, nothing but their names between them."""
    pairs = pairwise(parts)
    return all(len(text[a.end or 0 : b.start or 0]) <= _LIST_GAP for a, b in pairs)


_LIST_GAP = 16
"""Characters between two members of one list; a clause of its own is longer."""


# --- percentages ------------------------------------------------------------------------------------------------------


def _check_shares(article: Article) -> Iterator[AuditFinding]:
    for figure in article.figures:
        if figure.unit != "%" or not figure.share_of:
            continue
        whole = article.by_id.get(figure.share_of)
        part = article.by_id.get(figure.restates) if figure.restates else None
        if whole is None or whole.value <= 0:
            continue
        if part is not None:
            yield _check_share(figure, part, whole)
        elif figure.qualifier == "exact" and whole.qualifier == "exact" and whole.kind == "count":
            yield from _check_reachable(figure, whole)


def _check_share(percent: Figure, part: Figure, whole: Figure) -> AuditFinding:
    quotient = read_interval(part).over(read_interval(whole))
    found = Interval(quotient.low * 100, quotient.high * 100)
    holds = _truncated(read_interval(percent), percent).meets(found)
    share = part.value / whole.value * 100
    detail = f"{printed(part)} ÷ {printed(whole)} = {share:.2f}%, the text says {percent.text}"
    if whole.qualifier != "exact" and percent.value:
        detail = f"{printed(part)} ÷ {percent.value / 100:.4g} = {part.value / percent.value * 100:.1f}, the text says {whole.text}"
    return _finding("share", [part, whole, percent], holds, detail)


def _truncated(interval: Interval, percent: Figure) -> Interval:
    """Some bureaus cut decimals off instead of rounding; the cut value must not raise an alarm."""
    return Interval(interval.low, interval.high * 2 - percent.value) if percent.qualifier == "exact" else interval


def _check_reachable(percent: Figure, whole: Figure) -> Iterator[AuditFinding]:
    count = whole.value
    if (
        "%" not in percent.text.replace("％", "%")
        or count != int(count)
        or not 1 < count <= MAX_COUNT
        or percent.value > 100
        or "万" in whole.text
    ):
        return
    bounds = _truncated(read_interval(percent), percent)
    nearest = round(percent.value * count / 100)
    reachable = any(
        bounds.low - 1e-9 <= k / count * 100 <= bounds.high + 1e-9 for k in (nearest - 1, nearest, nearest + 1)
    )
    below, above = int(percent.value * count / 100), int(percent.value * count / 100) + 1
    detail = f"{percent.text} of {printed(whole)}: {below} ÷ {count:.0f} = {below / count:.2%}, {above} ÷ {count:.0f} = {above / count:.2%}"
    yield _finding("percent-of-count", [percent, whole], reachable, detail)


# --- from-to ----------------------------------------------------------------------------------------------------------

_RISE = re.compile(r"增|升|提高|提升|扩大|扩建|上涨|涨|跃|攀|发展|壮大|拓展")
_FALL = re.compile(r"降|减|缩|压|下滑|回落|下跌")


def _check_from_to(article: Article) -> Iterator[AuditFinding]:
    for first in article.figures:
        second = article.by_id.get(first.linked_to) if first.linked_to else None
        if second is None or second.start is None or (first.start or 0) > second.start:
            continue
        verb = second.predicate or ""
        rises, falls = _RISE.search(verb), _FALL.search(verb)
        if bool(rises) == bool(falls):
            continue
        start, end = read_interval(first), read_interval(second)
        holds = start.low < end.high if rises else start.high > end.low
        sign = "<" if first.value < second.value else ">" if first.value > second.value else "="
        yield _finding("from-to", [first, second], holds, f"{verb}: {printed(first)} {sign} {printed(second)}")


# --- the same thing twice ----------------------------------------------------------------------------------------------

_GENERAL = 4
"""A concept shorter than this (学生, 教师) may well be counted twice in an article with different scope."""


def _check_restated(article: Article) -> Iterator[AuditFinding]:
    seen: dict[tuple[str, str, str | None, str | None], Figure] = {}
    for figure in article.figures:
        if len(figure.concept) < _GENERAL or figure.change or figure.share_of or figure.per or figure.restates:
            continue
        if figure.predicate not in _STATED or figure.kind not in ("count", "percent", "area", "money"):
            continue
        key = (figure.concept, figure.unit, figure.subject, figure.period)
        other = seen.setdefault(key, figure)
        if other is figure or other.evidence == figure.evidence:
            continue
        same = read_interval(other).meets(read_interval(figure))
        if same or other.value / 2 < figure.value < other.value * 2:
            sign = "and" if same else "but"
            yield _finding("restated", [other, figure], same, f"{figure.concept}: {other.text} {sign} {figure.text}")


_STATED = frozenset((None, "有", "现有", "达", "达到", "为", "共有", "总计", "拥有"))

_CHECKS: tuple[Callable[[Article], Iterator[AuditFinding]], ...] = (
    _check_parts,
    _check_shares,
    _check_from_to,
    _check_restated,
)
