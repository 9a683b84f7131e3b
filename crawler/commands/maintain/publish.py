"""`luutru publish`: writes a copy to give away."""

from __future__ import annotations

from pathlib import Path

import click

from archive.maintenance.publish import publish
from crawler.commands.common import archive_option, size


@click.command("publish")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@archive_option
@click.option("--without", type=click.Choice(["payloads"]), help="Leave out the bytes of pages and pictures.")
def command(out: Path, path: Path, without: str | None) -> None:
    """Write a consistent, compact copy of the archive to OUT, also while a crawl runs.

    The copy is safe to serve read-only. The same archive gives the same bytes.

    \b
    luutru publish soctrang.db
    luutru publish small.db --without payloads
    """
    publish(path, out, payloads=without is None)
    click.echo(f"{out}: {size(out.stat().st_size)}")
