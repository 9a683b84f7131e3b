"""Finds the payloads that revisit records leave out: in the same file, in another, or in the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from archive.captures import known
from archive.captures.load import load_capture
from archive.model import Capture
from archive.store import Archive
from archive.warc.read import Found, Revisit
from archive.warc.records.digests import parse, proves, sha1_of


class Originals:
    """Finds the captures that revisits speak of. `normal` gives an address as the archive has it."""

    def __init__(self, archive: Archive, normal: Callable[[str], str]) -> None:
        self._archive = archive
        self._normal = normal
        self._here: dict[bytes, int] = {}

    def note(self, found: Found, capture_id: int, *, is_new: bool) -> None:
        """Remembers the names by which later records may refer to a capture with a payload: of a revisit, whose page
        has its names already, that of its record."""
        digests: tuple[str | None, ...] = (None,)
        if found.revisit is None:
            digests = (found.digest, *found.digests, f"sha1:{sha1_of(found.capture.payload or b'')}")
        names = [*dict.fromkeys(name for each in digests for name in _names(each, found.record_id))]
        self._here |= dict.fromkeys(names, capture_id)
        if is_new:
            known.note_names(self._archive, capture_id, *names)

    def find(self, found: Found, url: str) -> Capture | None:
        """The capture with the payload of `found`, a revisit at the normalised address `url`; None where there is
        none, or nothing is left of it."""
        revisit = found.revisit
        assert revisit is not None
        for capture_id in self._candidates(revisit, url, found.capture.captured_at):
            capture = load_capture(self._archive, capture_id)
            # Of a page that was taken down nothing is left to stand for another capture of it.
            if capture.payload is not None:
                return capture
        return None

    def _candidates(self, revisit: Revisit, url: str, at: str) -> Iterator[int]:
        for name in _names(revisit.digest, revisit.record_id):
            if name in self._here:
                yield self._here[name]
            yield from known.named(self._archive, name)
        there = self._normal(revisit.url) if revisit.url else url
        if revisit.url and revisit.at:
            capture_id = known.capture_at(self._archive, there, revisit.at)
            if capture_id is not None:
                yield capture_id
        if parse(revisit.digest):
            # A crawl made it, or its file was imported by way of another: nothing says its digest but itself.
            for place in dict.fromkeys((there, url)):
                for capture_id in known.payloads_at(self._archive, place):
                    if proves(load_capture(self._archive, capture_id).payload or b"", revisit.digest):
                        yield capture_id
        elif revisit.url and not revisit.at:
            yield from known.payloads_at(self._archive, there, at)[:1]


def _names(digest: str | None, record_id: str | None) -> Iterator[bytes]:
    if parsed := parse(digest):
        yield _name(f"{parsed[0]}:{parsed[1].hex()}")
    if record_id:
        yield _name(record_id.strip("<> ").lower())


def _name(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]
