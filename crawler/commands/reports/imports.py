"""What an import says at its end."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from archive.wording import t
from crawler import cli
from crawler.commands.common import number, print_alarms, span
from crawler.portals.registry import portals
from crawler.webarchives.brought import Brought
from crawler.webarchives.import_files import Report

SHOWN = 10
"""How many addresses, and damaged records, are named one by one."""


def as_plain(done: Report) -> dict[str, Any]:
    """What an import did, as JSON has it."""
    brought = done.brought
    foreign = sum(brought.foreign.values())
    return {
        **brought.as_dict(), "known": brought.known,
        "left_out": {"other_hosts": foreign, "other_files": brought.beside, "without_page": brought.bare},
        "damaged": [{"file": name, "offset": d.offset, "why": d.why} for name, d in done.damaged],
        "chain_head": done.head,
    }  # fmt: skip


def report(done: Report, path: Path, as_json: bool) -> int:
    """Says what an import brought; gives back the exit code."""
    brought = done.brought
    read = brought.captures + brought.known
    foreign = sum(brought.foreign.values())
    if not as_json:
        click.echo(
            t(
                "{captures} captures taken over{first}: {new} articles new, {changed} changed. {known} "
                "were there already. Archive: {path}. Chain head: {head}",
                captures=number(brought.captures),
                first=span(brought.first, brought.last),
                new=number(brought.changes["new"]),
                changed=number(brought.changed),
                known=number(brought.known),
                path=path,
                head=done.head,
            )
        )
        _list_unread(brought)
        if foreign or brought.beside:
            hosts = ", ".join(host for host, _ in brought.foreign.most_common(3))
            click.echo(
                t(
                    "Left out: {foreign} captures of hosts of no portal{value}, {beside} that are no page, "
                    "picture or document.",
                    foreign=number(foreign),
                    value=f" ({hosts}, …)" if hosts else "",
                    beside=number(brought.beside),
                )
            )
    if brought.bare:
        click.echo(
            t(
                "luutru: {bare} captures say no more than that a page was the same as one which is "
                "neither in these files nor in the archive; import the file that has it, then these again",
                bare=number(brought.bare),
            ),
            err=True,
        )
    if cut := brought.outcomes["truncated"]:
        click.echo(
            t(
                "luutru: {cut} captures break off before their end; they are kept as they are",
                cut=number(cut),
            ),
            err=True,
        )
    for name, damage in done.damaged[:SHOWN]:
        click.echo(
            t("luutru: {name}, at byte {offset}: {why}", name=name, offset=damage.offset, why=damage.why),
            err=True,
        )
    if len(done.damaged) > SHOWN:
        click.echo(
            t("luutru: {number} more damaged records", number=number(len(done.damaged) - SHOWN)), err=True
        )
    kept_out = foreign + brought.beside + brought.bare
    if not read and done.damaged and not kept_out:
        return cli.FAILED
    if not read and not brought.bare:
        known = ", ".join(portals())
        click.echo(
            t(
                "luutru: nothing in these files is of a portal that luutru knows ({known}); --portal "
                "with --home names the hosts of a mirror",
                known=known,
            ),
            err=True,
        )
        return cli.FAILED
    print_alarms(brought.alarms)
    return cli.ALARM if done.damaged or brought.bare or cut or brought.alarms else cli.DONE


def _list_unread(brought: Brought) -> None:
    """Lists what was kept without being read, the most often captured first."""
    kept = Counter({each: count for each, count in brought.unread.items() if count})
    if not kept:
        return
    click.echo(
        t(
            "Kept without being read: {total} captures of {kept} addresses that are no page, picture "
            "or document:",
            total=number(kept.total()),
            kept=number(len(kept)),
        )
    )
    for (kind, url), count in kept.most_common(SHOWN):
        click.echo(f"  {number(count)}  {kind}  {url}")
    if len(kept) > SHOWN:
        click.echo(
            t("  and {number} more addresses (--json lists them all)", number=number(len(kept) - SHOWN))
        )
