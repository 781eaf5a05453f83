"""One article: its text with evidence and figures marked, topics, a card for each figure, audit and repairs.

The same view shows a stored article and one that was only pasted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from corpora.queries import StoredArticle
from nlp.record import Article, AuditFinding, Figure, Repair
from service.pages.rendering import find_web_address, render
from service.pages.segments import Paragraph, Segment, build_heads, build_paragraphs
from service.web.current import build_current
from service.web.resources import StoreOfApp

router = APIRouter(include_in_schema=False)

_LINKS = (("linked_to", "变化的另一端"), ("share_of", "所属总数"), ("restates", "复述"))
_BACK = {"linked_to": "变化的另一端", "share_of": "其中一部分", "restates": "被复述为"}


@dataclass(frozen=True)
class Card:
    """A figure with its relations (label and other figure) and the checks that it takes part in."""

    figure: Figure
    relations: list[tuple[str, Figure]]
    findings: list[AuditFinding]

    @property
    def contradicted(self) -> bool:
        """Whether a check of it failed."""
        return any(not finding.holds for finding in self.findings)


@dataclass(frozen=True)
class ArticleView:
    """All that the article template shows; ``prefix`` keeps ids apart where a page shows several."""

    article: Article
    heads: dict[str, tuple[Segment, ...]]
    paragraphs: list[Paragraph]
    cards: list[Card]
    repairs: list[Repair]
    prefix: str = ""
    stored: StoredArticle | None = None


@router.get("/articles/{article_id}")
def show_article(article_id: str, request: Request, store: StoreOfApp) -> Response:
    """Show an article."""
    stored = store.get_article(article_id)
    view = build_view(build_current(stored), stored=stored)
    story = [one for one in store.list_story(article_id) if one.article.id != article_id]
    values = {"view": view, "story": story, "linked_data": build_linked_data(view.article)}
    return render(request, "article.html", values)


def build_view(article: Article, prefix: str = "", stored: StoredArticle | None = None) -> ArticleView:
    """Prepare an article for its page."""
    return ArticleView(
        article=article,
        heads=build_heads(article),
        paragraphs=build_paragraphs(article),
        cards=build_cards(article),
        repairs=article.repairs,
        prefix=prefix,
        stored=stored,
    )


def build_cards(article: Article) -> list[Card]:
    """Prepare a card for each figure, in the order of the text."""
    relations: dict[str, list[tuple[str, Figure]]] = {figure.id: [] for figure in article.figures}
    for one, label, other in _iter_relations(article):
        if (label, other) not in relations[one]:
            relations[one].append((label, other))
    findings: dict[str, list[AuditFinding]] = {figure.id: [] for figure in article.figures}
    for finding in article.audit:
        for name in dict.fromkeys(finding.figures):
            findings.get(name, []).append(finding)
    return [Card(figure, relations[figure.id], findings[figure.id]) for figure in article.figures]


def _iter_relations(article: Article) -> Iterator[tuple[str, str, Figure]]:
    known = {figure.id: figure for figure in article.figures}
    for figure in article.figures:
        for name, label in _LINKS:
            other = known.get(getattr(figure, name) or "")
            if other is not None:
                yield figure.id, label, other
                yield other.id, _BACK[name], figure


def build_linked_data(article: Article) -> dict[str, object]:
    """Return the article as a schema.org NewsArticle, without what it does not say."""
    address = find_web_address(article.source.url)
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "inLanguage": "zh-CN",
        "isBasedOn": address,
        "author": [{"@type": "Person", "name": byline.name} for byline in article.byline],
        "about": [topic.name for topic in article.topics],
        "contentLocation": {"@type": "Place", "name": article.place.name} if article.place else None,
        "publisher": {"@type": "Organization", "name": article.source.name} if article.source.name else None,
    }
    return {name: value for name, value in found.items() if value}
