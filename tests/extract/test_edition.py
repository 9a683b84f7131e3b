"""What was read says by which edition of the reading code."""

import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

import crawler
from crawler.extract import EXTRACTOR
from crawler.extract.edition import edition, reading_files
from tests.project.test_rooms import graph, modules

PACKAGES = Path(crawler.__file__).parents[1]
READER = ("crawler.cms.", "crawler.extract.")
STORING = ("archive/contents/markup.py",)
"""Files that the reader does not import, and that decide how what it read is kept."""
DECIDING_NOTHING = {
    "archive.clock": "writes stamps",
    "archive.database.json_text": "writes JSON",
    "archive.database.views": "names columns",
    "archive.readings.explanation": "holds what each line was taken for, for people",
    "archive.readings.templates": "stores templates; each names itself where it was used",
    "archive.wording": "words of errors",
    "crawler.__init__": "the version, which the edition begins with",
    "crawler.portal": "a portal's file has an edition of its own",
    "crawler.portals.portal_file": "the same",
    "crawler.portals.registry": "the same",
    "crawler.spiders.__init__": "the same",
}
"""Modules that the reader imports and that decide nothing of what a capture says, and why."""


def imported() -> set[str]:
    """All modules of the reader, and what they import, and what these import."""
    edges = graph()
    todo = [name for name in edges if name.startswith(READER)]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += edges[name]
    return found


def deciding() -> set[str]:
    """All files that decide what a capture says, by their paths."""
    code = imported() - DECIDING_NOTHING.keys()
    tables = (PACKAGES / "crawler" / "cms").rglob("*.toml")
    files = [*(file for name, file in modules().items() if name in code), *tables]
    return {file.relative_to(PACKAGES).as_posix() for file in files} | set(STORING)


@pytest.fixture
def copied(tmp_path):
    for package in ("archive", "crawler"):
        shutil.copytree(
            PACKAGES / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "web")
        )
    return tmp_path


def test_it_names_the_version_and_the_code():
    assert re.fullmatch(rf"luutru {re.escape(crawler.VERSION)}\+[0-9a-f]{{8}}", EXTRACTOR)
    assert edition() == EXTRACTOR


def test_it_covers_what_the_reader_imports_and_nothing_else():
    assert imported() >= DECIDING_NOTHING.keys()
    assert {file.relative_to(PACKAGES).as_posix() for file in reading_files()} == deciding()


def test_a_change_of_any_file_that_decides_what_is_read_changes_it(copied):
    files = deciding()
    assert len(files) > 100
    seen = {edition(copied)}
    for file in files:
        with (copied / file).open("a", encoding="utf-8") as source:
            source.write("# changed\n")
        seen.add(edition(copied))
    assert len(seen) == len(files) + 1


def test_a_new_file_in_a_folder_below_changes_it(copied):
    first = edition(copied)
    folder = copied / "crawler/extract/deeper/still"
    folder.mkdir(parents=True)
    (folder / "rule.py").write_text("# new\n", "utf-8")
    assert edition(copied) != first


def test_no_other_change_does(copied):
    first = edition(copied)
    covered = {file.relative_to(copied) for file in reading_files(copied)}
    (copied / "crawler/settings.py").write_text("# nothing\n", "utf-8")
    (copied / "crawler/extract/__pycache__").mkdir()
    (copied / "crawler/extract/__pycache__/rule.pyc").write_bytes(b"compiled")
    assert Path("crawler/settings.py") not in covered
    assert edition(copied) == first


def test_a_deciding_file_that_is_missing_is_an_error(copied):
    (copied / STORING[0]).unlink()
    with pytest.raises(FileNotFoundError):
        edition(copied)


def test_another_version_of_a_library_that_finds_text_changes_it(monkeypatch):
    for library in ("readability-lxml", "resiliparse", "trafilatura"):
        with monkeypatch.context() as patched:
            newer = {library: "999"}
            patched.setattr(
                "crawler.extract.edition.version", lambda name, n=newer: n.get(name) or version(name)
            )
            assert edition() != EXTRACTOR
