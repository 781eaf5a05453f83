"""``jiaowen search``: articles of the store that hold words, newest or most relevant first."""

import sys
from typing import Annotated

import typer

from corpora.queries import ArticleQuery, Page, StoredArticle
from nlp.topics import TOPICS, check_topic
from service.cli.application import warn
from service.cli.console import print_table
from service.cli.options import PlaceCode, Since, SourceName, TopicCode, Until, as_day
from service.cli.records import WRITERS, RecordFormat
from service.settings import load_settings
from service.stores import open_existing_store

app = typer.Typer(rich_markup_mode=None)
AROUND = 15
COLUMNS = ("编号", "日期", "地区", "标题", "主题", "段落")


@app.command()
def search(  # noqa: PLR0913  the filters of the command
    query: Annotated[str, typer.Argument(help='Words; "…" a phrase, -x not x, a OR b, title:x, org:x.')],
    topic: TopicCode = None,
    place: PlaceCode = None,
    source: SourceName = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many articles.")] = 20,
    form: Annotated[RecordFormat, typer.Option("--format", help="How articles are shown.")] = RecordFormat.TABLE,
) -> None:
    """Search the articles of the store."""
    asked = ArticleQuery(
        query,
        topic and check_topic(topic),
        place,
        source,
        published_from=as_day(since),
        published_to=as_day(until),
        sort="relevance",
        limit=limit,
    )
    with open_existing_store(load_settings()) as store:
        page = store.find_articles(asked)
    _show(page, form)


def _show(page: Page[StoredArticle], form: RecordFormat) -> None:
    if form is RecordFormat.TABLE:
        print_table(None, COLUMNS, map(_build_row, page.items))
    else:
        writer = WRITERS[form](sys.stdout)
        for item in page.items:
            writer.write(item.article)
        writer.close()
    more = "" if page.total_exact else "more than "
    warn(f"{more}{page.total} article(s) found, {len(page.items)} shown")


def _build_row(item: StoredArticle) -> tuple[object, ...]:
    article = item.article
    topics = "、".join(TOPICS.get(code, code) for code in item.topics)
    passages = " / ".join(" ".join(passage.text.split()) for passage in item.passages[:2])
    return (
        article.id,
        (article.published or "")[:10],
        article.place and article.place.name,
        article.title,
        topics,
        passages,
    )
