"""Rows of measurements: one form for all benchmarks, from which `docs/performance.md` is written."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler import SOFTWARE


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, of what size, with which command; the median, least and most of its runs, in `unit`; the
    goal, which is a floor where `more` is better."""

    part: str
    what: str
    size: str
    command: str
    unit: str
    runs: int
    median: float
    least: float
    most: float
    goal: float
    more: bool = False

    @property
    def missed(self) -> bool:
        """Whether the median does not reach the goal."""
        return self.median < self.goal if self.more else self.median > self.goal

    def __str__(self) -> str:
        spread = f"{_figure(self.least)}–{_figure(self.most)}"
        goal = f"{'≥' if self.more else '≤'} {_figure(self.goal)}"
        missed = "   MISSED" if self.missed else ""
        return f"{self.size:>20}  {self.what:<42}{_figure(self.median):>9} {self.unit:<5}{spread:<15}{goal}{missed}"


def row(
    part: str,
    what: str,
    size: str,
    command: str,
    unit: str,
    figures: Sequence[float],
    goal: float,
    *,
    more: bool = False,
) -> Row:
    """The row of some runs."""
    spread = statistics.median(figures), min(figures), max(figures)
    return Row(part, what, size, command, unit, len(figures), *spread, goal, more)


def report(rows: Sequence[Row], path: Path | None) -> None:
    """Prints rows, and keeps them at `path`, if any."""
    for each in rows:
        print(each)
    if path:
        keep(rows, path)


def keep(rows: Sequence[Row], path: Path) -> None:
    """Writes rows, with the machine and the versions that they were measured on, as JSON."""
    path.write_text(
        json.dumps({"on": machine(), "rows": [asdict(each) for each in rows]}, ensure_ascii=False, indent=1)
    )


def machine() -> str:
    """What it was measured on."""
    return (
        f"{SOFTWARE}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.0f}"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(rows: Sequence[Row]) -> str:
    """Rows as a table in Markdown."""
    lines = ["| | size | median | spread | runs | goal | |", "|---|---|---|---|---|---|---|"]
    for each in rows:
        goal = f"{'≥' if each.more else '≤'} {_figure(each.goal)}"
        lines.append(
            f"| {each.what} | {each.size} | {_figure(each.median)} {each.unit} | {_figure(each.least)}–"
            f"{_figure(each.most)} | {each.runs} | {goal} | {'**missed**' if each.missed else ''} |"
        )
    return "\n".join(lines)
