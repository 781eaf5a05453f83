"""Scrapy's settings for a crawl: a good guest's, where Scrapy's own are a library's.

Data only; the sources and options come from the caller, nothing from the environment.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapers.sources import SourceProfile

_CONCURRENT_PER_DOMAIN = 2
# With no delay at all Scrapy 2.19 starts a slot's whole queue at once: a started request counts as under way only once
# its task has run. With any delay it starts one at a time, and the limit of requests a domain holds.
_LEAST_DELAY = 0.005


def build_settings(sources: list[SourceProfile], options: dict[str, Any]) -> dict[str, Any]:
    """Build the settings of one run."""
    local_hosts = sorted(set().union(*(source.hosts for source in sources if source.local)))
    return {
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "jiaowen",
        "USER_AGENT": options["user_agent"],
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": _CONCURRENT_PER_DOMAIN,
        "DOWNLOAD_DELAY": max(options["delay"], _LEAST_DELAY),
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": max(options["delay"], _LEAST_DELAY),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "DOWNLOAD_SLOTS": _local_slots(sources),
        "DOWNLOAD_TIMEOUT": options["timeout"],
        "DOWNLOAD_MAXSIZE": options["max_page_bytes"],
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": 2,
        "REDIRECT_MAX_TIMES": 5,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "DNS_RESOLVER": "scrapers.crawling.addresses.CheckedResolver",
        "JIAOWEN_LOCAL_HOSTS": local_hosts,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapers.crawling.addresses.AddressMiddleware": 50,
            "scrapers.crawling.robots.StrictRobotsMiddleware": 100,
        },
        "REFERRER_POLICY": "same-origin",
        "DEPTH_LIMIT": 0,
        **_cache(options["cache_dir"]),
    }


def _local_slots(sources: list[SourceProfile]) -> dict[str, dict[str, Any]]:
    """This machine's own servers need no sparing."""
    hosts = {urlsplit(url).hostname for source in sources if source.local for url in source.start_urls}
    return {str(host): {"concurrency": _CONCURRENT_PER_DOMAIN, "delay": _LEAST_DELAY, "jitter": 0.0} for host in hosts}


def _cache(folder: str | None) -> dict[str, Any]:
    """List pages only are cached: articles carry their own conditions from the store."""
    if not folder:
        return {}
    policy = "scrapy.extensions.httpcache.RFC2616Policy"
    return {"HTTPCACHE_ENABLED": True, "HTTPCACHE_DIR": folder, "HTTPCACHE_POLICY": policy, "HTTPCACHE_GZIP": True}
