"""`luutru schedule`: makes a machine crawl by itself."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from archive.wording import t
from crawler.commands.collect.timers import DAY, cron_times, for_cron, for_scrapyd, units
from crawler.commands.common import archive_option
from crawler.limits import span, window
from crawler.notify import targets
from crawler.portals.registry import portal_named

SHORTEST = timedelta(minutes=10)
INTO_WINDOW = timedelta(minutes=65)
"""So long after a window opens a crawl begins: it stays inside where this machine goes over to summer time."""


@click.command("schedule", context_settings={"ignore_unknown_options": True})
@click.argument("portal")
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
@archive_option
@click.option("--every", default="6h", show_default=True, metavar="SPAN", help="Such as 30m, 6h or 1d.")
@click.option("--contact", envvar="LUUTRU_CONTACT", help="As for luutru crawl.")
@click.option(
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the systemd units here, as in ~/.config/systemd/user. [default: print them]",
)
@click.option("--cron", is_flag=True, help="Print a line for crontab instead.")
@click.option("--scrapyd", is_flag=True, help="Print what Scrapyd needs instead.")
def command(
    portal: str,
    options: tuple[str, ...],
    path: Path,
    every: str,
    contact: str | None,
    folder: Path | None,
    cron: bool,
    scrapyd: bool,
) -> None:
    """Write a systemd timer and service that crawl PORTAL again and again. OPTIONS go to luutru crawl.

    Asking often costs a portal little: a crawl takes only what is due. With a --window that is shorter than
    --every, it begins within these hours.

    \b
    luutru schedule soctrang --every 6h --contact archive@example.org --output ~/.config/systemd/user
    luutru schedule soctrang --every 1d --cron --window 22:00-06:00
    """
    try:
        spider = portal_named(portal)
        interval = span(every)
    except LookupError as error:
        raise click.UsageError(str(error.args[0])) from None
    except ValueError:
        raise click.UsageError(
            t("--every is a span like 30m, 6h or 1d, not {every}.", every=repr(every))
        ) from None
    if interval < SHORTEST:
        raise click.UsageError(t("--every is ten minutes at least: a portal is not asked more often."))
    if cron + scrapyd + (folder is not None) > 1:
        raise click.UsageError(t("--output, --cron and --scrapyd exclude each other: name one of them."))
    if not all(
        word.isprintable() for word in (str(path.absolute()), contact or "", *options, sys.executable)
    ):
        # In a unit or a crontab, what comes after the end of a line would be a line of its own.
        raise click.UsageError(t("an option holds a control character: write it out, or leave it away."))
    params = checked_params(portal, path, contact, options)
    begin = beginning(interval, params["window"])
    if scrapyd:
        click.echo(for_scrapyd(portal, params, interval, begin))
        return
    words = crawl_words(portal, path, contact, options)
    if cron:
        click.echo(f"{cron_times(interval, begin)} {for_cron(words)}")
    else:
        _systemd(portal, spider.title, interval, begin, words, folder)


def beginning(interval: timedelta, hours: str | None) -> time | None:
    """The time of day (Vietnamese) for a crawl every `interval` that must fall into the hours of --window.

    None where it meets them in any case. Raises click.UsageError for an `interval` without such a time.
    """
    if hours is None or interval <= (allowed := window(hours)).length:
        return None
    if interval > DAY and interval != 7 * DAY:
        raise click.UsageError(t("With --window, --every is 1d at most, or 7d."))
    into = min(INTO_WINDOW, allowed.length / 2)
    return (datetime.combine(date(2000, 1, 1), allowed.start) + into).time()


def checked_params(portal: str, path: Path, contact: str | None, options: tuple[str, ...]) -> dict[str, Any]:
    """The parameters of `luutru crawl` with these options.

    Raises click.UsageError where it would not take them, and click.ClickException without a contact.
    """
    from crawler.commands.collect.crawl import arguments_and_settings, checked
    from crawler.commands.collect.crawl import command as crawl

    given = ["--contact", contact] if contact else []
    words = [portal, *options, "--archive", str(path.absolute()), *given]
    params = crawl.make_context("luutru crawl", words).params
    checked(portal, arguments_and_settings(params)[0], contact)
    return params


def crawl_words(portal: str, path: Path, contact: str | None, options: tuple[str, ...]) -> list[str]:
    """The command of one crawl, word by word, as this installation has to be called."""
    luutru = Path(sys.executable).with_name("luutru")
    start = [str(luutru)] if luutru.exists() else [sys.executable, "-m", "crawler"]
    given = ["--contact", contact] if contact else []
    return [*start, "crawl", portal, *options, "--archive", str(path.absolute()), *given, "--quiet"]


def _systemd(
    portal: str, title: str, interval: timedelta, begin: time | None, words: list[str], folder: Path | None
) -> None:
    files = units(portal, title, interval, begin, words, targets(()))
    if folder is None:
        for name, text in files.items():
            click.echo(f"# {name}\n{text}")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
            click.echo(t("wrote {value}", value=folder / name))
    timers = f"luutru-{portal}.timer luutru-{portal}-check.timer"
    begin_it = f"systemctl --user daemon-reload && systemctl --user enable --now {timers}"
    linger = f"loginctl enable-linger {os.environ.get('USER', '')}".rstrip()
    click.echo(f"{t('To begin:')} {begin_it}", err=True)
    click.echo(f"{t('To go on while nobody is logged in:')} {linger}", err=True)
