"""What became of one picture or document, as a pure function of its captures; no clock, no database.

Bytes that differ make a change only where they stay. A server that makes a file anew for each who asks – a report with
the time of printing in it, a picture that counts – gives other bytes at two asks minutes apart, and servers that take
turns give one file's bytes after the other's: neither is an edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

CONFIRMED_MS = 60_000
"""Two asks so far apart must give the same before it is believed to stay."""
RETURNS = 1
"""So often a file may go back to what it was before; servers that take turns do so without end."""


@dataclass(frozen=True, slots=True)
class FileSight:
    """One capture of a file. `says` is the hash of its text where that was read, else of its bytes, and None for an
    answer that it is not there. `modified` is when the server says that it was changed last, in seconds since 1970:
    None where it says nothing, or that it was changed just now."""

    ms: int
    sha256: bytes
    says: bytes | None
    modified: int | None = None

    @property
    def order(self) -> tuple[int, bytes]:
        """The key that sorts captures by time; those of one moment by what they say."""
        return self.ms, self.says or b""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to a file, first seen at `ms`; at `since_ms` it was last seen as it was before. `after` is the
    hash of the bytes that it has from then on."""

    key: int
    what: Literal["changed", "missing", "returned"]
    since_ms: int
    ms: int
    after: bytes


@dataclass(slots=True)
class _File:
    """A file while its captures are gone through: what it is believed to be, and what it may have become."""

    key: int
    settled: FileSight
    seen_ms: int
    steady: bool = False
    flickers: bool = False
    missing: bool = False
    candidate: FileSight | None = None
    returns: int = 0

    def changes(self, sight: FileSight, past: set[bytes]) -> Iterator[FileChange]:
        if sight.says is None:
            if not self.missing:
                self.missing = True
                yield FileChange(self.key, "missing", self.seen_ms, sight.ms, self.settled.sha256)
            return
        if self.missing:
            self.missing = False
            yield FileChange(self.key, "returned", self.seen_ms, sight.ms, self.settled.sha256)
        if sight.says == self.settled.says:
            self.flickers |= self.candidate is not None
            self.candidate = None
            self.steady |= sight.ms - self.settled.ms >= CONFIRMED_MS
            self.seen_ms = sight.ms
            return
        held = self.candidate
        if held is None or held.says != sight.says:
            self.flickers |= held is not None
            self.candidate = held = sight
            stays = not self.flickers and (self.steady or self._dated(sight))
        else:
            stays = sight.ms - held.ms >= CONFIRMED_MS
        if stays:
            yield from self._believe(held, past)
            self.steady = sight is not held
            self.seen_ms = sight.ms

    def _dated(self, sight: FileSight) -> bool:
        """Whether the server tells of both that they were made before they were asked for, at different times."""
        times = self.settled.modified, sight.modified
        return None not in times and times[0] != times[1]

    def _believe(self, new: FileSight, past: set[bytes]) -> Iterator[FileChange]:
        assert new.says is not None
        self.returns += new.says in past
        if new.says not in past or self.returns <= RETURNS:
            yield FileChange(self.key, "changed", self.seen_ms, new.ms, new.sha256)
        past.add(new.says)
        self.settled, self.candidate = new, None


def follow(key: int, sights: Iterable[FileSight]) -> list[FileChange]:
    """All that happened to a file, in order of time. What it was when first seen is no change."""
    return _followed(key, sights)[0]


def is_doubtful(sights: Iterable[FileSight]) -> bool:
    """True where the newest capture shows other bytes than before, and another ask within minutes would tell whether
    they stay; not of a file that is known to differ each time."""
    file = _followed(0, sights)[1]
    return file is not None and file.candidate is not None and not file.flickers


def _followed(key: int, sights: Iterable[FileSight]) -> tuple[list[FileChange], _File | None]:
    changes: list[FileChange] = []
    file: _File | None = None
    past: set[bytes] = set()
    for sight in sorted(sights, key=lambda each: each.order):
        if file is not None:
            changes += file.changes(sight, past)
        elif sight.says is not None:
            file = _File(key, sight, sight.ms)
            past.add(sight.says)
    return changes, file
