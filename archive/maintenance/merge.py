"""Merges several archives into one: the union of their facts, with history derived anew.

The order and grouping of the archives make no difference. Captures are entered in the order of time, each once. Of two
readings of one capture the newer extractor's counts, and of one extractor the later. What one archive took down is
taken down in the result.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import clock
from archive.crawls import close_crawl, settle_whole
from archive.database.atomic_file import replacing
from archive.database.schema import foreign
from archive.errors import ArchiveError
from archive.files.texts import copy_texts, renew_histories
from archive.maintenance import takedown
from archive.maintenance.merge_captures import merge_captures
from archive.maintenance.merge_frontier import merge_frontier
from archive.model import Portal, Site
from archive.portal_states.beliefs import BELIEF
from archive.readings import stale
from archive.readings.listed import forget_titles
from archive.store import Archive
from archive.wording import t


@dataclass(frozen=True, slots=True)
class Merged:
    """How many captures the new archive has, the head of its chain in hex, the alarms that settling it raised, in
    words, and what others had added to each source, as ``view evil``: it is not taken over."""

    captures: int
    head: str
    alarms: list[str]
    left_out: dict[Path, list[str]]


def _settled(archive: Archive) -> list[str]:
    settle_whole(archive)
    return []


def merge(
    sources: Sequence[Path],
    into: Path,
    *,
    settles: Callable[[Archive], list[str]] = _settled,
    now: Callable[[], str] = clock.now,
) -> Merged:
    """Makes a new archive at `into` of everything in `sources`; `settles` derives what depends on all of it, with
    `archive.crawls.settle_whole` at its end, and gives the alarms that it raised, in words.

    It appears whole or not at all. Raises ArchiveError where `into` exists or a source was published without
    payloads, and whatever `Archive.open` raises.
    """
    if into.exists():
        raise ArchiveError(t("{into} is there already; name another file to merge into", into=into))
    with replacing(into) as part:
        return _merged(sources, part, settles, now)


def _merged(
    sources: Sequence[Path], into: Path, settles: Callable[[Archive], list[str]], now: Callable[[], str]
) -> Merged:
    with ExitStack() as stack:
        opened = [stack.enter_context(Archive.open(path, create=False, write=False)) for path in sources]
        for archive in opened:
            if not archive.has_payloads:
                raise ArchiveError(
                    t("{path} was published without payloads; merge the whole archive", path=archive.path)
                )
        target = stack.enter_context(Archive.open(into, now=now))
        with target.writing():
            _names(opened, target)
            crawls = _crawls(opened, target)
            merge_frontier(opened, target)
            _takedowns(opened, target, now())
            _copy_notes(opened, target, BELIEF)
            _copy_notes(opened, target, "import")
        # In many transactions: one of them all would need a log as large as the archive.
        count = merge_captures(opened, target, crawls)
        with target.writing():
            for archive in opened:
                copy_texts(archive.db, target.db)
            renew_histories(target)
            # lists may have come before what tells that their articles were taken down
            forget_titles(target.db)
            heads = sorted({archive.head.hex() for archive in opened})
            target.enter("merge", now(), {"heads": heads})
            for (portal,) in target.db.execute("select id from portals").fetchall():
                stale.doubt(target.db, "portals", portal)
        raised = settles(target)
        left_out = {archive.path: foreign(archive.db) for archive in opened}
        return Merged(count, target.head.hex(), raised, left_out)


def _names(sources: list[Archive], target: Archive) -> None:
    portals: dict[str, Portal] = {}
    sites: dict[tuple[str, str], Site] = {}
    for archive in sources:
        for row in archive.db.execute("select id, name, home_url, cms from portals"):
            portals[row[0]] = min(portals.get(row[0], Portal(*row)), Portal(*row), key=repr)
        for portal, sname, name in archive.db.execute("select portal, sname, name from sites"):
            known = sites.get((portal, sname), Site(sname))
            names = sorted(filter(None, (known.name, name)))
            sites[portal, sname] = Site(sname, names[0] if names else None)
    for portal in portals.values():
        target.add_portal(portal, [site for (of, _), site in sorted(sites.items()) if of == portal.id])
    set_places = "select set_at, portal, field, place from correction"
    for row in sorted((row for archive in sources for row in archive.db.execute(set_places)), key=repr):
        target.db.execute("replace into correction (set_at, portal, field, place) values (?, ?, ?, ?)", row)
    settings = [row for archive in sources for row in archive.db.execute("select key, value from setting")]
    for key, value in sorted(settings):
        target.db.execute("insert or ignore into setting values (?, ?)", (key, value))


def _crawls(sources: list[Archive], target: Archive) -> list[dict[int, int]]:
    """Adds all crawls; for each source the ids that its crawls have in the target."""
    columns = "portal, started_at, software, settings, finished_at, state, reason, stats"
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    keys: list[dict[int, tuple[Any, ...]]] = []
    for archive in sources:
        own = {}
        for crawl_id, *row in archive.db.execute(f"select id, {columns} from crawls"):
            own[crawl_id] = key = tuple(row[:4])
            # Of two copies of one crawl, the one that saw its end tells more.
            found[key] = max(found.get(key, ()), tuple(row[4:]), key=lambda end: [text or "" for text in end])
        keys.append(own)
    ids: dict[tuple[Any, ...], int] = {}
    for key in sorted(found, key=lambda key: (key[1], *map(str, key))):
        finished_at, state, reason, stats = found[key]
        crawl_id = target.db.execute(
            "insert into crawls (portal, started_at, software, settings, state) values (?, ?, ?, ?, 'running')",
            key,
        ).lastrowid
        assert crawl_id is not None
        ids[key] = crawl_id
        if state == "running":
            state, reason = "stopped", "was still running when the archive was merged"
        close_crawl(target, crawl_id, finished_at, state, reason, json.loads(stats or "{}"))
    return [{crawl_id: ids[key] for crawl_id, key in own.items()} for own in keys]


def _takedowns(sources: list[Archive], target: Archive, at: str) -> None:
    """Copies all takedowns, and adds one for the same content in a source that does not know of the takedown."""
    _copy_notes(sources, target, "takedown")
    texts = takedown.contents_taken(target.db)
    sql = "select distinct o.sha256, p.sha256 from capture c join content o on o.id = c.content_id"
    sql += " join payload p on p.id = c.payload_id"
    same = set()
    for archive in sources:
        unaware = texts - takedown.contents_taken(archive.db)
        same |= {p for o, p in archive.db.execute(sql) if o in unaware}
    same -= takedown.payloads_taken(target.db)
    if same:
        why = "says what was taken down in another of the merged archives"
        target.enter("takedown", at, takedown.detail("merge", why, same, ()))


def _copy_notes(sources: list[Archive], target: Archive, kind: str) -> None:
    """Copies the ledger entries of a kind, each once, in the order of time."""
    select = "select at, detail from ledger where kind = ?"
    for when, detail in sorted({row for archive in sources for row in archive.db.execute(select, (kind,))}):
        target.enter(kind, when, json.loads(detail))
