"""One fault that `verify` found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Findings = Iterator["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: the table, the row, its address, and what is wrong."""

    table: str
    row: int | str | None
    address: str | None
    what: str

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table} {self.row}"
        return f"{place}: {self.what}" + (f" ({self.address})" if self.address else "")
