"""`luutru import`: imports captures from files of web archives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.progress import DownloadColumn

from archive.warc.files import Part, parts
from archive.warc.remote import Remote, is_address
from archive.wording import t
from crawler import cli
from crawler.cluster.imports import import_each, import_on
from crawler.cluster.workers import cluster
from crawler.commands.clusters import cluster_options, one_cluster
from crawler.commands.common import (
    archive_option,
    echo_json,
    json_option,
    number,
    print_alarms,
    progress_bar,
    span,
)
from crawler.options import BadOption, options
from crawler.portals.registry import UnknownPortal, portal_named, portals
from crawler.webarchives.brought import Brought
from crawler.webarchives.import_files import Report, Taking, import_files

SHOWN = 10
_SUFFIXES = re.compile(r"(\.w?arc|\.wacz|\.zip|\.gz|\.zst|\.open)+$", re.IGNORECASE)


class Place(click.ParamType[Path | Remote]):
    """A file here, or the address of one elsewhere."""

    name = "file"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> Path | Remote:
        """The file; fails where there is none here."""
        if is_address(value):
            return Remote(value)
        found: Path = click.Path(path_type=Path, exists=True, dir_okay=False).convert(
            value, parameter, context
        )
        return found


@click.command("import", short_help="Take over captures from WARC, WACZ and ARC files.")
@click.argument("files", nargs=-1, required=True, type=Place())
@archive_option
@click.option("--portal", metavar="NAME", help="Only captures of this portal.")
@click.option(
    "--home",
    multiple=True,
    metavar="ADDRESS",
    help="Take captures of this address's host for those of --portal: a mirror or a replica (repeatable).",
)
@click.option(
    "--only",
    type=click.Choice(["pages"]),
    help="Leave out what is no page, picture or document: styles, scripts, addresses of no known form.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make an archive of each file, in this folder and by the file's name, instead of one of all.",
)
@cluster_options
@click.option("--quiet", is_flag=True, help="No progress display.")
@json_option
def command(
    files: tuple[Path | Remote, ...], path: Path, portal: str | None, home: tuple[str, ...], only: str | None,
    folder: Path | None, dask: str | None, workers: int | None, quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take the captures in FILES into the archive, whoever made them: a crawler, a browser, a web archive.

    Each goes to the portal on whose hosts it was made; what is of no portal is left out and counted. All else is
    kept: pages, pictures and documents are read; what pages need to be shown, and addresses of no known form, are
    kept as they are and listed. They take
    their place in time: one older than what is there comes before it in the history of its article. What is
    there already is not taken twice, so an import that was interrupted goes on with the same command. The
    addresses found are fetched by the next crawl, where the portal still answers.

    A file may be here or at an address that fsspec reads, as s3://bucket/file (needs luutru[cluster] and the
    service's own package, as s3fs).

    Damaged records are named and what is behind them is read. Exit code 3 says that there were some, or pages
    that could not be read (luutru status).

    \b
    luutru import soctrang-2024.warc.gz soctrang-2025.wacz
    luutru import --portal soctrang --home http://127.0.0.1:8000/ replica.warc.gz
    luutru import --workers 4 crawls/*.warc.gz
    luutru import --folder archives --workers 4 soctrang.warc.gz travinh.warc.gz
    luutru import s3://bucket/soctrang-2024.warc.gz
    """
    one_cluster(dask, workers)
    if home and not portal:
        raise click.UsageError(t("--home needs --portal: of which portal is it a mirror?"))
    try:
        if portal:
            portal_named(portal)
        homes = options(home=home).homes
    except (UnknownPortal, BadOption) as error:
        raise click.UsageError(str(error.args[0])) from None
    taking = Taking(portal, homes, only == "pages")
    if folder is not None:
        return _import_into_folder(folder, files, taking, dask or workers, quiet, as_json)
    found = [part for file in files for part in parts(file)]
    if dask or workers:
        done = _import_on_cluster(path, found, taking, dask or workers or 1, quiet)
    else:
        done = _import(path, found, taking, quiet)
    if as_json:
        echo_json(_plain(done))
    return _report(done.brought, done, path, as_json)


def _import_into_folder(
    folder: Path, files: Sequence[Path | Remote], taking: Taking, where: str | int | None, quiet: bool, as_json: bool
) -> int:  # fmt: skip
    """Makes an archive of each file, one after the other or on the workers of a Dask cluster."""
    archives = {folder / f"{_SUFFIXES.sub('', file.name)}.db": file for file in files}
    if len(archives) < len(files):
        raise click.UsageError(t("two files have one name; --folder makes an archive of each by its name"))
    folder.mkdir(parents=True, exist_ok=True)
    if where is None:
        done = {path: _import(path, parts(file), taking, quiet) for path, file in archives.items()}
    else:
        with cluster(where) as client, progress_bar(quiet) as progress:
            task = progress.add_task(t("importing"), total=len(archives))
            done = import_each(client, archives, taking, lambda: progress.advance(task))
    if as_json:
        echo_json([{"archive": str(path), **_plain(done[path])} for path in archives])
    codes = [_report(done[path].brought, done[path], path, as_json) for path in archives]
    return max(codes, key=(cli.DONE, cli.ALARM, cli.FAILED).index)


def _plain(report: Report) -> dict[str, Any]:
    """What an import did, as JSON has it."""
    brought = report.brought
    foreign = sum(brought.foreign.values())
    return {
        **brought.as_dict(), "known": brought.known,
        "left_out": {"other_hosts": foreign, "other_files": brought.beside, "without_page": brought.bare},
        "damaged": [{"file": name, "offset": d.offset, "why": d.why} for name, d in report.damaged],
        "chain_head": report.head,
    }  # fmt: skip


def _import(path: Path, found: list[Part], taking: Taking, quiet: bool) -> Report:
    """Imports files here, one after the other."""
    total = sum(part.size for part in found)
    with progress_bar(quiet, count=DownloadColumn()) as progress:
        task = progress.add_task(t("importing"), total=total)

        def tell(done: int, captures: int) -> None:
            description = t("{captures} captures", captures=number(captures))
            progress.update(task, completed=done, description=description)

        return import_files(path, found, taking, tell)


def _import_on_cluster(
    path: Path, found: list[Part], taking: Taking, where: str | int, quiet: bool
) -> Report:
    """Imports files on the workers of a Dask cluster, a file at a time each."""
    with cluster(where) as client, progress_bar(quiet) as progress:
        task = progress.add_task(t("importing"), total=len(found))
        return import_on(client, path, found, taking, lambda: progress.advance(task))


def _report(brought: Brought, report: Report, path: Path, as_json: bool) -> int:
    """Says what an import brought; gives back the exit code."""
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
                head=report.head,
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
    for name, damage in report.damaged[:SHOWN]:
        click.echo(
            t("luutru: {name}, at byte {offset}: {why}", name=name, offset=damage.offset, why=damage.why),
            err=True,
        )
    if len(report.damaged) > SHOWN:
        click.echo(
            t("luutru: {number} more damaged records", number=number(len(report.damaged) - SHOWN)), err=True
        )
    kept_out = foreign + brought.beside + brought.bare
    if not read and report.damaged and not kept_out:
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
    return cli.ALARM if report.damaged or brought.bare or cut or brought.alarms else cli.DONE


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
