"""`luutru recover`: fetches a portal's past from a web archive."""

from __future__ import annotations

from pathlib import Path

import click

from archive import clock
from archive.crawls import finish_import
from archive.store import Archive
from archive.warc.memento import IndexEntry
from archive.wording import t
from crawler import cli
from crawler.commands.common import (
    archive_option,
    echo_json,
    json_option,
    local,
    number,
    print_alarms,
    progress_bar,
    span,
    zoned,
)
from crawler.options import BadOption, options
from crawler.politeness.http_client import Unreachable
from crawler.politeness.manners import NO_CONTACT, reaches, user_agent
from crawler.portals.registry import UnknownPortal, portal_named
from crawler.webarchives.client import INTERNET_ARCHIVE, Refused, WebArchive
from crawler.webarchives.recovery import Recovery

SHOWN = 10


@click.command("recover")
@click.argument("portal")
@archive_option
@click.option(
    "--from",
    "base",
    default=INTERNET_ARCHIVE,
    show_default=True,
    metavar="ADDRESS",
    help="The web archive: where its captures are replayed, a collection of pywb, or an index of Common Crawl.",
)
@click.option(
    "--index",
    metavar="ADDRESS",
    help="Where its index is asked, if elsewhere: a CDX server such as OutbackCDX, or what stands before an address in"
    " its TimeMaps.",
)
@click.option(
    "--files",
    metavar="ADDRESS",
    help="Where the WARC files lie that the index names; captures are taken out of these, not replayed.",
)
@click.option("--site", multiple=True, metavar="SNAME", help="Only this site of the portal (repeatable).")
@click.option("--since", metavar="DATE", help="Only captures made on or after this day.")
@click.option("--until", metavar="DATE", help="Only captures made on or before this day.")
@click.option(
    "--media",
    default="images",
    show_default=True,
    metavar="none|images|all",
    help="Which files to take beside the pages: none, pictures, or documents too.",
)
@click.option(
    "--home",
    multiple=True,
    metavar="ADDRESS",
    help="The portal was captured at this address, a mirror or a replica (repeatable).",
)
@click.option("--max-requests", metavar="N", help="End after so many captures; the same command goes on.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=2,
    show_default=True,
    metavar="SECONDS",
    help="Between requests.",
)
@click.option(
    "--contact", envvar="LUUTRU_CONTACT", help="A mail or web address for the web archive's administrator."
)
@click.option("--dry-run", is_flag=True, help="Say what would be asked for, and ask for none of it.")
@click.option("--quiet", is_flag=True, help="No progress display.")
@json_option
def command(
    portal: str, path: Path, base: str, index: str | None, files: str | None, site: tuple[str, ...],
    since: str | None, until: str | None, media: str, home: tuple[str, ...], max_requests: str | None, delay: float,
    contact: str | None, dry_run: bool, quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take what a web archive has of PORTAL into the archive, at the times when it was captured.

    Of every page the newest capture comes first, then the ones before it. A capture that the web archive knows to
    be the same as another is not asked for, nor one that is there already: the same command goes on where it was
    stopped. Only the web archive is contacted, one request at a time.

    Exit codes: 0 done, also where --max-requests ended it; 1 failed; 3 done, but not every capture was given or
    could be read;
    5 stopped before the end.

    \b
    luutru recover soctrang --contact archive@example.org --dry-run
    luutru recover soctrang --contact archive@example.org --until 2025-06-30
    luutru recover soctrang --contact archive@example.org --from https://arquivo.pt/wayback/
    luutru recover soctrang --contact archive@example.org --from https://index.commoncrawl.org/
    luutru recover soctrang --contact archive@example.org --index https://web.archive.org/web/timemap/link/
    """
    try:
        spider = portal_named(portal)
        places = [each for each in (base, index, files) if each]
        given = options(
            home=home, site=site, since=since, media=media, max_requests=max_requests, address=places
        )
        end = options(since=until).since
    except (UnknownPortal, BadOption) as error:
        raise click.UsageError(str(error.args[0]).replace("--since", "--since or --until")) from None
    if not reaches(contact):
        raise click.ClickException(t(NO_CONTACT))
    source = WebArchive(base, user_agent(contact), delay, index, files)
    with Archive.open(path) as archive, archive.adding(f"recover {portal}"):
        recovery = Recovery(archive, spider, given, source)
        try:
            plan = recovery.plan(end)
        except Unreachable as error:
            click.echo(
                t("luutru: {error} What {path} held before is untouched.", error=error, path=path), err=True
            )
            return cli.STOPPED if isinstance(error, Refused) else cli.FAILED
        if dry_run:
            return _foresee(plan, source, as_json)
        try:
            stopped = _run(recovery, plan, end, quiet)
        except Unreachable as error:
            stopped, recovery.done.broken = True, str(error)
        if not stopped:
            recovery.importing.settle()
        told = {"from": source.base, "portal": portal, **recovery.importing.brought.told}
        head = finish_import(archive, clock.now(), told, recovery.importing.brought.captures)
    return _report(recovery, source, path, head, stopped, as_json)


def _run(recovery: Recovery, plan: list[IndexEntry], until: str | None, quiet: bool) -> bool:
    """Whether it was stopped. What came may lead to more that the web archive has to be asked for.

    Raises Unreachable where the index answers no more.
    """
    with progress_bar(quiet) as progress:
        task = progress.add_task(t("recovering"), total=len(plan))
        planned = len(plan)
        try:
            while plan:
                recovery.run(plan, lambda: progress.advance(task))
                plan = [] if recovery.done.broken else recovery.further(until)
                planned += len(plan)
                progress.update(task, total=planned)
        except KeyboardInterrupt:
            return True
    return False


def _foresee(plan: list[IndexEntry], source: WebArchive, as_json: bool) -> int:
    _name_unended(source)
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


def _report(
    recovery: Recovery, source: WebArchive, path: Path, head: str, stopped: bool, as_json: bool
) -> int:
    done, brought = recovery.done, recovery.importing.brought
    unplaced, elsewhere = source.unplaced, source.elsewhere
    lost = done.failed + brought.bare
    if as_json:
        echo_json(
            {
                **brought.as_dict(), "asked": done.asked,
                "not_given": lost, "altered": done.altered, "left": done.left, "chain_head": head,
                "rewritten": source.rewritten, "unended": source.unended,
                "without_time": [{"url": each.url, "timestamp": each.timestamp} for each in unplaced],
            }
        )  # fmt: skip
    else:
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
    if source.rewritten:
        click.echo(
            t(
                "luutru: {rewritten} of them came with links and a banner of the web archive, not as they were "
                "captured; --from names where captures are given unchanged",
                rewritten=number(source.rewritten),
            ),
            err=True,
        )
    _name_unended(source)
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
    is_odd = lost or done.altered or brought.alarms or unplaced or source.unended
    return cli.ALARM if is_odd else cli.DONE


def _name_unended(source: WebArchive) -> None:
    for place in dict.fromkeys(source.unended):
        click.echo(
            t(
                "luutru: the index at {place} leads round in a circle: there may be captures that it does not "
                "tell; --since and --until ask for fewer at a time",
                place=place,
            ),
            err=True,
        )
