"""One crawl from its beginning to its end: what it takes from the frontier and what it gives the archive."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from archive import addresses, clock
from archive.addresses import Lease
from archive.errors import ArchiveError
from archive.model import Address, AddressKind
from archive.outcome import ALARMING, TRANSIENT
from archive.store import Archive, CrawlState, Recorded
from crawler import SOFTWARE, manners, revisit
from crawler.extract import EXTRACTOR
from crawler.items import Reply

if TYPE_CHECKING:
    from crawler.spider import PortalSpider

ARTICLES: tuple[AddressKind, ...] = ("article",)
BATCH = 16
"""Addresses leased at once: enough to keep the query off the hot path, few enough to give back."""
TRIES = 3
"""Requests for one address within one crawl; after that it waits for a later one."""
PATIENCE = timedelta(minutes=1)
"""The longest that a crawl waits for a retry; what is due later is left to the next crawl."""
HOST_DOWN = 4
"""Failures in a row, none of them with a reply, after which a host is left alone for this crawl."""


@dataclass
class Tally:
    """What a crawl has done so far. `started` is a reading of the monotonic clock, in seconds."""

    started: float = field(default_factory=time.monotonic)
    captures: int = 0
    bytes: int = 0
    articles: int = 0
    new: int = 0
    changed: int = 0
    returned: int = 0
    missing: int = 0
    failed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    alarms: list[str] = field(default_factory=list)

    def add(self, reply: Reply, recorded: Recorded) -> None:
        """Counts one recorded reply."""
        self.captures += 1
        self.bytes += len(reply.capture.payload or b"")
        self.outcomes[recorded.outcome] += 1
        if reply.lease.kind == "article" and recorded.outcome == "ok":
            self.articles += 1
        self.new += recorded.change == "new"
        self.changed += recorded.change == "changed"
        self.returned += recorded.change == "returned"
        self.missing += recorded.absent
        self.failed += recorded.outcome in TRANSIENT
        if recorded.outcome in ALARMING:
            self.alarms.append(f"{recorded.outcome}: {reply.capture.url}")

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row: everything but the clock, with the seconds it took."""
        plain = {name: value for name, value in vars(self).items() if name != "started"}
        return {**plain, "seconds": round(time.monotonic() - self.started, 3)}


