"""Why a record says what it says, for a person at a terminal: evidence and figures quoted, repairs and methods named."""

from nlp.record import Article, AuditFinding, Figure, Repair, Topic

# A quotation longer than this is cut in the middle.
QUOTED = 60


def explain(article: Article) -> str:
    """Return an account of a record, a few lines with no end of line."""
    lines = [f"《{article.title or '(无标题)'}》 {article.id}"]
    lines += [line for topic in article.topics for line in _explain_topic(article, topic)] or ["  主题: 无"]
    lines += [_explain_figure(article, figure) for figure in article.figures]
    lines += [_explain_finding(finding) for finding in article.audit]
    lines += [_explain_repair(article, repair) for repair in article.repairs]
    lines += ["  依据: " + "; ".join(f"{field}={method}" for field, method in article.method.items())]
    return "\n".join(lines)


def _explain_topic(article: Article, topic: Topic) -> list[str]:
    quoted = [f"    {one.score:.2f} “{_quote(article.body[one.start : one.end])}”" for one in topic.evidence]
    return [f"  主题: {topic.name} ({topic.code}) {topic.score:.2f}", *quoted]


def _explain_figure(article: Article, figure: Figure) -> str:
    value = f"{figure.value:g}" if figure.upper is None else f"{figure.lower:g}–{figure.upper:g}"
    where = figure.evidence and article.body[figure.evidence.start : figure.evidence.end]
    sentence = f" “{_quote(where)}”" if where else ""
    return (
        f"  数字: {figure.text} = {value} {figure.unit} ({figure.kind}, {figure.qualifier}; {figure.concept}){sentence}"
    )


def _explain_finding(finding: AuditFinding) -> str:
    return f"  核对: {'相符' if finding.holds else '不符'} {finding.check}: {finding.detail}"


def _explain_repair(article: Article, repair: Repair) -> str:
    there = repair.paragraph < len(article.paragraphs) and repair.kind != "dropped"
    quoted = f" “{_quote(article.paragraphs[repair.paragraph])}”" if there else ""
    return f"  修补: {repair.kind} ¶{repair.paragraph} ({repair.confidence:.2f}){quoted}"


def _quote(text: str) -> str:
    text = " ".join(text.split())
    half = QUOTED // 2
    return text if len(text) <= QUOTED else f"{text[:half]}……{text[-half:]}"
