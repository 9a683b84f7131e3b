"""Chooses the next address: due, wanted, allowed on its host, and within the limits."""

from __future__ import annotations

import math
from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from archive import clock
from archive.captures.record import Recorded
from archive.frontier import due, leases, make_due
from archive.frontier.leases import Lease
from archive.model import AddressKind, Capture
from archive.readings.outcome import TRANSIENT
from archive.store import Archive
from archive.wording import stored
from crawler.frontier.scope import Scope
from crawler.items import Reply
from crawler.options import Options
from crawler.politeness import manners
from crawler.politeness.hosts import Hosts
from crawler.stats import CrawlStats

BATCH = 16
"""Addresses leased at once: enough to keep the query off the hot path, few enough to give back."""
ARTICLES: tuple[AddressKind, ...] = ("article",)
FRONTS: tuple[AddressKind, ...] = ("home", "list")
MEDIA: tuple[AddressKind, ...] = ("image", "file")
PARTS: tuple[AddressKind, ...] = (*MEDIA, "resource")
"""What pages are shown with."""


LEADS: dict[str, tuple[AddressKind, ...]] = {"home": ("list", "article"), "list": ("article",)}
"""What a crawl of given addresses takes along beside parts, by the kind of the page that leads to it."""


@dataclass(frozen=True, slots=True)
class _Again:
    """An address to be asked for once more, from the stamp `at` on: when nothing else is to be asked for, or when
    `by` requests were made."""

    lease: Lease
    at: str
    by: float


