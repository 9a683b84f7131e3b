"""Recovers a portal's past from a web archive into an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from archive import clock
from archive.crawls import finish_import
from archive.store import Archive
from archive.warc.memento import IndexEntry, Unplaced
from crawler.learning.imported import settle_brought
from crawler.options import Options
from crawler.politeness.http_client import Unreachable
from crawler.portals.registry import portal_named
from crawler.webarchives.brought import Brought
from crawler.webarchives.client import Refused, WebArchive
from crawler.webarchives.recovery import Recovered, Recovery


@dataclass(frozen=True, slots=True)
class Source:
    """How a web archive is asked: what `WebArchive` takes."""

    base: str
    agent: str
    delay: float
    index: str | None = None
    files: str | None = None

    def open(self) -> WebArchive:
        """A client for it."""
        return WebArchive(self.base, self.agent, self.delay, self.index, self.files)


@dataclass
class Report:
    """What a recovery did: its progress, what was brought, the head of the chain in hex; entries of the index
    without a time, places where it did not end, captures that came rewritten, and those that are elsewhere, by host.

    `untouched`: the index gave nothing, `done.broken` says why. `stopped`: by hand, or for the index ended it.
    """

    done: Recovered = field(default_factory=Recovered)
    brought: Brought = field(default_factory=Brought)
    head: str = ""
    untouched: bool = False
    stopped: bool = False
    unplaced: list[Unplaced] = field(default_factory=list)
    unended: list[str] = field(default_factory=list)
    rewritten: int = 0
    elsewhere: Counter[str] = field(default_factory=Counter)


def recover_portal(
    path: Path,
    portal: str,
    source: Source,
    given: Options,
    until: str | None = None,
    tell: Callable[[int, int], None] = lambda done, planned: None,
) -> Report:
    """Takes what the web archive `source` has of a portal, until a day, into the archive at `path`, which is made where
    there is none.

    What is there is not asked for: what was interrupted goes on. `tell` is called with how many captures were dealt
    with, and how many are planned. Raises what `Archive.open` raises, and ArchiveError.
    """
    web = source.open()
    with Archive.open(path) as archive, archive.adding(f"recover {portal}"):
        recovery = Recovery(archive, portal_named(portal), given, web)
        report = Report(recovery.done, recovery.importing.brought)
        try:
            plan = recovery.plan(until)
        except Unreachable as error:
            report.untouched, recovery.done.broken = True, str(error)
            if isinstance(error, Refused):
                recovery.done.refused = str(error)
            return report
        try:
            report.stopped = _run(recovery, plan, until, tell)
        except Unreachable as error:
            report.stopped, recovery.done.broken = True, str(error)
        report.brought.alarms += settle_brought(archive, learns=not report.stopped)
        origin = {"from": web.base, "portal": portal, **report.brought.list_totals}
        captures = report.brought.captures + recovery.importing.left.total()
        report.head = finish_import(archive, clock.now(), origin, captures)
    report.unplaced, report.unended = web.unplaced, web.unended
    report.rewritten, report.elsewhere = web.rewritten, web.elsewhere
    return report


def _run(
    recovery: Recovery, plan: list[IndexEntry], until: str | None, tell: Callable[[int, int], None]
) -> bool:
    """Whether it was stopped. What came may lead to more that the web archive has to be asked for.

    Raises Unreachable where the index answers no more.
    """
    done, planned = 0, len(plan)

    def one_more() -> None:
        nonlocal done
        done += 1
        tell(done, planned)

    try:
        while plan:
            recovery.run(plan, one_more)
            plan = [] if recovery.done.broken else recovery.further(until)
            planned += len(plan)
    except KeyboardInterrupt:
        return True
    return False
