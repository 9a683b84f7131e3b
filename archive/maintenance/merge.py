"""Several archives as one: the union of their facts, with history derived anew.

The order of the archives, and how they are grouped, makes no difference: captures go in by time, what came
into several by different ways once; of two readings of the same capture that of the newer version counts,
within one version the later; and what was taken down in one is taken down.
"""

from __future__ import annotations

import heapq
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from archive import clock
from archive.captures.load import load_capture
from archive.captures.record import enter, spot_of
from archive.clock import at_millis
from archive.contents import rows
from archive.contents.url_keys import media_key, url_key
from archive.crawls import close_crawl
from archive.database.atomic_file import replacing
from archive.errors import ArchiveError
from archive.frontier.addresses import RANKS, host_of
from archive.history.amounts import measure_changes
from archive.history.dates import estimate_dates
from archive.integrity import seals
from archive.maintenance import takedown
from archive.model import Address, Portal, Site
from archive.payloads.payloads import Removed
from archive.portal_states.store import BELIEF, renew
from archive.readings.listed import forget_titles, load_listed
from archive.readings.readings import Reading
from archive.search import index
from archive.store import Archive

_ENTRIES = """select c.id, c.crawl_id, c.captured_ms + c.lag_ms, coalesce(p.size, 0),
  coalesce(c.read_ms, c.captured_ms + c.lag_ms), coalesce(d.extractor, ''), d.outcome, coalesce(o.sha256, x''),
  c.captured_ms, a.portal, a.url, coalesce(c.url, a.url), r.method, coalesce(c.request, ''), r.source,
  coalesce(r.status, -1), coalesce(r.error, ''), r.headers, cast(coalesce(c.varying, '') as text),
  coalesce(p.sha256, x'')
  from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
  join verdict d on d.id = c.verdict_id left join payload p on p.id = c.payload_id
  left join content o on o.id = c.content_id order by 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20"""

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
"""Columns of an address, and what two archives that know it make of them together."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A capture of one source: its facts in their order, and how its reading ranks among others of the same."""

    facts: tuple[Any, ...]
    rank: tuple[Any, ...]
    source: int
    capture_id: int
    crawl_id: int | None
    recorded_ms: int
    read_ms: int
    size: int


@dataclass(frozen=True, slots=True)
class Merged:
    """How many captures the new archive has, and the head of its chain in hex."""

    captures: int
    head: str


def merge(sources: Sequence[Path], into: Path, *, now: Callable[[], str] = clock.now) -> Merged:
    """Makes a new archive at `into` of all that is in `sources`.

    It appears whole or not at all. Raises ArchiveError where `into` is there already, where a source was
    published without payloads, or as `Archive.open` does.
    """
    if into.exists():
        raise ArchiveError(f"{into} is there already; name another file to merge into")
    with replacing(into) as part:
        return _merged(sources, part, now)


def _merged(sources: Sequence[Path], into: Path, now: Callable[[], str]) -> Merged:
    with ExitStack() as stack:
        opened = [stack.enter_context(Archive.open(path, create=False, write=False)) for path in sources]
        for archive in opened:
            if not archive.has_payloads:
                raise ArchiveError(f"{archive.path} was published without payloads; merge the whole archive")
        target = stack.enter_context(Archive.open(into, now=now))
        with target.writing():
            _names(opened, target)
            crawls = _crawls(opened, target)
            _frontier(opened, target)
            _takedowns(opened, target, now())
            _beliefs(opened, target)
            count = _captures(opened, target, crawls)
            renew(target)
            # lists may have come before what tells that their articles were taken down
            forget_titles(target.db)
            heads = sorted({archive.head.hex() for archive in opened})
            index.catch_up(target.db)
            estimate_dates(target.db)
            measure_changes(target.db)
            target.enter("merge", now(), {"heads": heads})
            seals.close(target.db)
        return Merged(count, target.head.hex())


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


def _frontier(sources: list[Archive], target: Archive) -> None:
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


