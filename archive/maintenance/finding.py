"""One fault that `verify` found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Findings = Iterator["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: in which table, which row, of which address, and what it is."""

    table: str
    row: int | str | None
    address: str | None
    what: str

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table} {self.row}"
        return f"{place}: {self.what}" + (f" ({self.address})" if self.address else "")
