"""`luutru merge`: merges several archives into one."""

from __future__ import annotations

from pathlib import Path

import click

from archive.captures.sum_up import sum_up
from archive.history.settle import settle
from archive.maintenance.merge import merge
from archive.portal_states.store import renew
from archive.store import Archive
from archive.wording import t
from crawler.commands.common import counted
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named


@click.command("merge")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The new archive; must not exist.",
)
def command(sources: tuple[Path, ...], into: Path) -> None:
    """Make a new archive of all that is in SOURCES: the union of their captures, with history derived anew.

    The sources are left as they are; in which order they are named makes no difference.

    \b
    luutru merge office.db home.db --into all.db
    """
    merged = merge(sources, into)
    with Archive.open(into) as archive, archive.lock("merge"):
        for (portal,) in archive.db.execute("select id from portals order by id").fetchall():
            relearn(archive, portal_named(portal))
        renew(archive)
        with archive.writing():
            settle(archive.db)
            sum_up(archive)
    click.echo(
        t(
            "{into}: {captures}. Chain head: {head}",
            into=into,
            captures=counted(merged.captures, "capture"),
            head=merged.head,
        )
    )
