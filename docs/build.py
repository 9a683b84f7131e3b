"""Writes the pages of this folder that say what the program says of itself.

python docs/build.py          writes them
python docs/build.py --check  exits 1 and names those that are out of date
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import archive
import crawler
from archive.web.tables import TABLES
from crawler.cli import COMMANDS, luutru

HERE = Path(__file__).parent

LIBRARY = (
    "crawler.extract.read_page",
    "crawler.extract.Template",
    "archive.entities.citations",
    "archive.entities.Citation",
    "archive.entities.mentions",
    "archive.entities.Mention",
    "archive.store.Archive",
    "archive.store.Archive.open",
    "archive.store.Archive.adding",
    "archive.store.Archive.add_portal",
    "archive.store.Archive.close",
    "archive.captures.record.record",
    "archive.captures.record.Recorded",
    "archive.captures.load.load_capture",
    "archive.history.as_of.as_of",
    "archive.history.as_of.site_as_of",
    "archive.search.query.search_articles",
    "archive.search.query.Filters",
    "archive.search.query.Hit",
    "archive.contents.diff.word_diff",
    "archive.contents.diff.DiffSpan",
    "crawler.webarchives.import_files.import_files",
    "crawler.webarchives.import_files.Taking",
    "crawler.webarchives.import_files.Report",
    "crawler.webarchives.recover_portal.recover_portal",
    "crawler.webarchives.recover_portal.Source",
    "crawler.webarchives.recover_portal.Report",
    "crawler.learning.extract_archive.extract_archive",
    "crawler.learning.extract_archive.Extraction",
    "archive.warc.files.parts",
    "archive.warc.read.read_captures",
    "archive.warc.read.Found",
    "archive.warc.write.chosen",
    "archive.warc.write.write",
    "archive.maintenance.verify.verify",
    "archive.maintenance.verify.Finding",
    "archive.maintenance.merge.merge",
    "archive.maintenance.publish.publish",
    "archive.model.Address",
    "archive.model.Article",
    "archive.model.Attachment",
    "archive.model.Caption",
    "archive.model.Capture",
    "archive.model.Contact",
    "archive.model.ListItem",
    "archive.model.Page",
    "archive.model.Pager",
    "archive.model.PagerLink",
    "archive.model.Portal",
    "archive.model.Site",
    "archive.model.Visits",
    "archive.clock.now",
    "archive.clock.stamp",
    "archive.errors.ArchiveError",
    "archive.errors.ArchiveBusy",
    "archive.errors.ArchiveDamaged",
    "archive.errors.ArchiveFull",
    "archive.errors.ArchiveTooNew",
    "archive.errors.NotAnArchive",
    "archive.errors.PayloadRemoved",
)
"""What others may import, in the order of docs/library.md."""


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


def architecture() -> str:
    """docs/architecture.md, with what each room says of itself."""
    rows = ["| room | who lives there |", "|---|---|"]
    for package in (archive, crawler):
        folders = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        names = [package.__name__, *(found.name for found in folders if found.ispkg)]
        for name in sorted(names):
            said = " ".join((inspect.getdoc(pkgutil.resolve_name(name)) or "").split())
            rows.append(f"| `{name.replace('.', '/')}/` | {said} |")
    return _filled("architecture.md", "rooms", "\n".join(rows))


def library() -> str:
    """docs/library.md, with all names and what they say of themselves."""
    entries = []
    for name in LIBRARY:
        thing = _thing(name)
        entries.append(f"### {name}\n\n```\n{_called(name, thing)}\n```\n\n{inspect.getdoc(thing)}")
    return _filled("library.md", "names", "\n\n".join(entries))


def _thing(name: str) -> Any:
    """What a dotted name stands for, as an import from the part before its last point gives it."""
    place, _, last = name.rpartition(".")
    try:
        return getattr(importlib.import_module(place), last)
    except ModuleNotFoundError:  # a class
        return getattr(_thing(place), last)


def _called(name: str, thing: Any) -> str:
    """A function or class with its parameters, as a caller writes them."""
    if (inspect.isclass(thing) and issubclass(thing, Exception)) or name == "archive.store.Archive":
        return name.rpartition(".")[2]
    said = inspect.signature(thing)
    parameters = [_parameter(each) for each in said.parameters.values() if each.name != "self"]
    keywords = [each for each in said.parameters.values() if each.kind is each.KEYWORD_ONLY]
    if keywords:
        parameters.insert([*said.parameters].index(keywords[0].name) - ("self" in said.parameters), "*")
    gives = (
        ""
        if inspect.isclass(thing) or said.return_annotation is said.empty
        else f" -> {said.return_annotation}"
    )
    start = name.rpartition(".")[2]
    short = f"{start}({', '.join(parameters)}){gives}"
    lines = "".join(f"    {each},\n" for each in parameters)
    return short if len(short) <= _WIDEST else f"{start}(\n{lines}){gives}"


def _parameter(parameter: inspect.Parameter) -> str:
    """A parameter with its type, and its default where that is short."""
    default = parameter.default
    said = f"{parameter.name}: {parameter.annotation}"
    if default is parameter.empty:
        return said
    is_plain = isinstance(default, str | int | tuple | None)
    return f"{said} = {default!r}" if is_plain else f"{said} = …"


def _filled(page: str, what: str, inside: str) -> str:
    """A page that is written by hand, with the part between its two marks written anew."""
    before, begin, rest = (
        (HERE / page).read_text("utf-8").partition(f"<!-- {what}: written by docs/build.py -->")
    )
    _, end, after = rest.partition(f"<!-- end of {what} -->")
    assert begin and end, f"{page} has no place for {what}"
    return f"{before}{begin}\n{inside}\n{end}{after}"


_WIDEST = 100
PAGES = {
    "commands.md": commands,
    "schema.md": schema,
    "architecture.md": architecture,
    "library.md": library,
}


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
