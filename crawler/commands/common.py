"""Shared by several commands: options, tables, numbers and times for people."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from archive import clock
from archive.contents.url_keys import url_key
from archive.errors import ArchiveDamaged, NotAnArchive
from archive.frontier.addresses import host_of
from archive.model import Address
from archive.store import Archive
from archive.wording import figure, is_vietnamese, printable, t, translated
from crawler.cms.systems import address_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ZONE_NOTE = "Times are those of Viet Nam (UTC+7)."
"""Stands below tables with times; JSON and the archive have UTC."""


def _beside(ctx: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """Lets this process and its children find portals beside the archive."""
    os.environ["LUUTRU_ARCHIVE"] = str(path)
    return path


archive_option = click.option(
    "--archive",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_beside,
    envvar="LUUTRU_ARCHIVE",
    default=Path("archive.db"),
    show_default=True,
    help="The archive file.",
)
_ALARMS = 10
_COMMANDS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What JSON itself does not escape: old control characters, and those that turn the direction of a text."""
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def open_archive(path: Path) -> Archive:
    """The archive, for reading. Raises archive.errors.ArchiveError, e.g. where there is no such file."""
    return Archive.open(path, create=False, write=False)


def archives_at(paths: Sequence[Path], *, write: bool = False) -> list[Path]:
    """The archives at paths, of a folder all in it; other files there that end in ``.db`` are named.

    `write`: those of an older schema are upgraded, and a copy of each kept beside it; else they are none, and neither
    are damaged ones.

    Raises archive.errors.ArchiveError for a path that is none, click.ClickException for a folder without any.
    """
    found = []
    left_out = NotAnArchive if write else (NotAnArchive, ArchiveDamaged)
    for given in paths:
        if not given.is_dir():
            Archive.open(given, create=False, write=write).close()
            found.append(given)
            continue
        before = len(found)
        for path in sorted(given.glob("*.db")):
            try:
                Archive.open(path, create=False, write=write).close()
            except left_out as error:
                click.echo(t("luutru: {name} is left out: {error}", name=path.name, error=error), err=True)
            else:
                found.append(path)
        if len(found) == before:
            raise click.ClickException(t("there is no archive (*.db) in {folder}", folder=given))
    return found


def number(value: int | None) -> str:
    """A whole number as Vietnamese readers write it: 1.561.138."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def counted(count: int, noun: str) -> str:
    """A number of things: 1 article, 2 articles."""
    many = "" if count == 1 or is_vietnamese() else "s"
    return f"{number(count)} {t(noun)}{many}"


def shortened(text: str, most: int = 60) -> str:
    """A text on one line, cut with an ellipsis to at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def local(stamp: str | None) -> str:
    """A UTC stamp as local time of the portals: 27/08/2024 14:05."""
    return "–" if stamp is None else clock.moment(stamp).astimezone(ZONE).strftime("%d/%m/%Y %H:%M")


def zoned(stamp: str | None) -> str:
    """The same within a sentence, with the zone: 27/08/2024 14:05 (UTC+7)."""
    return "–" if stamp is None else f"{local(stamp)} (UTC+7)"


def span(first: str | None, last: str | None) -> str:
    """From when to when captures were made, behind their number: , of 27/08/2024 14:05 to 28/08/2024 09:00 (UTC+7)."""
    return t(", of {first} to {last}", first=local(first), last=zoned(last)) if first else ""


def size(count: int) -> str:
    """A number of bytes in words."""
    amount = float(count)
    if count < 1000:
        return f"{count} {t('bytes')}"
    for unit in ("KB", "MB", "GB"):  # noqa: B007
        amount /= 1000
        if amount < 1000:
            break
    else:
        amount, unit = amount / 1000, "TB"
    return f"{figure(amount, 1)} {unit}"


def echo_json(value: Any) -> None:
    """Prints JSON with Vietnamese left readable, and as escapes what would be a command to a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_COMMANDS.sub(lambda match: json.dumps(match[0])[1:-1], text))


def echo_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, Callable[[Any], str]]) -> None:
    """Prints rows as a table with these columns, each with what turns its value into text."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(t(column))
    for row in rows:
        table.add_row(*(printable(text(row[column])) for column, text in columns.items()))
    out = Console(highlight=False, markup=False)
    if not out.is_terminal:
        out.width = 200
    out.print(table)


def progress_bar(quiet: bool = False, *, count: ProgressColumn | None = None) -> Progress:
    """A progress bar on standard error: the work, the part done (or what `count` shows), the time left."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        count or MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)


def plain(value: Any) -> str:
    """A value as text, an absent one as a dash."""
    return "–" if value is None else str(printable(str(value)))


def word(value: Any) -> str:
    """A word of ours, as a state or kind, in the language of the reader; an absent one as a dash."""
    return "–" if value is None else t(str(value))


def dicts(db: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query as dicts."""
    cursor = db.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def find_article(db: sqlite3.Connection, text: str) -> dict[str, Any]:
    """The article that `text` names: an address in any form, ``#5`` or 5 for an id of ours, the CMS's id.

    Raises click.ClickException where there is none, or where a number names two articles.
    """
    if "/" in text:
        found = _by_address(db, address_of(text if "://" in text else f"https://{text}"))
    elif text.startswith("#"):
        found = dicts(db, "select * from articles where id = ?", [text[1:]])
    else:
        found = dicts(db, "select * from articles where id = ?1 or cms_id = ?1", [text])
    if not found:
        raise click.ClickException(
            t(
                "The archive has no article {text}. Name it by its address, by the portal's id of it, or "
                "by the #number it has in this archive.",
                text=repr(text),
            )
        )
    if len(found) > 1:
        names = ", ".join(f"#{row['id']} ({row['portal']} {row['cms_id']}: {row['title']})" for row in found)
        raise click.ClickException(
            t(
                "{text} names more than one article: {names}. Say which by its # number.",
                text=text,
                names=names,
            )
        )
    return found[0]


def _by_address(db: sqlite3.Connection, address: Address) -> list[dict[str, Any]]:
    known = dicts(
        db,
        "select * from articles where id in (select article_id from address where url_key = ? and url = ?)",
        [url_key(address.url), address.url],
    )
    if known or address.cms_id is None:
        return known
    # The same id at two portals names two articles, so the host has to be one of the article's portal.
    host = host_of(address.url)
    return dicts(
        db,
        "select * from articles where cms_id = ? and portal in (select portal from address where host = ?"
        " union all select value from json_each(?))",
        [address.cms_id, host, json.dumps(_portals_at(db, host))],
    )


def _portals_at(db: sqlite3.Connection, host: str) -> list[str]:
    """The portals whose home page is at `host`, or at a host above it."""
    homes = {
        portal: host_of(url).removeprefix("www.")
        for portal, url in db.execute("select id, home_url from portals")
    }
    return [portal for portal, home in homes.items() if f".{host}".endswith(f".{home}")]


def print_alarms(raised: Sequence[str]) -> None:
    """Says what someone has to look at, if anything."""
    if raised:
        click.echo(t("There is something to look at (luutru status shows it again):"), err=True)
        for alarm in raised[:_ALARMS]:
            click.echo(f"  {printable(translated(alarm))}", err=True)
