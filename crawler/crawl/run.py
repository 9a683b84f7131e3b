"""Runs one crawl from beginning to end: takes addresses from the frontier, and gives captures to the archive.

Each reply is recorded once and shown to all observers (`crawler.items.Observer`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from archive import clock
from archive.alarms import SHOWN, Alarm, distrusted_ids
from archive.captures.record import record
from archive.crawls import finish_crawl, start_crawl
from archive.errors import ArchiveError
from archive.frontier import due, leases, make_due
from archive.frontier.leases import Lease
from archive.history.derive import changes_since
from archive.model import Address, Capture
from archive.portal_states.store import judge_crawl
from archive.store import Archive
from archive.wording import english, t
from crawler import SOFTWARE
from crawler.crawl.batch import Batch
from crawler.crawl.editor_activity import EditorActivity
from crawler.crawl.file_checks import FileChecks
from crawler.crawl.list_walks import ListWalks
from crawler.crawl.noise_probe import NoiseProbe
from crawler.crawl.page_needs import PageNeeds
from crawler.crawl.reschedule import Rescheduling
from crawler.crawl.seen_before import SeenBefore
from crawler.extract.edition import EXTRACTOR
from crawler.frontier import revisit_policy
from crawler.frontier.alternates import Alternates
from crawler.frontier.queue import Queue
from crawler.frontier.scope import Scope
from crawler.frontier.seeds import sow
from crawler.frontier.traps import Traps, pattern
from crawler.frontier.under_way import UnderWay
from crawler.items import Observer, Reply
from crawler.learning.imported import settle_brought
from crawler.learning.portal_edition import note_first
from crawler.learning.progress import Learner
from crawler.learning.reading import is_deadly
from crawler.monitoring.crawl_end import end_state, look_back
from crawler.monitoring.duplicates import DuplicateCheck
from crawler.monitoring.excuses import unmask_excuses
from crawler.monitoring.foreign_hosts import HiddenLinks, MovedHosts
from crawler.monitoring.identities import Identities
from crawler.monitoring.list_totals import ListTotals
from crawler.monitoring.portal_probe import PortalProbe
from crawler.monitoring.slowness import Slowness
from crawler.monitoring.unknown_forms import UnknownForms
from crawler.monitoring.watch import Watch
from crawler.options import Options
from crawler.politeness.hosts import Hosts
from crawler.portal import PortalSpec
from crawler.stats import CrawlStats


class Run:
    """One crawl. `stats` tells what it has done; `state` and `reason` how it ended, `portal_state` what its
    answers tell of the portal as a whole, in words."""

    def __init__(
        self,
        portal: type[PortalSpec],
        archive: Archive,
        options: Options,
        scope: Scope,
        stop: Callable[[], object],
        resources: ExitStack,
        crawl_id: int,
        at: str,
    ) -> None:
        self.archive = archive
        self.stats = CrawlStats()
        self.state: Literal["running", "finished", "alarm", "stopped", "failed"] = "running"
        self.reason: str | None = None
        self.head: str | None = None
        self.portal_state: str | None = None
        self.crawl_id = crawl_id
        self._at = at
        self._resources = resources
        self._options = options
        self._scope = scope
        self._portal = portal.name
        self._sites = [site.sname for site in portal.sites]
        self._stop = stop
        self._batch = Batch(archive, self.fail)
        known = due.hosts(archive.db, self._portal)
        self.hosts = Hosts(host for host in known if self._scope.allows_host(host))
        self.queue = Queue(archive, portal.name, crawl_id, options, scope, self.hosts, self.stats)
        self.watch = Watch(archive.db, portal.name, crawl_id, at, scope.is_left)
        self.lists = ListWalks(archive, portal.name, options, at)
        self.files = FileChecks(archive, portal.name, options, self.queue, self.watch, self.stats, at)
        self.rescheduling = Rescheduling(
            archive, portal.name, crawl_id, options, self.queue, self.watch, self.files, at
        )
        self.duplicates = DuplicateCheck(archive, portal.name, scope.address, self.watch)
        self._alternates = Alternates(archive, portal.name, self.hosts, self.queue, at)
        self.learner = Learner(archive, portal, options, at)
        self.seen_before = SeenBefore(archive, portal)
        self.unknown = UnknownForms(scope)
        self.needs = PageNeeds(scope) if options.media == "page" else None
        self.probe = PortalProbe(archive, portal.name, self.queue, at)
        self.under_way = UnderWay(archive.path)
        self._totals = ListTotals(self.watch)
        self._hidden = HiddenLinks(archive, portal.name, crawl_id, self.watch)
        self._slowness = Slowness(archive.db, portal.name, crawl_id, self.watch)
        self._traps = Traps(make_due.fronts(archive.db, portal.name))
        self._observers: tuple[Observer, ...] = (
            self.lists,
            EditorActivity(archive, portal.name, self.hosts, self.watch, at, scope.is_left),
            self._alternates,
            self.probe,
            self.rescheduling,
            self.files,
            self.duplicates,
            self.watch,
            self.unknown,
            Identities(archive.db, portal.name, scope, self.queue, self.watch),
            MovedHosts(scope, self.watch),
            self._totals,
            self._slowness,
            self._hidden,
            self.queue,
            self.stats,
            self.learner,
            NoiseProbe(archive, portal.name, options, self.queue, self.stats),
            self._traps,
            self.hosts,
        )

    @classmethod
    def begin(
        cls,
        portal: type[PortalSpec],
        path: Path,
        options: Options,
        scope: Scope,
        seeds: list[Address],
        stop: Callable[[], object],
    ) -> Run:
        """Opens the archive at `path` for writing and starts a crawl in it. `stop` ends the crawl early.

        Raises archive.errors.ArchiveError where nothing can be recorded: ArchiveBusy while another run holds
        the archive.
        """
        at = clock.now()
        if at < clock.EARLIEST:
            # A time is a fact like any other: what was recorded under a wrong one cannot be put right.
            raise ArchiveError(
                t(
                    "the clock of this machine says {at}, which cannot be: set it, then run the same again; "
                    "nothing was asked",
                    at=at,
                )
            )
        with ExitStack() as stack:
            archive = stack.enter_context(Archive.open(path))
            stack.enter_context(archive.adding(f"crawl {portal.name}"))
            archive.add_portal(portal.portal(), portal.sites)
            asked = {**options.as_dict(), "pid": os.getpid()}
            crawl_id = start_crawl(archive, portal.name, at, SOFTWARE, asked)
            scope.distrust(distrusted_ids(archive.db, portal.name))
            run = cls(portal, archive, options, scope, stop, stack.pop_all(), crawl_id, at)
        sow(archive, portal.name, options, run.hosts.names, run.queue, seeds, at)
        left = run.under_way.guilty(archive, portal.name, partial(is_deadly, stages=run.learner.stages))
        with archive.writing():
            note_first(archive, portal)
            run.probe.begin()
            run.files.begin()
            if left is not None:
                run.under_way.take_up(archive, left, crawl_id, at)
                run.watch.sound(Alarm("set-aside", addresses=(left.url,)), at)
        if left is not None:
            run.under_way.forget()
        return run

    def record(self, reply: Reply) -> None:
        """Puts a reply into the archive, with what it means for its address, and shows it to all who look on."""
        news, trapped = self._traps.sift(reply.found, reply.lease.kind, reply.lease.url)
        for address in {pattern(address.url): address for address in trapped[:SHOWN]}.values():
            self.watch.trapped(address)
        if trapped:
            urls = {address.url for address in trapped}
            reply = replace(reply, found=tuple(each for each in reply.found if each.url not in urls))
        with self._batch.writing():
            recorded = record(
                self.archive,
                reply.capture,
                reply.page,
                lease=reply.lease,
                address=self._scope.address(reply.capture.url),
                crawl_id=self.crawl_id,
                found=news,
                hosts=self.hosts.names,
                extractor=EXTRACTOR,
                schedule=partial(self.rescheduling.due_again, reply) if reply.final else None,
                means="ok" if reply.ended else None,
            )
            for observer in self._observers:
                observer.note(reply, recorded)
        if self.learner.is_due:
            self._batch.close()
            self.learner.learn_ahead()

    def exclude(self, lease: Lease, why: str) -> None:
        """Marks an address that may not be fetched."""
        at = clock.now()
        self.queue.settled(lease)
        self.stats.excluded += 1
        with self.archive.writing():
            leases.exclude(self.archive.db, lease.id, why, revisit_policy.excluded_until(lease.kind, at))
            if not lease.fresh:
                self.watch.sound(Alarm("forbidden", why, addresses=(lease.url,)), at)

    def give_back(self, lease: Lease, why: str, answer: Capture) -> None:
        """Leaves the host of an address alone for this crawl, for its robots.txt is not to be had: `answer` is
        recorded in place of the address, which was not asked for."""
        host = urlsplit(lease.url).netloc
        if host not in self.hosts.refused:
            record(self.archive, answer, None, address=Address(answer.url), crawl_id=self.crawl_id)
        self.hosts.refuse(host, why)
        self.queue.settled(lease)

    def fail(self, reason: str) -> None:
        """Ends this crawl as failed: the archive itself could not go on."""
        self.state, self.reason = "failed", reason
        self._stop()

    def _is_left(self, part: str | None) -> bool:
        host = (part or "").partition("/")[0]
        return host in self.hosts.names and self._scope.is_left(f"http://{host}/")

    def _absent_sites(self) -> list[str]:
        return make_due.absent_sites(self.archive.db, self._portal, self._options.sites)

    def end(self, reason: str) -> None:
        """Closes the crawl in the archive and lets go of the archive. `reason` is Scrapy's."""
        at = clock.now()
        with self._resources, english():
            self.under_way.close()
            try:
                self._batch.close()
                with self.archive.writing():
                    self.files.end(at)
                    # What tells of the portal alone is nothing to learn from.
                    judge_crawl(self.archive, self._portal, self.crawl_id)
                if reason != "shutdown":  # whoever stops a crawl does not want to wait
                    self.files.read_replaced()
                    self.learner.learn()
                    settle_brought(self.archive)
                with self.archive.writing():
                    for alarm in unmask_excuses(self.archive, self._portal, self.crawl_id):
                        self.watch.sound(alarm, at)
                    self.watch.reconsider()
                    assessment = judge_crawl(self.archive, self._portal, self.crawl_id)
                    self.stats.settle(changes_since(self.archive.db, self._portal, self._at))
                    for each in assessment:
                        # of a host that the portal's file says was left, or a section of it, nobody has to be told
                        if each.state is not None and not self._is_left(each.part):
                            sentence = self.watch.portal(each, at)
                            self.portal_state = sentence if each.part is None else self.portal_state
                    gives_nothing = any(each.whole and each.part is None for each in assessment)
                    if self.state == "running":
                        seen = self.hosts, self.stats, self.queue, self.watch
                        self._slowness.judge(at)
                        self._hidden.judge(at)
                        if reason == "finished" and not gives_nothing:
                            look_back(at, *seen)
                            self.unknown.judge(
                                self.watch, at, make_due.any_lists(self.archive.db, self._portal)
                            )
                        self.state, self.reason = end_state(
                            reason,
                            *seen,
                            self._absent_sites(),
                            self._sites,
                            make_due.any_articles(self.archive.db, self._portal),
                            self.portal_state if gives_nothing else None,
                        )
                        self.lists.break_off()
                        if self.stats.answered:
                            self._alternates.leave_silent_hosts(at)
                stats = {
                    **self.stats.as_dict(),
                    **self.watch.as_dict(),
                    **self._totals.as_dict(),
                    **self._slowness.as_dict(),
                    **self._hidden.as_dict(),
                    "file_bytes": self.archive.bytes,
                }
                self.head = finish_crawl(self.archive, self.crawl_id, at, self.state, self.reason, stats)
            except ArchiveError as error:
                self.state, self.reason = "failed", str(error)
