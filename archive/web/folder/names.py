"""Documents and people of all archives: which are named most, and by which archive how often."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from archive.web.data import names
from archive.web.folder.archives import Archives
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page

_MOST_PAGES = 20
_MOST = 20_000
"""So many names are taken of one archive at most; those behind them are seldom named."""

Rank = Callable[[sqlite3.Connection, int, int, Collection[str] | None], list[tuple[str, int]]]
"""Keys of an archive with their counts: at most so many, named at least so often, of all or among some."""
Row = dict[str, Any]


async def build_documents(ask: PageRequest, archives: Archives) -> PageResponse:
    """All documents, the most cited first; of one kind (`?kind=`), or with part of a number (`?q=`)."""
    kind, part = ask.arg("kind") or "", ask.arg("q") or ""
    kinds: Counter[str] = Counter()
    for _, own in (await archives.ask(lambda db, _: names.kinds(db))).answers:
        kinds.update(own)
    listed = await _listed(
        ask,
        archives,
        lambda db, limit, least, among: names.ranked_documents(
            db, kind, part, limit, least=least, among=among
        ),
        names.described_documents,
        "document",
    )
    return page(
        ask,
        "entities/documents",
        kinds=[name for name, _ in kinds.most_common()],
        kind=kind,
        part=part,
        **listed,
    )


async def build_people(ask: PageRequest, archives: Archives) -> PageResponse:
    """All persons, those in most articles first; those with a part of a name, `?q=`."""
    part = ask.arg("q") or ""
    listed = await _listed(
        ask,
        archives,
        lambda db, limit, least, among: names.ranked(db, "person", part, limit, least=least, among=among),
        lambda db, keys: names.described(db, "person", keys),
        "person",
    )
    return page(ask, "entities/names", kind="person", part=part, **listed)


async def _listed(
    ask: PageRequest,
    archives: Archives,
    rank: Rank,
    described: Callable[[sqlite3.Connection, list[str]], list[Row]],
    where: str,
) -> dict[str, Any]:
    """What a page of a list shows. Each row leads to the pages `where` of the archives that have it."""
    current = ask.count("page", 1, _MOST_PAGES)
    start = names.start_of(current)
    keys = await most_named(archives, rank, start + names.A_LIST + 1)
    shown, more = keys[start : start + names.A_LIST], len(keys) > start + names.A_LIST
    answered = await archives.ask(lambda db, _: described(db, shown))
    rows = _joined([(own, row) for own, found in answered.answers for row in found], where)
    return {
        "rows": rows, "silent": answered.silent, "current": current, "more": more, "most": _MOST_PAGES,
    }  # fmt: skip


async def most_named(archives: Archives, rank: Rank, number: int) -> list[str]:
    """The keys that all archives together name most, at most `number` of them.

    Found exactly with few names from each (three-phase uniform threshold, Cao and Wang 2004): what is among the
    most of all has in some archive at least its share of what the last of them has.
    """

    async def found(limit: int, least: int, among: Collection[str] | None = None) -> list[dict[str, int]]:
        answered = await archives.ask(lambda db, _: rank(db, limit, least, among))
        return [dict(own) for _, own in answered.answers]

    first = await found(number, 1)
    if not first:
        return []
    least = max(1, -(-_last(_added(first), number) // len(first)))
    some = await found(_MOST, least)
    sums = _added(some)
    if least > 1:
        # An archive names what it left out fewer than `least` times.
        floor = _last(sums, number)
        wanted = [key for key, n in sums if n + (least - 1) * sum(key not in own for own in some) >= floor]
        sums = _added(await found(-1, 1, wanted))
    return [key for key, _ in sums[:number]]


def _last(sums: list[tuple[str, int]], number: int) -> int:
    """The count at a place, 0 where there are not so many."""
    return sums[number - 1][1] if len(sums) >= number else 0


def _added(found: list[dict[str, int]]) -> list[tuple[str, int]]:
    """Keys and the sums of their counts, the most first."""
    sums: Counter[str] = Counter()
    for own in found:
        sums.update(own)
    return sorted(sums.items(), key=lambda each: (-each[1], each[0]))


def _joined(answers: list[tuple[PageRequest, Row]], where: str) -> list[Row]:
    """One row for each key, with the archives that have it (`held`: their names, links and numbers)."""
    by_key: dict[str, list[tuple[PageRequest, Row]]] = {}
    for own, row in answers:
        by_key.setdefault(row["key"], []).append((own, row))
    joined = []
    for found in by_key.values():
        found.sort(key=lambda each: -each[1]["articles"])
        rows = [row for _, row in found]
        joined.append(
            {
                **{name: next((row[name] for row in rows if row[name]), None) for name in rows[0]},
                "articles": sum(row["articles"] for row in rows),
                "first": min(row["first"] for row in rows),
                "last": max(row["last"] for row in rows),
                "dates": sorted({date for row in rows for date in row.get("dates", ())}),
                "held": [
                    (own.database, own.path(where, name=row["label"]), row["articles"]) for own, row in found
                ],
            }
        )
    return sorted(joined, key=lambda row: (-row["articles"], row["label"]))
