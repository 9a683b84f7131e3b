"""Merges the captures of several archives: each once, in the order of time."""

from __future__ import annotations

import heapq
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from archive.captures.known import names_of, note_names
from archive.captures.load import load_capture
from archive.captures.record import enter
from archive.captures.spot import spot_of
from archive.clock import at_millis
from archive.contents import names as entity_rows
from archive.contents import rows
from archive.maintenance import takedown
from archive.model import Address
from archive.payloads.payloads import Removed
from archive.readings.listed import load_listed
from archive.readings.readings import Reading
from archive.store import Archive

_ENTRIES = """select c.id, c.crawl_id, c.captured_ms + c.lag_ms, coalesce(p.size, 0),
  coalesce(c.read_ms, c.captured_ms + c.lag_ms), coalesce(d.extractor, ''), d.outcome, coalesce(o.sha256, x''),
  c.captured_ms, a.portal, a.url, coalesce(c.url, a.url), r.method, coalesce(c.request, ''), r.source,
  coalesce(r.status, -1), coalesce(r.error, ''), r.headers, cast(coalesce(c.varying, '') as text),
  coalesce(p.sha256, x'')
  from capture c join address a on a.id = c.address_id join reply r on r.id = c.reply_id
  join verdict d on d.id = c.verdict_id left join payload p on p.id = c.payload_id
  left join content o on o.id = c.content_id order by 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20"""


BATCH = 1000
"""Captures that go into the new archive in one transaction."""


@dataclass(frozen=True, slots=True)
class _SourceCapture:
    """A capture of one source: its facts in their order, and how its reading ranks among others of the same."""

    facts: tuple[Any, ...]
    rank: tuple[Any, ...]
    source: int
    capture_id: int
    crawl_id: int | None
    recorded_ms: int
    read_ms: int
    size: int


def merge_captures(sources: list[Archive], target: Archive, crawls: list[dict[int, int]]) -> int:
    """Adds the captures of `sources` to `target` in the order of time, each once; the number of those added.

    `crawls` maps, for each source, the ids of its crawls to those in `target`.
    """
    payloads, texts = takedown.payloads_taken(target.db), takedown.contents_taken(target.db)
    entries = heapq.merge(*(_entries(*each) for each in enumerate(sources)), key=lambda entry: entry.facts)
    seconds = groupby(entries, key=lambda entry: entry.facts[0] // 1000)
    captures = (alike for _, within in seconds for alike in _same(within))
    count = 0
    while batch := list(islice(captures, BATCH)):
        with target.writing():
            for alike in batch:
                _add(sources, target, crawls, alike, payloads, texts)
        count += len(batch)
    return count


def _add(
    sources: list[Archive],
    target: Archive,
    crawls: list[dict[int, int]],
    alike: list[_SourceCapture],
    payloads: set[bytes],
    texts: set[bytes],
) -> None:
    """Adds one capture, which one source has or several; `payloads` and `texts` were taken down."""
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
    reading, named = _reading(source, target, best, texts)
    entered = enter(
        target,
        capture,
        at,
        spot_of(target, capture, Address(best.facts[2]), at),
        reading if best.read_ms == recorded_ms else replace(reading, read_ms=best.read_ms),
        min(ids, default=None),
        at_millis(recorded_ms),
        removed,
        named,
    )
    for each in alike:
        note_names(target, entered.capture_id, *names_of(sources[each.source], each.capture_id))


def _same(entries: Iterable[_SourceCapture]) -> list[list[_SourceCapture]]:
    """Entries of one second, grouped by capture, in the order of their facts.

    Two are the same capture by the rule for imports (`archive.captures.known`).
    """
    found: defaultdict[tuple[Any, ...], defaultdict[int, list[_SourceCapture]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for entry in entries:
        at, *facts = entry.facts
        found[*facts[:5], *facts[6:8], facts[-1]][at].append(entry)
    for moments in found.values():
        if len(moments) > 1 and (whole := min(moments)) % 1000 == 0:
            del moments[whole]
    return sorted(
        (alike for moments in found.values() for alike in moments.values()), key=lambda alike: alike[0].facts
    )


def _entries(number: int, archive: Archive) -> Iterator[_SourceCapture]:
    for row in archive.db.execute(_ENTRIES):
        capture_id, crawl_id, recorded_ms, size, read_ms, extractor, outcome, content, *facts = row
        # "extractor 10" is newer than "extractor 9"; what is behind a plus sign says nothing of that.
        name = extractor.partition("+")[0]
        version = [int(part) if part.isdigit() else 0 for part in re.split(r"(\d+)", name)]
        rank = (version, read_ms, extractor, outcome, content)
        yield _SourceCapture(tuple(facts), rank, number, capture_id, crawl_id, recorded_ms, read_ms, size)


def _reading(
    source: Archive, target: Archive, entry: _SourceCapture, taken_down: set[bytes]
) -> tuple[Reading, entity_rows.Rows | None]:
    """What a source made of a capture, and the documents and names in its article where those are known and `target`
    does not have them yet."""
    db, capture_id = source.db, entry.capture_id
    outcome, extractor, problems, content_id = db.execute(
        "select d.outcome, d.extractor, d.problems, c.content_id from capture c"
        " join verdict d on d.id = c.verdict_id where c.id = ?",
        (capture_id,),
    ).fetchone()
    article, hashes, named = None, None, None
    if content_id is not None:
        hashes = db.execute("select sha256, digests from content where id = ?", (content_id,)).fetchone()
        if hashes[0] not in taken_down:
            article = rows.load_content(db, content_id)
            # To find them anew costs more than all else of a capture.
            named = entity_rows.known(db, content_id) if rows.id_of(target.db, hashes[0]) is None else None
    reading = Reading(
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
    return reading, named
