"""A local site in the manner of education bureaus' sites: what `make run` crawls and what the tests crawl.

Binds the loopback address only. Its articles are invented; schools, people and figures of them do not exist.
"""

from scrapers.demo_site.server import DemoSite, start_demo_site

__all__ = ["DemoSite", "start_demo_site"]
