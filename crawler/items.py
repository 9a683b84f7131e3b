"""What a spider hands to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from archive.addresses import Lease
from archive.model import Address, Capture, Page


@dataclass(frozen=True, slots=True)
class Reply:
    """One capture, what was read from it and where it leads.

    `lease` is the address of the frontier that was worked on; `final` is False while more captures
    of the same address are to come, as when a list is walked.
    """

    capture: Capture
    page: Page | None
    lease: Lease
    found: tuple[Address, ...] = ()
    final: bool = True
