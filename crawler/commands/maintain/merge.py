"""`luutru merge`: merges several archives into one."""

from __future__ import annotations

from pathlib import Path

import click

from archive.maintenance.merge import merge
from archive.wording import printable, t
from crawler.commands.common import counted, print_alarms
from crawler.learning.imported import settle_brought


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
    merged = merge(sources, into, settles=settle_brought)
    click.echo(
        t(
            "{into}: {captures}. Chain head: {head}",
            into=into,
            captures=counted(merged.captures, "capture"),
            head=merged.head,
        )
    )
    for path, names in merged.left_out.items():
        for name in names:
            message = t(
                "{path} holds a {name} that is not luutru's: it is not taken over", path=path, name=name
            )
            click.echo(printable(message), err=True)
    print_alarms(merged.alarms)
