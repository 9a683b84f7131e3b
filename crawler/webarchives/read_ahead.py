"""Pages read by other processes, for an import, while those before them are recorded."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache

from archive.contents.names import Rows, named_in
from archive.model import Address, AddressKind, Capture, Page
from crawler.extract.capture import read_capture
from crawler.extract.template.model import Stages
from crawler.frontier.scope import Scope
from crawler.portal import PortalSpec
from crawler.processes import CHUNK, hand_to, pool_of
from crawler.webarchives.places import Places

PlacesGiven = tuple[Mapping[str, type[PortalSpec]], tuple[str, ...], Mapping[str, Collection[str]]]
"""What `Places` is made of."""

Task = tuple[Capture, AddressKind, bytes]
"""A capture, the kind of its address, and the templates to read it by, pickled."""

Done = tuple[Page | None, Rows | None]
"""What is read from a capture, and the documents and names in its article."""


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A capture that is to be read by `stages`, and its address."""

    capture: Capture
    address: Address
    stages: Stages


@dataclass(frozen=True, slots=True)
class _Handed:
    """A capture that is read with others: what `done` gives is theirs, its own stands at `place`."""

    capture: Capture
    stages: Stages
    done: Future[list[Done]]
    place: int


class ReadAhead:
    """Reads captures at `places` by `jobs` processes, one batch ahead of the caller.

    It is a help and no more: what no process has begun to read when it is asked for is read by the caller, and all is
    from the first page on that ends its process, for the caller notes on disk which page it reads.
    """

    def __init__(self, places: PlacesGiven, jobs: int) -> None:
        self._given = places
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._pickled: dict[str, tuple[Stages, bytes]] = {}
        self._now: dict[str, _Handed] = {}
        self._next: dict[str, _Handed] = {}
        self._last: Done = None, None

    @property
    def reads(self) -> bool:
        """Whether there are processes to read ahead, or may be."""
        return self._jobs > 1

    def is_waiting(self, url: str) -> bool:
        """Whether a capture of the address `url` was handed out last, which the next one will be compared with."""
        return url in self._next

    def hand_out(self, unread: Sequence[Unrecorded]) -> None:
        """Has captures of the batch behind the next one read: one of each address."""
        self._now, self._next = self._next, {}
        if not unread:
            return
        try:
            self._pool = self._pool or pool_of(self._jobs, _begin, self._given)
            for start in range(0, len(unread), CHUNK):
                chunk = unread[start : start + CHUNK]
                done = hand_to(self._pool, _read, [self._task(each) for each in chunk])
                for place, each in enumerate(chunk):
                    self._next[each.address.url] = _Handed(each.capture, each.stages, done, place)
        except (BrokenProcessPool, OSError):
            # OSError: a process cannot be started, as in a pool that just broke.
            self._give_up()

    def page(
        self, capture: Capture, address: Address, stages: Stages, read: Callable[[], Page | None]
    ) -> Page | None:
        """What was read of a capture by `stages`; what `read` gives, where it was not."""
        known = self._now.pop(address.url, None)
        if known is None or known.capture != capture or known.stages is not stages or known.done.cancel():
            return read()
        try:
            self._last = known.done.result()[known.place]
            return self._last[0]
        except BrokenProcessPool:
            self._give_up()
            return read()

    def named(self, page: Page | None) -> Rows | None:
        """The documents and names in the article of the page that was read last, where they were found with it."""
        read, rows = self._last
        return rows if page is not None and read is not None and page.article is read.article else None

    def close(self) -> None:
        """Ends the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _give_up(self) -> None:
        self._jobs = 1
        self.close()

    def _task(self, each: Unrecorded) -> Task:
        portal, stages = each.capture.portal, each.stages
        if portal not in self._pickled or self._pickled[portal][0] is not stages:
            self._pickled[portal] = stages, pickle.dumps(stages)
        return each.capture, each.address.kind, self._pickled[portal][1]


_scopes: dict[str, Scope] = {}


def _begin(
    portals: Mapping[str, type[PortalSpec]], homes: tuple[str, ...], distrusted: Mapping[str, Collection[str]]
) -> None:
    _scopes.update(Places(portals, homes, distrusted).scopes)


@lru_cache(4)
def _stages(pickled: bytes) -> Stages:
    stages: Stages = pickle.loads(pickled)
    return stages


def _read(task: Task) -> Done:
    capture, kind, pickled = task
    scope = _scopes[capture.portal]
    page = read_capture(capture, kind, scope.address, scope.cms, _stages(pickled))
    # To find them takes longer than all else that is done with an article when it is recorded.
    return page, named_in(page.article) if page is not None and page.article is not None else None
