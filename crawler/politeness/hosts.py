"""Knows the hosts of a crawl: which may be contacted now, which rest for a while, which are left alone."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from archive.captures.record import Recorded
from archive.model import Capture
from archive.wording import stored
from crawler.items import Reply
from crawler.politeness import manners

SILENT = 4
"""Failures in a row, none of them with a reply, after which a host is left alone for this crawl."""
BUSY = 6
"""Answers of "too many requests" or "unavailable" in a row after which a host is left alone."""
TOO_MUCH = (429, 503)


class Hosts:
    """The hosts of a crawl, with their ports. `clock` reads monotonic seconds.

    `silent` hosts do not answer, `refused` ones ask to be left alone; both map to the reason in words, and are not
    contacted again in this crawl.
    """

    def __init__(self, names: Iterable[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.names = set(names)
        self.refused: dict[str, str] = {}
        self.silent: dict[str, str] = {}
        self._clock = clock
        self._failures: Counter[str] = Counter()
        self._busy: Counter[str] = Counter()
        self._paused: dict[str, float] = {}

    def open(self) -> set[str]:
        """Those that may be asked now."""
        return {name for name in self.names if self.is_open(name)}

    def is_open(self, name: str) -> bool:
        """True if this host may be asked now."""
        return not self.is_left_alone(name) and self._paused.get(name, 0) <= self._clock()

    def usable(self) -> set[str]:
        """Those that may be asked in this crawl, now or after a pause."""
        return {name for name in self.names if not self.is_left_alone(name)}

    def is_left_alone(self, name: str) -> bool:
        """True if this host is not asked any more in this crawl."""
        return name in self.refused or name in self.silent

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Learns from a reply, or from the lack of one, and of the hosts that it names."""
        self.names.update(urlsplit(address.url).netloc for address in reply.found)
        self._note(reply.capture)

    def _note(self, capture: Capture) -> None:
        name = urlsplit(capture.url).netloc
        if capture.status is None:
            self._failures[name] += 1
            if self._failures[name] >= SILENT:
                self.silent[name] = stored("{host} does not answer ({error})", host=name, error=capture.error)
            return
        self._failures[name] = 0
        if capture.status not in TOO_MUCH:
            self._busy[name] = 0
            return
        self._busy[name] += 1
        pause = manners.pause(capture, self._busy[name])
        if pause is None or self._busy[name] >= BUSY:
            self.refused[name] = stored(
                "{host} asks for a pause ({status})", host=name, status=capture.status
            )
        else:
            self._paused[name] = self._clock() + pause.total_seconds()

    def refuse(self, name: str, why: str) -> None:
        """Leaves a host alone for the rest of this crawl."""
        self.refused.setdefault(name, why)
