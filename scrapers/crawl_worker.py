"""The child process of a crawl: reads its job from standard input, answers in JSON lines on standard output.

Started by scrapers.crawl as ``python -m scrapers.crawl_worker``; not for use by hand.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from scrapy.crawler import CrawlerProcess

from scrapers.crawling.page_spider import PageSpider
from scrapers.crawling.pipe import Pipe
from scrapers.crawling.settings import build_settings
from scrapers.crawling.spider import SourceSpider
from scrapers.sources import SourceProfile


def main() -> int:
    """Run the job that the first line of standard input holds."""
    pipe = Pipe(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
    # Whatever a library prints must not end up between our messages.
    os.dup2(2, 1)
    job: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    sources = [SourceProfile.model_validate(source) for source in job["sources"]]
    process = CrawlerProcess(build_settings(sources, job["options"]))
    spider = PageSpider if job.get("task") == "fetch" else SourceSpider
    process.crawl(spider, sources=sources, options=job["options"], pipe=pipe)
    process.start()
    pipe.tell({"event": "done"})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
