"""Crawls of the demonstration site over real HTTP: families, second runs, faults, robots.txt, limits, sudden ends."""

from datetime import date

import pytest

from nlp.errors import FetchError, InputError
from scrapers.crawl import CrawlOptions, crawl
from scrapers.demo_site import start_demo_site
from scrapers.demo_site.faults import CALENDAR, Answer
from scrapers.demo_site.pages import FAMILY_SITES, MAIN_SITES
from scrapers.fetch import fetch_page
from scrapers.recognise import recognise_source

from .support import MemorySink

FAST = CrawlOptions(delay=0, timeout=60)


@pytest.fixture
def site():
    with start_demo_site() as running:
        yield running


def _articles(site, start=0):
    """The requests for article pages since a place in the log."""
    return [entry for entry in site.log[start:] if "/t2025" in entry.path]


def test_second_run_downloads_nothing_again_and_sees_changes(site):
    sink = MemorySink()
    first = crawl(site.profiles(), sink, FAST)
    assert first.complete
    assert site.peak <= 2
    assert [report.new for report in first.sources] == [len(main.articles) for main in MAIN_SITES]
    # The one entry that robots.txt forbids is reported and was never asked for.
    assert [reason for _, reason in first.sources[0].failed] == ["Forbidden by robots.txt"]
    assert not [entry for entry in site.log if "/neibu/" in entry.path]
    article = next(a for a in sink.articles.values() if a.title.startswith("一声哨响"))
    assert (article.published, article.byline[0].name, article.source.family) == ("2025-11-14T16:40:00", "李闻舟", "trs")

    changed, gone = (MAIN_SITES[0].link(MAIN_SITES[0].articles[place]) for place in (0, 1))
    site.change(changed, "602名", "603名") if "602名" in site.pages[changed].body.decode() else site.change(changed, "1263名", "1264名")
    site.withdraw(gone)
    before = len(site.log)
    second = crawl(site.profiles(), sink, FAST)
    downloads = [entry.path for entry in _articles(site, before) if entry.status == 200]
    assert downloads == [changed]
    assert [(report.new, report.changed) for report in second.sources] == [(0, 1), (0, 0)]
    assert [reason for url, reason in second.sources[0].failed if url.endswith(gone)] == ["HTTP 404: the page is gone"]


def test_every_family_is_crawled_to_its_last_page(site):
    families = site.family_profiles()[len(MAIN_SITES) :]
    sink = MemorySink()
    report = crawl(families, sink, FAST)
    assert report.complete
    assert [(r.name, r.new, r.failed) for r in report.sources] == [(f.name, len(f.articles), []) for f in FAMILY_SITES[2:]]
    wanted = {article.title: article for family in FAMILY_SITES for article in family.articles}
    for article in sink.articles.values():
        demo = wanted[article.title]
        assert tuple(article.paragraphs) == demo.paragraphs
        assert article.published[:10] == demo.date[:10]


def test_faults_are_reported_and_the_good_page_is_kept(site):
    site.slow_seconds = 20
    sink = MemorySink()
    report = crawl([site.fault_profile()], sink, CrawlOptions(delay=0, timeout=6, max_page_bytes=4_000_000)).source("faults")
    reasons = {url.rsplit("/", 1)[1].split(".")[0]: reason for url, reason in report.failed}
    assert {url.rsplit("/", 1)[1] for url in sink.articles} == {"good.html", "deep.html"}
    assert all("取回" in article.body for article in sink.articles.values())
    assert "firewall" in reasons["wall"]
    assert "cookie" in reasons["cookie"]
    assert reasons["500"] == "HTTP 500"
    assert "private address" in reasons["inside"]
    assert "PNG" in reasons["picture"]
    assert set(reasons) == {"slow", "500", "cut", "loop", "wall", "cookie", "bomb", "inside", "picture", "empty"}


def test_endless_lists_are_cut(site):
    report = crawl([site.fault_profile(CALENDAR)], MemorySink(), CrawlOptions(delay=0, dry_run=True))
    assert report.complete
    assert report.source("faults").listed == 5


def test_nothing_forbidden_is_fetched_while_robots_txt_is_under_way(site):
    site.delays["/robots.txt"] = 1.5
    profile = site.profiles()[0]
    urls = [f"{site.base_url}/admin/{number}.html" for number in range(8)]
    report = crawl([profile.model_copy(update={"start_urls": urls})], MemorySink(), FAST)
    assert not [entry for entry in site.log if entry.path.startswith("/admin")]
    assert len(report.sources[0].failed) == 8


@pytest.mark.parametrize("status", [503, 429])
def test_a_site_whose_robots_txt_fails_is_closed(site, status):
    site.answers["/robots.txt"] = Answer(status, b"busy")
    report = crawl(site.profiles()[:1], MemorySink(), FAST)
    assert {entry.path for entry in site.log} == {"/robots.txt"}
    assert "RFC 9309" in report.sources[0].failed[0][1]


def test_a_site_without_robots_txt_is_open(site):
    site.withdraw("/robots.txt")
    assert crawl(site.profiles()[:1], MemorySink(), CrawlOptions(delay=0, dry_run=True)).sources[0].new == 14


def test_a_crawl_that_is_killed_loses_and_repeats_nothing(site):
    sink = MemorySink()

    def stop(report):
        if report.new >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawl(site.profiles()[1:], sink, FAST, progress=stop)
    kept = list(sink.accepted)
    assert len(kept) == 4
    assert crawl(site.profiles()[1:], sink, FAST).complete
    assert len(sink.accepted) == len(set(sink.accepted)) == len(MAIN_SITES[1].articles)


def test_loopback_is_refused_to_sources_that_are_not_local(site):
    profile = site.profiles()[0].model_copy(update={"local": False})
    host = profile.model_copy(update={"start_urls": [profile.start_urls[0].replace("127.0.0.1", "localhost")], "name": "by name"})
    report = crawl([profile, host], MemorySink(), FAST)
    assert "private address" in report.sources[0].failed[0][1]
    assert len(report.sources[1].failed) == 1
    assert site.log == []


def test_dry_run_takes_nothing_and_since_leaves_out_the_old(site):
    sink = MemorySink()
    report = crawl(site.profiles()[1:], sink, CrawlOptions(delay=0, dry_run=True, since=date(2025, 11, 1)))
    assert report.sources[0].new == sum(article.date >= "2025-11-01" for article in MAIN_SITES[1].articles)
    assert not sink.articles
    assert not _articles(site)


def test_no_sources_is_a_complete_run():
    assert crawl([], MemorySink()).complete


def test_fetch_and_recognise(site):
    url = f"{site.base_url}/hanweb/col/col1229/index.html"
    recognised = recognise_source(url, local=True)
    assert (recognised.profile.family, len(recognised.listed.entries)) == ("hanweb", 5)
    with pytest.raises(FetchError, match="private address"):
        fetch_page(url)
    with pytest.raises(InputError, match="start_urls"):
        fetch_page("file:///etc/passwd")
