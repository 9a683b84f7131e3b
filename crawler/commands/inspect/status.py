"""`luutru status`: shows the contents, the last crawls, and what needs attention."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Any

import click

from archive import alarms, clock
from archive.alarms import Alarm
from archive.captures.settle import settle
from archive.portal_states.believe import believe
from archive.portal_states.words import to_do
from archive.store import Archive
from archive.wording import printable, t, translated
from crawler import cli
from crawler.commands.common import (
    ZONE_NOTE,
    archive_option,
    counted,
    echo_json,
    echo_table,
    json_option,
    local,
    number,
    open_archive,
    plain,
    size,
    word,
)
from crawler.commands.inspect.overview import survey
from crawler.commands.inspect.prometheus import write_figures
from crawler.commands.inspect.status_check import check_archive, state_line


@click.command("status")
@archive_option
@json_option
@click.option(
    "--ack",
    "acknowledged",
    is_flag=False,
    flag_value="all",
    metavar="[ID]",
    help="Say that you have seen this alarm, or all: what it tells of is in order from now on.",
)
@click.option(
    "--believe",
    "believed",
    metavar="PORTAL",
    help="Say that what this portal shows since its state began is what it publishes now.",
)
@click.option("--check", is_flag=True, help="One line and an exit code, for monitoring systems.")
@click.option(
    "--max-age",
    default="2d",
    show_default=True,
    metavar="SPAN",
    help="For --check: the longest time since the last crawl that was done.",
)
@click.option(
    "--prometheus",
    "figures",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write figures for Prometheus into FILE, for its node exporter (*.prom), or - to print them.",
)
def command(
    path: Path,
    as_json: bool,
    acknowledged: str | None,
    believed: str | None,
    check: bool,
    max_age: str,
    figures: Path | None,
) -> int:
    """What the archive holds, how the last crawls ended, what is due and what there is to look at.

    Exit codes with --check: 0 all is well; 3 there are open alarms, or a portal as a whole has moved, is closed,
    refuses its pages or shows others, acknowledged or not; 1 a portal was not crawled within --max-age or never
    gave an article, or the archive cannot be read. A crawl that asked for nothing, as outside its --window, does
    not count. Else 0, or 1.

    \b
    luutru status
    luutru status --ack 7
    luutru status --believe soctrang
    luutru status --check --max-age 12h
    luutru status --prometheus /var/lib/node_exporter/luutru.prom
    """
    if check:
        if as_json:
            raise click.UsageError(t("--check prints one line for people and machines: leave out --json."))
        return check_archive(path, max_age)
    if figures is not None:
        return write_figures(path, figures)
    if believed is not None:
        return _believe(path, believed)
    if acknowledged is not None:
        return _acknowledge(path, acknowledged)
    with open_archive(path) as archive:
        facts = {**survey(archive.db), "file_bytes": archive.bytes}
    if as_json:
        echo_json({"archive": str(path), **facts})
        return cli.DONE
    click.echo(f"{path}  {size(facts['file_bytes'])}")
    click.echo(
        t(
            "{articles}, {versions}, {captures} ({payload_bytes} of payloads), {departments}, "
            "{visit_stats} of visit counters",
            articles=counted(facts["articles"], "article"),
            versions=counted(facts["versions"], "version"),
            captures=counted(facts["captures"], "capture"),
            payload_bytes=size(facts["payload_bytes"]),
            departments=counted(facts["departments"], "department"),
            visit_stats=counted(facts["visit_stats"], "reading"),
        )
    )
    _echo_completeness(facts["completeness"])
    for row in facts["portal_states"]:
        click.secho(f"\n{printable(state_line(row))}", bold=True)
        click.echo(f"  {to_do(row['state'], row['part'], row['detail']).replace('PORTAL', row['portal'])}")
    _echo_alarms(facts["alarms"])
    click.echo(t("\nLast crawls"))
    echo_table(
        facts["crawls"],
        {
            "id": plain,
            "portal": plain,
            "started_at": local,
            "finished_at": local,
            "state": word,
            "captures": number,
            "new": number,
            "changed": number,
            "file": _grown,
            "reason": translated,
        },
    )
    if facts["imports"]:
        click.echo(t("\nLast imports"))
        echo_table(facts["imports"], {"at": local, "from": plain, "captures": number})
    click.echo(t("\nAddresses"))
    echo_table(
        facts["addresses"], {"portal": plain, "kind": word, "state": word, "count": number, "due": number}
    )
    if facts["visits"]:
        click.echo(t("\nVisits, newest reading of each site"))
        echo_table(
            facts["visits"],
            {"portal": plain, "site": plain, "captured_at": local}
            | dict.fromkeys(("online", "today", "this_week", "this_month", "total"), number),
        )
    click.echo(f"\n{t(ZONE_NOTE)}")
    return cli.DONE


def _echo_completeness(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        told_by = {
            "addresses": t("lists, sitemaps and links lead to so many"),
            "list": t("a list says that it has so many: {where}", where=row["where"]),
            "ids": t("so many ids lie between those known: {where}", where=row["where"]),
        }
        click.echo(
            t(
                "{portal}: {articles} of about {about} articles ({told_by})",
                portal=row["portal"],
                articles=number(row["articles"]),
                about=number(row["about"]),
                told_by=told_by[row["by"]],
            )
        )


def _grown(count: int | None) -> str:
    return "–" if count is None else size(count)


def _echo_alarms(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo(t("No open alarms"))
        return
    click.secho(
        t("\n{rows} (luutru status --ack ID when seen)", rows=counted(len(rows), "open alarm")), bold=True
    )
    for row in rows:
        alarm = Alarm(row["kind"], row["field"], row["before"], row["now"])
        click.echo(
            f"  {row['id']}  {printable(row['portal'])}  {local(row['raised_at'])}  {printable(str(alarm))}"
        )
        if alarm.kind in alarms.MEANINGS:
            click.echo(f"     {t(alarms.MEANINGS[alarm.kind])}")
        for url in row["addresses"][:5]:
            click.echo(f"       {printable(url)}")


def _acknowledge(path: Path, given: str) -> int:
    if given != "all" and not given.isdigit():
        raise click.UsageError(
            t("--ack takes the number of an alarm, or all, not {given}.", given=repr(given))
        )
    with Archive.open(path, create=False) as archive, archive.writing():
        ids = None if given == "all" else [int(given)]
        count = alarms.acknowledge(archive.db, ids, clock.now(), _who())
    if not count and ids:
        raise click.ClickException(t("There is no open alarm {given}.", given=given))
    click.echo(t("{count} acknowledged", count=counted(count, "alarm")))
    return cli.DONE


def _believe(path: Path, portal: str) -> int:
    with Archive.open(path, create=False) as archive, archive.lock("status --believe"):
        if not believe(archive, portal, _who(), clock.now()):
            raise click.ClickException(
                t("There is nothing to believe or not: no state of {portal} goes on.", portal=repr(portal))
            )
        with archive.writing():
            settle(archive)
    click.echo(t("What {portal} shows since then is taken for what it publishes.", portal=portal))
    return cli.DONE


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # in a container, a user may have a number only
        return f"user {os.getuid()}"
