"""Decides when a crawl learns: after a dozen articles that no template read, and at each doubling."""

from __future__ import annotations

from archive.captures.record import Recorded
from archive.store import Archive
from crawler.extract.induction.groups import LEAST
from crawler.extract.template.model import Stages
from crawler.items import Reply
from crawler.learning.relearn import relearn
from crawler.learning.templates import stages_of
from crawler.portal import PortalSpec

MOST = LEAST << 6
"""Articles from which on a crawl learns no more before its end: the sample hardly changes then."""


class Learner:
    """The templates of one crawl. `stages` are those to read the next page by."""

    def __init__(self, archive: Archive, portal: type[PortalSpec]) -> None:
        self._archive = archive
        self._portal = portal
        self._count = 0
        self._next = LEAST
        self.stages: Stages = stages_of(archive.db, portal.name)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Counts the articles that are new, or were read cold."""
        if reply.page is not None and reply.page.article is not None and recorded.outcome == "ok":
            self._count += recorded.change == "new" or reply.page.template is None

    @property
    def is_due(self) -> bool:
        """Whether enough has come since the last time."""
        return self._count >= self._next and self._next <= MOST

    def learn(self) -> None:
        """Learns from everything in the archive, and reads again what that affects."""
        while self._next <= self._count:
            self._next *= 2
        if relearn(self._archive, self._portal):
            self.stages = stages_of(self._archive.db, self._portal.name)
