"""Decides when a crawl or an import learns: after a dozen articles that no template read, once more when it has those
that a sample is chosen among, and a crawl at its end, too. What is learned under way is for the pages to come. Only the
end reads again; that of an import is `crawler.learning.imported`.
"""

from __future__ import annotations

from math import inf

from archive.captures.record import Recorded
from archive.frontier.make_due import make_due
from archive.model import Page
from archive.readings.templates import learnings
from archive.store import Archive
from crawler.extract.induction.groups import LEAST
from crawler.extract.template.model import Stages
from crawler.items import Reply
from crawler.learning.relearn import learn_ahead, relearn
from crawler.learning.sample import FIRST, likely
from crawler.learning.templates import stages_of
from crawler.options import Options
from crawler.portal import PortalSpec

ENOUGH = FIRST + 32
"""Articles from which on nothing more is learned before the end: a sample is chosen among the first, and some may have
been counted twice."""


class Ahead:
    """The templates of a portal while captures of it come in. `stages` are those to read the next page by."""

    def __init__(self, archive: Archive, portal: type[PortalSpec]) -> None:
        self._archive = archive
        self._portal = portal
        self._count = 0
        self._next: float = LEAST
        self.stages: Stages = stages_of(archive.db, portal.name)
        first = learnings(archive.db, portal.name).get(1)
        self._is_first = first is None or not first.done

    def count(self, page: Page | None, recorded: Recorded) -> None:
        """Counts the articles that were read cold; where nothing was learned before, all that are new."""
        if page is not None and page.article is not None and recorded.outcome == "ok":
            self._count += page.template is None or (self._is_first and recorded.change == "new")

    @property
    def is_due(self) -> bool:
        """Whether enough has come since the last time."""
        return self._count >= self._next

    def learn_ahead(self) -> None:
        """Learns for the pages to come."""
        stage = 1 if self._is_first else len(self.stages) + 1
        if learn_ahead(self._archive, self._portal, stage):
            self.stages = stages_of(self._archive.db, self._portal.name)
        knows_one = len(self.stages) >= stage
        if self._next >= ENOUGH:
            self._next = inf
        else:
            self._next = ENOUGH if knows_one else min(2 * self._next, ENOUGH)


class Learner(Ahead):
    """The templates of the portal of a crawl that begins at the stamp `at`."""

    def __init__(self, archive: Archive, portal: type[PortalSpec], options: Options, at: str) -> None:
        super().__init__(archive, portal)
        self._at = at
        counted = options.limit, options.max_requests, options.max_bytes
        self._prefers: float = 0 if self._is_first and not options.new and not any(counted) else inf

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a reply."""
        if reply.lease.kind == "article" and self._prefers <= self._count < ENOUGH:
            # Else they would be those of one or two lists.
            make_due(self._archive.db, likely(self._archive.db, self._portal.name), self._at)
            self._prefers = 2 * self._count + LEAST
        self.count(reply.page, recorded)

    def learn(self) -> None:
        """Learns, at the crawl's end, from everything in the archive, and reads again what that affects."""
        relearn(self._archive, self._portal)
