"""Writes the pages of this folder that say what the program says of itself.

python docs/build.py          writes them
python docs/build.py --check  exits 1 and names those that are out of date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archive.web.tables import TABLES
from crawler.cli import COMMANDS, luutru

HERE = Path(__file__).parent


def commands() -> str:
    """docs/commands.md: the help of every command."""
    names = luutru.context_settings["help_option_names"]
    parent = click.Context(luutru, info_name="luutru", terminal_width=100, help_option_names=names)
    pages = ["# Commands", *_help(parent, luutru, "luutru")]
    for name in COMMANDS:
        command = luutru.get_command(parent, name)
        assert command is not None
        context = click.Context(command, parent=parent, info_name=name, terminal_width=100)
        pages += [f"## luutru {name}", *_help(context, command, name)]
        for below, more in getattr(command, "commands", {}).items():
            inner = click.Context(more, parent=context, info_name=below, terminal_width=100)
            pages += [f"### luutru {name} {below}", *_help(inner, more, below)]
    return "\n\n".join(pages) + "\n"


def _help(context: click.Context, command: click.Command, name: str) -> Iterator[str]:
    yield f"```\n{command.get_help(context)}\n```"


def schema() -> str:
    """docs/schema.md: every table and column that outside readers may rely on."""
    pages = [SCHEMA]
    for name, table in TABLES.items():
        rows = [f"| `{column}` | {meaning} |" for column, meaning in table.columns.items()]
        pages += [
            f"## {name}",
            f"{table.title}. {table.description}",
            "\n".join(["| column | meaning |", "|---|---|", *rows]),
        ]
    return "\n\n".join(pages) + "\n"


SCHEMA = """# Schema

The archive is one SQLite file. These are its tables (most are views over more compact ones, which may
change; these will not). Any SQLite program can read them; they are described to Datasette in the same words.

Times are UTC, ISO 8601 with milliseconds and `Z`; publication dates are local to the portal
(`2024-08-27` or `2024-08-27T14:05`). Text is NFC, white space collapsed within a block, zero-width
characters removed. Raw payloads keep every byte.

A **capture** is a fact: what a server answered at one moment. A **version** is derived: a maximal run of
captures of one article, in time order, with the same content."""

PAGES = {"commands.md": commands, "schema.md": schema}


def main(check: bool) -> int:
    """Writes or checks every page; gives back the exit code."""
    late = []
    for name, build in PAGES.items():
        page, text = HERE / name, build()
        if not page.exists() or page.read_text("utf-8") != text:
            late.append(name)
            if not check:
                page.write_text(text, "utf-8")
    if check and late:
        print(f"out of date: {', '.join(late)}. Run: python docs/build.py")
    return int(check and bool(late))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
