"""The catalog of what commands say: which texts there are, and its two files.

`python -m tests.support.messages` writes the texts that are new into `messages.po`, without a translation, leaves out
those that are gone, and compiles `messages.mo`, which Python's gettext reads.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import struct
from collections.abc import Iterator
from pathlib import Path

import click

from tests.support.places import ROOT

PO = ROOT / "archive" / "locale" / "vi" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")

HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: vi\nPlural-Forms: nplurals=1; plural=0;\n"
MARKED = ("t", "stored")
"""The functions whose first argument is a text of the catalog."""
SAYING = (
    *(
        "echo",
        "secho",
        "confirm",
        "UsageError",
        "ClickException",
        "BadOption",
        "BadFile",
        "BadForm",
        "Unreachable",
    ),
    *(
        "Refused",
        "UnknownPortal",
        "NotRecognised",
        "ArchiveError",
        "NotAnArchive",
        "ArchiveTooNew",
        "ArchiveDamaged",
    ),
    *("ArchiveFull", "PayloadRemoved", "ArchiveBusy"),
)
"""The functions whose first argument people read."""


def sources() -> Iterator[Path]:
    """The files that may say something to who uses a command."""
    for package in ("archive", "crawler"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if file.parts[len(ROOT.parts) : len(ROOT.parts) + 2] != ("archive", "web"):
                yield file


def called(node: ast.Call) -> str:
    """The name of what is called, without that of its module."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(file: Path) -> Iterator[ast.Call]:
    """All calls in a file of Python."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _constants(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def in_code() -> Iterator[str]:
    """The texts that code says."""
    for file in sources():
        for node in calls(file):
            name, given = called(node), node.args
            if name in MARKED and given:
                yield from (
                    text for text in _constants(given[0]) if isinstance(given[0], (ast.Constant, ast.IfExp))
                )
            elif name == "counted" and len(given) > 1:
                yield from _constants(given[1])
            elif name == "echo_table" and len(given) > 1:
                tables = [each for each in ast.walk(given[1]) if isinstance(each, ast.Dict)]
                keys = [key for table in tables for key in table.keys if key is not None]
                named = [
                    each.args[0] for each in ast.walk(given[1]) if isinstance(each, ast.Call) and each.args
                ]
                for each in (*keys, *named):
                    yield from _constants(each)


def of_commands() -> Iterator[str]:
    """The help of all commands, by paragraphs; examples are left out."""
    from crawler.cli import COMMANDS, ROOMS, luutru

    commands: list[click.Command] = [luutru]
    for room, names in ROOMS.items():
        for name in names:
            file = f"{name}_" if name == "import" else name
            commands.append(importlib.import_module(f"crawler.commands.{room}.{file}").command)
    yield from COMMANDS.values()
    while commands:
        command = commands.pop()
        if isinstance(command, click.Group) and command is not luutru:
            commands += command.commands.values()
        for text in inspect.cleandoc(command.help or "").split("\n\n"):
            if not text.startswith("\b") or command is luutru:
                yield text
        yield command.short_help or ""
        for parameter in command.params:
            yield getattr(parameter, "help", None) or ""


FOR_PROGRAMMERS = (
    "decl",
    "defined",
    "Choice(",
    "Bash",
    "Deprecation",
    "start character",
    "colour",
    "stream",
    "Windows",
)
"""Parts of what click says to who writes a command."""


def of_click() -> Iterator[str]:
    """What click itself says to who uses a command."""
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in calls(file):
            if called(node) in ("_", "gettext", "ngettext") and node.args:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                yield from (
                    text for text in texts if text and not any(part in text for part in FOR_PROGRAMMERS)
                )


def by_name() -> Iterator[str]:
    """Texts that stand in tables of the code, and words of the archive that commands show."""
    from archive.alarms import MEANINGS
    from archive.database.schema import _MISFIT
    from archive.portal_states.words import (
        CAUSE_TO_DO,
        ELSEWHERE_TO_DO,
        FILES_TO_DO,
        HOST_TO_DO,
        SECTION_TO_DO,
        STATES,
        TO_DO,
    )
    from crawler.cli import MEANINGS as ENDS
    from crawler.cli import NO_ROOM
    from crawler.commands.common import ZONE_NOTE
    from crawler.commands.inspect.report import HEADINGS
    from crawler.monitoring.crawl_end import OUTCOME_WORDS as WORDS
    from crawler.politeness.manners import NO_CONTACT

    yield from (
        *MEANINGS,
        *MEANINGS.values(),
        _MISFIT,
        *STATES,
        *CAUSE_TO_DO.values(),
        *TO_DO.values(),
        *HOST_TO_DO.values(),
        *FILES_TO_DO.values(),
        *SECTION_TO_DO.values(),
        ELSEWHERE_TO_DO,
        *ENDS,
        NO_ROOM,
        ZONE_NOTE,
    )
    yield from (*HEADINGS.values(), *WORDS, *WORDS.values(), NO_CONTACT, *VALUES)


VALUES = (
    *("running", "finished", "alarm", "stopped", "failed", "live", "missing", "gone", "published", "changed"),
    *(
        "returned",
        "moved",
        "home",
        "list",
        "article",
        "image",
        "file",
        "resource",
        "other",
        "done",
        "new",
        "known",
    ),
    *(
        "excluded",
        "pending",
        "leased",
        "ok",
        "not-found",
        "redirect",
        "refused",
        "empty",
        "server-error",
        "too-many",
    ),
    *(
        "portal",
        "captures",
        "articles",
        "files read",
        "scans",
        "unreadable",
        "clock",
        "reading",
        "body",
        "summary",
    ),
    *(
        "date",
        "category",
        "pictures",
        "captions",
        "entries",
        "pager",
        "visit counter",
        "visit counter box",
        "accounted text",
        "department or author",
        "author",
    ),
    *(
        "text",
        "title",
        "source",
        "attachments",
        "views",
        "department",
        "site",
        "page",
        "read_as",
        "published_at",
    ),
    *(
        "published_at",
        "signed",
        "paragraphs",
        "problems",
        "online",
        "today",
        "yesterday",
        "this_week",
        "this_month",
        "total",
    ),
    *("truncated", "timeout", "dns", "tls", "soft-404", "same-page", "not-modified"),
)
"""Words of the archive."""


def wanted() -> list[str]:
    """All texts, each once, sorted."""
    return sorted({*in_code(), *of_commands(), *of_click(), *by_name()} - {""})


def unmarked() -> Iterator[str]:
    """Where code says something to people that is not marked for the catalog."""
    for file in sources():
        for node in calls(file):
            texts = [node.args[0]] if called(node) in SAYING and node.args else []
            for text in texts:
                spoken = _spoken(text)
                if any(len(word) > 2 and word.isalpha() for word in spoken.replace("luutru: ", "").split()):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}: {spoken}"


def _spoken(node: ast.AST) -> str:
    """The words that stand in an expression itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "…" for each in node.values)
    if isinstance(node, ast.BinOp):
        return f"{_spoken(node.left)} {_spoken(node.right)}"
    if isinstance(node, ast.IfExp):
        return f"{_spoken(node.body)} {_spoken(node.orelse)}"
    return ""


