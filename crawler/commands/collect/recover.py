"""`luutru recover`: fetches a portal's past from a web archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.store import Archive
from archive.warc.memento import IndexEntry
from archive.wording import t
from crawler import cli
from crawler.cluster.recoveries import recover_on
from crawler.cluster.workers import cluster
from crawler.commands.clusters import cluster_options, one_cluster
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
from crawler.options import BadOption, Options, options
from crawler.politeness.http_client import Unreachable
from crawler.politeness.manners import NO_CONTACT, reaches, user_agent
from crawler.portal import PortalSpec
from crawler.portals.registry import UnknownPortal, portal_named
from crawler.webarchives.client import INTERNET_ARCHIVE, Refused, WebArchive
from crawler.webarchives.recover_portal import Report, Source, recover_portal
from crawler.webarchives.recovery import Recovery

SHOWN = 10
_SEVERITY = (cli.DONE, cli.ALARM, cli.STOPPED, cli.FAILED)


@click.command("recover")
@click.argument("portals", metavar="PORTAL...", nargs=-1, required=True)
@archive_option
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Of several portals: where the archive of each is, or is made, as PORTAL.db.",
)
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
@cluster_options
@click.option("--quiet", is_flag=True, help="No progress display.")
@json_option
def command(
    portals: tuple[str, ...], path: Path, folder: Path | None, base: str, index: str | None, files: str | None,
    site: tuple[str, ...], since: str | None, until: str | None, media: str, home: tuple[str, ...],
    max_requests: str | None, delay: float,
    contact: str | None, dry_run: bool, dask: str | None, workers: int | None, quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take what a web archive has of PORTAL into the archive, at the times when it was captured.

    Of every page the newest capture comes first, then the ones before it. A capture that the web archive knows to
    be the same as another is not asked for, nor one that is there already: the same command goes on where it was
    stopped. Only the web archive is contacted, one request at a time; where several workers ask, no more often than
    one would.

    Exit codes: 0 done, also where --max-requests ended it; 1 failed; 3 done, but not every capture was given or
    could be read;
    5 stopped before the end.

    \b
    luutru recover soctrang --contact archive@example.org --dry-run
    luutru recover soctrang --contact archive@example.org --until 2025-06-30
    luutru recover soctrang --contact archive@example.org --from https://arquivo.pt/wayback/
    luutru recover soctrang --contact archive@example.org --from https://index.commoncrawl.org/
    luutru recover soctrang --contact archive@example.org --index https://web.archive.org/web/timemap/link/
    luutru recover soctrang travinh --folder archives --workers 2 --contact archive@example.org
    """
    one_cluster(dask, workers)
    if len(portals) > 1 and folder is None:
        raise click.UsageError(t("several portals need --folder: each has an archive of its own"))
    try:
        specs = [portal_named(portal) for portal in portals]
        places = [each for each in (base, index, files) if each]
        given = options(
            home=home, site=site, since=since, media=media, max_requests=max_requests, address=places
        )
        end = options(since=until).since
    except (UnknownPortal, BadOption) as error:
        raise click.UsageError(str(error.args[0]).replace("--since", "--since or --until")) from None
    if not reaches(contact):
        raise click.ClickException(t(NO_CONTACT))
    source = Source(base, user_agent(contact), delay, index, files)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{portal}.db" if folder else path for portal in portals]
    if dry_run:
        codes = []
        for one, spec in zip(paths, specs, strict=True):
            codes.append(_plan(one, spec, source, given, end, as_json))
            if codes[-1] == cli.STOPPED:
                break
        return max(codes, key=_SEVERITY.index)
    archives = list(zip(paths, portals, strict=True))
    if dask or workers:
        with cluster(dask or workers or 1) as client, progress_bar(quiet) as progress:
            task = progress.add_task(t("recovering"), total=len(archives))
            reports = recover_on(client, archives, source, given, end, lambda: progress.advance(task))
    else:
        reports = []
        for one, portal in archives:
            reports.append(_recover(one, portal, source, given, end, quiet))
            if reports[-1].stopped or reports[-1].done.refused:
                break
    # Portals behind a stop or a refusal have no report.
    reported = list(zip(archives, reports, strict=False))
    if as_json:
        origin = [_plain(portal, report) for (_, portal), report in reported]
        echo_json(origin if len(archives) > 1 else origin[0])
    codes = []
    for (one, portal), report in reported:
        if len(archives) > 1 and not as_json:
            click.echo(f"{portal}:")
        codes.append(_report(report, one, as_json))
    return max(codes, key=_SEVERITY.index)


def _plain(portal: str, report: Report) -> dict[str, Any]:
    """What a recovery did, as JSON has it."""
    done, brought = report.done, report.brought
    return {
        "portal": portal, **brought.as_dict(), "asked": done.asked, "not_given": done.failed + brought.bare,
        "altered": done.altered, "left": done.left, "chain_head": report.head,
        "rewritten": report.rewritten, "unended": report.unended,
        "without_time": [{"url": each.url, "timestamp": each.timestamp} for each in report.unplaced],
    }  # fmt: skip


def _recover(
    path: Path, portal: str, source: Source, given: Options, until: str | None, quiet: bool
) -> Report:
    with progress_bar(quiet) as progress:
        task = progress.add_task(t("recovering"), total=None)

        def tell(done: int, planned: int) -> None:
            progress.update(task, completed=done, total=planned)

        return recover_portal(path, portal, source, given, until, tell)


def _plan(
    path: Path, spec: type[PortalSpec], source: Source, given: Options, until: str | None, as_json: bool
) -> int:
    web = source.open()
    with Archive.open(path) as archive, archive.adding(f"recover {spec.name}"):
        try:
            plan = Recovery(archive, spec, given, web).plan(until)
        except Unreachable as error:
            return _untouched(path, str(error), isinstance(error, Refused))
    return _foresee(plan, web, as_json)


def _untouched(path: Path, why: str, refused: bool) -> int:
    click.echo(t("luutru: {error} What {path} held before is untouched.", error=why, path=path), err=True)
    return cli.STOPPED if refused else cli.FAILED


def _foresee(plan: list[IndexEntry], source: WebArchive, as_json: bool) -> int:
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


def _report(report: Report, path: Path, as_json: bool) -> int:
    done, brought, head, stopped = report.done, report.brought, report.head, report.stopped
    if report.untouched:
        return _untouched(path, str(done.broken), done.refused is not None)
    unplaced, elsewhere = report.unplaced, report.elsewhere
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
    if report.rewritten:
        click.echo(
            t(
                "luutru: {rewritten} of them came with links and a banner of the web archive, not as they were "
                "captured; --from names where captures are given unchanged",
                rewritten=number(report.rewritten),
            ),
            err=True,
        )
    _name_unended(report.unended)
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
    is_odd = lost or done.altered or brought.alarms or unplaced or report.unended
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
