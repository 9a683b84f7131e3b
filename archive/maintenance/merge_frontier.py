"""Merges the frontiers of several archives: each address with what all of them know of it."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from functools import reduce
from itertools import groupby
from typing import Any

from archive.contents.url_keys import media_key, url_key
from archive.frontier.addresses import RANKS, host_of
from archive.store import Archive

_STATES = ("excluded", "alias", "done", "failed", "leased", "pending")


def _least(first: Any, second: Any) -> Any:
    return min((each for each in (first, second) if each is not None), default=None)


def _greatest(first: Any, second: Any) -> Any:
    return max((each for each in (first, second) if each is not None), default=None)


_FRONTIER: dict[str, Callable[[Any, Any], Any]] = {
    "kind": lambda *kinds: min(kinds, key=lambda kind: (kind == "other", kind)),
    "cms_id": _least,
    "site": _least,
    "state": lambda *states: max(states, key=_STATES.index),
    "first_seen_at": _least,
    "next_due_at": _least,
    "failures": _greatest,
    "unchanged": _least,
    "note": _least,
}
"""The columns of an address, and how the values of two archives are combined."""


def merge_frontier(sources: list[Archive], target: Archive) -> None:
    """Adds all addresses of `sources` to `target`. Reads them all in one order, so that few are in memory."""
    columns = ", ".join(_FRONTIER)
    select = f"select portal, url, told_ms, told_cms_id, {columns} from address order by portal, url"
    names = ", ".join(
        ("portal", "url", "url_key", *_FRONTIER, "host", "rank", "media_key", "told_ms", "told_cms_id")
    )
    rows = heapq.merge(*(archive.db.execute(select) for archive in sources), key=lambda row: row[:2])
    for (portal, url), same in groupby(rows, key=lambda row: row[:2]):
        known = list(same)
        seen = {
            column: reduce(of_both, [row[place] for row in known])
            for place, (column, of_both) in enumerate(_FRONTIER.items(), 4)
        }
        newest = max((row[2:4] for row in known if row[2] is not None), default=(None, None))
        # What a crawl held when the archive was copied is still to be done.
        seen["state"] = "pending" if seen["state"] == "leased" else seen["state"]
        key = media_key(url) if seen["kind"] in ("image", "file") else None
        values = (portal, url, url_key(url), *seen.values(), host_of(url), RANKS[seen["kind"]], key, *newest)
        target.db.execute(f"insert into address ({names}) values ({', '.join('?' * len(values))})", values)
