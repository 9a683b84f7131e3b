"""What a recovery says before it begins and at its end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.warc.memento import IndexEntry
from archive.wording import t
from crawler import cli
from crawler.commands.common import echo_json, local, number, print_alarms, span, zoned
from crawler.webarchives.client import WebArchive
from crawler.webarchives.recover_portal import Report

SHOWN = 10
"""How many lines of an index are named one by one."""


def as_plain(portal: str, recovered: Report) -> dict[str, Any]:
    """What a recovery did, as JSON has it."""
    done, brought = recovered.done, recovered.brought
    return {
        "portal": portal, **brought.as_dict(), "asked": done.asked, "not_given": done.failed + brought.bare,
        "altered": done.altered, "left": done.left, "chain_head": recovered.head,
        "rewritten": recovered.rewritten, "unended": recovered.unended,
        "without_time": [{"url": each.url, "timestamp": each.timestamp} for each in recovered.unplaced],
    }  # fmt: skip


def untouched(path: Path, why: str, refused: bool) -> int:
    """Says that nothing was changed, and why; gives back the exit code."""
    click.echo(t("luutru: {error} What {path} held before is untouched.", error=why, path=path), err=True)
    return cli.STOPPED if refused else cli.FAILED


def foresee(plan: list[IndexEntry], source: WebArchive, as_json: bool) -> int:
    """Says what a recovery would ask for; gives back the exit code."""
    _name_unended(source.unended)
    times = sorted(entry.at for entry in plan)
    pages = len({entry.url for entry in plan})
    if as_json:
        made = {"first": times[0], "last": times[-1]} if times else {"first": None, "last": None}
        echo_json({"captures": len(plan), "addresses": pages, **made})
    elif not plan:
        click.echo(t("{name} has nothing more of this portal.", name=source.name))
    else:
        click.echo(
            t(
                "{name} has {plan} captures of {pages} addresses that are not here yet, made from "
                "{times} to {times_}.",
                name=source.name,
                plan=number(len(plan)),
                pages=number(pages),
                times=local(times[0]),
                times_=zoned(times[-1]),
            )
        )
    return cli.ALARM if source.unended else cli.DONE


def report(recovered: Report, path: Path, as_json: bool) -> int:
    """Says what a recovery brought; gives back the exit code."""
    done, brought, head, stopped = recovered.done, recovered.brought, recovered.head, recovered.stopped
    if recovered.untouched:
        return untouched(path, str(done.broken), done.refused is not None)
    unplaced, elsewhere = recovered.unplaced, recovered.elsewhere
    lost = done.failed + brought.bare
    if not as_json:
        click.echo(
            t(
                "{captures} captures recovered{first}: {new} articles new, {changed} changed. {asked} "
                "were asked for. Archive: {path}. Chain head: {head}",
                captures=number(brought.captures),
                first=span(brought.first, brought.last),
                new=number(brought.changes["new"]),
                changed=number(brought.changed),
                asked=number(done.asked),
                path=path,
                head=head,
            )
        )
    if done.altered:
        click.echo(
            t(
                "luutru: {altered} pages are not those that the index of the web archive names (their "
                "digest differs); they are kept as they were given",
                altered=number(done.altered),
            ),
            err=True,
        )
    if lost:
        click.echo(
            t("luutru: {lost} captures were not given; the same command asks again", lost=number(lost)),
            err=True,
        )
    if recovered.rewritten:
        click.echo(
            t(
                "luutru: {rewritten} of them came with links and a banner of the web archive, not as they were "
                "captured; --from names where captures are given unchanged",
                rewritten=number(recovered.rewritten),
            ),
            err=True,
        )
    _name_unended(recovered.unended)
    print_alarms(brought.alarms)
    for each in unplaced[:SHOWN]:
        click.echo(
            t(
                "luutru: the index has {url} at {timestamp}, which is no time",
                url=each.url,
                timestamp=repr(each.timestamp),
            ),
            err=True,
        )
    for host, count in elsewhere.most_common():
        click.echo(
            t(
                "luutru: {count} captures are in another web archive, {host}; --from takes them from there",
                count=number(count),
                host=host,
            ),
            err=True,
        )
    if len(unplaced) > SHOWN:
        click.echo(
            t("luutru: {number} more lines of the index have no time", number=number(len(unplaced) - SHOWN)),
            err=True,
        )
    if stopped or done.refused or (done.broken and done.failed):
        why = f": {done.broken}" if done.broken else "."
        click.echo(t("Stopped before the end{why} The same command goes on from here.", why=why), err=True)
        return cli.STOPPED if brought.captures or stopped or done.refused else cli.FAILED
    if done.left:
        click.echo(
            t(
                "Ended early: {broken}. {left} captures wait for the same command.",
                broken=done.broken,
                left=number(done.left),
            ),
            err=True,
        )
    is_odd = lost or done.altered or brought.alarms or unplaced or recovered.unended
    return cli.ALARM if is_odd else cli.DONE


def _name_unended(unended: list[str]) -> None:
    for place in dict.fromkeys(unended):
        click.echo(
            t(
                "luutru: the index at {place} leads round in a circle: there may be captures that it does not "
                "tell; --since and --until ask for fewer at a time",
                place=place,
            ),
            err=True,
        )
