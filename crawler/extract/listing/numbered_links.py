"""Recognises numbers that lead to pages of a list by a parameter of any name, and tells them from calendars."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlsplit

from crawler.cms.urls import query_pairs

_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d|[?&](?:d|day|ngay|date)=", re.IGNORECASE)
"""A year, or a day by its name, in the address of a day."""
_OF_DATE = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]\d{1,2})?(?:\.\w+)?/?$")
_PARTS_OF_DATES = frozenset(
    ("d", "day", "ngay", "date", "m", "month", "thang", "y", "year", "nam", "week", "tuan")
)
WHOLE_MONTH = 28
"""Numbers in a row from which they are the days of a month."""


def is_day_of_calendar(href: str) -> bool:
    """Whether the address behind a number is that of a day."""
    return _DATED.search(href) is not None


def is_of_date(url: str) -> bool:
    """Whether the path of an address ends with a month or a day, as archives by date do."""
    return _OF_DATE.search(urlsplit(url).path) is not None


def in_steps(links: Iterable[tuple[int, str]], base: str) -> set[str]:
    """The numbered addresses that are pages of one list, from the page `base`.

    They have the page's own path and differ in one parameter, which grows by the same step with each number, as
    an offset does.
    """
    path = urlsplit(base).path
    series: dict[tuple[str, tuple[tuple[str, str], ...]], dict[int, tuple[int, str]]] = defaultdict(dict)
    for number, url in links:
        cut = urlsplit(url)
        if cut.path != path or is_day_of_calendar(url):
            continue
        pairs = query_pairs(cut.query)
        for name, value in pairs:
            if value.isdecimal() and len(value) < 8 and name not in _PARTS_OF_DATES:
                rest = tuple(pair for pair in pairs if pair[0] != name)
                series[name, rest][number] = int(value), url
    found = [set(urls) for values in series.values() if (urls := _even(values))]
    return max(found, key=len, default=set())


def _even(values: dict[int, tuple[int, str]]) -> list[str]:
    """The addresses of a series whose values grow evenly with its numbers, from that of a first page."""
    ordered = sorted(values.items())
    if len(ordered) < 2:
        return []
    (one, (first, _)), (other, (second, _)) = ordered[:2]
    step, odd = divmod(second - first, other - one)
    start = first - step * (one - 1)
    steady = all((b[1][0] - a[1][0]) == step * (b[0] - a[0]) for a, b in pairwise(ordered))
    return (
        [url for _, (_, url) in ordered] if steady and not odd and step > 0 and start in (0, 1, step) else []
    )
