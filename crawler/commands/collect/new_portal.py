"""`luutru portals new`: surveys a new portal and writes its file."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.wording import t
from crawler import cli
from crawler.cms.systems import SYSTEMS
from crawler.cms.urls import split
from crawler.commands.common import echo_json, json_option
from crawler.politeness.http_client import Unreachable
from crawler.politeness.manners import NO_CONTACT, reaches
from crawler.portals.findings import NotRecognised
from crawler.portals.portal_file import is_name, portal_of
from crawler.portals.portal_template import source
from crawler.portals.registry import folders, portals


@click.command("new")
@click.argument("name")
@click.option("--home", metavar="ADDRESS", help="The portal's home page.")
@click.option(
    "--warc",
    "warcs",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Look at the captures in this WARC, WACZ or ARC file, not at the portal (repeatable).",
)
@click.option("--cms", type=click.Choice(SYSTEMS), help="Its CMS. [default: told from its pages]")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write this file. [default: portals/NAME.toml beside the archive]",
)
@click.option("--dry-run", is_flag=True, help="Show the file and what is read, and write nothing.")
@click.option(
    "--delay", type=click.FloatRange(min=0), default=1, show_default=True, help="Seconds between requests."
)
@click.option(
    "--contact", envvar="LUUTRU_CONTACT", help="A mail or web address for the portal's administrator."
)
@json_option
def new(
    name: str,
    home: str | None,
    warcs: tuple[Path, ...],
    cms: str | None,
    output: Path | None,
    dry_run: bool,
    delay: float,
    contact: str | None,
    as_json: bool,
) -> int:
    """Add the portal NAME: look at a couple of dozen of its pages, find out the forms of its addresses, and write its
    file.

    Shows what is read of these pages, what is not, and what is doubtful. robots.txt is obeyed, and only hosts of
    the portal are asked; none where the pages are those of --warc.

    Exit codes: 0 written (or shown), and articles are read; 1 nothing answers, nothing leads to an article or the
    file cannot be written; 2 wrong usage; 3 written, but no article could be read.

    \b
    luutru portals new namdinh --home https://namdinh.gov.vn/ --contact archive@example.org
    luutru portals new namdinh --home https://namdinh.gov.vn/ --dry-run
    luutru portals new namdinh --warc namdinh-2024.warc.gz
    """
    path = output or _folder() / f"{name}.toml"
    _refuse(name, path)
    if home is None and not warcs:
        raise click.UsageError(
            t("Name the portal's home page (--home ADDRESS), or files of its pages (--warc FILE).")
        )
    home = _home(home) if home else None
    if not warcs and home and not reaches(contact) and not _is_this_machine(home):
        raise click.ClickException(t(NO_CONTACT))
    from crawler.commands.reports.survey import fields, made, row, show  # brings the reader

    try:
        found = made(home, warcs, cms, contact, delay)
    except Unreachable as error:
        raise click.ClickException(t("{error} Nothing was written.", error=error)) from None
    except NotRecognised as error:
        raise click.ClickException(
            t(
                "Of the links of {error} and of the pages that they lead to, none leads to an article "
                "that says what the link says. If the portal's home page is another, name that; else "
                "docs/new-portal.md says how to write the portal's file, with --cms or with forms of "
                "addresses of its own. Nothing was written.",
                error=error,
            )
        ) from None
    text = source(found)
    portal_of(name, str(path), text)
    if not dry_run:
        _write(path, text)
    if as_json:
        echo_json(
            {
                "file": None if dry_run else str(path),
                "source": text,
                "cms": found.cms,
                "pages": list(map(row, found.looks)),
                "fields": list(fields(found)),
            }
        )
    else:
        show(name, path, text, found, dry_run)
    return cli.DONE if found.articles() else cli.ALARM


def _folder() -> Path:
    """Where a new portal's file is put: the first place where luutru looks for portals."""
    return folders()[0]


def _refuse(name: str, path: Path) -> None:
    """Raises click.UsageError where the name cannot be a portal's, or the file exists."""
    if not is_name(name):
        raise click.UsageError(
            t(
                "{name} cannot be a portal's name: two or more small letters, digits or _, a letter first.",
                name=repr(name),
            )
        )
    if name in portals():
        raise click.UsageError(
            t("There is a portal {name} already: {home}", name=repr(name), home=portals()[name].home)
        )
    if path.exists():
        raise click.UsageError(t("{path} is there already.", path=path))


def _home(text: str) -> str:
    try:
        parts = split(text)
    except ValueError:
        raise click.UsageError(
            t("{text} is no address: write it whole, as in https://soctrang.gov.vn/.", text=repr(text))
        ) from None
    return parts.geturl()


def _is_this_machine(home: str) -> bool:
    host = urlsplit(home).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _write(path: Path, text: str) -> None:
    try:
        if path.parent == _folder():
            path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(
            t(
                "{path} cannot be written: {value}. Write it elsewhere with --output FILE, and name the "
                "folder of that file in LUUTRU_PORTALS or with luutru --portals.",
                path=path,
                value=error.strerror or error,
            )
        ) from None
