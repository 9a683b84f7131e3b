"""`luutru status`: the one place to look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from archive import clock
from crawler.commands.common import (
    archive_option,
    dicts,
    echo_json,
    echo_table,
    json_option,
    local,
    number,
    open_archive,
    plain,
    size,
)

COUNTS = {
    "articles": "select count(*) from articles",
    "versions": "select count(*) from versions",
    "captures": "select count(*) from captures",
    "departments": "select count(distinct department) from articles",
    "visit_stats": "select count(*) from visit_stats",
    "payload_bytes": "select coalesce(sum(bytes), 0) from payloads",
}


@click.command("status")
@archive_option
@json_option
def command(path: Path, as_json: bool) -> None:
    """What the archive holds, how the last crawls ended and what is due.

    \b
    luutru status
    luutru status --archive soctrang.db --json
    """
    with open_archive(path) as archive:
        facts = survey(archive.db)
    facts["file_bytes"] = path.stat().st_size
    if as_json:
        echo_json({"archive": str(path), **facts})
        return
    click.echo(f"{path}  {size(facts['file_bytes'])}")
    click.echo(
        f"{number(facts['articles'])} articles, {number(facts['versions'])} versions, "
        f"{number(facts['captures'])} captures ({size(facts['payload_bytes'])} of payloads), "
        f"{number(facts['departments'])} departments, {number(facts['visit_stats'])} readings of visit counters"
    )
    click.echo("\nLast crawls")
    echo_table(
        facts["crawls"],
        {
            "id": plain,
            "portal": plain,
            "started_at": local,
            "finished_at": local,
            "state": plain,
            "reason": plain,
        },
    )
    click.echo("\nAddresses")
    echo_table(
        facts["addresses"], {"portal": plain, "kind": plain, "state": plain, "count": number, "due": number}
    )
    if facts["visits"]:
        click.echo("\nVisits, newest reading of each site")
        echo_table(
            facts["visits"],
            {"portal": plain, "site": plain, "captured_at": local}
            | dict.fromkeys(("online", "today", "this_week", "this_month", "total"), number),
        )


def survey(db: Any) -> dict[str, Any]:
    """Counts, last crawls, addresses by state and newest visit counters of an archive."""
    facts: dict[str, Any] = {name: db.execute(sql).fetchone()[0] for name, sql in COUNTS.items()}
    facts["crawls"] = dicts(
        db,
        "select id, portal, started_at, finished_at, state, reason, stats from crawls order by id desc limit 5",
    )
    for crawl in facts["crawls"]:
        crawl["stats"] = json.loads(crawl["stats"] or "{}")
    facts["addresses"] = dicts(
        db,
        "select portal, kind, state, count(*) as count, coalesce(sum(next_due_at <= ?), 0) as due"
        " from addresses group by portal, kind, state order by portal, kind, state",
        [clock.now()],
    )
    facts["visits"] = dicts(
        db,
        "select portal, site, max(captured_at) as captured_at, online, today, yesterday, this_week, this_month, total"
        " from visit_stats group by portal, site order by portal, site",
    )
    return facts
