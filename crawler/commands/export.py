"""`luutru export`: captures for the tools of web archives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive import clock
from archive.store import Archive
from archive.warc.package import pack
from archive.warc.write import chosen, write
from crawler import SOFTWARE
from crawler.commands.common import archive_option, number, open_archive, size

_DAY = click.DateTime(["%Y-%m-%d"])
SUFFIXES = (".warc.gz", ".warc", ".wacz")


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@archive_option
@click.option("--portal", metavar="NAME", help="Only captures of this portal.")
@click.option("--since", type=_DAY, metavar="DATE", help="Only captures made on or after this day (UTC).")
@click.option("--until", type=_DAY, metavar="DATE", help="Only captures made on or before this day (UTC).")
@click.option("--quiet", is_flag=True, help="No progress display.")
def command(file: Path, path: Path, portal: str | None, since: Any, until: Any, quiet: bool) -> None:
    """Write captures to FILE, whose name ends with .warc.gz, .warc or .wacz.

    WARC is what archives exchange; WACZ is WARC with an index, to be looked at in a browser (ReplayWeb.page). Each
    page is there once, byte for byte; what was taken down is not. `luutru import` makes the same captures of it.

    \b
    luutru export soctrang.warc.gz
    luutru export soctrang-2024.wacz --portal soctrang --since 2024-01-01 --until 2024-12-31
    """
    if not file.name.lower().endswith(SUFFIXES):
        raise click.UsageError(f"{file.name} should end with {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")
    if file.exists():
        raise click.ClickException(f"{file} is there already; name another file, or delete it first")
    days = [day.strftime("%Y-%m-%d") if day else None for day in (since, until)]
    draft = file.with_name(f"{file.name}.part")
    data = file.with_name(f"{file.name}.data.part")
    try:
        with open_archive(path) as archive:
            ids = chosen(archive, portal, *days)
            if not ids:
                raise click.ClickException(f"{path} has no captures of that portal and these days")
            is_package = file.name.lower().endswith(".wacz")
            with (data if is_package else draft).open("wb") as out:
                name = "data.warc.gz" if is_package else file.name
                done = _write(archive, ids, out, name, quiet)
            if is_package:
                pack(data, draft, _pages(archive, ids), software=SOFTWARE, at=clock.now())
        draft.replace(file)
    finally:
        for rest in (draft, data):
            rest.unlink(missing_ok=True)
    written = number(sum(done.values()) - done["removed"])
    click.echo(
        f"{file}: {written} captures, {number(done['revisit'])} of them with a page that is there already;"
        f" {size(file.stat().st_size)}."
        + (f" {number(done['removed'])} were taken down and left out." if done["removed"] else "")
    )


def _write(archive: Archive, ids: list[int], out: IO[bytes], name: str, quiet: bool) -> Counter[str]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    written = write(archive, ids, out, software=SOFTWARE, name=name, gzip=not name.endswith(".warc"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        return Counter(progress.track(written, total=len(ids), description="writing"))


def _pages(archive: Archive, ids: list[int]) -> Iterator[dict[str, Any]]:
    """The captures among `ids` that show an article."""
    wanted = set(ids)
    rows = archive.db.execute(
        "select c.id, c.url, c.captured_at, o.title from captures c join contents o on o.id = c.content_id"
        " where c.method = 'GET' order by c.id"
    )
    for capture_id, url, at, title in rows:
        if capture_id in wanted:
            yield {"id": str(capture_id), "url": url, "ts": at, "title": title}
