"""`luutru recover`: fetches a portal's past from a web archive."""

from __future__ import annotations

from pathlib import Path

import click

from archive.store import Archive
from archive.wording import t
from crawler import cli
from crawler.cluster.recoveries import recover_on
from crawler.cluster.workers import cluster
from crawler.commands.clusters import cluster_options, one_cluster
from crawler.commands.common import archive_option, echo_json, json_option, progress_bar
from crawler.commands.reports.recovery import as_plain, foresee, report, untouched
from crawler.options import BadOption, Options, options
from crawler.politeness.http_client import Unreachable
from crawler.politeness.manners import NO_CONTACT, reaches, user_agent
from crawler.portal import PortalSpec
from crawler.portals.registry import UnknownPortal, portal_named
from crawler.webarchives.client import INTERNET_ARCHIVE, Refused
from crawler.webarchives.recover_portal import Report, Source, recover_portal
from crawler.webarchives.recovery import Recovery

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
    metavar="none|images|all|page",
    help="Which files to take beside the pages: none, pictures, documents too, or also styles, scripts and fonts.",
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
        origin = [as_plain(portal, recovered) for (_, portal), recovered in reported]
        echo_json(origin if len(archives) > 1 else origin[0])
    codes = []
    for (one, portal), recovered in reported:
        if len(archives) > 1 and not as_json:
            click.echo(f"{portal}:")
        codes.append(report(recovered, one, as_json))
    return max(codes, key=_SEVERITY.index)


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
            return untouched(path, str(error), isinstance(error, Refused))
    return foresee(plan, web, as_json)
