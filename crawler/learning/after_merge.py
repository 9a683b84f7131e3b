"""Settles what a merged archive as a whole tells: templates, states of portals, sums."""

from __future__ import annotations

from pathlib import Path

from archive.captures.settle import settle
from archive.captures.sum_up import sum_up
from archive.portal_states.store import renew
from archive.store import Archive
from crawler.learning.imported import look_over
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named


def settle_merged(path: Path) -> tuple[str, list[str]]:
    """Learns the templates of each portal in the archive at `path`, reads again what that touches, and looks over
    what was imported.

    Returns the head of the chain in hex, and the alarms raised, in words. Raises ArchiveError.
    """
    raised: list[str] = []
    with Archive.open(path) as archive, archive.lock("merge"):
        for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
            relearn(archive, portal_named(portal))
            raised += look_over(archive, portal_named(portal))
        renew(archive)
        with archive.writing():
            settle(archive)
            sum_up(archive)
        return archive.head.hex(), raised
