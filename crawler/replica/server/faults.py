"""Faults on request: what a test or a demonstration lets the replica do wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

FaultKind = int | Literal["drop", "slow", "truncate", "challenge", "shell", "maintenance"]
"""A fault: an HTTP status; a connection dropped before the reply; a late reply; a reply that stops half way; a
wall page with 403 that asks for JavaScript; the same empty page with 200 for every request; a page that asks
to come back later.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` happens to the next `times` requests (None: to all) whose "path argument" contains `where`."""

    where: str
    kind: FaultKind
    times: int | None = None


class Faults:
    """The faults that are still to happen. Safe to use from many threads."""

    def __init__(self, planned: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._planned = list(planned)

    def add(self, fault: Fault) -> None:
        """Plan one more."""
        with self._lock:
            self._planned.append(fault)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._planned.clear()

    def next_for(self, asked: str) -> FaultKind | None:
        """The fault for the request `asked`: the first plan that fits. It is used up."""
        with self._lock:
            for place, fault in enumerate(self._planned):
                if fault.where in asked and fault.times != 0:
                    if fault.times is not None:
                        self._planned[place] = replace(fault, times=fault.times - 1)
                    return fault.kind
        return None
