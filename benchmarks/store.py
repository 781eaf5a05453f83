"""How fast the store takes articles in, and how fast it answers over many.

    python -m benchmarks.store [--articles 20000] [--url sqlite:///bench.db] [--repeat 200]

The articles are synthetic: words of education news drawn at random with a long tail, five figures and two topics each,
three hundred districts, sixty sources, ten years. Prints one line a measure with the machine's description.
"""

import argparse
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from corpora.queries import ArticleQuery, FigureQuery, TrendQuery
from corpora.store import Store, open_store
from nlp.record import Article, Evidence, Figure, ModelInfo, Organisation, Place, Source, Span, Topic
from nlp.segmentation import load_user_words
from nlp.topics import TOPICS

BATCH = 500
LENGTH = 500
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2015, 1, 1)
DAYS = 3650
_PLAIN = (
    "学校 教师 学生 家长 开展 活动 组织 工作 教育局 全区 今年 进一步 提升 通过 实施 建设 推进 加强 管理 服务 发展 质量 校园 课堂 孩子 社区 干部 "
    "召开 会议 要求 落实 责任 安全 检查 整改 培训 学习 参加 举行 表示 近日 目前 共同 成立 打造 特色 品牌 文化 环境 条件 改善 投入 资金 项目"
)
_NOUNS = (
    "人数 学校 资金 教师 志愿者 学生 图书 床位 学位 班级 课程 家长 校车 线路 教室 食堂 操场 电脑 奖项 名额 岗位 讲座 社团 演练 隐患 "
    "助学金 贷款 项目 面积 场次 作品 站点 团队 家庭 干部 党员 宿舍 幼儿园 教学点 培训"
).split()
_MARKS = ",,,,,。。、;:"


