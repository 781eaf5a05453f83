"""What holds of a stored article: the record with an editor's topics, and the name of its state."""

import hashlib

from corpora.queries import StoredArticle
from nlp.record import Article, Topic
from nlp.topics import TOPICS


def build_current(stored: StoredArticle) -> Article:
    """Return the record with the topics that hold: an editor's decision goes before the classifier's."""
    article = stored.article
    if not stored.reviewed or stored.review is None:
        return article
    found = {topic.code: topic for topic in article.topics}
    topics = [found.get(code) or Topic(code=code, name=TOPICS[code], score=1.0) for code in stored.review.topics]
    method = article.method | {"topics": f"review by {stored.review.reviewer}, {stored.review.at.isoformat()}"}
    return article.model_copy(update={"topics": topics, "method": method})


def build_etag(stored: StoredArticle) -> str:
    """Name the state of an article: its version, and when it, its review or its withdrawal last changed."""
    state = f"{stored.changed_at.isoformat()} {stored.withdrawn_at} {stored.review and stored.review.at}"
    return f'"{stored.version}-{hashlib.sha256(state.encode()).hexdigest()[:12]}"'


def matches(header: str, etag: str) -> bool:
    """Say whether an If-Match or If-None-Match header names a state; ``*`` names any."""
    named = (one.strip().removeprefix("W/") for one in header.split(","))
    return any(one in (etag, "*") for one in named)
