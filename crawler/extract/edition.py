"""Names the edition of the reading code, so that every reading states who made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from crawler import VERSION

_PACKAGES = Path(__file__).parents[2]
_READERS = (
    "archive/contents/fields.py",
    "archive/contents/markup.py",
    "archive/contents/url_keys.py",
    "archive/model.py",
    "archive/payloads/headers.py",
    "archive/postbacks.py",
    "archive/readings/counter_box.py",
    "archive/readings/extractor.py",
    "archive/readings/outcome.py",
    "crawler/cms",
    "crawler/extract",
)
"""Files, and folders with all their files, that decide what is read from a capture."""

_LIBRARIES = ("readability-lxml", "resiliparse", "trafilatura")


def edition(packages: Path = _PACKAGES) -> str:
    """The name of the reading code, such as ``luutru 0.1.0+3f2a91c0``.

    The eight digits are a hash over the source and the versions of the main-text libraries. So every change
    gives a new name.

    `packages` is the folder of `archive` and `crawler`. Raises FileNotFoundError where a file is missing.
    """
    digest = hashlib.sha256()
    for file in reading_files(packages):
        digest.update(f"{file.relative_to(packages).as_posix()}\n".encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return f"luutru {VERSION}+{digest.hexdigest()[:8]}"


def reading_files(packages: Path = _PACKAGES) -> Iterator[Path]:
    """All files that the edition covers, in a fixed order."""
    for name in _READERS:
        path = packages / name
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and not file.name.startswith("."):
                yield file


EXTRACTOR = edition()
"""Stored with whatever it read; another one after any change of the code that reads."""
