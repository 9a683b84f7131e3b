"""The command `luutru`. Each subcommand is a file in a folder of `crawler/commands/`, loaded when it is called."""

from __future__ import annotations

import errno
import importlib
import inspect
import io
import keyword
import os
import shlex
import socket
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import click

from archive.errors import ArchiveBusy, ArchiveError
from archive.wording import printable, speak, t
from crawler import VERSION
from crawler.cms.tables import BadFile
from crawler.notify import REMEMBERED, Tee, notify, targets
from crawler.portals.registry import UnknownPortal

COMMANDS = {
    "crawl": "Crawl a portal into the archive.",
    "demo": "Crawl the bundled replica of a portal and open what was found.",
    "status": "What the archive holds, how the last crawls ended, what is due.",
    "report": "What one crawl brought: new, changed, gone, failed.",
    "history": "The versions of an article.",
    "diff": "What changed between two versions of an article, word by word.",
    "read": "Read one page and print what was understood, as JSON.",
    "portals": "The portals that luutru knows.",
    "schedule": "Make this machine crawl by itself: systemd, cron or Scrapyd.",
    "serve": "Open archives in Datasette.",
    "verify": "Prove that the archive is whole, or name what is not.",
    "import": "Take over captures from WARC, WACZ and ARC files.",
    "recover": "Fetch a portal's past back from a web archive.",
    "export": "Write captures to WARC or WACZ, a table to CSV or JSON.",
    "extract": "Read all stored pages again with the present extractor.",
    "merge": "Make one archive of several.",
    "publish": "Write a compact copy that is safe to serve.",
    "about": "Say who keeps the archive and on what terms.",
    "takedown": "Remove an article or a payload for a stated reason.",
}

ROOMS = {
    "collect": ("crawl", "demo", "portals", "schedule", "import", "recover"),
    "inspect": ("status", "report", "history", "diff", "read", "serve"),
    "maintain": ("verify", "export", "extract", "merge", "publish", "about", "takedown"),
}
"""The folders of `crawler/commands/` and the commands in each."""

NOTIFYING = ("crawl", "import", "recover", "verify", "extract", "merge", "publish")
"""The commands whose end `--notify` tells of."""

NO_ROOM = "no room left on the disk; make room, then run the same again"
DONE, FAILED, USAGE, ALARM, BUSY, STOPPED = range(6)
"""The exit codes: done; failed; wrong usage; done, with alarms to look at; another run holds the
archive; stopped before the end, resumable."""
MEANINGS = (
    "done",
    "failed",
    "wrong usage",
    "something to look at",
    "another run holds the archive",
    "stopped",
)


class Commands(click.Group):
    """Loads the modules of commands when they are called, because some bring Scrapy or Datasette."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        file = f"{name}{'_' * keyword.iskeyword(name)}"
        room = next(room for room, names in ROOMS.items() if name in names)
        command: click.Command = importlib.import_module(f"crawler.commands.{room}.{file}").command
        return spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(t("Commands")):
            formatter.write_dl([(name, t(help_text)) for name, help_text in COMMANDS.items()])


def spoken(command: click.Command) -> click.Command:
    """A command with its help in the language of the process."""
    command.help, command.short_help = paragraphs(command.help), t(command.short_help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = t(parameter.help or "")
    if isinstance(command, click.Group):
        for each in command.commands.values():
            spoken(each)
    return command


def paragraphs(help_text: str | None) -> str:
    """The help of a command, each paragraph by itself, for examples are the same in all languages."""
    return "\n\n".join(t(each) for each in inspect.cleandoc(help_text or "").split("\n\n"))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--notify",
    expose_value=False,
    multiple=True,
    metavar="WHOM",
    help="Tell WHOM when a command that works, or status --check, did not end well: a mail address, one behind its"
    " server (smtp://user:password@server/address), https://… (as ntfy takes it), ping:https://… (a check-in"
    " address, told of each end), or a command (repeatable; also LUUTRU_NOTIFY, or lines of"
    " ~/.config/luutru/notify).",
)
@click.version_option(VERSION, prog_name="luutru")
@click.option(
    "--portals",
    "folders",
    multiple=True,
    type=click.Path(file_okay=False),
    help="Look here for files of portals first (repeatable; also LUUTRU_PORTALS).",
)
def luutru(folders: tuple[str, ...]) -> None:
    """Archive Vietnamese government portals: every version of every article in one SQLite file.

    \b
    luutru demo                        see it work, without a network
    luutru crawl soctrang              crawl a portal into archive.db
    luutru history 392000              the versions of an article
    luutru serve                       read the archive in a browser

    The archive is archive.db in the current folder unless --archive or LUUTRU_ARCHIVE says otherwise. Files of
    portals (docs/new-portal.md) lie in the folder portals beside it.
    """
    if folders:
        os.environ["LUUTRU_PORTALS"] = os.pathsep.join(str(Path(each).absolute()) for each in folders)


def main() -> None:
    """Runs the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What goes into a file or pipe is UTF-8; a terminal with few letters shows the others by number.
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    if "--json" not in sys.argv:  # what is for programs is in English
        speak()
    spoken(luutru)
    sys.exit(run_and_notify(sys.argv[1:]))


