"""Notes on disk which page is being read. If reading it kills the process, the next run knows the page.

Any run may be killed, and each reads the same pages first: so a page is at fault only where reading it ends a process
of its own, too. The kernel keeps a CPU budget for reading, since no signal handler of Python runs inside a call into C.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.captures.record import record
from archive.clock import later
from archive.frontier import unread
from archive.model import Address, AddressKind, Capture, Page
from archive.store import Archive
from crawler.frontier.revisit_policy import SET_ASIDE
from crawler.processes import budget

GRACE = 3.0
"""Seconds that a page may still be read when the run is asked to end."""
DEATHS = 3
"""Readings in a row of what one address gives, other bytes each time, that no process outlived, from which it is the
page's fault though no process of its own may say so: where memory is short, the kernel may end all of them."""
ACQUITTALS = 5
"""Runs in a row that died at a page though a process of its own had read it, from which it is its fault all the same:
it may be too much beside what else a run holds."""
UNREAD = Page("other", problems=("page: reading it did not end",))
"""What is stored of a page that an earlier run did not read to its end."""


class Interrupted(BaseException):
    """The run was told to end while a page was being read; no `except Exception` of a reader's holds it up."""


@dataclass(frozen=True, slots=True)
class Left:
    """The page that a run was reading when it died: its capture, and `url` and `kind` of the frontier's address."""

    capture: Capture
    url: str
    kind: AddressKind


Trial = Callable[[Left, Path], bool]
"""Whether reading a page ends a process of its own. That process appends a dot to the file just before it reads."""


class UnderWay:
    """The page under way of the runs into the archive at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.page")
        self._suspect = path.with_name(f"{path.name}.page.once")
        self._file: int | None = None
        self._set_aside: set[bytes] = set()
        self._reads = False
        self._hurries = False

    def guilty(self, archive: Archive, portal: str, is_deadly: Trial) -> Left | None:
        """The page of `portal` that an earlier run was reading when it died, if that was the page's fault. To be
        called for each portal before anything of it is read."""
        self._set_aside |= unread.unread_payloads(archive.db, portal, UNREAD.problems[0])
        left = self._left()
        if left is None or left.capture.portal != portal:
            return None
        if unread.was_set_aside(archive.db, portal, left.url, UNREAD.problems[0]):
            return left
        head = left.url.encode("utf-8") + b"\n"
        noted = self._suspect.read_bytes() if self._suspect.exists() else b""
        if not noted.startswith(head):
            noted = head
            self._suspect.write_bytes(noted)
        tried = noted[len(head) :]
        if 1 + tried.count(b".") >= DEATHS or tried.count(b"+") >= ACQUITTALS:
            return left
        if is_deadly(left, self._suspect):
            # One that did not come to read says nothing of the page.
            return left if self._suspect.stat().st_size > len(noted) else None
        self._suspect.write_bytes(noted + b"+")
        return None

    def take_up(
        self,
        archive: Archive,
        left: Left,
        crawl_id: int | None,
        at: str,
        address: Callable[[str], Address] = Address,
    ) -> None:
        """Records, inside a transaction, a page that is guilty. Its address is due again much later, and then asked
        for last. `address` tells what is known of a URL."""
        capture = left.capture
        whose = crawl_id if capture.source == "live" else None
        recorded = record(archive, capture, UNREAD, address=address(capture.url), crawl_id=whose)
        self._set_aside.add(capture.sha256)
        unread.set_aside(archive.db, capture.portal, left.url, recorded.outcome, later(at, SET_ASIDE))

    def forget(self) -> None:
        """Lets go of the page, which is recorded."""
        self._path.unlink(missing_ok=True)
        self._suspect.unlink(missing_ok=True)
        self._file = None

    def holds(self, capture: Capture) -> bool:
        """True for a payload whose reading is known not to end."""
        return capture.payload is not None and capture.sha256 in self._set_aside

    @contextmanager
    def reading(self, capture: Capture, url: str, kind: AddressKind) -> Iterator[None]:
        """Notes for a block that `capture`, of the frontier's address `url`, is being read."""
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        head_fields = {**vars(capture), "address": url, "kind": kind}
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
        """Removes the note, an earlier run's too: nothing is under way, and this run did not die."""
        if self._file is not None:
            os.close(self._file)
        self.forget()

    def _left(self) -> Left | None:
        """The page under way when an earlier run died."""
        try:
            sizes, _, rest = self._path.read_bytes().partition(b"\n")
            head, size = map(int, sizes.split())
            head_fields = json.loads(rest[:head])
            url, kind = head_fields.pop("address"), head_fields.pop("kind")
        except (OSError, ValueError, KeyError):
            return None
        headers = tuple((name, value) for name, value in head_fields.pop("headers"))
        capture = Capture(**head_fields, headers=headers, payload=rest[head : head + size] or None)
        return Left(capture, url, kind)
