"""`luutru status --check`: prints one line and sets an exit code, for monitoring systems."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from archive import alarms, clock
from archive.alarms import Alarm
from archive.errors import ArchiveError
from archive.portal_states.current import open_states
from archive.portal_states.words import evidence, named, part_named
from archive.wording import t
from crawler import cli
from crawler.commands.common import (
    open_archive,
    zoned,
)
from crawler.limits import span

_AHEAD = timedelta(days=1)
"""A crawl that ended so much later than now was made under a wrong clock, and says nothing of today."""


def check_archive(path: Path, max_age: str) -> int:
    """Prints one line on the archive and returns an exit code. `max_age` is a span such as ``36h``."""
    try:
        longest = span(max_age)
    except ValueError:
        raise click.UsageError(
            t("--max-age is a span like 36h or 2d, not {max_age}.", max_age=repr(max_age))
        ) from None
    try:
        with open_archive(path) as archive:
            last = archive.db.execute(
                "select p.id, (select max(finished_at) from crawls where portal = p.id"
                " and state in ('finished', 'alarm') and json_extract(stats, '$.captures') > 0"
                " and finished_at < ?) from portals p order by p.id",
                [clock.later(clock.now(), _AHEAD)],
            ).fetchall()
            rows = alarms.shown(archive.db)
            states = open_states(archive.db)
            given = {
                portal for (portal,) in archive.db.execute("select distinct portal from article").fetchall()
            }
    except (ArchiveError, sqlite3.Error) as error:
        click.echo(t("FAILED: {path} cannot be read: {error}", path=path, error=error))
        return cli.FAILED
    if states:
        click.echo(t("ALARM: {state_line}", state_line="; ".join(map(state_line, states))))
        return cli.ALARM
    oldest = clock.later(clock.now(), -longest)
    late = [
        t("{portal} (last {at})", portal=portal, at=zoned(at))
        for portal, at in last
        if at is None or at < oldest
    ]
    if late or not last:
        click.echo(
            t(
                "FAILED: no crawl done within {max_age}: {value}",
                max_age=max_age,
                value=", ".join(late) or t("no portal yet"),
            )
        )
        return cli.FAILED
    if without := [portal for portal, _ in last if portal not in given]:
        click.echo(t("FAILED: no article yet of {without}", without=", ".join(without)))
        return cli.FAILED
    if rows:
        first = Alarm(rows[0]["kind"], rows[0]["field"], rows[0]["before"], rows[0]["now"])
        click.echo(
            t(
                "ALARM: {rows} open, newest {portal}: {first}",
                rows=len(rows),
                portal=rows[0]["portal"],
                first=first,
            )
        )
        return cli.ALARM
    click.echo(
        t(
            "OK: {join}",
            join=", ".join((t("{portal} crawled {at}", portal=portal, at=zoned(at)) for portal, at in last)),
        )
    )
    return cli.DONE


def state_line(row: dict[str, Any]) -> str:
    """The state of a portal in one line: the state, its beginning, the evidence."""
    since = (
        t(
            " since {began}, last seen so {last}",
            began=zoned(row["began_at"]),
            last=zoned(row["last_seen_at"]),
        )
        if row["began_at"]
        else ""
    )
    of = row["portal"] if row["part"] is None else f"{row['portal']}, {part_named(row['part'])}"
    return f"{of}: {named(row['state'], row['target'])}{since}: {evidence(row['detail'], row['part'])}"