def read(text: str) -> dict[str, str]:
    """The translations of a file of messages, by text."""
    found: dict[str, str] = {}
    pair = ["", ""]
    for line in [*text.splitlines(), ""]:
        if line.startswith("msgid "):
            pair, place = ["", ""], 0
            pair[0] = ast.literal_eval(line[6:])
        elif line.startswith("msgstr "):
            place = 1
            pair[1] = ast.literal_eval(line[7:])
        elif line.startswith('"'):
            pair[place] += ast.literal_eval(line)
        elif not line and pair[0]:
            found[pair[0]] = pair[1]
            pair = ["", ""]
    return found


def written(told: dict[str, str]) -> str:
    """The file of messages with these translations."""
    entries = [f"msgid {_quoted('')}\nmsgstr {_quoted(HEADER)}\n"]
    entries += [f"msgid {_quoted(text)}\nmsgstr {_quoted(said)}\n" for text, said in sorted(told.items())]
    return "\n".join(entries)


def compiled(told: dict[str, str]) -> bytes:
    """The same as gettext reads it."""
    pairs = sorted((text.encode(), said.encode()) for text, said in {**told, "": HEADER}.items() if said)
    count = len(pairs)
    tables, ids, texts = 28, b"", b""
    starts = tables + 16 * count
    ids = b"".join(text + b"\0" for text, _ in pairs)
    head = struct.pack("<7I", 0x950412DE, 0, count, tables, tables + 8 * count, 0, starts)
    places: list[tuple[int, int]] = []
    for side, start in ((0, starts), (1, starts + len(ids))):
        for pair in pairs:
            places.append((len(pair[side]), start))
            start += len(pair[side]) + 1
    texts = b"".join(said + b"\0" for _, said in pairs)
    return head + b"".join(struct.pack("<2I", *place) for place in places) + ids + texts


def _quoted(text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    escaped = [
        '"' + line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\b", "\\b") + '"'
        for line in lines
    ]
    return escaped[0] if len(escaped) == 1 else '""\n' + "\n".join(escaped)


def main() -> None:
    """Brings both files up to date."""
    known = read(PO.read_text("utf-8")) if PO.exists() else {}
    told = {text: known.get(text, "") for text in wanted()}
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(written(told), "utf-8")
    MO.write_bytes(compiled(told))
    print(f"{len(told)} texts, {sum(not said for said in told.values())} without a translation")


if __name__ == "__main__":
    main()
