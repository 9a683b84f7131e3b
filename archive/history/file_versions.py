"""Versions and events of an article with its pictures and documents.

A file that was replaced makes a version. Where the page was edited since the file was last seen as before, that edit
and the new file are one version, and so are several files replaced between two looks at them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import attrgetter

from archive.database.views import FILES, PARTS
from archive.history.files import FileChange

FILES_BIT = 1 << PARTS.index(FILES)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an article at a time; `number` is that of the version then shown."""

    ms: int
    event: str
    number: int
    detail: str | None = None


@dataclass(slots=True)
class Run:
    """A version while it is told: captures of pages in a row, by time and id, with the same content.

    `by_file`: a file began it, and the page had shown the same before; `capture_id` is the last page before.
    """

    content_id: int
    sha256: bytes
    first_ms: int
    previous_id: int | None
    changed: int | None
    sights: list[tuple[int, int]] = field(default_factory=list)
    by_file: bool = False
    capture_id: int = 0
    files: bytes | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """What became of an article's pictures and documents: the changes, in order of time, the `keys` of the files of
    each content, and the address of each file to which anything happened."""

    changes: tuple[FileChange, ...] = ()
    keys: Mapping[int, frozenset[int]] = field(default_factory=dict)
    urls: Mapping[int, str] = field(default_factory=dict)


def with_files(runs: list[Run], events: list[Event], files: Files) -> tuple[list[Run], list[Event]]:
    """The runs of an article's pages, and the events of these, with what became of its files."""
    if not files.changes:
        return runs, events
    parts = list(runs)
    replaced: list[FileChange] = []
    changes: list[tuple[FileChange, str]] = []
    lost: set[int] = set()
    for change in files.changes:
        place = _at(parts, change.ms)
        if place < 0:
            continue
        here = change.key in files.keys.get(parts[place].content_id, ()) and _is_live(events, change.ms)
        if change.what != "changed":
            if here if change.what == "missing" else change.key in lost:
                lost ^= {change.key}
                changes.append((change, f"file-{change.what}"))
            continue
        if here and place and parts[place].first_ms > change.since_ms:
            if change.key in files.keys.get(parts[place - 1].content_id, ()):
                parts[place].changed = (parts[place].changed or 0) | FILES_BIT
        elif here:
            parts[place : place + 1] = _split(parts[place], change.ms)
        replaced.append(change)
    _seal(parts, files, replaced)
    kept = [
        replace(event, number=_number(parts, runs[event.number - 1], event.ms))
        for event in events
        if event.event != "changed"
    ]
    own = {id(runs[event.number - 1]): event.detail for event in events if event.event == "changed"}
    for number, part in enumerate(parts, 1):
        named = [own[id(part)]] if id(part) in own else []
        if part.changed is not None and part.changed & FILES_BIT:
            named.append(FILES)
        if named:
            kept.append(Event(part.first_ms, "changed", number, ", ".join(filter(None, named))))
    kept += [Event(each.ms, event, _at(parts, each.ms) + 1, files.urls[each.key]) for each, event in changes]
    return parts, sorted(kept, key=attrgetter("ms"))


def _at(parts: Sequence[Run], ms: int) -> int:
    """The place of the version shown at a time, -1 for none yet."""
    return bisect_right([part.first_ms for part in parts], ms) - 1


def _is_live(events: Sequence[Event], ms: int) -> bool:
    ends = [
        event.event for event in events if event.ms <= ms and event.event in ("missing", "gone", "returned")
    ]
    return not ends or ends[-1] == "returned"


def _split(run: Run, ms: int) -> list[Run]:
    before = [sight for sight in run.sights if sight[0] < ms]
    after = [sight for sight in run.sights if sight[0] >= ms]
    last = before[-1][1] if before else run.capture_id
    new = replace(run, first_ms=ms, previous_id=run.content_id, changed=FILES_BIT, sights=after, by_file=True)
    new.capture_id = last
    run.sights = before
    return [run, new]


def _seal(parts: Sequence[Run], files: Files, changes: Sequence[FileChange]) -> None:
    """Gives each run the hash of what it says with its files, where one of these was replaced by then."""
    now: dict[int, bytes] = {}
    left = list(changes)
    for place, part in enumerate(parts):
        until = parts[place + 1].first_ms if place + 1 < len(parts) else None
        while left and (until is None or left[0].ms < until):
            change = left.pop(0)
            now[change.key] = change.after
        own = sorted(now.keys() & files.keys.get(part.content_id, frozenset()))
        if own:
            hashes = b"".join(key.to_bytes(8, "big") + now[key] for key in own)
            part.files = sha256(part.sha256 + hashes).digest()


def _number(parts: Sequence[Run], run: Run, ms: int) -> int:
    """The number, among all, of the version that a run of pages came to be by a time."""
    number = next(place for place, part in enumerate(parts) if part is run) + 1
    while number < len(parts) and parts[number].by_file and parts[number].first_ms <= ms:
        number += 1
    return number
