"""`luutru demo`: shows the whole way on a replica of a portal."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from archive.store import Archive
from archive.wording import t
from crawler import cli
from crawler.commands.common import ZONE_NOTE, dicts, echo_table, local, number, plain, word
from crawler.commands.inspect.overview import survey
from crawler.commands.inspect.serve import open_datasette
from crawler.replica.portal import SkinName

PORTAL = "soctrang"


@click.command("demo")
@click.option(
    "--archive",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to keep what is found. [default: a new temporary folder]",
)
@click.option("--serve/--no-serve", default=True, help="Open the archive in Datasette at the end.")
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="For Datasette; 0 for a free one.",
)
@click.option("--skin", type=click.Choice(["tables", "blocks"]), default="tables", show_default=True)
def command(path: Path | None, serve: bool, port: int, skin: SkinName) -> None:
    """Crawl a replica of the portal of Sóc Trăng, let time pass there, crawl again, and show what was found.

    The replica runs on this machine; no other is contacted.
    """
    from crawler.replica import Replica

    if path is None:
        path = Path(tempfile.mkdtemp(prefix="luutru-demo-")) / "archive.db"
    with Replica(skin=skin) as portal:
        click.echo(t("A replica of the portal answers at {home}", home=portal.home))
        for turn, passed in enumerate((0, portal.generations - 1)):
            for _ in range(passed):
                portal.advance()
            click.echo(
                "\n"
                + t("Crawl {turn}", turn=turn + 1)
                + (t(", after the portal's editors went to work") if passed else "")
            )
            _crawl(path, portal.homes)
    _show(path)
    if serve:
        click.echo()
        open_datasette([path], "127.0.0.1", port, open_browser=False)


def _crawl(path: Path, homes: Sequence[str]) -> None:
    """A crawl in a process of its own, as an archivist would start it."""
    arguments = [f"--home={home}" for home in homes]
    done = subprocess.run(
        [sys.executable, "-m", "crawler", "crawl", PORTAL, f"--archive={path}", "--delay=0", *arguments],
        check=False,
    )
    if done.returncode not in (cli.DONE, cli.ALARM):
        raise click.ClickException(
            t("The crawl ended with exit code {returncode}.", returncode=done.returncode)
        )


def _show(path: Path) -> None:
    with Archive.open(path, create=False, write=False) as archive:
        facts = survey(archive.db)
        click.echo(
            t(
                "\nFound: {articles} articles in {versions} versions from {captures} captures, "
                "{departments} departments, {visit_stats} readings of visit counters.\n",
                articles=number(facts["articles"]),
                versions=number(facts["versions"]),
                captures=number(facts["captures"]),
                departments=number(facts["departments"]),
                visit_stats=number(facts["visit_stats"]),
            )
        )
        echo_table(
            dicts(
                archive.db,
                "select changed_at, field, title, before, after from changes join articles"
                " on articles.id = changes.article_id order by changed_at desc, article_id, field limit 8",
            ),
            {"changed_at": local, "field": word, "title": _short, "before": _short, "after": _short},
        )
        click.echo()
        echo_table(
            facts["visits"],
            {"site": plain, "online": number, "today": number, "this_week": number, "total": number},
        )
        click.echo(f"\n{t(ZONE_NOTE)}")


def _short(text: str | None) -> str:
    text = plain(text)
    return text if len(text) <= 40 else f"{text[:39]}…"
