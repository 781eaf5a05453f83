"""What `make run` does, up to serving."""

import socket
from pathlib import Path

import pytest

from service import demo
from service.settings import Settings

PAGE = "云溪县中心小学开展防溺水演练\n6月3日，云溪县中心小学开展防溺水演练，学生420人参加。\n"


@pytest.fixture
def served(tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "消息.txt").write_text(PAGE, encoding="utf-8")
    (samples / "空.txt").write_bytes(b"")
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setattr(demo, "SITE_PORT", free.getsockname()[1])
    served: list[Settings] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo, "serve", served.append)
    monkeypatch.setattr(demo, "SAMPLES", samples)
    monkeypatch.setattr(demo, "STORE", tmp_path / ".jiaowen" / "demo.db")
    monkeypatch.setenv("JIAOWEN_MODEL", str(registry))
    monkeypatch.setenv("JIAOWEN_PORT", "0")
    monkeypatch.delenv("JIAOWEN_DB", raising=False)
    return served


def test_site_and_samples_are_taken_in_once_and_shown(served, tmp_path, capfd):
    assert demo.main([]) == 0
    out, err = capfd.readouterr()
    assert "安全演练与安全教育" in out
    assert "淅川县" in out
    assert "files: 1 new articles" in err
    assert "空.txt" in err
    assert [settings.database for settings in served] == [f"sqlite:///{tmp_path}/.jiaowen/demo.db"]
    assert demo.main([]) == 0
    again = capfd.readouterr()
    assert again.out == out
    assert " 0 new," in again.err
    assert "files: 0 new articles, 0 changed, 1 inputs known already" in again.err


def test_own_files_come_into_the_own_store_and_nothing_else(served, tmp_path, capfd):
    own = tmp_path / "来稿.txt"
    own.write_text(PAGE, encoding="utf-8")
    assert demo.main([str(own)]) == 0
    assert served[0].database == "sqlite:///jiaowen.db"
    assert not (tmp_path / ".jiaowen").exists()
    out, err = capfd.readouterr()
    assert "演示" not in out + err


def test_a_wrong_path_is_said_before_anything_is_done(served, tmp_path, capfd):
    assert demo.main(["没有"]) == 2
    assert "没有" in capfd.readouterr().err
    assert (served, (tmp_path / "jiaowen.db").exists()) == ([], False)


def test_a_port_in_use_is_said_before_anything_is_done(served, tmp_path, monkeypatch, capfd):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("JIAOWEN_PORT", str(port))
        assert demo.main([]) == 2
    assert f"port {port} on 127.0.0.1 is in use" in capfd.readouterr().err
    assert not (tmp_path / ".jiaowen").exists()
