"""Notes on disk which page is being read. If reading it kills the process, the next run knows the page.

One death may be chance, because any run may be killed. A page whose bytes kill a second run is set aside, and so is one
that differs each time and kills a third. The kernel keeps
a CPU budget for reading, since no signal handler of Python runs inside a call into C.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.captures.record import record
from archive.clock import later
from archive.frontier import unread
from archive.model import Address, Capture, Page
from archive.store import Archive
from crawler.frontier.revisit_policy import SET_ASIDE
from crawler.workers import budget

GRACE = 3.0
"""Seconds that a page may still be read when the run is asked to end."""
DEATHS = 3
"""Runs in a row that died while they read what one address gives, other bytes each time, from which it is the page's
fault: a run that is killed takes up the page that it read last, and may be killed on it again."""
UNREAD = Page("other", problems=("page: reading it did not end",))
"""What is stored of a page that an earlier run did not read to its end."""


class Interrupted(BaseException):
    """The run was told to end while a page was being read; no `except Exception` of a reader's holds it up."""


class UnderWay:
    """The page under way of the runs into the archive at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.page")
        self._suspect = path.with_name(f"{path.name}.page.once")
        self._file: int | None = None
        self._set_aside: set[bytes] = set()
        self._reads = False
        self._hurries = False

    def take_up(
        self,
        archive: Archive,
        portal: str,
        crawl_id: int | None,
        at: str,
        address: Callable[[str], Address] = Address,
    ) -> str | None:
        """Records, inside a transaction, the page of `portal` that runs were reading when they died, if it is its
        fault; its address, None where there is none. The address is due again much later, and then asked for last.
        `address` tells what is known of a URL."""
        self._set_aside |= unread.unread_payloads(archive.db, portal, UNREAD.problems[0])
        found = self._left()
        if found is None or found[0].portal != portal:
            return None
        capture, url = found
        is_known = unread.was_set_aside(archive.db, portal, url, UNREAD.problems[0])
        if not is_known and not self._is_guilty(capture, url):
            return None
        whose = crawl_id if capture.source == "live" else None
        recorded = record(archive, capture, UNREAD, address=address(capture.url), crawl_id=whose)
        self._set_aside.add(capture.sha256)
        unread.set_aside(archive.db, portal, url, recorded.outcome, later(at, SET_ASIDE))
        return url

    def forget(self) -> None:
        """Lets go of the page, which is recorded."""
        self._path.unlink(missing_ok=True)
        self._suspect.unlink(missing_ok=True)
        self._file = None

    def holds(self, capture: Capture) -> bool:
        """True for a payload whose reading is known not to end."""
        return capture.payload is not None and capture.sha256 in self._set_aside

    @contextmanager
    def reading(self, capture: Capture, url: str) -> Iterator[None]:
        """Notes for a block that `capture`, of the frontier's address `url`, is being read."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        head_fields = {**vars(capture), "address": url}
        payload = head_fields.pop("payload") or b""
        head_fields.pop("sha256", None)
        head = json.dumps(head_fields, ensure_ascii=True, default=dict).encode("ascii")
        # First of all: a signal may come while the note is written.
        self._reads = True
        try:
            if self._hurries:
                self._limit()
            os.pwrite(self._file, b"%d %d\n" % (len(head), len(payload)) + head + payload, 0)
            with budget():
                yield
        finally:
            self._reads = False
            os.pwrite(self._file, b"0 0\n", 0)

    def hurry(self) -> None:
        """Breaks off in GRACE seconds, as Interrupted, the reading that goes on now, and each that begins later. For
        handlers of signals."""
        self._hurries = True
        if self._reads:
            self._limit()

    def _limit(self) -> None:
        signal.signal(signal.SIGALRM, self._break_off)
        signal.setitimer(signal.ITIMER_REAL, GRACE, 1.0)

    def _break_off(self, *_: object) -> None:
        if self._reads:
            raise Interrupted
        signal.setitimer(signal.ITIMER_REAL, 0)

    def close(self) -> None:
        """Removes the note: nothing is under way."""
        if self._file is not None:
            os.close(self._file)
            self.forget()

    def _is_guilty(self, capture: Capture, url: str) -> bool:
        """Whether enough runs died of a page: two of these bytes, or `DEATHS` in a row of what its address gives, for
        counters differ each time. Else takes this death down."""
        try:
            noted = self._suspect.read_bytes()
        except FileNotFoundError:
            noted = b""
        size = len(capture.sha256)
        if noted[:size] == capture.sha256:
            return True
        count, _, address = noted[size:].partition(b" ")
        deaths = int(count) + 1 if address == url.encode("utf-8") else 1
        self._suspect.write_bytes(capture.sha256 + b"%d %s" % (deaths, url.encode("utf-8")))
        return deaths >= DEATHS

    def _left(self) -> tuple[Capture, str] | None:
        """The capture under way when an earlier run died, and its address in the frontier."""
        try:
            sizes, _, rest = self._path.read_bytes().partition(b"\n")
            head, size = map(int, sizes.split())
            head_fields = json.loads(rest[:head])
        except (OSError, ValueError):
            return None
        url = head_fields.pop("address")
        headers = tuple((name, value) for name, value in head_fields.pop("headers"))
        return Capture(**head_fields, headers=headers, payload=rest[head : head + size] or None), url
