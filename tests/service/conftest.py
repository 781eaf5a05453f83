"""A service over a small store whose records are made by hand, so that each of their fields is known."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpora.store import Store, open_store
from nlp.record import Article
from service.api import create_app
from service.settings import Settings

with warnings.catch_warnings():
    # starlette would have the successor of httpx, which is no dependency of ours.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)
SENTENCE = "全县志愿者由1475人增加到2272人,其中教师780人。"
BODY = ["𠮷安镇中心校启用志愿服务站。", SENTENCE]


def find(part: str, text: str = "\n".join(BODY)) -> dict[str, int]:
    start = text.index(part)
    return {"start": start, "end": start + len(part)}


def build_figure(name: str, text: str, value: float, **more: Any) -> dict[str, Any]:
    evidence = find(SENTENCE)
    return {"id": name, "text": text, **find(text), "value": value, "unit": "人", "evidence": evidence} | more


def build_record(**changes: Any) -> Article:
    """A record with overlapping marks, a character outside the basic plane, links and a failed check."""
    fields: dict[str, Any] = {
        "id": "a1",
        "source": {"name": "云溪教育网", "url": "https://www.example.org/a/1.html"},
        "kicker": "聚焦志愿服务",
        "title": "云溪县2272名志愿者进校园",
        "paragraphs": BODY,
        "byline": [{"name": "张启明", "role": "记者"}],
        "published": "2025-11-18",
        "place": {"adcode": "430603", "name": "云溪区", "city": "岳阳市", "province": "湖南省"},
        "topics": [
            {
                "code": "volunteering",
                "name": "志愿服务",
                "score": 0.97,
                "evidence": [{**find(BODY[0] + "\n" + SENTENCE[:14]), "score": 0.9}],
            },
            {
                "code": "teacher-development",
                "name": "教师队伍建设",
                "score": 0.41,
                "evidence": [{**find("到2272人,其中教师780人"), "score": 0.5}],
            },
        ],
        "figures": [
            build_figure("f1", "1475人", 1475, concept="志愿者", change="from-to", linked_to="f2"),
            build_figure("f2", "2272人", 2272, concept="志愿者", change="from-to", linked_to="f1"),
            build_figure("f3", "780人", 780, concept="教师", share_of="f2"),
            {
                "id": "f4",
                "text": "2272名",
                "start": None,
                "end": None,
                "in_title": True,
                "value": 2272,
                "unit": "人",
                "restates": "f2",
            },
        ],
        "audit": [{"check": "from-to", "figures": ["f1", "f2"], "holds": False, "detail": "1475 < 2272"}],
        "repairs": [{"kind": "joined", "paragraph": 1, "confidence": 0.9}],
        "model": {"name": "jiaowen-topics", "version": "test", "corpus_hash": "0"},
    }
    return Article.model_validate(fields | changes)


def build_other(number: int, **changes: Any) -> Article:
    plain: dict[str, Any] = {"topics": [], "figures": [], "audit": [], "repairs": [], "kicker": None}
    texts = {"title": f"第{number}期简报", "paragraphs": [f"防溺水巡查第{number}日,队员沿河{number * 7}处水域设牌。"]}
    return build_record(
        **plain
        | {"id": f"b{number:02}", "published": f"2025-10-{number:02}", "source": {"name": "简报"}}
        | texts
        | changes
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=f"sqlite:///{tmp_path / 'store.db'}", model=tmp_path / "no-model")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings.database) as opened:
        opened.put_articles([build_record(), *(build_other(number) for number in range(1, 4))], NOW)
        yield opened


@pytest.fixture
def client(settings: Settings, store: Store) -> Iterator[TestClient]:
    """A client of a service without a model: what only reads needs none."""
    with TestClient(create_app(settings)) as opened:
        yield opened


@pytest.fixture
def analysing(settings: Settings, registry: Path) -> Iterator[TestClient]:
    """A client of a service with a small trained model and an empty store."""
    with TestClient(create_app(Settings(database=settings.database, model=registry))) as opened:
        yield opened
