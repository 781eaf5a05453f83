"""Model cards: what is to be known of a trained model, for programs (JSON) and for people (Markdown).

For the facts and their rendering; which files they describe and whether these can be trusted is ``registry``'s business.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from nlp.record import ModelInfo
from nlp.topics import TOPICS


class Score(BaseModel):
    """A measure with the bounds of its 95% interval."""

    model_config = ConfigDict(extra="forbid")

    value: float
    lower: float
    upper: float


class ModelCard(BaseModel):
    """What is to be known of a trained model; ``digest`` is the SHA-256 of the model file.

    ``scores`` were measured on ``measured_on``; ``promotion`` is the reason of a promotion that the scores did not bear out.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    version: str
    kind: Literal["articles", "flat"] = "articles"
    corpus_hash: str
    digest: str
    scikit_learn: str
    articles: int
    features: int
    parameters: dict[str, float]
    labels: list[str] = []
    seconds: float | None = None
    megabytes: float = 0.0
    measured_on: str | None = None
    scores: dict[str, Score] = {}
    promotion: str | None = None

    @property
    def info(self) -> ModelInfo:
        """What the record says of the model."""
        return ModelInfo(name=self.name, version=self.version, corpus_hash=self.corpus_hash)


def render_card(card: ModelCard) -> str:
    """Return a card in Markdown."""
    facts = {
        "Learnt from": f"{card.articles} {'articles' if card.kind == 'articles' else 'texts'}, corpus {card.corpus_hash[:16]}",
        "Labels": f"{len(card.labels)}",
        "Features": f"{card.features} n-grams of words and characters",
        "Parameters": ", ".join(f"{name} {value:g}" for name, value in sorted(card.parameters.items())),
        "Training": f"{card.seconds:.1f} s" if card.seconds is not None else "not timed",
        "Size": f"{card.megabytes:.1f} MB, SHA-256 {card.digest}",
        "scikit-learn": card.scikit_learn,
    }
    lines = [f"# {card.name} {card.version}", "", *(f"- {name}: {value}" for name, value in facts.items()), ""]
    if card.promotion:
        lines += [f"Promoted in spite of its scores: {card.promotion}", ""]
    if card.scores:
        lines += [f"Measured on {card.measured_on}; 95% bootstrap intervals over articles.", ""]
        lines += ["| measure | value | interval |", "|---|---:|---|"]
        lines += [_render_score(name, score) for name, score in card.scores.items()]
    else:
        lines.append("Not measured yet.")
    return "\n".join(lines) + "\n"


def _render_score(name: str, score: Score) -> str:
    label = f"{name} {TOPICS[name]}" if name in TOPICS else name
    return f"| {label} | {score.value:.3f} | {score.lower:.3f} to {score.upper:.3f} |"