class Queue:
    """Hands out addresses for one crawl. `among`: only these ids, None for any."""

    def __init__(
        self,
        archive: Archive,
        portal: str,
        crawl_id: int,
        options: Options,
        scope: Scope,
        hosts: Hosts,
        stats: CrawlStats,
    ) -> None:
        self.among: set[int] | None = None
        self.hosts = hosts
        self._archive = archive
        self._portal = portal
        self._crawl_id = crawl_id
        self._options = options
        self._scope = scope
        self._stats = stats
        self._ready: deque[Lease] = deque()
        self._working: dict[int, Lease] = {}
        self._tries: Counter[int] = Counter()
        self._waiting: dict[int, str] = {}
        self._given_up: list[Lease] = []
        self._again: list[_Again] = []
        self._fronts = 0
        self._is_walled = False
        self._greeted: set[str] = set()

    @property
    def unfinished(self) -> list[Lease]:
        """Leases that were not settled, and those given up that need a notice."""
        return [*self._working.values(), *self._given_up]

    def next_lease(self) -> Lease | None:
        """The next address to fetch, or None where none is due now or a limit is reached."""
        if self.limit():
            return None
        lease = self._next_again(self._stats.asked)
        if lease is None:
            lease = self._next_now()
            if lease is not None:
                self._ready.remove(lease)
            else:
                lease = self._next_again(math.inf)
        if lease is None:
            return None
        self._working[lease.id] = lease
        self.asking(lease, lease.url)
        return lease

    def more(self) -> bool:
        """True while there is, or soon will be, something to fetch."""
        if self.limit():
            return False
        usable = self.hosts.usable()
        if any(_host(lease) in usable for lease in self._ready) or self._next_now():
            return True
        if any(_host(each.lease) in usable for each in self._again):
            return True
        if self._enough():
            return False
        if not usable.isdisjoint(self._waiting.values()):
            return True
        paused = usable - self.hosts.open()
        return self._any_due(paused)

    def may_turn(self, url: str) -> bool:
        """True if the next page of a list may be asked for now."""
        if self.limit() or not self.hosts.is_open(urlsplit(url).netloc):
            return False
        # Where requests are counted, long lists must not take them all.
        shared = self._options.max_requests or self._options.max_bytes
        is_half = shared and self._fronts * 2 > self._stats.asked
        return not (is_half and self._any_due(self.hosts.open(), ARTICLES))

    def asking(self, lease: Lease, url: str) -> None:
        """Counts a request that is about to be sent; the first to a host brings one for robots.txt."""
        host = urlsplit(url).netloc
        self._stats.asked += 1 if host in self._greeted else 2
        self._greeted.add(host)
        self._fronts += lease.kind in FRONTS

    def ask_again(self, lease: Lease, at: str, by: float = math.inf) -> None:
        """Asks once more for an address that was asked for: from the stamp `at` on, when nothing else is left to ask
        for, or when `by` requests were made."""
        self._again.append(_Again(lease, at, by))

    def put_back(self, lease: Lease) -> None:
        """The address was handed out and not asked for."""
        self.settled(lease)
        self._ready.append(lease)

    def settled(self, lease: Lease) -> None:
        """The address is done with, for now."""
        self._working.pop(lease.id, None)

    def retry_at(self, lease: Lease, capture: Capture, outcome: str, later_page: bool) -> str | None:
        """The stamp of another try within this crawl after one that failed; None where it has to wait. A later
        page of a list was asked for several times already, so that the list is walked anew only once."""
        self._tries[lease.id] += 2 if later_page else 1
        if outcome == "wall" and self._is_walled:
            return None  # two in a row: who is kept out does not knock again and again
        answers = outcome not in ("dns", "refused", "tls") or self._stats.outcomes["ok"]
        pause = manners.pause(capture, self._tries[lease.id])
        if self._tries[lease.id] >= manners.TRIES or not answers or pause is None:
            if later_page or capture.status is not None:  # of a host that is silent all is said at once
                self.give_up(lease)
            return None
        self.wait_for(lease)
        return clock.later(capture.captured_at, pause)

    def wait_for(self, lease: Lease) -> None:
        """Lets this crawl wait until the address is due again."""
        self._waiting[lease.id] = urlsplit(lease.url).netloc

    def give_up(self, lease: Lease) -> None:
        """Stops trying the address in this crawl.

        A front page, a list, and an article that an earlier crawl gave up, too, are reported.
        """
        if lease.kind in FRONTS or (lease.kind == "article" and lease.failures >= manners.TRIES):
            self._given_up.append(lease)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes in a reply: where it leads comes first, or along; its own address is done with."""
        lease = reply.lease
        self._is_walled = recorded.outcome == "wall"
        if recorded.outcome == "redirect":
            leads_to = [address.url for address in reply.found]
            make_due.promote(self._archive.db, self._portal, leads_to, reply.capture.captured_at)
        if reply.broken and reply.final and recorded.outcome not in TRANSIENT:
            self.give_up(lease)
        self._take_along(reply, recorded)
        if reply.final:
            self.settled(lease)

    def _take_along(self, reply: Reply, recorded: Recorded) -> None:
        """What a crawl of given addresses, or of new articles, adds to what it was given."""
        if self.among is None:
            return
        if self._options.new:
            self.among.update(recorded.pending)
            return
        kinds = (*LEADS.get(reply.lease.kind, ()), *PARTS)
        wanted = {each for each in reply.found if each.kind in kinds}
        if reply.lease.kind == "list" and reply.page:
            listed = {self._scope.address(item.url) for item in reply.page.items}
            wanted = {each for each in wanted if each.kind in PARTS or each in listed}
        ids = set(make_due.answering(self._archive.db, self._portal, wanted)) - self.among
        make_due.make_due(self._archive.db, ids, reply.capture.captured_at)
        self.among.update(ids)

    def queued(self) -> int:
        """How many addresses are due or being worked on."""
        waiting = due.count(
            self._archive.db, self._portal, clock.now(), self.hosts.usable(), self._options.kinds, self.among
        )
        return waiting + len(self._ready) + len(self._working) + len(self._waiting)

    def limit(self) -> str | None:
        """Which limit that the archivist set is reached, in words; None where none is."""
        options, stats = self._options, self._stats
        if options.max_requests is not None and stats.asked >= options.max_requests:
            return stored(
                "{most} requests were made, as many as --max-requests allows", most=options.max_requests
            )
        if options.max_bytes is not None and stats.bytes >= options.max_bytes:
            return stored(
                "{bytes} bytes were fetched; --max-bytes allows {most}",
                bytes=stats.bytes,
                most=options.max_bytes,
            )
        if options.window is not None and not options.window.holds(datetime.now(UTC)):
            return stored("it is outside the hours {window} that --window allows", window=options.window)
        return None

    def _next_now(self) -> Lease | None:
        lease = self._leased()
        if lease is None:
            self._fill(self.hosts.open())
            lease = self._leased()
        return lease

    def _next_again(self, asked: float) -> Lease | None:
        """The next address that is to be asked for once more, with `asked` requests made."""
        for each in self._again:
            if asked >= each.by and clock.now() >= each.at and self.hosts.is_open(_host(each.lease)):
                self._again.remove(each)
                with self._archive.writing():
                    return leases.lease_again(self._archive.db, self._crawl_id, each.lease)
        return None

    def _leased(self) -> Lease | None:
        # A batch may hold addresses of a host that has since asked for a pause.
        return next((lease for lease in self._ready if self.hosts.is_open(_host(lease))), None)

    def _any_due(self, hosts: set[str], kinds: tuple[AddressKind, ...] | None = None) -> bool:
        """Whether an address is due on one of these hosts; to count all takes long where many are."""
        wanted = kinds or self._options.kinds
        return bool(hosts) and bool(
            due.ids(self._archive.db, self._portal, clock.now(), 1, hosts, wanted, self.among)
        )

    def _enough(self) -> bool:
        return self._options.limit is not None and self._stats.articles >= self._options.limit

    def _fill(self, hosts: set[str]) -> None:
        kinds, room = self._options.kinds, BATCH
        found: list[Lease] = []
        if self._enough():
            kinds = tuple(kind for kind in kinds if kind in PARTS)
        elif self._options.limit is not None:
            busy = sum(lease.kind == "article" for lease in self._working.values())
            room = min(BATCH, self._options.limit - self._stats.articles - busy)
            if room <= 0:
                return
            found = self._lease(room, hosts, ARTICLES)
            kinds, room = FRONTS, 1
        elif self._options.max_requests or self._options.max_bytes:
            room = 2
            if self._fronts * 2 > self._stats.asked:
                found = self._lease(room, hosts, ARTICLES)
        found = found or self._lease(room, hosts, kinds)
        self._ready.extend(found)
        for lease in found:
            self._waiting.pop(lease.id, None)

    def _lease(self, room: int, hosts: set[str], kinds: tuple[AddressKind, ...]) -> list[Lease]:
        return leases.lease(
            self._archive.db, self._portal, self._crawl_id, clock.now(), room, hosts, kinds, self.among
        )


def _host(lease: Lease) -> str:
    return urlsplit(lease.url).netloc
