"""One crawl from its beginning to its end: what it takes from the frontier and what it gives the archive."""

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
from archive.alarms import Alarm
from archive.captures.load import load_capture
from archive.captures.record import Recorded, record
from archive.captures.reread import reread
from archive.contents import rows
from archive.crawls import finish_crawl, start_crawl, was_stopped
from archive.errors import ArchiveError
from archive.frontier import alternates, due, leases, make_due
from archive.frontier.leases import Lease
from archive.history.derive import last_changed
from archive.model import Address, AddressKind, Article, Capture, Page
from archive.readings.outcome import TRANSIENT
from archive.store import Archive
from crawler import SOFTWARE
from crawler.crawl.batch import Batch
from crawler.crawl.editor_activity import Activity
from crawler.crawl.list_walks import Lists
from crawler.crawl.reschedule import Timetable
from crawler.extract.edition import EXTRACTOR
from crawler.frontier import revisit_policy
from crawler.frontier.alternates import Aliases
from crawler.frontier.queue import Picker
from crawler.frontier.scope import Scope
from crawler.frontier.traps import Traps
from crawler.items import Reply
from crawler.monitoring.duplicates import SAME, Twins
from crawler.monitoring.verdict import look_back, verdict
from crawler.monitoring.watch import Watch
from crawler.options import Options
from crawler.politeness.hosts import Hosts
from crawler.portal import PortalSpec
from crawler.stats import Tally

LEADS: dict[str, tuple[AddressKind, ...]] = {"home": ("list", "article"), "list": ("article",)}
"""What a crawl of given addresses takes along, by the kind of the page that leads to it; else media."""


