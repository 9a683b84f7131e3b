"""Records captures that come in quick succession in one transaction.

A commit copies every touched page of tables and indexes, and most are the same from one capture to the next. A crawl
at a polite pace still commits after every capture.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from archive.errors import ArchiveError
from archive.search import index
from archive.store import Archive

MOST = 8
"""Captures that a power cut may take back; their addresses are due as before."""
LINGER = 0.5
"""Seconds after which a batch is closed, however few captures it holds."""

FEW = 2
"""Captures in a batch of a crawl that waits for the portal: it has the time to index what they say at once."""


class Batch:
    """Collects what is written to `archive`. Calls `failed` when it cannot be stored."""

    def __init__(self, archive: Archive, failed: Callable[[str], None]) -> None:
        self._archive = archive
        self._failed = failed
        self._open: ExitStack | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._count = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A step of the batch. Whatever else goes wrong in it undoes only the step; an ArchiveError, which is
        raised again, undoes the batch."""
        if self._open is None:
            with ExitStack() as stack:
                stack.enter_context(self._archive.writing())
                self._open = stack.pop_all()
            self._timer = asyncio.get_running_loop().call_later(LINGER, self._close_late)
        try:
            with self._archive.writing():
                yield
        except ArchiveError as error:
            lost = self._let_go()
            if lost is not None:
                lost.__exit__(type(error), error, error.__traceback__)
            raise
        self._count += 1
        if self._count >= MOST:
            self.close()

    def close(self) -> None:
        """Keeps what was gathered. Raises ArchiveError where that cannot be."""
        stack = self._let_go()
        if stack is not None:
            stack.close()

    def _let_go(self) -> ExitStack | None:
        if self._timer is not None:
            self._timer.cancel()
        stack, self._open, self._timer, self._count = self._open, None, None, 0
        return stack

    def _close_late(self) -> None:
        try:
            if self._count <= FEW:
                with self._archive.writing():
                    index.catch_up(self._archive.db)
            self.close()
        except ArchiveError as error:
            self._failed(str(error))
