"""Topics on the labelled corpus: baselines beside our classifier, robustness, long reports, writing batches, speed.

Run as ``python benchmarks/topics.py [FOLDER]``; the bundled corpus unless a folder of labelled files is named. Learns on the
training part and measures on dev; the held-out part is never read.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import opencc
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from corpora.labelled import LabelledArticle, load_labelled
from models.classifier import TopicClassifier
from models.evaluation import evaluate_classifier, evaluate_suggestions, suggest_labelled
from models.features import TextBatch
from models.lexicon import GROUPS, load_lexicon
from models.prediction import Suggestion, suggest_many
from models.training import CODES, train_classifier
from nlp.record import Article
from nlp.segmentation import segment
from nlp.topics import CORE_TOPICS

Articles = Sequence[LabelledArticle]
Decisions = npt.NDArray[np.bool_]
LONG = 1500
# Characters that optical recognition takes for one another.
CONFUSIONS = dict(
    zip(
        "己已未末土士日曰人入大太天夭木本千干口囗师帅校较学字安女全金志忠育盲防坊演寅老考",
        "已己末未士土曰日入人太大夭天本木干千囗口帅师较校字学女安金全忠志盲育坊防寅演考老",
        strict=True,
    )
)


def main() -> None:
    articles = load_labelled(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    train = [article for article in articles if article.split == "train"]
    dev = [article for article in articles if article.split == "dev"]
    print(f"{len(train)} training articles, {len(dev)} dev articles")
    began, used = time.perf_counter(), time.process_time()
    classifier = train_classifier(train)
    print(f"training {time.perf_counter() - began:.1f} s, {time.process_time() - used:.1f} s of processor")
    show_systems(classifier, train, dev)
    show_topics(classifier, dev)
    show_robustness(classifier, dev)
    show_long_reports(classifier, dev)
    show_speed(classifier, dev)
    show_batches([*train, *dev])


def show_systems(classifier: TopicClassifier, train: Articles, dev: Articles) -> None:
    print(f"\n{'system':28} micro-F1                macro-F1                core-F1 mean")
    for name, decide in (
        ("keyword rules", lambda: decide_by_keywords(dev)),
        ("complement naive Bayes", lambda: decide_by_pipeline(build_bayes(), train, dev)),
        ("words TF-IDF + LinearSVC", lambda: decide_by_pipeline(build_words(), train, dev)),
        ("characters TF-IDF + LinearSVC", lambda: decide_by_pipeline(build_characters(), train, dev)),
        ("ours", lambda: decisions_of(suggest_labelled(classifier, dev))),
    ):
        show_system(name, dev, decide())


def show_system(name: str, dev: Articles, decisions: Decisions) -> None:
    suggestions = [[Suggestion(CODES[column], 1.0, []) for column in np.flatnonzero(row)] for row in decisions]
    result = evaluate_suggestions(dev, suggestions)
    micro, macro = (
        f"{one.value:.3f} ({one.lower:.3f}-{one.upper:.3f})"
        for one in (result.intervals["micro_f1"], result.intervals["macro_f1"])
    )
    print(f"{name:28} {micro}   {macro}   {np.mean([topic.f1 for topic in result.core]):.3f}")


def decisions_of(suggestions: Sequence[list[Suggestion]]) -> Decisions:
    return np.array([[code in {one.code for one in some} for code in CODES] for some in suggestions])


def decide_by_keywords(dev: Articles) -> Decisions:
    """A topic wherever two of the lexicon's strong terms stand and no more terms against it."""
    counts = load_lexicon().count(TextBatch.build([text_of(article) for article in dev]))
    strong, against = (counts[:, GROUPS.index(group) :: len(GROUPS)] for group in ("strong", "against"))
    return (strong >= 2) & (strong > against)


def decide_by_pipeline(pipeline: OneVsRestClassifier, train: Articles, dev: Articles) -> Decisions:
    y = np.array([[code in article.topics for code in CODES] for article in train])
    pipeline.fit([text_of(article) for article in train], y)
    return pipeline.predict([text_of(article) for article in dev]).astype(bool)