class Run:
    """One crawl. `tally` tells what it has done; `state` and `reason` how it ended."""

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
        self.tally = Tally()
        self.state: Literal["running", "finished", "alarm", "stopped", "failed"] = "running"
        self.reason: str | None = None
        self.head: str | None = None
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
        self.picker = Picker(archive, self._portal, crawl_id, self._options, self.hosts, self.tally)
        self.watch = Watch(archive.db, self._portal, crawl_id, at)
        self.lists = Lists(archive, self._portal, self._options, at)
        self.timetable = Timetable(
            archive, self._portal, crawl_id, self._options, self.picker, self.watch, at
        )
        self._activity = Activity(archive, self._portal, at)
        self._aliases = Aliases(archive, self._portal, self.hosts, self.picker, at)
        self._twins = Twins(self._said_else)
        self._traps = Traps(make_due.fronts(archive.db, self._portal))
        self._known: set[str] = set()

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
                f"the clock of this machine says {at}, which cannot be: set it, then run the same again;"
                " nothing was asked"
            )
        with ExitStack() as stack:
            archive = stack.enter_context(Archive.open(path))
            stack.enter_context(archive.adding(f"crawl {portal.name}"))
            archive.add_portal(portal.portal(), portal.sites)
            asked = {**options.as_dict(), "pid": os.getpid()}
            crawl_id = start_crawl(archive, portal.name, at, SOFTWARE, asked)
            run = cls(portal, archive, options, scope, stop, stack.pop_all(), crawl_id, at)
        run._sow(seeds)
        return run

    def _sow(self, seeds: list[Address]) -> None:
        """Makes due what this crawl begins with: home pages and lists, or everything, or what was given.

        A crawl that was stopped before its end is taken up where it was left.
        """
        db, portal, names, at = self.archive.db, self._portal, self.hosts.names, self._at
        names |= {urlsplit(seed.url).netloc for seed in seeds}
        with self.archive.writing():
            sown = make_due.sow(db, portal, seeds, at)
            make_due.readmit(db, portal, None if self._options.all else at)
            alternates.adopt(db, portal, names)
            if self._options.addresses:
                make_due.make_due(db, sown, at)
                self.picker.among = set(sown)
            elif self._options.all:
                make_due.make_all_due(db, portal, names, at)
            elif not was_stopped(self.archive, portal):
                make_due.make_due(db, sown, at)
                make_due.make_fronts_due(db, portal, names, at)
            if self._options.new:
                self.picker.among = set(make_due.newcomers(db, portal, names))

    def judged(self, lease: Lease, capture: Capture, page: Page) -> Page:
        """`page` in the light of the other pages of this crawl."""
        if lease.kind != "article":
            return page
        own = self._scope.address(capture.url)
        return self._twins.judged(own.cms_id or own.url, capture, page)

    def record(self, reply: Reply) -> None:
        """Puts a reply into the archive, with what it means for its address."""
        unknown = [each for each in reply.found if each.url not in self._known]
        news = [each for each in unknown if self._is_news(each)]
        if len(news) < len(unknown):
            trapped = {each.url for each in unknown}.difference(each.url for each in news)
            reply = replace(reply, found=tuple(each for each in reply.found if each.url not in trapped))
        db, lease, capture = self.archive.db, reply.lease, reply.capture
        with self._batch.writing():
            recorded = record(
                self.archive,
                capture,
                reply.page,
                lease=lease,
                address=self._scope.address(capture.url),
                crawl_id=self.crawl_id,
                found=news,
                hosts=self.hosts.names,
                extractor=EXTRACTOR,
                schedule=partial(self.timetable.due_again, reply) if reply.final else None,
            )
            if recorded.outcome == "redirect":
                leads_to = [address.url for address in reply.found]
                make_due.promote(db, self._portal, leads_to, capture.captured_at)
            if lease.kind == "list":
                self.lists.note(reply, recorded)
            if reply.broken and reply.final and recorded.outcome not in TRANSIENT:
                self.picker.give_up(lease)
            if reply.final and lease.kind in LEADS and recorded.outcome not in TRANSIENT:
                alarm = self._activity.note(reply, recorded.outcome, self.hosts.names)
                if alarm:
                    self.watch.sound(alarm, capture.captured_at)
            if reply.final:
                self._aliases.note(lease, recorded)
            if lease.kind == "article":
                self.timetable.learn(reply, recorded)
                self._unmask(reply, recorded)
            self.watch.note(reply, recorded)
            self._take_along(reply, recorded)
        self.tally.add(reply, recorded)
        self._known.update(address.url for address in news)
        self.hosts.names.update(urlsplit(address.url).netloc for address in news)
        self.hosts.note(capture)
        if reply.final:
            self.picker.settled(lease)

    def _is_news(self, address: Address) -> bool:
        if not self._traps.caught(address):
            return True
        self.watch.trapped(address)
        return False

    def _unmask(self, reply: Reply, recorded: Recorded) -> None:
        """The first of several articles with the same page looked like an article; it was none."""
        capture = reply.capture
        is_exchanged = (
            recorded.change == "changed"
            and recorded.article_id is not None
            and {"title", "body"}.issubset(last_changed(self.archive.db, recorded.article_id))
        )
        twin = self._twins.believed(capture, recorded.capture_id, recorded.outcome, reply.page, is_exchanged)
        if twin is not None:
            masked = load_capture(self.archive, twin)
            reread(self.archive, [(twin, masked, SAME)], EXTRACTOR)
            self.watch.sound(Alarm("same-page", now=1, addresses=(masked.url,)), capture.captured_at)

    def _said_else(self, identity: str, article: Article) -> bool:
        known = rows.shown_by(self.archive.db, self._portal, identity)
        return known is not None and known.title != article.title and known.body != article.body

    def _take_along(self, reply: Reply, recorded: Recorded) -> None:
        """What a crawl of given addresses, or of new articles, adds to what it was given."""
        among = self.picker.among
        if among is None:
            return
        if self._options.new:
            among.update(recorded.pending)
            return
        wanted = {each for each in reply.found if each.kind in LEADS.get(reply.lease.kind, ("image", "file"))}
        if reply.lease.kind == "list" and reply.page:
            wanted &= {self._scope.address(item.url) for item in reply.page.items}
        ids = set(make_due.answering(self.archive.db, self._portal, wanted)) - among
        make_due.make_due(self.archive.db, ids, reply.capture.captured_at)
        among.update(ids)

    def exclude(self, lease: Lease, why: str) -> None:
        """Marks an address that may not be fetched."""
        at = clock.now()
        self.picker.settled(lease)
        self.tally.excluded += 1
        with self.archive.writing():
            leases.exclude(self.archive.db, lease.id, why, revisit_policy.excluded_until(lease.kind, at))
            if not lease.fresh:
                self.watch.sound(Alarm("forbidden", why, addresses=(lease.url,)), at)

    def give_back(self, lease: Lease, why: str) -> None:
        """Leaves the host of an address alone for this crawl; nothing was asked, nothing is recorded."""
        self.hosts.refuse(urlsplit(lease.url).netloc, why)
        self.picker.settled(lease)

    def fail(self, reason: str) -> None:
        """Ends this crawl as failed: the archive itself could not go on."""
        self.state, self.reason = "failed", reason
        self._stop()

    def _absent_sites(self) -> list[str]:
        return make_due.absent_sites(self.archive.db, self._portal, self._options.sites)

    def end(self, reason: str) -> None:
        """Closes the crawl in the archive and lets go of the archive. `reason` is Scrapy's."""
        at = clock.now()
        with self._resources:
            try:
                self._batch.close()
                with self.archive.writing():
                    if self.state == "running":
                        seen = self.hosts, self.tally, self.picker, self.watch
                        if reason == "finished":
                            look_back(at, *seen)
                        self.state, self.reason = verdict(
                            reason,
                            *seen,
                            self._absent_sites(),
                            self._sites,
                            make_due.any_articles(self.archive.db, self._portal),
                        )
                        self.lists.break_off()
                        if self.tally.answered:
                            self._aliases.leave_silent_hosts(at)
                stats = {
                    **self.tally.as_dict(),
                    **self.watch.as_dict(),
                    "file_bytes": self.archive.bytes,
                }
                self.head = finish_crawl(self.archive, self.crawl_id, at, self.state, self.reason, stats)
            except ArchiveError as error:
                self.state, self.reason = "failed", str(error)
