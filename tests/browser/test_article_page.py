"""The article page in Debian's Chromium: a real server on a loopback port, a real browser."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from corpora.store import open_store
from service.api import create_app
from service.settings import Settings
from tests.service.conftest import NOW, SENTENCE, build_other, build_record

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium on this machine: apt-get install chromium fonts-noto-cjk, or make test as root"
)
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: tools/setup requirements-dev.txt"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("browser")
    settings = Settings(database=f"sqlite:///{folder / 'store.db'}", model=folder / "none")
    with open_store(settings.database) as store:
        store.put_articles([build_record(), *(build_other(number) for number in range(1, 25))], NOW)
    probe = socket.socket()
    probe.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [probe]})
    thread.start()
    yield f"http://127.0.0.1:{probe.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    probe.close()


@pytest.fixture(scope="module")
def browser() -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visit:
    """A page with what it did wrong: messages of its console, requests to other hosts."""

    def __init__(self, browser: "playwright.Browser", address: str, **options: object) -> None:
        self._address = address
        self.context = browser.new_context(base_url=address, locale="zh-CN", **options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._watch)

    def _watch(self, request: "playwright.Request") -> None:
        if not request.url.startswith((self._address, "data:")):
            self.faults.append(f"request to {request.url}")


@pytest.fixture
def visit(browser, address) -> Iterator[Visit]:
    opened = Visit(browser, address, viewport={"width": 1280, "height": 900})
    yield opened
    opened.context.close()
    assert opened.faults == []


def background(locator) -> str:
    return locator.evaluate("element => getComputedStyle(element).backgroundColor")


def test_pointing_at_a_topic_lights_its_evidence_and_no_other(visit):
    visit.page.goto("/articles/a1")
    part = visit.page.locator("[data-topics='teacher-development']").last
    other = visit.page.locator("[data-topics='volunteering']").first
    marked = background(part)
    assert marked != "rgba(0, 0, 0, 0)"
    visit.page.locator("[data-topic='teacher-development']").hover()
    assert background(part) not in (marked, "rgba(0, 0, 0, 0)")
    assert background(other) == "rgba(0, 0, 0, 0)"
    visit.page.locator("h1").hover()
    assert background(part) == marked


def test_click_or_space_keeps_a_topic_lit_until_escape(visit):
    visit.page.goto("/articles/a1")
    topic = visit.page.locator("[data-topic='volunteering']")
    topic.focus()
    visit.page.keyboard.press("Space")
    assert topic.get_attribute("aria-pressed") == "true"
    visit.page.keyboard.press("Tab")
    visit.page.locator("[data-topic='teacher-development']").focus()
    visit.page.keyboard.press("Escape")
    assert topic.get_attribute("aria-pressed") == "false"


def test_figures_are_underlined_and_show_their_cards(visit):
    visit.page.goto("/articles/a1")
    figure = visit.page.locator("#fig-f3")
    assert "underline" in figure.evaluate("element => getComputedStyle(element).textDecorationLine")
    figure.hover()
    assert "shown" in visit.page.locator("#card-f3").get_attribute("class").split()
    figure.click()
    assert visit.page.url.endswith("#card-f3")
    assert visit.page.locator("#card-f3").is_visible()


def test_text_reads_as_it_was_written(visit):
    visit.page.goto("/articles/a1")
    assert visit.page.locator(".body > p").nth(1).inner_text() == SENTENCE


def test_without_script_evidence_is_marked_and_cards_are_reached(browser, address):
    visit = Visit(browser, address, java_script_enabled=False)
    visit.page.goto("/articles/a1")
    part = visit.page.locator(".ev").first
    assert part.is_visible()
    visit.page.locator("#fig-f3").click()
    assert visit.page.url.endswith("#card-f3")
    visit.context.close()
    assert visit.faults == []


@pytest.mark.parametrize("path", ["/", "/articles/a1", "/figures", "/trends", "/paste", "/topics"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screen_needs_no_sideways_scrolling(browser, address, path, scheme):
    visit = Visit(browser, address, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    visit.page.goto(path)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.context.close()
    assert visit.faults == []


def test_lines_hold_thirty_to_forty_characters(visit):
    visit.page.goto("/articles/a1")
    width, size = visit.page.locator(".body > p").first.evaluate(
        "element => [element.clientWidth, parseFloat(getComputedStyle(element).fontSize)]"
    )
    assert 30 <= width / size <= 40


def test_filters_survive_back_forward_and_reload(visit):
    page = visit.page
    page.goto("/")
    page.get_by_role("searchbox").fill("水域设牌")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    page.get_by_role("link", name="下一页").click()
    page.wait_for_url("**cursor=*")
    titles = page.locator(".entry h2").all_inner_texts()
    page.go_back()
    assert page.get_by_role("searchbox").input_value() == "水域设牌"
    page.go_forward()
    page.reload()
    assert page.locator(".entry h2").all_inner_texts() == titles
    assert len(titles) == 4
