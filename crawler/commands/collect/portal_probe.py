"""`luutru portals probe`: what changes by itself on a portal's pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from archive.captures.load import load_capture
from archive.clock import millis
from archive.model import Capture
from archive.readings.templates import current_templates
from archive.store import Archive
from archive.wording import t
from crawler import cli
from crawler.commands.common import (
    archive_option,
    counted,
    echo_json,
    json_option,
    local,
    number,
    open_archive,
    shortened,
)
from crawler.options import options
from crawler.portal import PortalSpec

if TYPE_CHECKING:
    from crawler.frontier.scope import Scope
    from crawler.learning.noise import Noise

_NO_VERSION = frozenset(("clock", "reading", "views", "boilerplate", "others", "other fact", "attachments"))
"""What lines are taken for that may change without making a version."""


@click.command("probe")
@click.argument("name")
@archive_option
@click.option(
    "--articles", type=click.IntRange(1, 50), default=5, show_default=True, help="How many to ask for."
)
@click.option(
    "--apart",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="Between the two requests for one article.",
)
@click.option("--home", multiple=True, metavar="ADDRESS", help="As for luutru crawl.")
@click.option(
    "--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Between requests. [default: 1]"
)
@click.option("--window", metavar="HH:MM-HH:MM", help="Ask only in these hours (Vietnamese time).")
@click.option(
    "--contact", envvar="LUUTRU_CONTACT", help="A mail or web address for the portal's administrator."
)
@json_option
def probe(
    name: str,
    path: Path,
    articles: int,
    apart: int,
    home: tuple[str, ...],
    delay: float | None,
    window: str | None,
    contact: str | None,
    as_json: bool,
) -> int:
    """Ask twice for a few articles of the portal NAME, and show what of them changed by itself.

    A clock, a counter, a link that rotates, a token in an address: what differs between two replies a minute apart
    was changed by no editor. Each such line is shown with what luutru takes it for. Both replies are kept as captures,
    and the portal's templates are learned from them. robots.txt, the delay and the hours are kept to as in a crawl.

    Exit codes: 0 done, and nothing that changes by itself makes a version; 1 failed; 3 something does, or there are
    other alarms; 4 another run holds the archive; 5 stopped before the end.

    \b
    luutru portals probe soctrang --contact archive@example.org
    luutru portals probe soctrang --articles 12 --window 22:00-06:00
    """
    from crawler.commands.collect import crawl
    from crawler.frontier.scope import Scope
    from crawler.learning.noise import noise_between

    arguments: dict[str, Any] = {"home": home, "window": window, "media": "none", "again": apart}
    spec = crawl.checked(name, arguments, contact)
    scope = Scope(spec, options(**arguments))
    with open_archive(path) as archive:
        chosen = _articles(archive.db, name, scope, articles)
        known = {each.sha256 for each in current_templates(archive.db, name)}
    if not chosen:
        raise click.ClickException(
            t(
                "{path} has no articles of {title} that could be asked for: luutru crawl {name} comes first.",
                path=path,
                title=spec.title,
                name=name,
            )
        )
    run = crawl.run(spec, {**arguments, "address": chosen}, _settings(path, delay, contact))
    if run.head is None or run.state == "failed":
        return crawl.report(run, spec.title, path)
    with open_archive(path) as archive:
        pairs = list(_pairs(archive, run.crawl_id))
        templates = current_templates(archive.db, name)
        found = [
            (before, after, makes_version, noise_between(before, after, scope.cms, templates))
            for before, after, makes_version in pairs
        ]
    if as_json:
        echo_json(
            {
                "portal": name,
                "articles": [_plain(*each) for each in found],
                "templates": [each.sha256 for each in templates],
                "learned": [each.sha256 for each in templates if each.sha256 not in known],
            }
        )
    else:
        _show(spec, found, [each.sha256 for each in templates if each.sha256 not in known])
    if run.state == "stopped":
        return cli.STOPPED
    return cli.ALARM if run.state == "alarm" or any(each[2] for each in found) else cli.DONE


def _settings(path: Path, delay: float | None, contact: str | None) -> Any:
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings")
    chosen = {"LUUTRU_ARCHIVE": str(path), "LUUTRU_PROGRESS": False}
    if delay is not None:
        chosen["DOWNLOAD_DELAY"] = delay
    if contact is not None:
        chosen["LUUTRU_CONTACT"] = contact
    settings.setdict(chosen, priority="cmdline")
    return settings


def _articles(db: sqlite3.Connection, portal: str, scope: Scope, most: int) -> list[str]:
    """The addresses of some live articles, each article once: those that templates are learned from first."""
    from crawler.learning.sample import rank  # brings the reader

    rows = db.execute(
        "select coalesce(d.cms_id, d.url), d.url from address d join article a on a.id = d.article_id"
        " where d.portal = ? and d.kind = 'article' and d.state in ('done', 'failed') and a.state = 'live'"
        " order by d.id",
        (portal,),
    )
    found: dict[str, str] = {}
    for identity, url in rows:
        if scope.allows_host(urlsplit(url).netloc):
            found.setdefault(identity, url)
    return [found[identity] for identity in sorted(found, key=rank)[:most]]


def _pairs(archive: Archive, crawl_id: int) -> Iterator[tuple[Capture, Capture, bool]]:
    """The first and the last page of each address of a crawl that came twice, and whether what they say differs."""
    rows = archive.db.execute(
        "select c.address_id, c.id, c.content_id from capture c join reply r on r.id = c.reply_id"
        " where c.crawl_id = ? and r.status between 200 and 299 and c.payload_id is not null"
        " order by c.address_id, c.captured_ms, c.id",
        (crawl_id,),
    ).fetchall()
    for _, group in groupby(rows, key=lambda row: row[0]):
        (_, first, one), *_, (_, last, other) = [*group] * 2
        if first != last:
            yield load_capture(archive, first), load_capture(archive, last), one != other


def _plain(before: Capture, after: Capture, makes_version: bool, noise: list[Noise]) -> dict[str, Any]:
    return {
        "url": before.url,
        "captured_at": [before.captured_at, after.captured_at],
        "identical": before.sha256 == after.sha256,
        "makes_version": makes_version,
        "changed": [asdict(each) for each in noise],
    }


def _show(
    spec: type[PortalSpec], found: list[tuple[Capture, Capture, bool, list[Noise]]], learned: list[str]
) -> None:
    for before, after, makes_version, noise in found:
        when = t("{at} and {seconds} s later:", at=local(before.captured_at), seconds=_seconds(before, after))
        click.echo(f"{before.url}\n  {when}")
        if before.sha256 == after.sha256:
            click.echo("  " + t("the same to the last byte"))
        elif not noise:
            click.echo("  " + t("no line differs, only what no reader sees (tokens of forms, scripts)"))
        for each in noise:
            click.echo("  " + _taken(each))
            for sign, text in (("-", each.before), ("+", each.after)):
                if text is not None:
                    click.echo(f"    {sign} {shortened(text, 100)}")
        if makes_version:
            click.echo("  " + t("This makes a version that no editor made."))
    wrong = sum(each[2] for each in found)
    click.echo()
    click.echo(
        t("{title}: {articles} asked for twice.", title=spec.title, articles=counted(len(found), "article"))
    )
    if wrong:
        click.echo(t("{count} say another thing now, and make a version.", count=number(wrong)))
    else:
        click.echo(t("None makes a version by itself."))
    if learned:
        templates = ", ".join(each[:8] for each in learned)
        click.echo(t("Learned from it: templates {templates}.", templates=templates))
    else:
        click.echo(t("The templates are as they were."))


def _taken(noise: Noise) -> str:
    """What kind of noise it is, and what the reader takes the line for."""
    values = {"kind": t(noise.kind), "label": t(noise.label)}
    if noise.label in _NO_VERSION:
        return t("{kind}, taken for {label}", **values)
    return t("{kind}, taken for {label}: check this", **values)


def _seconds(before: Capture, after: Capture) -> str:
    return f"{(millis(after.captured_at) - millis(before.captured_at)) / 1000:.0f}"
