"""What was read says by which edition of the reading code."""

import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

import crawler
from crawler.extract import EXTRACTOR
from crawler.extract.edition import edition, reading_files

PACKAGES = Path(crawler.__file__).parents[1]
DECIDING = (
    "archive/contents/fields.py",
    "archive/contents/markup.py",
    "archive/contents/url_keys.py",
    "archive/readings/outcome.py",
)


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


def test_a_change_of_any_file_that_decides_what_is_read_changes_it(copied):
    files = [
        *(copied / name for name in DECIDING),
        *(copied / "crawler/cms").rglob("*.py"),
        *(copied / "crawler/extract").rglob("*.py"),
    ]
    assert len(files) > 40
    seen = {edition(copied)}
    for file in files:
        with file.open("a", encoding="utf-8") as source:
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
    (copied / DECIDING[0]).unlink()
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
