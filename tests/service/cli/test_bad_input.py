"""Bad input on the command line: the message names the input and what to do, the others' results are kept."""

import json
import shutil
import socket

import pytest

GOOD = "云溪县特殊教育学校添置康复设备\n近日，云溪县特殊教育学校投入38万元添置康复训练设备12台，在校的64名学生受益。\n"
BAD_FILES = {
    "空.txt": (b"", "is empty"),
    "空白.txt": (" \n　\n".encode(), "is empty"),
    "图片.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "PNG"),
    "乱码.txt": (bytes(range(1, 32)) * 40, "text"),
    "空网页.html": (b"<html><body><script>x()</script></body></html>", "no text"),
    "坏.docx": (b"PK\x03\x04 not a document", "Word"),
    "坏.pdf": (b"%PDF-1.4 broken", "PDF"),
    "坏.jsonl": (b'{"title": "x"', "line 1"),
    "无正文.csv": ("标题,日期\n甲,2024-01-01\n".encode(), "column"),
}


def titles(output: str) -> list[str]:
    return [json.loads(line)["title"] for line in output.splitlines()]


@pytest.mark.parametrize("command", ["analyse", "import"])
@pytest.mark.parametrize(("name", "content", "reason"), [(name, *rest) for name, rest in BAD_FILES.items()])
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_kept(run, home, command, name, content, reason):
    (home / "版面.txt").unlink()
    (home / name).write_bytes(content)
    (home / "好.txt").write_text(GOOD, encoding="utf-8")
    result = run(command, ".")
    assert result.exit_code == 1
    (named, *_) = [line for line in result.stderr.splitlines() if name in line]
    assert reason in named
    if command == "analyse":
        assert titles(result.stdout) == ["云溪县特殊教育学校添置康复设备"]
    else:
        assert "1 articles new" in result.stdout
        assert "1 failed" in result.stdout


@pytest.mark.parametrize("command", ["segment", "extract"])
def test_a_bad_file_alone_fails(run, home, command):
    (home / "图片.html").write_bytes(BAD_FILES["图片.txt"][0])
    result = run(command, "图片.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "图片.html" in result.stderr


@pytest.mark.parametrize("command", ["analyse", "import", "segment", "extract"])
def test_a_missing_path_is_a_wrong_call_and_nothing_is_done(run, command):
    paths = ["没有.txt"] if command == "extract" else ["版面.txt", "没有.txt"]
    result = run(command, *paths)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有.txt" in result.stderr
    assert "check the spelling" in result.stderr


def test_text_in_another_encoding_is_read(run, home):
    (home / "国标.txt").write_bytes(GOOD.encode("gbk"))
    (home / "统一码.txt").write_bytes(GOOD.encode("utf-16"))
    assert titles(run("analyse", "国标.txt", "统一码.txt").stdout) == ["云溪县特殊教育学校添置康复设备"] * 2


def test_half_a_character_from_wrong_escapes_is_one_failure(run, home):
    (home / "断.jsonl").write_text(
        '{"title": "残缺", "text": "前\\ud83d后"}\n{"title": "完整", "text": "学校开学。"}\n', "utf-8"
    )
    result = run("analyse", "断.jsonl")
    assert (result.exit_code, titles(result.stdout)) == (1, ["完整"])
    assert "断.jsonl, line 1: half a character (U+D83D)" in result.stderr


def test_a_file_name_in_another_encoding_is_written_readably(run, home):
    target = bytes(home) + b"/" + "县教育局简报.txt".encode("gbk")
    with open(target, "wb") as file:
        file.write(GOOD.encode())
    result = run("analyse", home)
    assert result.exit_code == 0
    paths = {json.loads(line)["source"]["path"] for line in result.stdout.splitlines()}
    assert str(home / "县教育局简报.txt") in paths


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse", "版面.txt", "--format", "xml"],
        ["analyse", "版面.txt", "--jobs", "0"],
        ["search", "x", "--from", "昨天"],
        ["analyse"],
        ["没有"],
    ],
)
def test_a_wrong_option_is_a_wrong_call(run, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def test_an_output_that_cannot_be_written_is_a_wrong_call(run):
    result = run("analyse", "版面.txt", "--out", "没有的文件夹/结果.jsonl")
    assert result.exit_code == 2
    assert "没有的文件夹/结果.jsonl" in result.stderr


@pytest.mark.parametrize("command", ["search", "trends"])
def test_an_unknown_topic_lists_the_topics(run, command):
    run("import", "版面.txt")
    result = run(*([command, "学校"] if command == "search" else [command]), "--topic", "volunteer")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'volunteer'" in result.stderr
    assert "volunteering, anti-corruption" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["analyse", "版面.txt"], ["analyse", "版面.txt", "--jobs", "2"], ["import", "版面.txt"], ["evaluate"]]
)
def test_a_missing_model_says_how_to_make_one(run, home, monkeypatch, arguments):
    monkeypatch.setenv("JIAOWEN_MODEL", str(home / "没有"))
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "jiaowen train" in result.stderr
    assert str(home / "没有") in result.stderr


def test_a_model_that_was_changed_is_refused(run, home, registry, monkeypatch):
    copy = home / "模型"
    shutil.copytree(registry, copy)
    (model,) = copy.glob("*/model.skops")
    model.write_bytes(model.read_bytes() + b"\0")
    monkeypatch.setenv("JIAOWEN_MODEL", str(copy))
    for arguments in (["analyse", "版面.txt"], ["models", "verify"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "digest" in result.stderr
        assert "model.skops" in result.stderr


@pytest.mark.parametrize("arguments", [["search", "学校"], ["trends"], ["backup", "备份.db"]])
def test_a_store_that_is_not_there_is_not_made_by_asking(run, home, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "store.db" in result.stderr
    assert "jiaowen import" in result.stderr
    assert not (home / "store.db").exists()


def test_a_store_that_is_none_is_named(run, home):
    (home / "store.db").write_text("这不是数据库" * 100, encoding="utf-8")
    result = run("import", "版面.txt")
    assert result.exit_code == 2
    assert "store.db" in result.stderr


def test_a_port_in_use_is_named_with_what_to_do(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port)
    assert result.exit_code == 2
    assert f"port {port} on 127.0.0.1 is in use" in result.stderr
    assert f"--port {port + 1}" in result.stderr


def test_a_setting_that_cannot_be_used_is_named(run, monkeypatch):
    monkeypatch.setenv("JIAOWEN_PORT", "八千")
    result = run("serve")
    assert result.exit_code == 2
    assert "JIAOWEN_PORT" in result.stderr