class Writer:
    """Writes articles from a seed: the same seed, the same articles."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        words = _PLAIN.split() + [word for word, _, _ in load_user_words()]
        words += ["".join(chr(self._random.randint(0x4E00, 0x5FFF)) for _ in range(2)) for _ in range(3000)]
        self._words = words
        self._weights = list(_accumulate(1 / (rank + 2) for rank in range(len(words))))
        self._places = [f"{province}{city:02}{district:02}" for province in (33, 42, 44, 51, 61)
                        for city in range(1, 11) for district in range(2, 8)]  # fmt: skip
        self._concepts = [f"{a}{b}" for a in words[:400] for b in _NOUNS]

    def iter_articles(self, number: int, start: int = 0) -> Iterator[Article]:
        """Yield articles."""
        for index in range(start, start + number):
            yield self._build(index)

    def _build(self, index: int) -> Article:
        paragraphs, figures = self._build_text()
        body = "\n".join(paragraphs)
        rng = self._random
        adcode = rng.choice(self._places)
        topics = rng.sample(list(TOPICS), 2)
        return Article(
            id=f"{index:016x}",
            title="".join(self._draw(6)),
            paragraphs=paragraphs,
            body=body,
            published=(FIRST + timedelta(days=rng.randrange(DAYS))).isoformat(),
            source=Source(name=f"示例日报{rng.randrange(60)}", url=f"http://example.test/{index}.html"),
            place=Place(adcode=adcode, name=f"区{adcode}", city="市", province="省"),
            organisations=[Organisation(text=body[:4], start=0, end=4, kind="school")],
            topics=[
                Topic(code=code, name=TOPICS[code], score=0.6 + rng.random() / 3, evidence=[Evidence(start=0, end=40, score=0.9)])
                for code in topics
            ],
            figures=figures,
            model=ModelInfo(name="bench", version="1", corpus_hash="0" * 16),
        )  # fmt: skip

    def _draw(self, number: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=number)

    def _build_text(self) -> tuple[list[str], list[Figure]]:
        paragraphs: list[str] = []
        figures: list[Figure] = []
        offset = 0
        for number in range(1, 6):
            value = self._random.randint(2, 99_999)
            concept = self._random.choice(self._concepts)
            sentence = f"{value}名{concept}"
            text = sentence + "".join(
                word + (self._random.choice(_MARKS) if place % 4 == 3 else "") for place, word in enumerate(self._draw(38))
            )  # fmt: skip
            text = text[: LENGTH // 5 - 2] + "。"
            start = offset
            figures.append(
                Figure(
                    id=f"f{number}", text=f"{value}名", start=start, end=start + len(str(value)) + 1, value=value,
                    unit="人", concept=concept, evidence=Span(start=start, end=start + len(text)),
                )
            )  # fmt: skip
            paragraphs.append(text)
            offset += len(text) + 1
        return paragraphs, figures


def _accumulate(weights: Iterator[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def describe_machine() -> str:
    """Return what the figures were measured on."""
    model = platform.processor() or "?"
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}"


def fill(store: Store, number: int, writer: Writer) -> tuple[float, float]:
    """Put articles in; return how many a second by the clock and by the processor's time, the writing of texts left out.

    On a machine that others use as well the two differ.
    """
    spent, worked, done = 0.0, 0.0, 0
    articles = writer.iter_articles(number)
    while batch := list(islice(articles, BATCH)):
        started, begun = time.perf_counter(), time.process_time()
        store.put_articles(batch, NOW)
        spent += time.perf_counter() - started
        worked += time.process_time() - begun
        done += len(batch)
        if done % 50_000 == 0:
            print(f"  {done} articles, {done / spent:.0f}/s", flush=True)
    return number / spent, number / worked


def measure(name: str, repeat: int, ask: Callable[[int], object]) -> None:
    """Ask many times; print the median and the 95th percentile in milliseconds, by the clock and by processor time."""
    times, worked = [], []
    for turn in range(repeat):
        started, begun = time.perf_counter(), time.process_time()
        ask(turn)
        times.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - begun) * 1000)
    place = min(repeat - 1, int(repeat * 0.95))
    print(
        f"{name:<52} p50 {statistics.median(times):8.1f} ms  p95 {sorted(times)[place]:8.1f} ms"
        f"   processor p50 {statistics.median(worked):7.1f} ms  p95 {sorted(worked)[place]:7.1f} ms",
        flush=True,
    )


def measure_answers(store: Store, repeat: int) -> None:
    """Ask what the pages ask."""
    rng = random.Random(3)
    words = _PLAIN.split() + [word for word, _, _ in load_user_words()]
    topics = list(TOPICS)
    places = ["420000", "421200", "330100", "440203", "510000"]
    measure("newest 20, one word", repeat, lambda _: store.find_articles(ArticleQuery(q=rng.choice(words))))
    measure("newest 20, two words", repeat,
            lambda _: store.find_articles(ArticleQuery(q=" ".join(rng.sample(words, 2)))))  # fmt: skip
    measure("newest 20, one character", repeat // 4,
            lambda _: store.find_articles(ArticleQuery(q=rng.choice(rng.choice(words)))))  # fmt: skip
    measure("newest 20, word + topic + place", repeat, lambda _: store.find_articles(
        ArticleQuery(q=rng.choice(words), topic=rng.choice(topics), place=rng.choice(places))))  # fmt: skip
    measure("newest 20, topic + place", repeat, lambda _: store.find_articles(
        ArticleQuery(topic=rng.choice(topics), place=rng.choice(places))))  # fmt: skip
    measure("relevance 20, one word", repeat,
            lambda _: store.find_articles(ArticleQuery(q=rng.choice(words), sort="relevance")))  # fmt: skip
    measure("newest 20, no filter", repeat, lambda _: store.find_articles(ArticleQuery()))
    measure("facet counts, all", max(5, repeat // 10), lambda _: store.count_facets(ArticleQuery()))
    measure("facet counts, topic", max(5, repeat // 10),
            lambda _: store.count_facets(ArticleQuery(topic=rng.choice(topics))))  # fmt: skip
    measure("facet counts, word", max(5, repeat // 10),
            lambda _: store.count_facets(ArticleQuery(q=rng.choice(words))))  # fmt: skip
    for trend in (
        TrendQuery(),
        TrendQuery(topic="volunteering"),
        TrendQuery(place="420000"),
        TrendQuery(topic="safety-drills", place="421200", interval="quarter"),
        TrendQuery(topic="awards", measure="share"),
        TrendQuery(measure="sum:教师"),
    ):
        name = f"trend, ten years: {trend.measure} {trend.topic or ''} {trend.place or ''} by {trend.interval}"
        measure(name, max(5, repeat // 10), lambda _, trend=trend: store.trends(trend))
    measure("figures, concept", repeat // 4, lambda _: store.find_figures(FigureQuery(concept="志愿者")))


def main() -> None:
    """Fill a store and ask it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--url", default="sqlite:///bench.db")
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--skip-fill", action="store_true", help="ask a store that was filled before")
    options = parser.parse_args()
    print(describe_machine())
    with open_store(options.url) as store:
        if not options.skip_fill:
            clock, work = fill(store, options.articles, Writer())
            print(f"ingest, {LENGTH} characters, index included, over {options.articles}: "
                  f"{clock:.0f} articles/s, {work:.0f} a second of processor time")  # fmt: skip
        measure_answers(store, options.repeat)


if __name__ == "__main__":
    main()
