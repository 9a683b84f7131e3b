"""What was read says by which edition of the reading code."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import crawler
from crawler.extract import EXTRACTOR

PACKAGES = Path(crawler.__file__).parents[1]


def edition(folder):
    run = subprocess.run(
        [sys.executable, "-c", "from crawler.extract import EXTRACTOR; print(EXTRACTOR)"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_it_names_the_version_and_the_code():
    assert re.fullmatch(r"luutru \S+\+[0-9a-f]{8}", EXTRACTOR)


def test_any_change_of_the_reading_code_changes_it_and_no_other_change_does(tmp_path):
    for package in ("archive", "crawler"):
        shutil.copytree(
            PACKAGES / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "web")
        )
    (tmp_path / "crawler/__init__.py").write_text('VERSION = "9"\n', "utf-8")
    first = edition(tmp_path)
    assert first.startswith("luutru 9+")
    (tmp_path / "crawler/settings.py").write_text("# nothing\n", "utf-8")
    assert edition(tmp_path) == first
    for file in ("crawler/extract/labels.py", "crawler/cms/vnportal.py"):
        with (tmp_path / file).open("a", encoding="utf-8") as source:
            source.write("# changed\n")
        second = edition(tmp_path)
        assert second != first
        first = second
