"""The commands as a whole, and the small ones among them."""

import importlib
import json

import pytest
import typer

from service.cli.application import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    module, line = COMMANDS[name]
    command = typer.main.get_command(importlib.import_module(f"service.cli.{module}").app)
    assert (command.help or "").strip() == line


def test_help_lists_every_command(run):
    result = run("--help")
    assert result.exit_code == 0
    assert [name for name in COMMANDS if f"  {name} " not in result.stdout] == []


def test_version(run):
    assert run("--version").stdout.startswith("jiaowen 0.")


def test_segment_gives_a_line_for_a_line(run, home):
    (home / "两段.txt").write_text("县管校聘改革\n\n开展防溺水教育\n", encoding="utf-8")
    result = run("segment", "两段.txt")
    lines = result.stdout.split("\n")
    assert [line.replace(" ", "") for line in lines] == ["县管校聘改革", "", "开展防溺水教育", ""]
    assert lines[0] == "县管校聘 改革"


def test_extract_gives_the_article_of_a_page(run):
    page = """<html><head><title>云溪县召开防震演练部署会-云溪县教育局</title></head><body><h1>云溪县召开防震演练部署会</h1>
    <p>发布时间：2023-05-10 来源：云溪县教育局</p><p>5月9日，云溪县教育局召开防震演练部署会，各校分管副校长参加会议。</p>
    <p>会议要求，各校在5月12日前完成一次全员疏散演练，并把演练记录报县教育局安全股。</p></body></html>"""
    found = json.loads(run("extract", "-", stdin=page.encode("gb18030")).stdout)
    assert (found["title"], found["published"], found["source"]["name"]) == (
        "云溪县召开防震演练部署会",
        "2023-05-10",
        "云溪县教育局",
    )
    assert len(found["paragraphs"]) == 2
    assert "topics" not in found


def test_extract_sends_plain_text_to_analyse(run):
    result = run("extract", "版面.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "jiaowen analyse" in result.stderr


def test_models_are_listed_shown_and_verified(run, registry):
    (version,) = [path.name for path in registry.iterdir() if path.is_dir()]
    assert version in run("models", "list").stdout
    assert json.loads(run("models", "show").stdout)["version"] == version
    assert run("models", "verify", version).exit_code == 0
    result = run("models", "show", "0000")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'0000'" in result.stderr


def test_evaluate_measures_given_articles(run, tmp_path):
    line = {
        "id": "t-1", "title": "云溪县实验小学开展消防疏散演练", "paragraphs": ["11月9日，学校开展消防疏散演练，师生两分钟内全部撤离。"],
        "place": {"province": "湖南省", "city": "岳阳市", "district": "云溪区"}, "source": "县教育局", "source_kind": "bureau",
        "level": "school", "kind": "news", "education": True, "year": 2023, "topics": ["safety-drills"],
        "evidence": {"safety-drills": [0]}, "hard_negative": False,
    }  # fmt: skip
    file = tmp_path / "labelled.jsonl"
    file.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    measures = json.loads(run("evaluate", "--data", file, "--format", "json").stdout)
    assert measures["articles"] == 1
    (drills,) = [topic for topic in measures["topics"] if topic["code"] == "safety-drills"]
    assert drills["true_positives"] + drills["false_negatives"] == 1
    assert "safety-drills" in run("evaluate", "--data", file).stdout


def test_a_labelled_file_that_is_none_is_named_by_line(run, home):
    (home / "坏.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    for command in (["evaluate", "--data", "坏.jsonl"], ["train", "--data", "坏.jsonl", "--out", "新"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "坏.jsonl, line 1" in result.stderr
    assert not (home / "新").exists()


def test_any_taxonomy_is_trained_measured_and_kept_apart(run, home):
    kinds = {"体育": "校运会男子百米决赛打破纪录第{}名", "财经": "股市收盘上涨百分之{}成交额放大"}
    rows = [f"{text.format(number)}\t{label}" for number in range(40) for label, text in kinds.items()]
    (home / "train.tsv").write_text("\n".join(rows), encoding="utf-8")
    (home / "dev.tsv").write_text("\n".join(rows[:8]), encoding="utf-8")
    refused = run("train", "--data", "train.tsv")
    assert (refused.exit_code, "--out" in refused.stderr) == (2, True)
    trained = run("train", "--data", "train.tsv", "--dev", "dev.tsv", "--out", "新")
    assert (trained.exit_code, "8 texts that stand in dev.tsv too" in trained.stderr) == (0, True)
    assert "72 examples" in trained.stdout
    measured = json.loads(run("evaluate", "--model", "新", "--data", "dev.tsv", "--format", "json").stdout)
    assert (measured["texts"], measured["accuracy"]) == (8, 1.0)
    analysed = run("analyse", "版面.txt", "--model", "新")
    assert (analysed.exit_code, "体育" in analysed.stderr) == (2, True)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]/x.html", "http://user:secret@example.org/"])
def test_extract_fetches_public_addresses_only(run, address):
    result = run("extract", address)
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert address.split("@")[-1].rstrip("/").removeprefix("http://")[:9] in result.stderr
