import os
import stat
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from corpora import database
from corpora.queries import ArticleQuery, FigureChangeQuery
from corpora.schema import metadata
from corpora.store import open_store
from nlp.errors import InputError, StoreError

OWN_INDEX = ("article_index", "article_chunks", "alembic_version")


def test_migrations_make_the_tables_of_the_schema(url):
    open_store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: not (kind == "table" and name.startswith(OWN_INDEX))},
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_opening_prints_nothing_and_warns_of_nothing(sqlite_url, capfd, caplog):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        open_store(sqlite_url).close()
        open_store(sqlite_url).close()
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_sqlite_is_safe_against_a_power_cut(sqlite_url):
    engine = database.open_engine(sqlite_url)
    with engine.connect() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        ]
    engine.dispose()
    assert found == ["wal", 2, database.BUSY_TIMEOUT_MS]


def open_at(revision: str, url: str) -> None:
    """Bring a database to an older revision."""
    engine = create_engine(url)
    event_config = database._build_config()
    with engine.begin() as connection:
        event_config.attributes["connection"] = connection
        command.upgrade(event_config, revision)
    engine.dispose()


OLD_ARTICLE = (
    "INSERT INTO articles (pk, id, version, sort_key, day, week, source, adcode, kind, education, reviewed, confidence,"
    " text_hash, record_hash, facets, story, stored_at, changed_at) VALUES (1, 'a1', 1, 1390161984000000001, 20230101,"
    " 202252, '旧报', '421202', 'news', true, false, 0.9, 'x', 'y', 'z', 1, '2023-01-01T00:00:00.000000+00:00',"
    " '2023-01-01T00:00:00.000000+00:00')"
)


def test_a_store_of_an_older_revision_is_brought_up_to_date(sqlite_url):
    open_at("0001", sqlite_url)
    engine = create_engine(sqlite_url)
    record = (
        '{"id":"a1","paragraphs":["45人。"],"topics":[{"code":"awards","name":"荣誉与竞赛","score":0.9}],'
        '"figures":[{"id":"f1","text":"45人","start":0,"end":3,"value":45,"unit":"人"}]}'
    )
    moment = "2023-01-01T00:00:00.000000+00:00"
    with engine.begin() as connection:
        for statement in (
            OLD_ARTICLE,
            f"INSERT INTO versions VALUES (1, 1, 'new', '{record}', 'm 1', '{moment}')".replace(":", r"\:"),
            "INSERT INTO article_topics VALUES (1, 'awards', 20230101, '421202', '旧报', 0.9)",
            "INSERT INTO concepts VALUES (1, '')",
            "INSERT INTO figures (pk, article_pk, figure_id, position, sort_key, concept_pk, unit, kind, value, role,"
            " audit_failed, day, adcode, story) VALUES (1, 1, 'f1', 0, 1390161984000000001, 1, '人', 'count', 45,"
            " 'whole', false, 20230101, '421202', 1)",
            f"INSERT INTO events VALUES (1, 'e', 'new', 1, 1, '{moment}', NULL)".replace(":", r"\:"),
        ):
            connection.execute(text(statement))
    engine.dispose()
    with open_store(sqlite_url) as store:
        assert store.find_articles(ArticleQuery()).total == 1
        assert [count.key for count in store.count_topics() if count.count] == ["awards"]
        assert [(count.key, count.count) for count in store.count_sources()] == [("旧报", 1)]
        [change] = store.list_figure_changes(FigureChangeQuery(topic="awards"))
        assert (change.type, change.found.figure.text) == ("new", "45人")


def test_a_store_of_a_newer_program_is_left_alone(sqlite_url):
    open_store(sqlite_url).close()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"jiaowen.db was written by a newer version.*upgrade"):
        open_store(sqlite_url)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("jiaowen.db", "'jiaowen.db' is no database URL; write sqlite:///"),
        ("", "no database URL"),
        ("mysql://a/b", "'mysql' is no database that the store knows"),
        ("oracle://a/b", "'oracle' is no database"),
        ("quatsch://a/b", "no database URL"),
    ],
)
def test_what_is_no_address(url, complaint):
    with pytest.raises(InputError, match=complaint):
        open_store(url)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match=rf"{tmp_path}/fehlt/x.db: the folder .* does not exist; make it first"):
        open_store(f"sqlite:///{tmp_path}/fehlt/x.db")
    assert not (tmp_path / "fehlt").exists()


def test_a_folder_in_place_of_a_file(tmp_path):
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("这不是数据库。" * 300, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes.txt: .*no SQLite file: name another path"):
        open_store(f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8") == "这不是数据库。" * 300


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "songs.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (title TEXT)"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"songs.db: .*tables of another program"):
        open_store(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    assert inspect(engine).get_table_names() == ["articles"]
    engine.dispose()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_named(sqlite_url, make_article, now):
    open_store(sqlite_url).close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.chmod(stat.S_IRUSR)
    with open_store(sqlite_url) as store, pytest.raises(StoreError, match=r"jiaowen.db: .*writable for this user"):
        store.put_article(make_article("a1"), now)


def test_a_database_that_lets_nothing_be_written_is_named(sqlite_url, make_article, now):
    with open_store(sqlite_url) as store:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match=r"jiaowen.db: .*writable for this user"):
            store.put_article(make_article("a1"), now)


def test_a_server_that_does_not_answer_is_named():
    with pytest.raises(StoreError, match=r"127.0.0.1.*check the address"):
        open_store("postgresql+psycopg://nobody:geheim@127.0.0.1:1/x?connect_timeout=2")


def test_a_password_is_not_told():
    with pytest.raises(StoreError) as told:
        open_store("postgresql+psycopg://nobody:geheim@127.0.0.1:1/x?connect_timeout=2")
    assert "geheim" not in str(told.value)


WRITER = """
import sys
from datetime import UTC, datetime
from corpora.store import open_store
from nlp.record import Article

url, name, batches = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(url) as store:
    for number in range(batches):
        batch = [Article(id=f"{name}{number}-{step}", paragraphs=[f"{name}的第{number}批第{step}篇。"]) for step in range(5)]
        store.put_articles(batch, datetime(2024, 1, 1, tzinfo=UTC))
        print(number, flush=True)
"""


def start_writer(url: str, name: str, batches: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, name, str(batches)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_open_a_new_store_and_write_at_once(url):
    writers = [start_writer(url, name, 8) for name in ("甲", "乙")]
    for writer in writers:
        _, complaints = writer.communicate(timeout=120)
        assert (writer.returncode, complaints) == (0, "")
    with open_store(url) as store:
        assert store.find_articles(ArticleQuery()).total == 80
        assert store.find_articles(ArticleQuery(q="甲的第7批")).total == 5
        seqs = [event.seq for event in store.list_events(limit=1000)]
        assert seqs == list(range(1, 81))


def test_a_killed_writer_leaves_whole_batches(url):
    open_store(url).close()
    writer = start_writer(url, "丙", 10_000)
    told = [writer.stdout.readline() for _ in range(6)]
    writer.kill()
    more, _ = writer.communicate(timeout=60)
    committed = len([line for line in told + more.splitlines() if line.strip()])
    with open_store(url) as store:
        page = store.find_articles(ArticleQuery(limit=1000))
        assert page.total % 5 == 0
        assert page.total >= committed * 5
        assert store.find_articles(ArticleQuery(q="丙的第0批")).total == 5
        assert store.put_article(page.items[0].article, page.items[0].stored_at).status == "unchanged"
