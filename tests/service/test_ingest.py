"""Ingest: nothing done is lost, nothing is done twice, also when the program is killed in the middle."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpora.queries import ArticleQuery
from corpora.store import open_store
from nlp.errors import InputError
from nlp.record import Article
from scrapers.crawl import CrawlOptions, PageInfo
from scrapers.demo_site import start_demo_site
from scrapers.files import FileResult
from scrapers.sources import render_profile
from service.cli.application import app
from service.ingest import Ingester, ingest_crawl

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
COMMAND = [sys.executable, "-c", "from service.cli import main; main()"]


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


@pytest.fixture
def ingester(store, analyser):
    return Ingester(store, analyser, lambda: NOW)


def text(path: str, body: str) -> FileResult:
    return FileResult(path, text=f"云溪县中心小学动态\n{body}\n")


def test_counts_and_failures(ingester):
    bad = FileResult("坏.txt", error=InputError("坏.txt: cannot be read"))
    report = ingester.ingest_files([text("a.txt", "学校开展读书活动。"), bad, text("b.txt", "学校召开家长会。")])
    assert (report.inputs, report.new, report.skipped) == (3, 2, 0)
    assert [(failure.name, failure.reason) for failure in report.failed] == [("坏.txt", "坏.txt: cannot be read")]


def test_an_unchanged_input_is_not_analysed_again(ingester, analyser, monkeypatch):
    inputs = [text("a.txt", "学校开展读书活动。")]
    ingester.ingest_files(inputs)
    monkeypatch.setattr(analyser, "analyse_page", lambda _: pytest.fail("analysed again"))
    assert ingester.ingest_files(inputs).skipped == 1


def test_a_changed_input_is_analysed(ingester):
    ingester.ingest_files([text("a.txt", "学校开展读书活动。")])
    report = ingester.ingest_files([text("a.txt", "学校开展读书活动，共有300名学生参加。")])
    assert (report.skipped, report.articles) == (0, 1)


def test_an_article_that_the_store_refuses_fails_alone(ingester):
    wrong = FileResult(
        "消息.jsonl", articles=[Article(title="甲", paragraphs=["学校开学。"], published="去年秋天")], line=4
    )
    report = ingester.ingest_files([wrong, text("a.txt", "学校开展读书活动。")])
    assert report.new == 1
    (failure,) = report.failed
    assert failure.name == "消息.jsonl, line 4"
    assert "去年秋天" in failure.reason


def test_a_fault_of_the_program_costs_one_input(ingester, analyser, monkeypatch):
    analyse = analyser.analyse_page

    def stumble(articles):
        if "读书" in articles[0].body:
            raise ZeroDivisionError
        return analyse(articles)

    monkeypatch.setattr(analyser, "analyse_page", stumble)
    report = ingester.ingest_files([text("a.txt", "学校开展读书活动。"), text("b.txt", "学校召开家长会。")])
    assert report.new == 1
    assert "fault of the program (ZeroDivisionError" in report.failed[0].reason


def test_a_crawled_page_that_cannot_be_analysed_is_a_failure_of_the_run(store, ingester, analyser, monkeypatch):
    monkeypatch.setattr(analyser, "analyse", lambda _: 1 / 0)
    with start_demo_site() as site:
        (profile, *_) = site.profiles()
        report = ingest_crawl([profile], ingester, store, CrawlOptions(max_articles=2, delay=0))
    source = report.source(profile.name)
    assert (source.new, source.unchanged) == (0, 0)
    assert all("fault of the program" in reason for _, reason in source.failed)
    (run,) = store.list_crawl_runs()
    assert (run.status, run.counts["failed"]) == ("done", len(source.failed))


def test_a_page_that_came_again_unchanged_is_not_analysed(ingester, analyser, monkeypatch):
    article = Article(title="通知", paragraphs=["学校定于9月1日开学。"])
    article.source.url, article.source.content_hash = "https://example.org/1.html", "f" * 64
    page = PageInfo("https://example.org/1.html", "县教育局", NOW.isoformat(), etag='"1"')
    assert ingester.accept(article, page) == "new"
    monkeypatch.setattr(analyser, "analyse", lambda _: pytest.fail("analysed again"))
    assert ingester.accept(article, page) == "unchanged"
    assert ingester.seen(page.url).etag == '"1"'


def test_a_dry_run_leaves_no_trace(store, ingester):
    with start_demo_site() as site:
        report = ingest_crawl(site.profiles()[:2], ingester, store, CrawlOptions(dry_run=True, delay=0))
    assert all(source.new for source in report.sources)
    assert (store.find_articles(ArticleQuery()).total, store.list_crawl_runs()) == (0, [])


def count(database: Path) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:  # not there yet
        return 0


def kill_when(process: subprocess.Popen, ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not ready() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None, "it ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.fixture
def environment(tmp_path, registry, monkeypatch):
    monkeypatch.setenv("JIAOWEN_DB", f"sqlite:///{tmp_path / 'killed.db'}")
    monkeypatch.setenv("JIAOWEN_MODEL", str(registry))
    return tmp_path / "killed.db"


def versions(database: Path) -> Counter:
    with sqlite3.connect(database) as connection:
        return Counter(pk for (pk,) in connection.execute("SELECT article_pk FROM versions"))


def test_a_killed_import_goes_on_where_it_was(tmp_path, environment):
    lines = [{"title": f"第{n}期简报", "text": f"云溪县中心小学第{n}次开展防溺水演练。" * 40} for n in range(120)]
    (tmp_path / "简报.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    command = [*COMMAND, "import", str(tmp_path / "简报.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        kill_when(process, lambda: count(environment) >= 5)
    kept = count(environment)
    assert 5 <= kept < len(lines)
    done = CliRunner().invoke(app, command[len(COMMAND) :], catch_exceptions=False)
    words = done.stdout.replace(";", "").split()
    new, unchanged, known = int(words[2]), int(words[7]), int(words[9])
    assert new + unchanged + known == len(lines)
    # A commit that was written as the process died is seen only once the next connection has recovered the log.
    assert kept <= unchanged + known <= kept + 1
    assert unchanged <= 1  # the article that was kept but not yet remembered
    assert set(versions(environment).values()) == {1}
    assert count(environment) == len(lines)


def test_a_killed_crawl_goes_on_where_it_was(tmp_path, environment, monkeypatch):
    folder = tmp_path / "sources"
    folder.mkdir()
    monkeypatch.setenv("JIAOWEN_SOURCES", str(folder))
    with start_demo_site() as site:
        for number, profile in enumerate(site.profiles()[:2]):
            (folder / f"{number}.toml").write_text(render_profile(profile), encoding="utf-8")
        command = [*COMMAND, "crawl", "--delay", "0"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            kill_when(process, lambda: count(environment) >= 3)
        kept = count(environment)
        # What robots.txt forbids is the one thing that fails, each time.
        assert CliRunner().invoke(app, command[len(COMMAND) :], catch_exceptions=False).exit_code == 1
        total = count(environment)
        pages = Counter(one.path for one in site.log if one.status == 200 and "/t20" in one.path)
    assert 3 <= kept < total
    assert set(versions(environment).values()) == {1}
    # Only what was on its way when the crawl was killed is fetched twice.
    assert sum(number > 1 for number in pages.values()) <= 4