def run_and_notify(words: Sequence[str]) -> int:
    """Runs the command `words`, and tells the target of `--notify` or LUUTRU_NOTIFY how it ended."""
    if any(not char.isprintable() and char != "\n" for word in words for char in word):
        message = t("an option holds a control character: write it out, or leave it away.")
        click.echo(f"luutru: {message}", err=True)
        return USAGE
    told_all = _notified(words)
    if not told_all:
        return ended(partial(luutru.main, list(words), standalone_mode=False))
    lines: deque[str] = deque(maxlen=REMEMBERED)
    sys.stdout, sys.stderr = Tee(sys.stdout, lines), Tee(sys.stderr, lines)
    code = ended(partial(luutru.main, list(words), standalone_mode=False))
    what = shlex.join(word for word in words if word.removeprefix("--notify=") not in (*told_all, "--notify"))
    subject = t(
        "luutru on {host}: {end} ({what})", host=socket.gethostname(), end=t(MEANINGS[code]), what=what
    )[:200]
    well = code in (DONE, BUSY, STOPPED)
    for target in told_all:
        if failure := notify(target, subject, "\n".join(lines) or t(MEANINGS[code]), well=well, code=code):
            click.echo(f"luutru: {failure}", err=True)
    return code


def _notified(words: Sequence[str]) -> list[str]:
    """The target to notify of the end of the command `words`: for commands that work, and for `status --check`."""
    command = next((word for word in words if word in COMMANDS), None)
    if command not in NOTIFYING and not (command == "status" and "--check" in words):
        return []
    given = [word.partition("=")[2] for word in words if word.startswith("--notify=")]
    return targets([*given, *(after for word, after in pairwise(words) if word == "--notify")])


def ended(command: Callable[[], int | None]) -> int:
    """Runs a command to its exit code; every foreseeable failure ends in one sentence and a code of its own."""
    try:
        return command() or DONE
    except click.exceptions.Abort:
        return STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (BadFile, UnknownPortal) as error:
        click.echo(f"luutru: {printable(str(error))}", err=True)
        return USAGE
    except ArchiveBusy as error:
        click.echo(f"luutru: {printable(str(error))}", err=True)
        return BUSY
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        message = t(NO_ROOM) if error.errno == errno.ENOSPC else f"{where}{error.strerror or error}"
        click.echo(f"luutru: {printable(message)}", err=True)
        return FAILED
    except (ArchiveError, sqlite3.Error) as error:
        click.echo(f"luutru: {printable(str(error))}", err=True)
        return FAILED
    except Exception as error:
        if os.environ.get("LUUTRU_TRACEBACK"):
            raise
        message = f"{type(error).__name__}: {error}"
        click.echo(
            t(
                "luutru: something was not as it must be ({said}); `luutru verify` tells whether it is "
                "the archive. Where it is not, please report it, with what LUUTRU_TRACEBACK=1 prints.",
                said=message,
            ),
            err=True,
        )
        return FAILED
