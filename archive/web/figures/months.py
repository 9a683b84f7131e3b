"""Consecutive months."""

from __future__ import annotations

from collections.abc import Mapping


def every_month(counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """All months (``2024-08``) from the first of `counts` to the last; None for those that it does not have."""
    known = sorted(
        month for month in counts if len(month) == 7 and month[:4].isdigit() and month[5:].isdigit()
    )
    if not known:
        return []
    year, month = int(known[0][:4]), int(known[0][5:])
    points: list[tuple[str, int | None]] = []
    while (name := f"{year:04}-{month:02}") <= known[-1] and len(points) < 1200:
        points.append((name, counts.get(name)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return points
