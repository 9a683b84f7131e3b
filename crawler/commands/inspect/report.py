"""`luutru report`: lists what one crawl brought."""

from __future__ import annotations

import json
import sqlite3
from html import escape
from pathlib import Path
from typing import Any

import click

from archive import clock
from archive.readings.outcome import ABSENT
from archive.wording import printable, t, translated
from crawler.commands.common import (
    archive_option,
    counted,
    dicts,
    echo_json,
    json_option,
    number,
    open_archive,
    plain,
    size,
    zoned,
)
from crawler.monitoring.progress import duration

EVENTS = {
    "new": ("published",),
    "changed": ("changed",),
    "gone": ("missing", "gone"),
    "returned": ("returned",),
    "moved": ("moved",),
}
FINE = ("ok", "not-modified", "redirect", *sorted(ABSENT))
"""The outcomes that are no failure: the reply says something definite."""
HEADINGS = {
    "new": "New",
    "changed": "Changed",
    "gone": "Missing or gone",
    "returned": "Returned",
    "moved": "Moved to another site",
    "failed": "Failed",
    "alarms": "Alarms",
}
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:.3rem 0}small{color:#555}"
)


@click.command("report")
@click.argument("crawl", type=int, required=False)
@archive_option
@json_option
@click.option(
    "--html",
    "html_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a page that stands alone.",
)
def command(crawl: int | None, path: Path, as_json: bool, html_path: Path | None) -> None:
    """What the crawl of that number, or the last one, brought: new, changed, gone, failed with reasons.

    \b
    luutru report
    luutru report 12 --html report.html
    """
    with open_archive(path) as archive:
        found = report(archive.db, crawl)
    if found is None:
        raise click.ClickException(
            t("{path} has no crawl{value}.", path=path, value=f" {crawl}" if crawl is not None else "")
        )
    if html_path is not None:
        _write(html_path, as_html(found))
    if as_json:
        echo_json(found)
    elif html_path is None:
        _echo(found)


def report(db: sqlite3.Connection, crawl_id: int | None) -> dict[str, Any] | None:
    """The facts of a crawl (None: the last); None where there is no such crawl.

    `new`, `changed`, `gone`, `returned` and `moved` are lists of articles. `failed` lists replies without a
    definite or understood answer. `alarms` are sentences.
    """
    found = dicts(
        db,
        "select id, portal, started_at, finished_at, state, reason, stats, software from crawls"
        " where id = coalesce(?, (select max(id) from crawls))",
        [crawl_id],
    )
    if not found:
        return None
    summary = found[0]
    stats = json.loads(summary.pop("stats") or "{}")
    captures, payloads, last = db.execute(
        "select count(*), coalesce(sum(payload_bytes), 0), max(captured_at) from captures where crawl_id = ?",
        (summary["id"],),
    ).fetchone()
    until = summary["finished_at"] or last or summary["started_at"]  # a killed crawl has no end
    took = clock.moment(until) - clock.moment(summary["started_at"])
    summary |= {"seconds": took.total_seconds(), "captures": captures, "bytes": payloads}
    events = dicts(
        db,
        "select e.event, e.at, e.detail, a.id, a.cms_id, a.title, a.url from events e"
        " join articles a on a.id = e.article_id where a.portal = ? and e.at between ? and ?"
        " order by e.at, e.id",
        [summary["portal"], summary["started_at"], until],
    )
    for name, kinds in EVENTS.items():
        summary[name] = [event for event in events if event["event"] in kinds]
    summary["failed"] = dicts(
        db,
        "select url, outcome, status, captured_at from captures where crawl_id = ?"
        " and outcome not in (select value from json_each(?)) order by id",
        [summary["id"], json.dumps(FINE)],
    )
    summary["alarms"] = stats.get("alarms", [])
    return summary


def _write(path: Path, page: str) -> None:
    """Raises click.ClickException where the page cannot stand, or where it would take an archive's place."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                if file.read(15) == b"SQLite format 3":
                    raise click.UsageError(
                        t("{path} is an archive: name another file for the page.", path=path)
                    )
        path.write_text(page, "utf-8")
    except OSError as error:
        raise click.ClickException(
            t("{path} cannot be written: {value}.", path=path, value=error.strerror or error)
        ) from None


def as_html(summary: dict[str, Any]) -> str:
    """The report as a page that is alone."""
    title = escape(t("Crawl {id} of {portal}", id=summary["id"], portal=summary["portal"]))
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'><title>{title}</title><style>{STYLE}</style>"
        f"<h1>{title}</h1><p>{escape(_headline(summary))}</p>"
    ]
    for name, heading in HEADINGS.items():
        if summary[name]:
            items = "".join(f"<li>{_item(each)}</li>" for each in summary[name])
            parts.append(f"<h2>{t(heading)} ({len(summary[name])})</h2><ul>{items}</ul>")
    return "".join(parts)


def _item(each: dict[str, Any] | str) -> str:
    if isinstance(each, str):
        return escape(each)
    # Titles and addresses come from the portal: both are escaped, and only an http address is a link.
    url, text = escape(each["url"]), escape(each.get("title") or each["url"])
    link = f"<a href='{url}'>{text}</a>" if each["url"].startswith(("http://", "https://")) else text
    return f"{link} <small>{escape(_reason(each))}</small>"


def _echo(summary: dict[str, Any]) -> None:
    click.secho(t("Crawl {id} of {portal}", id=summary["id"], portal=summary["portal"]), bold=True)
    click.echo(_headline(summary))
    for name, heading in HEADINGS.items():
        if summary[name]:
            click.secho(f"\n{t(heading)} ({number(len(summary[name]))})", bold=True)
        for each in summary[name]:
            if isinstance(each, str):
                click.echo(f"  {printable(translated(each))}")
            elif name == "failed":
                click.echo(f"  {_reason(each)}  {printable(each['url'])}")
            else:
                reason = f"  ({_reason(each)})" if _reason(each) else ""
                click.echo(f"  #{each['id']} {plain(each['title'])}{reason}")


def _reason(each: dict[str, Any]) -> str:
    return str(printable(t(str(each.get("outcome") or each.get("detail") or ""))))


def _headline(summary: dict[str, Any]) -> str:
    ended = (
        f"{t(summary['state'])} ({printable(translated(summary['reason']))})"
        if summary["reason"]
        else t(summary["state"])
    )
    return (
        f"{zoned(summary['started_at'])}, {duration(summary['seconds'])}: {ended}. "
        f"{counted(summary['captures'], 'capture')}, {size(summary['bytes'] or 0)}."
    )
