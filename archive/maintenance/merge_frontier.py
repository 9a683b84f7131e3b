"""Merges the frontiers of several archives: each address with what all of them know of it."""

from __future__ import annotations

from collections.abc import Callable
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
    found: dict[tuple[str, str], dict[str, Any]] = {}
    told: dict[tuple[str, str], tuple[int | None, str | None]] = {}
    columns = ", ".join(_FRONTIER)
    for archive in sources:
        for portal, url, told_ms, told_cms_id, *row in archive.db.execute(
            f"select portal, url, told_ms, told_cms_id, {columns} from address"
        ):
            if told_ms is not None:
                new = (told_ms, told_cms_id)
                told[portal, url] = max(told.get((portal, url), new), new)
            known = found.setdefault((portal, url), {})
            for (column, of_both), value in zip(_FRONTIER.items(), row, strict=True):
                known[column] = of_both(known[column], value) if column in known else value
    names = ", ".join(
        ("portal", "url", "url_key", *_FRONTIER, "host", "rank", "media_key", "told_ms", "told_cms_id")
    )
    for (portal, url), seen in sorted(found.items(), key=lambda item: (item[1]["first_seen_at"], item[0])):
        # What a crawl held when the archive was copied is still to be done.
        seen["state"] = "pending" if seen["state"] == "leased" else seen["state"]
        key = media_key(url) if seen["kind"] in ("image", "file") else None
        own = (host_of(url), RANKS[seen["kind"]], key, *told.get((portal, url), (None, None)))
        values = (portal, url, url_key(url), *seen.values(), *own)
        target.db.execute(f"insert into address ({names}) values ({', '.join('?' * len(values))})", values)
