"""The house: no import runs in a circle, none runs from `archive` to `crawler`, no folder is crowded."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import ANY

from tests.support.places import ROOT

PACKAGES = ("archive", "crawler")
CROWDED = 13
"""Files that a folder may hold, beside its `__init__.py`."""
DATA = ("archive/entities/language/data", "tests/pages")
"""Folders of data, of which any number may lie side by side: lists of words, golden pages."""
ENTRANCES = ("archive", "archive.web", "crawler", "crawler.extract")
TOWER = (
    "crawler.extract.document",
    "crawler.extract.vocabulary",
    "crawler.extract.boilerplate",
    "crawler.extract.facts",
    "crawler.extract.blocks",
    "crawler.extract.main_text",
    "crawler.extract.article.captions",
    "crawler.extract.article.title",
    "crawler.extract.article.region",
    "crawler.extract.article",
    "crawler.extract.listing",
    "crawler.extract.pages",
    "crawler.extract.template",
    "crawler.extract.induction",
)
"""The rooms of the reader; each may import those before it."""
GATHERING = {
    "archive.entities",
    "archive.web",
    "archive.web.tables",
    "archive.web.wording.meanings",
    "archive.web.wording.texts",
    "crawler.extract",
    "crawler.replica",
    "crawler.replica.skins",
}
"""Rooms whose `__init__` offers what their files hold: to others, to Datasette, or all tables of one kind as one."""


def modules() -> dict[str, Path]:
    """The file of every module by its dotted name."""
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}


def imports(file: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules that a file imports anywhere, for types only, late, or by a text that names one, too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known or f"{name}.__init__" in known else node.module for name in inside]
        elif isinstance(node, ast.Constant) and node.value in known:
            names = [node.value]
        for name in names:
            if name in known:
                yield name
            elif f"{name}.__init__" in known:
                yield f"{name}.__init__"


@cache
def graph() -> dict[str, set[str]]:
    """What each module imports."""
    known = modules()
    return {name: set(imports(file, known)) - {name} for name, file in known.items()}


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The groups of nodes of which each reaches all others (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            place = stack.index(node)
            if len(stack) - place > 1:
                found.append(sorted(stack[place:]))
            del stack[place:]

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def room(module: str) -> str:
    """The folder of a module. What lies in the entrance of a package is a room of its own: ground or roof."""
    folder = module.rpartition(".")[0]
    return module if folder in ENTRANCES else folder


def test_no_import_runs_in_a_circle():
    assert circles(graph()) == []


def test_archive_never_imports_crawler():
    into = [
        (name, other)
        for name, others in graph().items()
        for other in others
        if name.startswith("archive.") and other.startswith("crawler.")
    ]
    assert into == []


def test_what_a_room_holds_is_imported_from_its_file():
    """An `__init__` that imports its own files makes whoever imports one of them import all of them."""
    gathering = {
        folder
        for name, others in graph().items()
        if (folder := name.removesuffix(".__init__")) != name
        and any(other.startswith(f"{folder}.") for other in others)
    }
    assert gathering == GATHERING


def test_rooms_know_each_other_one_way():
    edges: dict[str, set[str]] = {}
    for name, others in graph().items():
        edges.setdefault(room(name), set()).update({room(other) for other in others} - {room(name)})
    assert circles(edges) == []


def test_the_rooms_of_the_reader_stand_on_each_other():
    upwards = [
        (name, other)
        for name, others in graph().items()
        for other in others
        if room(name) in TOWER and room(other) in TOWER and TOWER.index(room(other)) > TOWER.index(room(name))
    ]
    assert upwards == []


def test_no_folder_is_crowded():
    folders = Counter(
        file.parent.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, "benchmarks", "tests")
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.name != "__init__.py"
    )
    assert {folder: count for folder, count in folders.items() if count > CROWDED} == dict.fromkeys(DATA, ANY)


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
