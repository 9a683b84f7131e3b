"""How far the lists of one crawl are walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import rounds, walks
from archive.leases import Lease
from archive.model import Address
from crawler import revisit
from crawler.options import Options
from crawler.walk import Walk

if TYPE_CHECKING:
    from archive.store import Archive


class Lists:
    """Begins walks and tells where they may end. `since` is the stamp of the crawl's beginning."""

    def __init__(self, archive: Archive, portal: str, options: Options, since: str) -> None:
        self._archive = archive
        self._portal = portal
        self._options = options
        self._since = since

    def walk(self, lease: Lease) -> Walk:
        """A walk of the list at `lease`, before its first page."""
        thorough = bool(self._options.all or self._options.addresses)
        if lease.kind == "list" and not thorough:
            memory = walks.recall(self._archive.db, lease.id)
            walked_at, pages = (memory.walked_at, memory.pages) if memory else (None, 1)
            owed = revisit.walk_is_owed(walked_at, pages, self._since)
            thorough = walked_at is None if self._options.new else owed
        return Walk(thorough=thorough)

    def is_known(self, walk: Walk, listed: list[Address]) -> bool:
        """True if a walk need not go on behind the page that it has just read and that listed these: all of
        them were known before this crawl began."""
        least = 1 if self._options.new else revisit.WALK_LEAST
        if walk.thorough or walk.number < least:
            return False
        return not rounds.strangers(self._archive.db, self._portal, listed, self._since)
