"""`luutru import`: imports captures from files of web archives."""

from __future__ import annotations

import re
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
from crawler.commands.common import archive_option, echo_json, json_option, number, progress_bar
from crawler.commands.reports.imports import as_plain, report
from crawler.options import BadOption, options
from crawler.portals.registry import UnknownPortal, portal_named
from crawler.webarchives.import_files import Report, Taking, import_files

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
@click.option("--jobs", type=click.IntRange(min=1), help="Processes. [default: one for each core]")
@cluster_options
@click.option("--quiet", is_flag=True, help="No progress display.")
@json_option
def command(
    files: tuple[Path | Remote, ...], path: Path, portal: str | None, home: tuple[str, ...], only: str | None,
    folder: Path | None, jobs: int | None, dask: str | None, workers: int | None, quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take the captures in FILES into the archive, whoever made them: a crawler, a browser, a web archive.

    Each goes to the portal on whose hosts it was made; what is of no portal is left out and counted. All else is
    kept: pages, pictures and documents are read; what pages need to be shown, and addresses of no known form, are
    kept as they are and listed. They take
    their place in time: one older than what is there comes before it in the history of its article. What is
    there already is not taken twice, so an import that was interrupted goes on with the same command. The
    addresses found are fetched by the next crawl, where the portal still answers.

    Pages are read on all cores while those before them are stored. --workers and --dask take a file at a time
    each: for --folder, and for machines elsewhere.

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
        return _import_into_folder(folder, files, taking, dask or workers, jobs, quiet, as_json)
    found = [part for file in files for part in parts(file)]
    if dask or workers:
        done = _import_on_cluster(path, found, taking, dask or workers or 1, quiet)
    else:
        done = _import(path, found, taking, jobs, quiet)
    if as_json:
        echo_json(as_plain(done))
    return report(done, path, as_json)


def _import_into_folder(
    folder: Path, files: Sequence[Path | Remote], taking: Taking, where: str | int | None, jobs: int | None,
    quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Makes an archive of each file, one after the other or on the workers of a Dask cluster."""
    archives = {folder / f"{_SUFFIXES.sub('', file.name)}.db": file for file in files}
    if len(archives) < len(files):
        raise click.UsageError(t("two files have one name; --folder makes an archive of each by its name"))
    folder.mkdir(parents=True, exist_ok=True)
    if where is None:
        done = {path: _import(path, parts(file), taking, jobs, quiet) for path, file in archives.items()}
    else:
        with cluster(where) as client, progress_bar(quiet) as progress:
            task = progress.add_task(t("importing"), total=len(archives))
            done = import_each(client, archives, taking, lambda: progress.advance(task))
    if as_json:
        echo_json([{"archive": str(path), **as_plain(done[path])} for path in archives])
    codes = [report(done[path], path, as_json) for path in archives]
    return max(codes, key=(cli.DONE, cli.ALARM, cli.FAILED).index)


def _import(path: Path, found: list[Part], taking: Taking, jobs: int | None, quiet: bool) -> Report:
    """Imports files here, one after the other."""
    total = sum(part.size for part in found)
    with progress_bar(quiet, count=DownloadColumn()) as progress:
        task = progress.add_task(t("importing"), total=total)

        def tell(done: int, captures: int) -> None:
            description = t("{captures} captures", captures=number(captures))
            progress.update(task, completed=done, description=description)

        return import_files(path, found, taking, tell, jobs=jobs)


def _import_on_cluster(
    path: Path, found: list[Part], taking: Taking, where: str | int, quiet: bool
) -> Report:
    """Imports files on the workers of a Dask cluster, a file at a time each."""
    with cluster(where) as client, progress_bar(quiet) as progress:
        task = progress.add_task(t("importing"), total=len(found))
        return import_on(client, path, found, taking, lambda: progress.advance(task))
