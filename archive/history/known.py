"""What an article is known to say, over captures that do not all show all of it.

A skin may leave out a fact, or the hour of a date. Neither that nor its return is an edit. So a capture is compared
with all that is known. A fact counts as taken away, or as added, only where the reader without it has a place for it,
or saw the contrary before: each skin has a template of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from archive.contents.fields import differing, digest_of, lacks, with_facts, with_time
from archive.database.views import FACTS
from archive.readings.extractor import TEMPLATE_DIGITS

_LEFT_OUT = ("summary", *FACTS)
"""Fields that a skin may leave out."""


class Seen(Protocol):
    """A capture that shows a content."""

    @property
    def extractor(self) -> str: ...
    @property
    def digests(self) -> bytes: ...
    @property
    def content_id(self) -> int | None: ...


class Known:
    """What captures tell from `first` on: `digests` of all fields, and by name the contents that tell the facts.

    `places` are the fields that a reader has a place for, by the end of its name.
    """

    def __init__(self, first: Seen, places: Mapping[str, Collection[str]]) -> None:
        self.digests = first.digests
        self.tellers: dict[str, int | None] = dict.fromkeys(_LEFT_OUT, first.content_id)
        self._places = places
        self._read: dict[str, bytes] = {}
        self._missing: set[str] = set()
        self._note(first)

    def differing(self, seen: Seen) -> int:
        """One bit for each field in which a capture shows an edit of what is known."""
        left_out = self._left_out(seen)
        return differing(
            with_facts(self.digests, seen.digests, left_out), with_facts(seen.digests, self.digests, left_out)
        )

    def add(self, seen: Seen) -> None:
        """Takes in what a capture shows."""
        before = self.digests
        self.digests = with_time(with_facts(seen.digests, before, self._left_out(seen)), before)
        for name in _LEFT_OUT:
            if digest_of(self.digests, name) != digest_of(before, name):
                self.tellers[name] = seen.content_id
        self._note(seen)

    def _note(self, seen: Seen) -> None:
        """Remembers what a reader saw, and which facts are missing at their places."""
        self._read[seen.extractor] = seen.digests
        for name in _LEFT_OUT:
            if not lacks(seen.digests, name):
                self._missing.discard(name)
            elif name in self._has_places(seen):
                self._missing.add(name)

    def _left_out(self, seen: Seen) -> list[str]:
        """The facts whose lack here, or before, says nothing: no reader missed them where it has seen them, or has a
        place for them."""
        last, places = self._read.get(seen.extractor), self._has_places(seen)
        return [
            name
            for name in _LEFT_OUT
            if (last is None or lacks(last, name) == lacks(seen.digests, name))
            and name not in (places if lacks(seen.digests, name) else self._missing)
        ]

    def _has_places(self, seen: Seen) -> Collection[str]:
        return self._places.get(seen.extractor[-TEMPLATE_DIGITS:], ())
