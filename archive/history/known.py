"""What an article is known to say, over captures that do not all show all of it.

A skin may leave out a fact, or the hour of a date. Neither that nor its return is an edit. So a capture is compared
with all that is known. A fact counts as taken away, or as added, only where the same reader saw the contrary before:
each skin has a template of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.contents.fields import differing, digest_of, lacks, with_facts, with_time

if TYPE_CHECKING:
    from archive.history.rules import Sight

FACTS = ("summary", "department", "author", "published_at", "category", "source")
"""Fields that a skin may leave out."""


class Known:
    """What captures tell from `first` on: `digests` of all fields, and by name the contents that tell the facts."""

    def __init__(self, first: Sight) -> None:
        self.digests = first.digests
        self.tellers: dict[str, int | None] = dict.fromkeys(FACTS, first.content_id)
        self._read = {first.extractor: first.digests}

    def differing(self, seen: Sight) -> int:
        """One bit for each field in which a capture shows an edit of what is known."""
        left_out = self._left_out(seen)
        return differing(
            with_facts(self.digests, seen.digests, left_out), with_facts(seen.digests, self.digests, left_out)
        )

    def add(self, seen: Sight) -> None:
        """Takes in what a capture shows."""
        before = self.digests
        self.digests = with_time(with_facts(seen.digests, before, self._left_out(seen)), before)
        for name in FACTS:
            if digest_of(self.digests, name) != digest_of(before, name):
                self.tellers[name] = seen.content_id
        self._read[seen.extractor] = seen.digests

    def _left_out(self, seen: Sight) -> list[str]:
        """The facts whose lack says nothing: the reader of this capture has not seen the contrary."""
        last = self._read.get(seen.extractor)
        return [name for name in FACTS if last is None or lacks(last, name) == lacks(seen.digests, name)]
