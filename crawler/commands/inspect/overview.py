"""The facts that `luutru status` shows: counts, last crawls and imports, alarms, addresses, visit counters."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from archive import alarms, clock
from archive.completeness import completeness
from archive.integrity import hash_chain
from archive.portal_states.current import open_states
from crawler.commands.common import (
    dicts,
)

COUNTS = {
    "articles": "select count(*) from article",
    "versions": "select count(*) from version",
    "captures": "select coalesce(sum(captures), 0) from capture_day",
    "departments": "select count(distinct department) from article",
    "visit_stats": "select coalesce(sum(readings), 0) from visit_day",
    "payload_bytes": "select coalesce(sum(size), 0) from payload",
}


def survey(db: Any) -> dict[str, Any]:
    """Counts, last crawls and imports, alarms, addresses by state and newest visit counters of an archive."""
    facts: dict[str, Any] = {name: db.execute(sql).fetchone()[0] for name, sql in COUNTS.items()}
    facts["completeness"] = [asdict(each) for each in completeness(db)]
    facts["crawls"] = dicts(
        db,
        "select id, portal, started_at, finished_at, state, reason, stats from crawls order by id desc limit 5",
    )
    for crawl in facts["crawls"]:
        crawl["stats"] = json.loads(crawl["stats"] or "{}")
        crawl |= {name: crawl["stats"].get(name) for name in ("captures", "new", "changed")}
        crawl["file"] = crawl["stats"].get("file_bytes")
    facts["imports"] = [
        {"at": at, "from": detail.get("from") or detail.get("file"), "captures": detail["captures"]}
        for at, detail in hash_chain.noted(db, "import", 5)
    ]
    facts["portal_states"] = open_states(db)
    facts["alarms"] = alarms.shown(db)
    facts["acknowledged"] = alarms.shown(db, acknowledged=True)
    facts["addresses"] = dicts(
        db,
        "select portal, kind, state, count(*) as count,"
        " coalesce(sum(next_due_at <= ? and state <> 'excluded'), 0) as due"
        " from addresses group by portal, kind, state order by portal, kind, state",
        [clock.now()],
    )
    facts["visits"] = dicts(
        db,
        "select s.portal, d.site, s.captured_at, s.online, s.today, s.yesterday, s.this_week, s.this_month, s.total"
        " from (select portal, site, max(day) as day from visit_day group by portal, site) n"
        " join visit_day d on d.portal = n.portal and d.site = n.site and d.day = n.day"
        " join visit_stats s on s.capture_id = d.capture_id order by 1, 2",
    )
    return facts
