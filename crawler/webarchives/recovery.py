"""Fetches what a portal published in the past from a web archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from w3lib.url import safe_url_string

from archive.captures import known as captures_known
from archive.captures.load import load_capture
from archive.frontier.addresses import RANKS, urls_of
from archive.model import Address, AddressKind, Capture
from archive.store import Archive
from archive.warc.dates import digits_of
from archive.warc.memento import IndexEntry, has_digest
from archive.warc.read import Found, Revisit
from crawler.frontier.scope import Scope
from crawler.options import Options
from crawler.politeness.http_client import Unreachable
from crawler.portal import PortalSpec
from crawler.webarchives.client import Refused, WebArchive
from crawler.webarchives.import_captures import Import
from crawler.webarchives.unread import is_named_resource, is_of_resource

_SAYING = (404, 410)
"""Statuses beyond success and redirection that say something of an article: it is not there. Captures with others
are facts, too, and asked for last."""
MOST_FAILURES = 5
"""So many captures in a row that are not available, and a web archive is left in peace."""


@dataclass
class Recovered:
    """The progress of a recovery.

    `asked` counts requested captures, `failed` those not given, `altered` those that differ from the digest in
    the index, `left` those still to be requested. `broken` says why it ended early; so does `refused` where the
    web archive wanted no more requests.
    """

    asked: int = 0
    failed: int = 0
    altered: int = 0
    left: int = 0
    broken: str | None = None
    refused: str | None = None


class Recovery:
    """Takes captures of one portal out of a web archive into `archive`."""

    def __init__(
        self, archive: Archive, spider: type[PortalSpec], options: Options, source: WebArchive
    ) -> None:
        self.done = Recovered()
        self.importing = Import(archive, spider.name, options.homes)
        self._archive = archive
        self._spider = spider
        self._options = options
        self._scope = Scope(spider, options)
        self._source = source
        self._asked_for: set[str] = set()
        self._bearers: dict[tuple[str, str], IndexEntry] = {}
        self._kept: dict[tuple[str, str], tuple[int, IndexEntry]] = {}

    def plan(self, until: str | None = None) -> list[IndexEntry]:
        """The captures to fetch: the newest of every address first, so that an early end leaves something of
        everything.

        Captures in the archive are left out. Raises Unreachable.
        """
        by_address: defaultdict[str, dict[str, IndexEntry]] = defaultdict(dict)
        kinds: dict[str, AddressKind] = {}
        for entry in self._listed(until):
            address = self._address(entry.url, entry.media_type)
            if address is not None:
                known = by_address[address.url].setdefault(entry.timestamp, entry)
                if known.digest != entry.digest:
                    # Two captures within one second: the archive may give either.
                    by_address[address.url][entry.timestamp] = replace(known, digest=None)
                kinds[address.url] = address.kind
        rounds: list[tuple[bool, int, int, IndexEntry]] = []
        for url, found in by_address.items():
            for number, entry in enumerate(sorted(found.values(), key=lambda each: each.at, reverse=True)):
                there = captures_known.capture_at(self._archive, url, entry.at, payload=False)
                if there is None:
                    is_error = (entry.status or 0) >= 400 and entry.status not in _SAYING
                    rounds.append((is_error, number, RANKS[kinds[url]], entry))
                elif entry.digest:
                    self._kept[entry.url, entry.digest] = there, entry
        return [entry for *_, entry in sorted(rounds, key=lambda each: each[:3])]

    def further(self, until: str | None = None) -> list[IndexEntry]:
        """What can be planned only after a run, for it led to addresses that the web archive has to be asked for one
        by one; nothing of one whose index told all. Raises Unreachable."""
        return self.plan(until) if self._source.is_by_address else []

    def _listed(self, until: str | None) -> Iterator[IndexEntry]:
        """What the web archive has of the portal: all of it or, where it has to be asked for each address, of the
        addresses that are known here and were not asked for yet."""
        since = self._options.since
        if self._source.is_by_address:
            for url in self._unasked():
                yield from self._source.timemap(url, since, until)
            return
        for host in self._scope.places:
            yield from self._source.index(host, below=not self._options.homes, since=since, until=until)

    def _unasked(self) -> list[str]:
        known = [home for home in self._options.homes or (self._spider.home,) if home]
        known += urls_of(self._archive.db, self._spider.name)
        urls = [url for url in dict.fromkeys(known) if url not in self._asked_for and self._address(url)]
        self._asked_for.update(urls)
        return urls

    def run(self, plan: list[IndexEntry], tell: Callable[[], None]) -> None:
        """Asks for the captures of `plan`, as far as the options allow; `tell` is called after each.

        Raises ArchiveError. What the web archive does not give is counted.
        """
        with self.importing.guarded():
            self._ask(plan, tell)

    def _ask(self, plan: list[IndexEntry], tell: Callable[[], None]) -> None:
        failures, limit = 0, self._options.max_requests
        for number, entry in enumerate(plan):
            self.done.left = len(plan) - number
            if limit is not None and self.done.asked >= limit:
                self.done.broken = f"{limit} requests were made"
                return
            try:
                for found in self._found(entry):
                    self.importing.take(found)
                failures = 0
            except Refused as error:
                self.done.refused = self.done.broken = str(error)
                return
            except Unreachable as error:
                self.done.failed += 1
                failures += 1
                if failures == MOST_FAILURES:
                    self.done.broken = str(error)
                    return
            tell()
        self.done.left = 0
        self.importing.end()

    def _found(self, entry: IndexEntry) -> Iterator[Found]:
        bearer = self._bearer(entry)
        if bearer is not None:
            yield self._same(entry, bearer)
            return
        self.done.asked += 1
        replayed = self._source.replay(entry)
        if replayed is None:
            self.done.failed += 1
            return
        capture = replayed.found.capture
        if entry.digest and capture.payload and not capture.error and replayed.is_indexed:
            bearer = self._bearers[entry.url, entry.digest] = replace(entry, at=capture.captured_at)
        yield replayed.found
        if digits_of(capture.captured_at) == entry.timestamp:
            self.done.altered += not replayed.is_indexed
        elif bearer is not None:
            # Of two captures of the same page some web archives give the one for the other.
            yield self._same(entry, bearer)
        else:
            self.done.failed += 1

    def _same(self, entry: IndexEntry, bearer: IndexEntry) -> Found:
        """The capture of `entry`, whose page is that of `bearer` according to the index."""
        capture = Capture("", entry.url, entry.at, entry.status, source=f"memento:{self._source.name}")
        return Found(0, capture, entry.digest, Revisit(None, bearer.url, bearer.at))

    def _bearer(self, entry: IndexEntry) -> IndexEntry | None:
        """A stored capture with the page of `entry`, which then need not be fetched."""
        key = entry.url, entry.digest or ""
        if key not in self._bearers and key in self._kept:
            known, kept = self._kept.pop(key)
            if has_digest(kept, load_capture(self._archive, known).payload or b""):
                self._bearers[key] = kept
        return self._bearers.get(key)

    def _address(self, url: str, media_type: str | None = None) -> Address | None:
        """The address, where it is one that the options ask for."""
        try:
            address = self._scope.address(safe_url_string(url))
        except ValueError:
            return None
        if address.kind == "other" and (is_named_resource(address.url) or is_of_resource(media_type)):
            address = replace(address, kind="resource")
        if address.kind not in self._options.kinds or not self._scope.wants(address):
            return None
        return address
