import sqlite3
import threading
from pathlib import Path

import pytest

from corpora.backup import check_backup, restore
from corpora.queries import ArticleQuery
from corpora.store import open_store
from nlp.errors import StoreError


def test_a_backup_restored_is_the_store(sqlite_url, make_article, now, tmp_path):
    with open_store(sqlite_url) as store:
        store.put_articles([make_article("a1", "第一篇。"), make_article("a2", "第二篇。")], now)
        copy = store.backup(tmp_path / "copy.db")
        store.put_article(make_article("a3", "第三篇。"), now)
    check_backup(copy)
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    target = restore(copy, tmp_path / "jiaowen.db")
    with open_store(f"sqlite:///{target}") as store:
        assert [item.article.id for item in store.find_articles(ArticleQuery(q="篇")).items] == ["a2", "a1"]
        assert store.put_article(make_article("a4", "第四篇。"), now).status == "new"
    with open_store(f"sqlite:///{target}.before") as before:
        assert before.find_articles(ArticleQuery()).total == 3


def test_a_backup_while_somebody_writes_is_of_one_moment(sqlite_url, make_article, now, tmp_path):
    with open_store(sqlite_url) as store:
        done = threading.Event()

        def write():
            number = 0
            while not done.is_set():
                store.put_articles(
                    [make_article(f"a{number + step}", f"第{number + step}篇。") for step in range(5)], now
                )
                number += 5

        writer = threading.Thread(target=write)
        writer.start()
        try:
            copies = [store.backup(tmp_path / f"copy{number}.db") for number in range(3)]
        finally:
            done.set()
            writer.join()
    for copy in copies:
        check_backup(copy)
        with open_store(f"sqlite:///{copy}") as found:
            assert found.find_articles(ArticleQuery()).total % 5 == 0


@pytest.fixture
def copy(sqlite_url, make_article, now, tmp_path) -> Path:
    with open_store(sqlite_url) as store:
        store.put_articles([make_article(f"a{number}", f"第{number}篇。" * 50) for number in range(50)], now)
        return store.backup(tmp_path / "copy.db")


def damage_bytes(copy):
    content = bytearray(copy.read_bytes())
    for place in range(8192, len(content), 4096):
        content[place : place + 64] = b"\xff" * 64
    copy.write_bytes(content)


def cut(copy):
    copy.write_bytes(copy.read_bytes()[:-20_000])


def lose_a_text(copy):
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM versions WHERE article_pk = 3")
    connection.close()


def lose_an_article(copy):
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM articles WHERE pk = 3")
    connection.close()


def replace_by_another_database(copy):
    copy.unlink()
    with sqlite3.connect(copy) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "harm",
    [
        damage_bytes,
        cut,
        lose_a_text,
        lose_an_article,
        replace_by_another_database,
        lambda copy: copy.write_bytes(b""),
        lambda copy: copy.write_text("没有数据库", encoding="utf-8"),
        lambda copy: copy.unlink(),
    ],
)
def test_what_is_not_whole_replaces_nothing(copy, sqlite_url, tmp_path, harm):
    harm(copy)
    with pytest.raises(StoreError, match=r"copy\.db"):
        restore(copy, tmp_path / "jiaowen.db")
    with open_store(sqlite_url) as store:
        assert store.find_articles(ArticleQuery()).total == 50
    assert sorted(path.name for path in tmp_path.glob("jiaowen*")) == ["jiaowen.db"]


def test_a_backup_to_nowhere(sqlite_url, tmp_path):
    with open_store(sqlite_url) as store, pytest.raises(StoreError, match=r"nichts/copy\.db.*folder that exists"):
        store.backup(tmp_path / "nichts" / "copy.db")


def test_postgresql_has_its_own_tools(postgresql, tmp_path):
    with (
        open_store(postgresql.replace("/postgres?", "/template?")) as store,
        pytest.raises(StoreError, match="pg_dump"),
    ):
        store.backup(tmp_path / "copy.db")
