"""The commands that fill the store and ask it."""

import csv
import json

import pytest

from scrapers.demo_site import start_demo_site
from scrapers.sources import render_profile


def test_import_is_done_once_and_again_when_asked(run):
    assert run("import", "版面.txt").stdout.startswith(
        "1 inputs: 2 articles new, 0 changed, 0 unchanged; 0 inputs known"
    )
    assert run("import", "版面.txt").stdout.startswith(
        "1 inputs: 0 articles new, 0 changed, 0 unchanged; 1 inputs known"
    )
    assert run("import", "版面.txt", "--again").stdout.startswith("1 inputs: 0 articles new, 0 changed, 2 unchanged")


def test_search_finds_what_was_imported(run):
    run("import", "版面.txt")
    result = run("search", "廉洁承诺书", "--format", "jsonl")
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["title"] == "云溪县教育局 召开廉洁从教警示教育大会"
    assert "1 article(s) found, 1 shown" in result.stderr
    assert "召开廉洁从教警示教育大会" in run("search", "师德失范").stdout


def test_search_that_finds_nothing_is_done(run):
    run("import", "版面.txt")
    result = run("search", "天文台", "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 article(s) found" in result.stderr


def test_trends_as_table_and_json(run, home):
    rows = ["标题,正文,日期", *(f"第{n}号消息,云溪县开展防溺水演练第{n}场。,2024-0{n}-15" for n in (1, 2, 4))]
    (home / "消息.csv").write_text("\n".join(rows), encoding="utf-8")
    run("import", "消息.csv")
    series = json.loads(run("trends", "--format", "json").stdout)
    assert [(point["period"], point["value"]) for point in series["points"]] == [
        ("2024-01", 1), ("2024-02", 1), ("2024-03", 0), ("2024-04", 1),
    ]  # fmt: skip
    assert "2024-03" in run("trends").stdout


def test_backup_is_restored(run, home):
    run("import", "版面.txt")
    assert run("backup", "备份.db").exit_code == 0
    for name in ("store.db", "store.db-wal", "store.db-shm"):
        (home / name).unlink(missing_ok=True)
    assert run("restore", "备份.db").exit_code == 0
    assert "1 article(s) found" in run("search", "师德失范").stderr
    result = run("restore", "版面.txt")
    assert result.exit_code == 2
    assert "版面.txt is no whole store" in result.stderr


def test_db_upgrade_makes_the_store_and_does_nothing_the_second_time(run, home):
    assert [run("db", "upgrade").exit_code for _ in range(2)] == [0, 0]
    assert (home / "store.db").exists()


def read_csv(path, encoding):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_export_gives_rows_for_programs_and_for_spreadsheets(run, home):
    (home / "消息.csv").write_text("标题,正文\n=SUM(A1),学校新购图书4200册。\n", encoding="utf-8")
    run("import", "版面.txt", "消息.csv")
    result = run("export", "articles", "--out", "文章.csv")
    assert (result.exit_code, result.stderr) == (0, "jiaowen: 3 rows\n")
    rows = read_csv(home / "文章.csv", "utf-8")
    assert {row["title"] for row in rows} >= {"=SUM(A1)", "县实验小学 开展防溺水安全演练"}
    run("export", "articles", "--format", "excel", "--out", "文章.csv")
    rows = read_csv(home / "文章.csv", "utf-8-sig")
    assert "'=SUM(A1)" in {row["title"] for row in rows}


def test_export_of_figures_names_value_and_sentence(run):
    run("import", "版面.txt")
    rows = [json.loads(line) for line in run("export", "figures", "--format", "jsonl").stdout.splitlines()]
    (students,) = [row for row in rows if row["text"] == "1260名"]
    assert (students["value"], students["qualifier"]) == (1260, "exact")
    assert "全校1260名学生参加" in students["sentence"]


def test_sources_are_added_listed_and_checked(run, home):
    with start_demo_site() as site:
        (profile, *_) = site.profiles()
        (home / "sources").mkdir()
        (home / "sources" / "演示.toml").write_text(render_profile(profile), encoding="utf-8")
        result = run("sources", "check")
        assert (result.exit_code, profile.name in result.stdout) == (0, True)
        (home / "sources" / "演示.toml").write_text(
            render_profile(profile.model_copy(update={"start_urls": [site.base_url + "/没有.html"]})), encoding="utf-8"
        )
        result = run("sources", "check")
        assert (result.exit_code, "404" in result.stdout) == (1, True)
    added = run("sources", "add", "云溪县教育局", "https://edu.example.org/list.html", "--adcode", "430603")
    assert (home / added.stdout.strip()).read_text(encoding="utf-8").startswith('name = "云溪县教育局"')
    assert "edu.example.org" in run("sources", "list").stdout
    again = run("sources", "add", "云溪县教育局", "https://edu.example.org/other.html")
    assert (again.exit_code, "云溪县教育局.toml exists" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sources", "add", "甲", "ftp://example.org/"], "start_urls"),
        (["sources", "add", "甲", "http://example.org/", "--adcode", "43"], "adcode"),
        (["sources", "add", "///", "http://example.org/"], "name"),
        (["crawl"], "jiaowen sources add"),
        (["crawl", "没有这个来源"], "'没有这个来源'"),
        (["crawl", "没有.toml"], "没有.toml"),
    ],
)
def test_a_source_that_cannot_be_is_named(run, arguments, said):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
