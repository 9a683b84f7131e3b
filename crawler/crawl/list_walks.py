"""Decides how far each list is walked in this crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.captures.load import load_capture
from archive.captures.record import Recorded
from archive.frontier import list_memory, make_due
from archive.frontier.leases import Lease
from archive.frontier.list_memory import Cut
from archive.model import Address, Capture
from crawler.items import Reply
from crawler.options import Options
from crawler.pagination.walk import WALK_LEAST, Walk, walk_is_owed

if TYPE_CHECKING:
    from archive.store import Archive


class ListWalks:
    """Begins walks, tells where they may end, and keeps where they broke off.

    `since` is the stamp of the crawl's beginning.
    """

    def __init__(self, archive: Archive, portal: str, options: Options, since: str) -> None:
        self._archive = archive
        self._portal = portal
        self._options = options
        self._since = since
        self._reached: dict[int, Cut] = {}
        self._jumped: set[int] = set()

    def walk(self, lease: Lease) -> Walk:
        """A walk of the list at `lease`, before its first page."""
        thorough = bool(self._options.all or self._options.addresses)
        if lease.kind == "list" and not thorough:
            cut = list_memory.cut_of(self._archive.db, lease.id)
            if cut is not None:
                return Walk(thorough=False, cut=cut)
            memory = list_memory.recall(self._archive.db, lease.id)
            walked_at, pages = (memory.walked_at, memory.pages) if memory else (None, 1)
            owed = walk_is_owed(walked_at, pages, self._since)
            thorough = walked_at is None if self._options.new else owed
        return Walk(thorough=thorough)

    def is_known(self, walk: Walk, listed: list[Address]) -> bool:
        """True where a walk may stop at the page with these addresses: all were known before this crawl."""
        least = 1 if self._options.new or walk.cut else WALK_LEAST
        if walk.thorough or walk.number < least:
            return False
        return not make_due.strangers(self._archive.db, self._portal, listed, self._since)

    def last_page(self, walk: Walk) -> Capture | None:
        """The page after which the earlier walk broke off, as it was received; None where it need not, or
        cannot, be taken up there."""
        if walk.cut is None or walk.number >= walk.cut.page:
            return None
        capture = load_capture(self._archive, walk.cut.capture_id)
        return capture if capture.payload else None

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a page of a list, inside the transaction that records it."""
        if reply.lease.kind != "list":
            return
        list_id, walk = reply.lease.id, reply.walk
        if recorded.outcome == "ok" and walk is not None:
            self._jumped.discard(list_id)
            if reply.jumps:
                self._jumped.add(list_id)
            elif reply.final:
                self._reached.pop(list_id, None)
            else:
                began_at = walk.began_at or self._since
                self._reached[list_id] = Cut(
                    recorded.capture_id, walk.number, began_at, walk.thorough, walk.seen, walk.entries
                )
            if reply.final and (reply.whole or walk.cut is None):
                list_memory.mend(self._archive.db, list_id)
            return
        if not reply.final:  # that page is asked for once more
            return
        if self._reached.pop(list_id, None) is not None:
            list_memory.distrust(self._archive.db, list_id)
        if list_id in self._jumped:
            # The server refuses its own form fields by now: the list is walked in order again.
            list_memory.distrust(self._archive.db, list_id)
            list_memory.mend(self._archive.db, list_id)

    def break_off(self) -> None:
        """Stores, inside a transaction, how far unfinished walks came."""
        for list_id, cut in self._reached.items():
            list_memory.cut_off(self._archive.db, list_id, cut)
