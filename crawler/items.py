"""What the spider gives to the pipeline, and the protocol of those who observe it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from archive.captures.record import Recorded
from archive.frontier.leases import Lease
from archive.model import Address, Capture, Page
from crawler.pagination.walk import Walk


@dataclass(frozen=True, slots=True)
class Reply:
    """One capture, what was read from it and where it leads.

    `lease` is the address of the frontier that was worked on; `final` is False while more captures
    of the same address are to come, as when a list is walked. Pages of lists and front pages bring the
    `walk` so far, but not one that came in place of another; `whole` says that the list was read to its end.
    `first`: not a later page of one. `jumps`: what follows is where an earlier walk broke off. `broken`: it ends
    the walk of a list and should not have; `ended`: it ends one by having nothing more. `seconds` is how long the
    server took to begin its answer.
    """

    capture: Capture
    page: Page | None
    lease: Lease
    found: tuple[Address, ...] = ()
    final: bool = True
    walk: Walk | None = None
    whole: bool = False
    first: bool = True
    jumps: bool = False
    broken: bool = False
    ended: bool = False
    seconds: float | None = None


class Observer(Protocol):
    """A part of a crawl that looks at every reply."""

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Observes a reply and its result, inside the transaction that records it."""
        ...