def build_words() -> OneVsRestClassifier:
    vectorizer = TfidfVectorizer(tokenizer=segment, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    return make_pipeline(vectorizer, OneVsRestClassifier(LinearSVC(class_weight="balanced")))


def build_characters() -> OneVsRestClassifier:
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    return make_pipeline(vectorizer, OneVsRestClassifier(LinearSVC(class_weight="balanced")))


def build_bayes() -> OneVsRestClassifier:
    vectorizer = CountVectorizer(tokenizer=segment, token_pattern=None, min_df=2, binary=True)
    return make_pipeline(vectorizer, OneVsRestClassifier(ComplementNB(alpha=0.3)))


def text_of(article: LabelledArticle) -> str:
    return f"{article.title or ''}\n{article.body}"


def show_topics(classifier: TopicClassifier, dev: Articles) -> None:
    result = evaluate_classifier(classifier, dev)
    print("\ntopic                    P     R     F1    interval         articles")
    for topic in result.topics:
        interval = result.intervals[topic.code]
        print(
            f"{topic.code:22} {topic.precision:.3f} {topic.recall:.3f} {topic.f1:.3f} "
            f"{interval.lower:.3f}-{interval.upper:.3f}      {topic.support}"
        )
    print(
        f"evidence found {result.evidence_found:.3f}, evidence inside {result.evidence_inside:.3f}, "
        f"calibration error {result.calibration_error:.3f}"
    )


def show_robustness(classifier: TopicClassifier, dev: Articles) -> None:
    clean = evaluate_classifier(classifier, dev).micro_f1
    print(f"\nmicro-F1 {clean:.3f} on the articles as they are")
    generator, to_traditional = random.Random(7), opencc.OpenCC("s2t")
    damages: dict[str, Callable[[Article], Article]] = {
        "2% of characters confused": lambda one: change(one, lambda text: confuse(text, generator)),
        "punctuation lost": lambda one: change(
            one, lambda text: "".join(c for c in text if c not in "，。、；：“”！？,.;:")
        ),
        "traditional characters": lambda one: change(one, to_traditional.convert),
        "title missing": lambda one: one.model_copy(update={"title": None}),
        "paragraphs shuffled": lambda one: Article(
            title=one.title, paragraphs=generator.sample(one.paragraphs, len(one.paragraphs))
        ),
    }
    for name, damage in damages.items():
        damaged = [damage(Article(title=article.title, paragraphs=article.paragraphs)) for article in dev]
        suggestions = [[replace(one, evidence=[]) for one in some] for some in suggest_many(classifier, damaged)]
        print(f"{name:28} loss {clean - evaluate_suggestions(dev, suggestions).micro_f1:+.3f}")


def change(article: Article, how: Callable[[str], str]) -> Article:
    return Article(
        title=how(article.title or "") or None, paragraphs=[how(paragraph) for paragraph in article.paragraphs]
    )


def confuse(text: str, generator: random.Random) -> str:
    """Confuse every fiftieth character or so: with its like where one is known, else it is lost."""
    return "".join(CONFUSIONS.get(c, "") if generator.random() < 0.02 else c for c in text)


def show_long_reports(classifier: TopicClassifier, dev: Articles) -> None:
    """Core topics whose evidence is under a tenth of a long report, hidden in real ones or planted in long dev articles."""
    planted = plant([article for article in dev if len(article.body) >= 800], dev)
    suggestions = suggest_many(classifier, [article for article, _ in planted])
    hits = sum(code in {one.code for one in some} for (_, code), some in zip(planted, suggestions, strict=True))
    print(f"\ntwo sentences of a core topic planted in a long report: {hits} of {len(planted)} found")
    reports = [article for article in dev if len(article.body) >= LONG]
    truth = np.array([[code in article.topics for code in CORE_TOPICS] for article in reports]).reshape(
        -1, len(CORE_TOPICS)
    )
    given = np.array(
        [[code in {one.code for one in some} for code in CORE_TOPICS] for some in suggest_labelled(classifier, reports)]
    ).reshape(truth.shape)
    print(f"{len(reports)} long reports: core topics {truth.sum()}, given {given.sum()}, right {(truth & given).sum()}")


def plant(hosts: Articles, donors: Articles) -> list[tuple[Article, str]]:
    generator, planted = random.Random(7), []
    for code in CORE_TOPICS:
        passages = [
            article.evidence[code][0] for article in donors if code in article.topics and article.evidence[code]
        ]
        sentences = [passage for passage in passages if isinstance(passage, str) and 40 <= len(passage) <= 120]
        for host in (host for host in hosts if code not in host.topics):
            if sentences:
                at = generator.randrange(1, len(host.paragraphs) + 1)
                paragraphs = [*host.paragraphs[:at], generator.choice(sentences), *host.paragraphs[at:]]
                planted.append((Article(title=host.title, paragraphs=paragraphs), code))
    return planted


def show_speed(classifier: TopicClassifier, dev: Articles) -> None:
    articles = [Article(title=article.title, paragraphs=article.paragraphs) for article in dev]
    characters = sum(len(article.body) for article in articles)
    long = Article(paragraphs=[paragraph for article in articles for paragraph in article.paragraphs])
    for name, run in (
        ("many articles", lambda: suggest_many(classifier, articles)),
        ("one article at a time", lambda: [suggest_many(classifier, [article]) for article in articles]),
        ("one long text", lambda: suggest_many(classifier, [long])),
    ):
        run()
        used = time.process_time()
        run()
        print(f"{name:28} {characters / (time.process_time() - used):,.0f} characters/s of processor time")


def show_batches(articles: Articles) -> None:
    """Learn without one writing batch at a time and measure on it; against folds that mix the batches."""
    batches = sorted({article.batch for article in articles})
    print()
    total = {"left out": 0.0, "mixed in": 0.0}
    for batch in batches:
        test = [article for article in articles if article.batch == batch]
        alone = evaluate_classifier(train_classifier([one for one in articles if one.batch != batch]), test).micro_f1
        groups = sorted({one.group for one in test})
        half = set(groups[::2])
        rest = [one for one in articles if not (one.batch == batch and one.group in half)]
        kept = [one for one in test if one.group in half]
        mixed = evaluate_classifier(train_classifier([one for one in rest if one.group not in half]), kept).micro_f1
        print(f"batch {batch}: micro-F1 {alone:.3f} left out, {mixed:.3f} with other cities of the batch learnt from")
        total["left out"] += alone / len(batches)
        total["mixed in"] += mixed / len(batches)
    print(f"mean: {total['left out']:.3f} left out, {total['mixed in']:.3f} mixed in")


if __name__ == "__main__":
    main()
