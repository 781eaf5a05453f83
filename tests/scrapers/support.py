"""What the tests of the collecting room share: a sink in memory, a measure of likeness, pages of our own."""

from collections import Counter
from dataclasses import dataclass, field

from nlp.record import Article
from scrapers.crawl import PageInfo, Seen, Verdict


@dataclass
class MemorySink:
    """Keeps articles by address, as the store would."""

    articles: dict[str, Article] = field(default_factory=dict)
    pages: dict[str, PageInfo] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)

    def seen(self, url: str) -> Seen | None:
        page = self.pages.get(url)
        if page is None:
            return None
        return Seen(page.etag, page.last_modified, self.articles[url].source.content_hash)

    def accept(self, article: Article, page: PageInfo) -> Verdict:
        old = self.articles.get(page.url)
        self.articles[page.url], self.pages[page.url] = article, page
        self.accepted.append(page.url)
        if old is None:
            return "new"
        return "unchanged" if old.body == article.body else "changed"


def likeness(found: str, wanted: str) -> float:
    """F1 over the multiset of character 3-grams, white space left out."""
    one, two = _grams(found), _grams(wanted)
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else 1.0


def _grams(text: str) -> Counter[str]:
    text = "".join(text.split())
    return Counter(text[start : start + 3] for start in range(max(0, len(text) - 2)))
