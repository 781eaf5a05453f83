"""What runs inside the crawl's child process: settings, spider and the middlewares that Scrapy lacks.

Not to be imported by callers of a crawl; they use scrapers.crawl.
"""
