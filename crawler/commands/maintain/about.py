"""`luutru about`: sets what the pages say about the keeper of the archive."""

from __future__ import annotations

from pathlib import Path

import click

from archive.about import load_about, set_about
from archive.store import Archive
from archive.wording import printable, t
from crawler.commands.common import archive_option, echo_json, json_option, open_archive


@click.command("about")
@archive_option
@click.option("--institution", metavar="TEXT", help="Who keeps the archive.")
@click.option("--contact", metavar="TEXT", help="Where questions and requests for removal go.")
@click.option(
    "--terms",
    metavar="TEXT",
    help="On what terms its contents may be used.",
)
@click.option("--citation", metavar="TEXT", help="How the archive as a whole is cited.")
@click.option("--note", metavar="TEXT", help="Anything else readers should know.")
@json_option
def command(path: Path, as_json: bool, **texts: str | None) -> None:
    """Say who keeps the archive and on what terms, for its page "About"; show what is said so far.

    An empty text takes back what was said.

    \b
    luutru about --institution "Thư viện tỉnh" --contact luutru@example.vn
    luutru about
    """
    given = {name: text for name, text in texts.items() if text is not None}
    if given:
        with Archive.open(path, create=False) as archive, archive.lock("about"):
            set_about(archive, **given)
    with open_archive(path) as archive:
        now = load_about(archive.db)
    if as_json:
        echo_json(now)
    else:
        for name, text in now.items():
            click.echo(f"{name}: {printable(text)}")
        if not now:
            click.echo(t("Nothing is said yet."))
