"""Learns how much a portal's pages usually yield, and notices a drop that a person must look at."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from typing import Any

from archive import alarm_renewal, alarms
from archive.model import Page
from archive.readings.outcome import UNREAD_TEXT

EARLIER = 10
"""The crawls before this one that make up the baseline."""
LEAST = 10
"""Pages of this crawl below which a share says nothing."""
LEAST_BEFORE = 20
"""Pages of the baseline below which it says nothing."""
SHARE = 0.7
"""A share is a fall when it is below so much of the one expected, ..."""
DEVIATIONS = 4.0
"""... and by so many standard deviations, which chance brings once in thirty thousand."""
LISTS = 3
"""First pages of lists of one site, now and before, from which their length is compared."""
SHORTER = 0.5

FIELDS = ("title", "department", "captions", "date", "body", "accounted", "box")
"""What pages are counted by; `accounted`: no text is unread; `box` is the statistics box."""

Yields = dict[str, dict[str, int]]
"""By site and kind of page (``vpubnd/article``): how many `pages`, and how many of them with each field; for
lists also the `entries` of their first pages."""


def count(yields: Yields, key: str, kind: str, page: Page) -> tuple[str, ...]:
    """Counts one page in and gives back the fields that it lacks."""
    has = {"box": page.visits is not None}
    if kind == "article":
        article = page.article
        has |= {
            "title": bool(article and article.title),
            "department": bool(article and article.department),
            "captions": bool(article and article.captions),
            "date": bool(article and article.published_at),
            "body": bool(article and (article.body or article.images or article.tables)),
            "accounted": UNREAD_TEXT not in page.problems,
        }
    counts = yields.setdefault(key, {"pages": 0})
    counts["pages"] += 1
    for field, present in has.items():
        counts[field] = counts.get(field, 0) + present
    return tuple(field for field, present in has.items() if not present)


def count_entries(yields: Yields, key: str, entries: int) -> None:
    """Counts the first page of a list in."""
    counts = yields.setdefault(key, {"pages": 0})
    counts["lists"] = counts.get("lists", 0) + 1
    counts["entries"] = counts.get("entries", 0) + entries


def earlier(db: sqlite3.Connection, portal: str, crawl_id: int, field: str) -> Yields:
    """The yields of the last crawls before this one.

    Crawls in which `field` fell are left out until somebody acknowledges the fall. From then on only these count.
    """
    pooled: Yields = {}
    for yields in measured(db, portal, crawl_id, "yields", "fall", field).values():
        for key, counts in yields.items():
            into = pooled.setdefault(key, {})
            for name, number in counts.items():
                into[name] = into.get(name, 0) + number
    return pooled


def measured(
    db: sqlite3.Connection, portal: str, crawl_id: int, figure: str, alarm: str, field: str | None = None
) -> dict[int, Any]:
    """A figure of the last crawls before this one that have it, by crawl, newest first: what counts as usual of what an
    alarm is raised by."""
    first, last = 0, crawl_id
    for name, raised_in, acknowledged in alarms.of_kind(db, portal, alarm):
        if name == field and acknowledged:
            first, last = raised_in, crawl_id
        elif name == field:
            last = min(last, raised_in)
    rows = db.execute(
        "select id, json_extract(stats, '$.' || ?1) from crawls where portal = ?2 and id >= ?3 and id < ?4"
        " and json_type(stats, '$.' || ?1) <> 'null' order by id desc limit ?5",
        (figure, portal, first, last, EARLIER),
    )
    return {number: json.loads(value) if isinstance(value, str) else value for number, value in rows}


def is_read_otherwise(db: sqlite3.Connection, portal: str, crawl_id: int, field: str) -> bool:
    """Whether a crawl's share of articles with `field` fell only because templates were learned since earlier crawls
    counted theirs: as the same templates read them all, it did not."""
    before = alarm_renewal.share(db, measured(db, portal, crawl_id, "yields", "fall", field), field)
    now = alarm_renewal.share(db, (crawl_id,), field)
    return before is not None and now is not None and now >= SHARE * before


def fallen(field: str, now: Yields, before: Yields) -> tuple[float, float] | None:
    """The share of pages with `field` that was to be expected and the one now, where it fell; else None.

    What is expected follows from the share of each site and kind of page before, so that a crawl of other
    pages than usual is no fall.
    """
    pages = expected = variance = 0.0
    found = 0
    for key, counts in now.items():
        base = before.get(key, {})
        if field not in counts or field not in base:
            continue
        share = (base[field] + 0.5) / (base["pages"] + 1)
        pages += counts["pages"]
        found += counts[field]
        expected += counts["pages"] * share
        variance += counts["pages"] * share * (1 - share) * (1 + counts["pages"] / (base["pages"] + 1))
    known = sum(counts["pages"] for counts in before.values() if field in counts)
    if pages < LEAST or known < LEAST_BEFORE:
        return None
    if found >= SHARE * expected or found >= expected - DEVIATIONS * math.sqrt(variance):
        return None
    return expected / pages, found / pages


def shortened(now: Yields, before: Yields) -> tuple[float, float] | None:
    """The entries on the first page of a list before and now, on average, where they are far fewer now."""
    lists = entries = 0
    expected = 0.0
    for key, counts in now.items():
        base: Mapping[str, int] = before.get(key, {})
        if counts.get("lists") and base.get("lists"):
            lists += counts["lists"]
            entries += counts["entries"]
            expected += counts["lists"] * base["entries"] / base["lists"]
    if lists < LISTS or entries >= SHORTER * expected:
        return None
    return expected / lists, entries / lists