class Run:
    """One crawl. `tally` tells what it has done; `state` and `reason` how it ended."""

    def __init__(self, spider: PortalSpider, archive: Archive, resources: ExitStack) -> None:
        self.archive = archive
        self.tally = Tally()
        self.state: Literal["running", "finished", "alarm", "stopped", "failed"] = "running"
        self.reason: str | None = None
        self.head: str | None = None
        self._resources = resources
        self._options = spider.options
        self._scope = spider.scope
        self._portal = spider.name
        self._ready: deque[Lease] = deque()
        self._working: dict[int, Lease] = {}
        self._tries: Counter[int] = Counter()
        self._waiting: dict[int, str] = {}
        self._cut_short: set[int] = set()
        self._silent: Counter[str] = Counter()
        self._hosts = {
            host for host in addresses.hosts(archive.db, self._portal) if self._scope.allows_host(host)
        }
        self._known: set[str] = set()
        self._given: set[int] | None = None
        self.crawl_id = 0

    @classmethod
    def begin(cls, spider: PortalSpider, settings: Any) -> Run:
        """Opens the archive for writing and starts a crawl in it.

        Raises archive.errors.ArchiveError: ArchiveBusy while another run holds the archive.
        """
        path = Path(settings["LUUTRU_ARCHIVE"])
        with ExitStack() as stack:
            archive = stack.enter_context(Archive.open(path))
            stack.enter_context(archive.lock(f"crawl {spider.name}"))
            archive.add_portal(spider.portal(), spider.sites)
            run = cls(spider, archive, stack.pop_all())
        at = clock.now()
        run.crawl_id = archive.start_crawl(
            spider.name, at, SOFTWARE, {**asdict(spider.options), "pid": os.getpid()}
        )
        run._sow(list(spider.seeds()), at)
        return run

    def _sow(self, seeds: list[Address], at: str) -> None:
        """Makes due what this crawl begins with.

        A crawl is a round of everything that is known. One that was stopped before its end is taken up
        where it was left.
        """
        db = self.archive.db
        self._hosts |= {urlsplit(seed.url).netloc for seed in seeds}
        with self.archive.writing():
            sown = addresses.sow(db, self._portal, seeds, at)
            addresses.adopt(db, self._portal, self._hosts)
            if self._options.addresses:
                self._given = set(sown)
            elif self._options.all or not self.archive.was_stopped(self._portal):
                addresses.make_all_due(db, self._portal, self._hosts, at)

    def next_lease(self) -> Lease | None:
        """The next address to fetch, or None where none is due now or the limit is reached."""
        if not self.more() or not self._ready:
            return None
        lease = self._ready.popleft()
        self._working[lease.id] = lease
        return lease

    def more(self) -> bool:
        """True while there is, or soon will be, something to fetch."""
        if self.state != "running":
            return False
        if not self._ready:
            self._fill()
        return bool(self._ready) or (
            not self._enough() and not self._open_hosts().isdisjoint(self._waiting.values())
        )

    def queued(self) -> int:
        """How many addresses are due or being worked on."""
        due = addresses.due(
            self.archive.db, self._portal, clock.now(), self._open_hosts(), self._options.kinds
        )
        return due + len(self._ready) + len(self._working) + len(self._waiting)

    def _enough(self) -> bool:
        return self._options.limit is not None and self.tally.articles >= self._options.limit

    def _open_hosts(self) -> set[str]:
        return {host for host in self._hosts if self._silent[host] < HOST_DOWN}

    def _fill(self) -> None:
        kinds: tuple[AddressKind, ...] = self._options.kinds
        room = BATCH
        if self._options.limit is not None:
            busy = sum(lease.kind == "article" for lease in self._working.values())
            room = min(BATCH, self._options.limit - self.tally.articles - busy)
            if self._enough():
                kinds = tuple(kind for kind in kinds if kind in ("image", "file"))
                room = BATCH
            elif room <= 0:
                return
        now = clock.now()
        db, hosts = self.archive.db, self._open_hosts()
        found: list[Lease] = []
        if self._options.limit is not None and not self._enough():
            found = addresses.lease(db, self._portal, self.crawl_id, now, room, hosts, ARTICLES, self._given)
            kinds, room = ("home", "list"), 1
        if not found:
            found = addresses.lease(db, self._portal, self.crawl_id, now, room, hosts, kinds, self._given)
        self._ready.extend(found)
        for lease in found:
            self._waiting.pop(lease.id, None)

    def record(self, reply: Reply) -> None:
        """Puts a reply into the archive, with what it means for its address."""
        found = [address for address in reply.found if address.url not in self._known]
        with self.archive.writing():
            recorded = self.archive.record(
                reply.capture,
                reply.page,
                lease=reply.lease,
                address=self._scope.address(reply.capture.url),
                crawl_id=self.crawl_id,
                found=found,
                hosts=self._hosts,
                extractor=EXTRACTOR,
                schedule=partial(self._schedule, reply) if reply.final else None,
            )
            if recorded.outcome == "redirect":
                leads_to = [address.url for address in reply.found]
                addresses.promote(self.archive.db, self._portal, leads_to, reply.capture.captured_at)
            if self._given is not None:
                self._follow(reply)
        self.tally.add(reply, recorded)
        self._known.update(address.url for address in found)
        self._hosts.update(urlsplit(address.url).netloc for address in found)
        host = urlsplit(reply.capture.url).netloc
        self._silent[host] = self._silent[host] + 1 if reply.capture.status is None else 0
        if reply.final:
            self._working.pop(reply.lease.id, None)

    def _follow(self, reply: Reply) -> None:
        """Takes what given addresses lead to into a crawl of given addresses: a front's lists and articles,
        a list's entries, an article's files."""
        kinds = {"home": ("list", "article"), "list": ("article",)}.get(reply.lease.kind, ("image", "file"))
        wanted = {address for address in reply.found if address.kind in kinds}
        if reply.lease.kind == "list" and reply.page:
            wanted &= {self._scope.address(item.url) for item in reply.page.items}
        ids = addresses.answering(self.archive.db, self._portal, wanted)
        assert self._given is not None
        addresses.make_due(self.archive.db, set(ids) - self._given, reply.capture.captured_at)
        self._given.update(ids)

    def _schedule(self, reply: Reply, settled: addresses.Settled) -> str | None:
        """When the address is due again; sooner than its nature asks where a retry may help now."""
        id = reply.lease.id
        if settled.failures:
            self._tries[id] += 1
            answers = settled.outcome not in ("dns", "refused") or self.tally.outcomes["ok"]
            if self._tries[id] < TRIES and answers:
                wait = max(manners.retry_after(reply.capture), timedelta(seconds=2 ** self._tries[id]))
                if wait <= PATIENCE:
                    self._waiting[id] = urlsplit(reply.lease.url).netloc
                    return clock.later(settled.at, wait)
        elif reply.lease.kind == "list" and self._options.since:
            self._cut_short.add(id)
        return revisit.next_due(settled)

    def exclude(self, lease: Lease, why: str) -> None:
        """Marks an address that may not be fetched."""
        self._working.pop(lease.id, None)
        with self.archive.writing():
            addresses.exclude(self.archive.db, lease.id, why)

    def fail(self, reason: str) -> None:
        """Makes this crawl count as failed: the archive itself could not go on."""
        self.state, self.reason = "failed", reason

    def end(self, reason: str) -> None:
        """Closes the crawl in the archive and lets go of the archive. `reason` is Scrapy's."""
        if self.state == "running":
            self.state, self.reason = self._verdict(reason)
        at = clock.now()
        with self._resources:
            try:
                with self.archive.writing():
                    addresses.make_due(self.archive.db, self._cut_short, at)
                stats = self.tally.as_dict()
                self.head = self.archive.finish_crawl(self.crawl_id, at, self.state, self.reason, stats)
            except ArchiveError as error:
                self.fail(str(error))

    def _verdict(self, reason: str) -> tuple[CrawlState, str | None]:
        if reason not in ("finished", "limit"):
            return "stopped", reason
        if not any(outcome in self.tally.outcomes for outcome in ("ok", "not-modified")):
            return "failed", "; ".join(
                f"{count} × {outcome}" for outcome, count in self.tally.outcomes.items()
            )
        self.tally.alarms += [f"not finished: {lease.url}" for lease in self._working.values()]
        return ("alarm", self.tally.alarms[0]) if self.tally.alarms else ("finished", None)