def _takedowns(sources: list[Archive], target: Archive, at: str) -> None:
    """Takes over all takedowns, and adds one for what says the same in a source that knows of none."""
    select = "select at, detail from ledger where kind = 'takedown'"
    for when, detail in sorted({row for archive in sources for row in archive.db.execute(select)}):
        target.enter("takedown", when, json.loads(detail))
    texts = takedown.contents_taken(target.db)
    said = "select distinct o.sha256, p.sha256 from capture c join content o on o.id = c.content_id"
    said += " join payload p on p.id = c.payload_id"
    same = set()
    for archive in sources:
        unaware = texts - takedown.contents_taken(archive.db)
        same |= {p for o, p in archive.db.execute(said) if o in unaware}
    same -= takedown.payloads_taken(target.db)
    if same:
        why = "says what was taken down in another of the merged archives"
        target.enter("takedown", at, takedown.detail("merge", why, same, ()))


def _beliefs(sources: list[Archive], target: Archive) -> None:
    """Takes over what someone believed of a portal in any of the archives."""
    select = "select at, detail from ledger where kind = ?"
    for when, detail in sorted({row for archive in sources for row in archive.db.execute(select, (BELIEF,))}):
        target.enter(BELIEF, when, json.loads(detail))


def _captures(sources: list[Archive], target: Archive, crawls: list[dict[int, int]]) -> int:
    payloads, texts = takedown.payloads_taken(target.db), takedown.contents_taken(target.db)
    entries = heapq.merge(*(_entries(*each) for each in enumerate(sources)), key=lambda entry: entry.facts)
    seconds = groupby(entries, key=lambda entry: entry.facts[0] // 1000)
    count = 0
    for count, alike in enumerate((each for _, within in seconds for each in _same(within)), 1):  # noqa: B007
        best = max(alike, key=lambda entry: entry.rank)
        source = sources[best.source]
        capture = load_capture(sources[alike[0].source], alike[0].capture_id)
        removed = None
        if best.facts[-1] in payloads:
            removed = Removed(best.facts[-1], best.size)
            capture = replace(capture, payload=None)
        ids = [crawls[entry.source][entry.crawl_id] for entry in alike if entry.crawl_id is not None]
        at = at_millis(best.facts[0])
        recorded_ms = min(entry.recorded_ms for entry in alike)
        reading = _reading(source, best, texts)
        enter(
            target,
            capture,
            at,
            spot_of(target, capture, Address(best.facts[2]), at),
            reading if best.read_ms == recorded_ms else replace(reading, read_ms=best.read_ms),
            min(ids, default=None),
            at_millis(recorded_ms),
            removed,
        )
    return count


def _same(entries: Iterable[_Entry]) -> list[list[_Entry]]:
    """Entries of one second, those of the same capture together, in the order of their facts.

    Which are the same is told as when files are imported (`archive.captures.known`), whatever way each came.
    """
    found: defaultdict[tuple[Any, ...], defaultdict[int, list[_Entry]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for entry in entries:
        at, *said = entry.facts
        found[*said[:5], *said[6:8], said[-1]][at].append(entry)
    for moments in found.values():
        if len(moments) > 1 and (whole := min(moments)) % 1000 == 0:
            del moments[whole]
    return sorted(
        (alike for moments in found.values() for alike in moments.values()), key=lambda alike: alike[0].facts
    )


def _entries(number: int, archive: Archive) -> Iterator[_Entry]:
    for row in archive.db.execute(_ENTRIES):
        capture_id, crawl_id, recorded_ms, size, read_ms, extractor, outcome, content, *facts = row
        # "extractor 10" is newer than "extractor 9"; what stands behind a plus sign says nothing of that.
        name = extractor.partition("+")[0]
        version = [int(part) if part.isdigit() else 0 for part in re.split(r"(\d+)", name)]
        rank = (version, read_ms, extractor, outcome, content)
        yield _Entry(tuple(facts), rank, number, capture_id, crawl_id, recorded_ms, read_ms, size)


def _reading(source: Archive, entry: _Entry, taken_down: set[bytes]) -> Reading:
    db, capture_id = source.db, entry.capture_id
    outcome, extractor, problems, content_id = db.execute(
        "select d.outcome, d.extractor, d.problems, c.content_id from capture c"
        " join verdict d on d.id = c.verdict_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    article, hashes = None, None
    if content_id is not None:
        hashes = db.execute("select sha256, digests from content where id = ?", (content_id,)).fetchone()
        if hashes[0] not in taken_down:
            article = rows.load_content(db, content_id)
    return Reading(
        outcome,
        extractor,
        tuple(json.loads(problems or "[]")),
        article,
        hashes,
        source.readings.visits(capture_id),
        source.readings.contact(capture_id),
        source.readings.views(capture_id),
        listed=load_listed(db, capture_id),
    )
