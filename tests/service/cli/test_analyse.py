"""`jiaowen analyse` as a user calls it."""

import json
import subprocess
import sys

import jsonschema
import pytest

from nlp.record import Article

ARTICLE = (
    "云溪县第二中学志愿服务队走进敬老院\n3月5日，云溪县第二中学46名学生志愿者走进城关镇敬老院，打扫房间，陪老人聊天。\n"
)
HTML = """<html><head><meta charset="utf-8"><title>云溪县教育局召开资助工作会</title></head><body><h1>云溪县教育局召开资助工作会</h1>
<div class="content"><p>9月8日，云溪县教育局召开学生资助工作会，今年已发放助学金162万元，惠及学生1800余人次。</p>
<p>会议要求各校逐一核对受助学生名单，不漏一户，不错一人，并在9月底前完成公示。</p></div></body></html>"""


def records(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_page_gives_a_record_per_article_valid_by_the_schema(run):
    result = run("analyse", "版面.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    found = records(result.stdout)
    assert [record["title"] for record in found] == [
        "县实验小学 开展防溺水安全演练",
        "云溪县教育局 召开廉洁从教警示教育大会",
    ]
    for record in found:
        jsonschema.validate(record, Article.model_json_schema())
        assert record["source"]["path"] == "版面.txt"
    assert "防溺水" in result.stdout
    assert "\\u" not in result.stdout


def test_array_and_table_hold_the_same_articles(run):
    array = json.loads(run("analyse", "版面.txt", "--format", "json").stdout)
    assert array == records(run("analyse", "版面.txt").stdout)
    table = run("analyse", "版面.txt", "--format", "table").stdout
    assert all(record["title"][:6] in table for record in array)


def test_an_array_of_nothing_is_an_array(run, home):
    (home / "空.txt").write_bytes(b"")
    result = run("analyse", "空.txt", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


@pytest.mark.parametrize(("kind", "articles"), [("auto", 2), ("page", 2), ("text", 1)])
def test_input_says_how_a_text_is_taken(run, kind, articles):
    found = records(run("analyse", "版面.txt", "--input", kind).stdout)
    assert len(found) == articles
    assert all(
        word in json.dumps(found, ensure_ascii=False) for word in ("1260名学生", "召开廉洁从教警示教育大会", "周晓岚")
    )


def test_one_text_keeps_the_titles_of_its_parts_as_headings(run):
    (record,) = records(run("analyse", "版面.txt", "--input", "text").stdout)
    assert [record["paragraphs"][place] for place in record["headings"]] == ["云溪县教育局 召开廉洁从教警示教育大会"]
    assert record["body"] == "\n".join(record["paragraphs"])


@pytest.mark.parametrize(
    ("content", "title"), [(ARTICLE, "云溪县第二中学志愿服务队走进敬老院"), (HTML, "云溪县教育局召开资助工作会")]
)
def test_standard_input_is_text_or_a_web_page(run, content, title):
    result = run("analyse", "-", stdin=content.encode())
    (record,) = records(result.stdout)
    assert (record["title"], record["source"]["path"]) == (title, None)


def test_folders_are_walked_and_encodings_told_apart(run, home):
    folder = home / "来稿"
    (folder / "下级").mkdir(parents=True)
    (folder / "a.txt").write_bytes(ARTICLE.encode("gb18030"))
    (folder / "下级" / "b.html").write_text(HTML, encoding="utf-8")
    (folder / ".隐藏.txt").write_text(ARTICLE, encoding="utf-8")
    found = records(run("analyse", folder).stdout)
    assert {record["title"] for record in found} == {"云溪县第二中学志愿服务队走进敬老院", "云溪县教育局召开资助工作会"}


def test_explain_says_why_beside_the_results(run):
    plain, explained = run("analyse", "版面.txt"), run("analyse", "版面.txt", "--explain")
    assert explained.stdout == plain.stdout
    for word in ("主题: 安全演练与安全教育 (safety-drills)", "数字: 1260名", "依据: "):
        assert word in explained.stderr


def test_out_appears_whole_and_holds_what_standard_output_would(run, home):
    out = home / "结果.jsonl"
    result = run("analyse", "版面.txt", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == run("analyse", "版面.txt").stdout
    assert sorted(path.name for path in home.iterdir()) == ["版面.txt", "结果.jsonl"]


def test_out_of_a_broken_run_leaves_the_old_file_and_the_part(run, home, monkeypatch):
    out = home / "结果.jsonl"
    out.write_text("旧的\n", encoding="utf-8")

    def interrupted(results, *_):
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr("service.cli.analyse.analyse_inputs", interrupted)
    result = run("analyse", "版面.txt", "--out", out)
    assert (result.exit_code, out.read_text(encoding="utf-8")) == (130, "旧的\n")
    assert sorted(path.name for path in home.iterdir()) == ["版面.txt", "结果.jsonl"]


def test_several_processes_give_the_same_in_the_same_order(run, home):
    for number in range(12):
        (home / f"{number:02}.txt").write_text(ARTICLE.replace("46", str(46 + number)), encoding="utf-8")
    (home / "03.txt").write_bytes(b"\x00\x01\x02" * 400)
    one, two = run("analyse", home), run("analyse", home, "--jobs", 2)
    assert len(records(one.stdout)) == 13
    assert (two.exit_code, two.stdout, two.stderr) == (1, one.stdout, one.stderr)


def test_a_reader_that_has_enough_is_no_failure(home):
    for number in range(60):
        (home / f"{number:02}.txt").write_text(ARTICLE.replace("46", str(46 + number)) * 20, encoding="utf-8")
    command = (
        f"{sys.executable} -c 'from service.cli import main; main()' analyse . | head -n 1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=True)
    first, status = done.stdout.splitlines()
    assert json.loads(first)["title"]
    assert (status, done.stderr) == ("0", "")
