"""Overview: what the archive holds, how the last crawls ended, what is new."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from archive import alarms
from archive.completeness import completeness
from archive.portal_states.current import open_states
from archive.portal_states.words import STATES, kind_of_part, named
from archive.web.data.stories import dicts, events
from archive.web.figures import charts
from archive.web.figures.daily_counts import captures_by_day, readings_by_day, sites
from archive.web.figures.series import span, steps
from archive.web.http.request import PageRequest, PageResponse
from archive.web.http.templates import page
from archive.web.wording import formats
from archive.web.wording.alarms import alarm_words
from archive.web.wording.texts import TEXTS

_DAYS = 120
"""The charts show so many days."""

_WANTED = {
    "articles": {},
    "changed_n": {"changed": 1},
    "missing_n": {"state": "missing"},
    "gone_n": {"state": "gone"},
}
"""The query parameters of a search that finds what was counted."""


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The overview."""
    counts = captures_by_day(db)
    days = sorted(counts)
    visits = []
    for portal, site in sites(db)[:3]:
        series = steps(readings_by_day(db, (portal, site), _DAYS + 1), weekly=False)[-_DAYS:]
        chart = charts.bars(
            [(step.start, step.growth) for step in series],
            f"{ask.t('visits_per_day')}: {site or portal}",
            lambda value: formats.number(value, ask.language),
            lambda day: formats.day(day, ask.language),
            {step.start: step.periods for step in series},
        )
        last = next((step for step in reversed(series) if step.total is not None), None)
        if last:
            visits.append((portal, site, last, chart))
    return page(
        ask,
        "overview/home",
        held=held(db),
        complete=completeness(db),
        wanted=_WANTED,
        days=days,
        portals=dicts(db.execute("select * from portals order by id")),
        crawls=crawls(db),
        states=[_state(row) for row in open_states(db)],
        alarms=_alarms(db, ask),
        events=events(db, [], {}, 15),
        captures=charts.bars(
            [(day, counts.get(day, 0)) for day in span(days, 1)][-_DAYS:] if days else [],
            ask.t("captures_per_day"),
            lambda value: formats.number(value, ask.language),
            lambda day: formats.day(day, ask.language),
        ),
        visits=visits,
    )


def held(db: sqlite3.Connection) -> dict[str, Any]:
    """How many articles, versions and so on the archive holds."""
    (counts,) = dicts(
        db.execute(
            "select count(*) as articles, (select count(*) from version) as versions,"
            " (select coalesce(sum(captures), 0) from capture_day) as captures,"
            " (select count(*) from attachment) as attachments_n, (select count(*) from picture) as pictures,"
            " coalesce(sum(versions > 1), 0) as changed_n, coalesce(sum(state = 'missing'), 0) as missing_n,"
            " coalesce(sum(state = 'gone'), 0) as gone_n from article"
        )
    )
    return counts


def _state(row: dict[str, Any]) -> dict[str, Any]:
    """A state that goes on; `of` is what of a portal it tells of."""
    return {**row, "named": named(row["state"], row["target"]), "of": kind_of_part(row["part"])}


def crawls(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The last crawl of each portal."""
    last = dicts(
        db.execute(
            "select portal, started_at, finished_at, state, reason, stats from crawls"
            " where id in (select max(id) from crawls group by portal) order by id desc"
        )
    )
    for crawl in last:
        stats = json.loads(crawl["stats"] or "{}")
        crawl["captures"] = stats.get("captures")
    return last


def open_alarms(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The alarms that a reader sees, newest first: those of a portal's state appear with that state."""
    return [alarm for alarm in alarms.shown(db) if alarm["kind"] not in (*STATES, "part")]


def _alarms(db: sqlite3.Connection, ask: PageRequest) -> list[dict[str, Any]]:
    """The open alarms in words."""
    rows = []
    for alarm in open_alarms(db):
        title, meaning = alarm_words(alarm["kind"], ask.language)
        rows.append({**alarm, "title": title, "meaning": meaning, "amount": _amount(alarm, ask)})
    return rows


def _amount(alarm: dict[str, Any], ask: PageRequest) -> str:
    """What an alarm counted, or how many addresses it names, and what it is about."""
    before, now, kind = alarm["before"], alarm["now"], alarm["kind"]
    about = _about(alarm, ask)
    if before is not None and now is not None:
        shown = [_figure(each, alarm, ask) for each in (before, now)]
        return ask.t(f"alarm.{kind}" if f"alarm.{kind}" in TEXTS else "alarm.fall", *shown, about)
    count = max(len(alarm["addresses"]), round(now or 0))
    counted = ask.t("alarm_addresses", formats.number(count, ask.language)) if count else ""
    return ", ".join(filter(None, (about, counted)))


def _figure(value: float, alarm: dict[str, Any], ask: PageRequest) -> str:
    """A figure of an alarm: a share, seconds, or a number."""
    if alarm["kind"] == "slow":
        return formats.decimal(value, ask.language)
    if alarm["kind"] == "fall" and alarm["field"] != "entries":
        return formats.percent(value, ask.language)
    return formats.number(round(value), ask.language)


def _about(alarm: dict[str, Any], ask: PageRequest) -> str:
    """What the field of an alarm names, in words."""
    kind, field = alarm["kind"], alarm["field"]
    if not field:
        return ""
    if kind == "fall":
        return ask.t(f"field.{field}")
    if kind == "counter":
        place = field.removeprefix("total of ")
        return ask.site(place, alarm["portal"]) or place
    return ask.t("alarm_id", field) if kind == "identity" else str(field)
