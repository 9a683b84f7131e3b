"""Finds the sitemaps and feeds of a portal."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawler.politeness.http_client import Unreachable
from crawler.portals.visited import Source, VisitedPage

FEEDS = 12
"""Sitemaps and feeds that are asked for, at most: many portals have one feed for each category."""
_FEED = re.compile(r"(?:^|[/_.-])(?:rss|feed|atom)[^/]*(?:\.\w+)?/?$|/(?:rss|feed)/[^/]+$", re.IGNORECASE)


def feeds_of(source: Source, home: str, first: VisitedPage) -> list[str]:
    """Sitemaps and feeds that answer with one: those that robots.txt or the home page name, and /sitemap.xml."""
    named: list[str] = []
    try:
        robots = source.get(urljoin(home, "/robots.txt"))
        text = robots.body.decode("utf-8", "replace") if robots.status == 200 else ""
        named = re.findall(r"^sitemap:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
    except Unreachable:
        pass
    linked = [url for url in first.links if _FEED.search(urlsplit(url).path)]
    tried = dict.fromkeys([*named[: FEEDS // 2], urljoin(home, "/sitemap.xml"), *first.feeds, *linked])
    found = []
    for url in islice(filter(source.owns, tried), FEEDS):
        try:
            reply = source.get(url)
        except Unreachable:
            continue
        if reply.status == 200 and re.search(
            rb"<(?:urlset|sitemapindex|rss|feed|rdf:RDF)\b", reply.body[:3000]
        ):
            found.append(url)
    return found
