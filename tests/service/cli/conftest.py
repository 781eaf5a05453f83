"""The command line in a folder of its own, with a small trained model and a store that is not there yet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.application import app

PAGE = """县实验小学 开展防溺水安全演练
本报讯 6月12日，云溪县实验小学开展防溺水安全演练，全校1260名学生参加。演练由县教育局组织，消防员现场示范施救。
（张启明）
云溪县教育局 召开廉洁从教警示教育大会
本报讯 日前，云溪县教育局召开廉洁从教警示教育大会，通报3起师德失范案例，320名校长和教师代表签订廉洁承诺书。
（周晓岚）
"""


@pytest.fixture
def home(tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JIAOWEN_MODEL", str(registry))
    monkeypatch.setenv("JIAOWEN_DB", "sqlite:///store.db")
    monkeypatch.delenv("JIAOWEN_SOURCES", raising=False)
    (tmp_path / "版面.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    def call(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)

    return call
