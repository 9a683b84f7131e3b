"""Watches a crawl, and raises alarms before a portal is lost unnoticed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from archive import alarms, clock
from archive.alarms import Alarm
from archive.captures.record import Recorded
from archive.database.json_text import compact
from archive.frontier import make_due
from archive.frontier.leases import Lease
from archive.model import Address, Capture, Visits
from archive.payloads.headers import by_name
from archive.portal_states.model import Assessment
from archive.portal_states.words import named
from archive.readings.outcome import ALARMING
from crawler.frontier.traps import pattern
from crawler.frontier.under_way import UNREAD
from crawler.items import Reply
from crawler.monitoring import baseline
from crawler.monitoring.baseline import Yields

EXAMPLES = 10
"""Addresses kept of pages that lack a field."""
BACK = 0.99
"""A counter below this share of its earlier value went back. Pages made at the same time may arrive in another order,
which explains small steps back.
"""
FEWEST, NEWER = 5, 4
"""So many articles that are lost at once, and so many times as many as newer ones that are not, are no chance."""
MANY = 20
"""Of so many known articles editors do not change more than half from one crawl to the next."""
APART = timedelta(days=1)
"""The clocks of portals are often wrong by hours, seldom by days."""


class Watch:
    """The alarms of one crawl. `raised` are those raised or confirmed, in words. `is_left` tells of an address that the
    portal, by its file, has moved away from it."""

    def __init__(
        self,
        db: sqlite3.Connection,
        portal: str,
        crawl_id: int,
        at: str,
        is_left: Callable[[str], bool] = lambda url: False,
    ) -> None:
        self._is_left = is_left
        self.raised: list[str] = []
        self.validators_lie = bool(alarms.of_kind(db, portal, "validators"))
        self._db = db
        self._portal = portal
        self._crawl_id = crawl_id
        self._at = at
        self._yields: Yields = {}
        self._lacking: dict[str, list[str]] = {}
        self._totals: dict[str, int | None] = {}
        self._dated = False
        self._ends: set[int] = set()
        self._doubted = False
        self._alarming: list[tuple[int, str, str]] = []

    def sound(self, alarm: Alarm, at: str) -> None:
        """Raises an alarm, inside a transaction."""
        if alarms.note(self._db, self._portal, self._crawl_id, at, alarm):
            self.raised.append(alarm.stored)

    def note(self, reply: Reply, recorded: Recorded) -> None:
        """Takes a recorded reply in."""
        capture, lease, page = reply.capture, reply.lease, reply.page
        if not self._dated:
            self._compare_clocks(capture)
        if reply.ended:
            self._ends.add(recorded.capture_id)
        # A page under way has an alarm of its own; of a host that the portal's file says was left nothing is expected.
        if recorded.outcome in ALARMING and page is not UNREAD and not self._is_left(capture.url):
            self._alarming.append((recorded.capture_id, recorded.outcome, capture.url))
            self.sound(Alarm(recorded.outcome, now=1, addresses=(capture.url,)), capture.captured_at)
        # where the article was known, a list in its place means that it went, not that its form is that of a list
        is_unknown = lease.fresh and recorded.article_id is None
        if recorded.outcome == "list-instead" and is_unknown and lease.kind == "article":
            self.sound(Alarm("list-instead", addresses=(lease.url,)), capture.captured_at)
        if page is None or recorded.outcome not in ("ok", "unreadable"):
            return
        if lease.kind == "list" and page.pager is not None and not page.pager.links:
            self.sound(Alarm("pager", addresses=(capture.url,)), capture.captured_at)
        key = f"{lease.site or ''}/{lease.kind}"
        for field in baseline.count(self._yields, key, lease.kind, page):
            examples = self._lacking.setdefault(field, [])
            if len(examples) < EXAMPLES:
                examples.append(capture.url)
        if lease.kind == "list" and reply.first:
            baseline.count_entries(self._yields, key, len(page.items))
        if page.visits is not None:
            self._counter(lease, page.visits, capture)

    def portal(self, assessment: Assessment, at: str) -> str:
        """Notes what a crawl's answers tell of the portal, or of a part of it: an alarm where that is new. Gives it in
        words."""
        assert assessment.state is not None
        self._doubted |= assessment.state == "quarantined"
        if assessment.common is not None:
            alarm = Alarm("overlaid", assessment.common, assessment.asked, len(assessment.exchanged))
            last = alarms.last_of(self._db, self._portal, "overlaid", assessment.common)
        elif assessment.part is None:
            alarm = Alarm(assessment.state, assessment.target, assessment.asked, assessment.shown)
            last = alarms.last_of(self._db, self._portal, assessment.state)
        else:
            field = f"{assessment.part}: {named(assessment.state, assessment.target)}"
            alarm = Alarm("part", field, assessment.asked, assessment.shown)
            last = alarms.last_of(self._db, self._portal, "part", field)
        if last < self._began(assessment):
            self.sound(alarm, at)
        elif assessment.common is None:  # what harms nobody is told once
            self.raised.append(alarm.stored)
        if assessment.whole and assessment.part is None:
            self._yields = {}
        return alarm.stored

    def _began(self, assessment: Assessment) -> str:
        row = self._db.execute(
            "select began_at from portal_states where portal = ? and part is ? and state = ? and ended_at is null",
            (self._portal, assessment.part, assessment.state),
        ).fetchone()
        return str(row[0]) if row else self._at

    def trapped(self, address: Address) -> None:
        """Notes that there are more addresses of one pattern than any portal has use for."""
        self.sound(Alarm("trap", pattern(address.url), addresses=(address.url,)), self._at)

    def lied(self, capture: Capture) -> bool:
        """Notes that a page changed although its validator promised that it had not. False where that was known."""
        if self.validators_lie:
            return False
        self.validators_lie = True
        self.sound(Alarm("validators", addresses=(capture.url,)), capture.captured_at)
        return True

    def reconsider(self) -> None:
        """Withdraws, inside a transaction, the alarms of pages that are understood since templates were learned, and
        raises those of pages that turned out to be none."""
        fine: dict[str, list[str]] = {}
        known = {capture_id for capture_id, _, _ in self._alarming} | self._ends
        for capture_id, outcome, url, at in self._db.execute(
            "select c.id, c.outcome, c.url, c.captured_at from captures c join capture i on i.id = c.id"
            " where i.crawl_id = ? and c.outcome in (select value from json_each(?))"
            " and coalesce(c.problems, '') <> ?",
            (self._crawl_id, json.dumps(sorted(ALARMING - {"same-page"})), compact(UNREAD.problems)),
        ).fetchall():
            if capture_id not in known and not self._is_left(url):
                self.sound(Alarm(outcome, now=1, addresses=(url,)), at)
        for capture_id, outcome, url in self._alarming:
            (now,) = self._db.execute("select outcome from captures where id = ?", (capture_id,)).fetchone()
            if now not in ALARMING:
                fine.setdefault(outcome, []).append(url)
                alarm = Alarm(outcome, addresses=(url,)).stored
                self.raised = [each for each in self.raised if each != alarm]
        for outcome, urls in fine.items():
            alarms.withdraw(self._db, self._portal, outcome, urls)

    def judge(self, at: str, articles: int, known: int, changed: int) -> None:
        """Compares what the whole crawl yielded with the baseline; `articles` were there. Of them `known` were there
        before, and `changed` say something else than then."""
        # the portal's state already reports what is in quarantine
        if known >= MANY and changed > known / 2 and not self._doubted:
            self.sound(Alarm("edited", None, known, changed), at)
        lost = make_due.vanished(self._db, self._portal, self._at)
        asked = articles + len(lost)
        is_much = len(lost) >= baseline.LEAST and articles < baseline.SHARE * asked
        if is_much or (len(lost) >= FEWEST and self._are_newest(len(lost))):
            self.sound(Alarm("vanished", None, asked, len(lost), tuple(lost[: alarms.SHOWN])), at)
        for field in baseline.FIELDS:
            before = baseline.earlier(self._db, self._portal, self._crawl_id, field)
            shares = baseline.fallen(field, self._yields, before)
            if shares and not baseline.is_read_otherwise(self._db, self._portal, self._crawl_id, field):
                self.sound(Alarm("fall", field, *shares, tuple(self._lacking.get(field, ()))), at)
        before = baseline.earlier(self._db, self._portal, self._crawl_id, "entries")
        lengths = baseline.shortened(self._yields, before)
        if lengths:
            self.sound(Alarm("fall", "entries", *lengths), at)

    def _are_newest(self, lost: int) -> bool:
        """Whether what was lost is the end of the portal's history: it may have been restored from a backup."""
        older, newer = make_due.around_vanished(self._db, self._portal, self._at)
        return NEWER * newer <= lost <= older

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row."""
        return {"yields": self._yields, "alarms": self.raised[: alarms.SHOWN]}

    def _compare_clocks(self, capture: Capture) -> None:
        """Holds this machine's clock against the first reply that tells the server's; an old copy does not."""
        headers = by_name(capture.headers)
        if "date" not in headers or "age" in headers:
            return
        try:
            theirs = parsedate_to_datetime(headers["date"]).astimezone(UTC)
        except ValueError:
            return
        self._dated = True
        if abs(theirs - clock.moment(capture.captured_at)) > APART:
            self.sound(Alarm("clock", addresses=(capture.url,)), capture.captured_at)

    def _counter(self, lease: Lease, visits: Visits, capture: Capture) -> None:
        if visits.total is None:
            return
        # Where the address names no site, only the same address is sure to show the same counter.
        place = lease.site or capture.url
        if place not in self._totals:
            self._totals[place] = self._last_total(lease)
        before = self._totals[place]
        if before is not None and visits.total < before * BACK:
            alarm = Alarm("counter", f"total of {place}", before, visits.total, (capture.url,))
            self.sound(alarm, capture.captured_at)
            self._totals[place] = None

    def _last_total(self, lease: Lease) -> int | None:
        row = self._db.execute(
            "select g.total from reading g join capture c on c.id = g.capture_id"
            " join address a on a.id = c.address_id where a.portal = ?1 and c.crawl_id < ?2"
            " and case when ?3 is null then a.id = ?4 else a.site = ?3 end"
            " and g.total is not null order by g.capture_id desc limit 1",
            (self._portal, self._crawl_id, lease.site, lease.id),
        ).fetchone()
        return row[0] if row else None
