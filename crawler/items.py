"""What a spider hands to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from archive.leases import Lease
from archive.model import Address, Capture, Page
from crawler.walk import Walk


@dataclass(frozen=True, slots=True)
class Reply:
    """One capture, what was read from it and where it leads.

    `lease` is the address of the frontier that was worked on; `final` is False while more captures
    of the same address are to come, as when a list is walked. The last reply of a walk, and that of a front
    page, brings the `walk`; `whole` says that the list was read to its end. `first`: not a later page of one.
    """

    capture: Capture
    page: Page | None
    lease: Lease
    found: tuple[Address, ...] = ()
    final: bool = True
    walk: Walk | None = None
    whole: bool = False
    first: bool = True
