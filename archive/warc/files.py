"""Opens files of web archives one by one: WARC files, and those inside a WACZ package.

WACZ, https://specs.webrecorder.net/wacz/1.1.1/, is a zip file with WARC files under ``archive/`` and a
``datapackage.json`` that has the hash of each.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from archive.errors import ArchiveError
from archive.warc.remote import Remote
from archive.wording import t

_WARC = re.compile(r".{0,4000}\.w?arc(?:\.gz|\.zst)?(?:\.open)?", re.IGNORECASE | re.DOTALL)
"""Files in a package that hold records; `.open` is what a crawler has not finished."""
_PACKAGE = (".wacz", ".zip")
_DEPTH = 3
"""Packages in packages that are looked into."""


@dataclass(frozen=True, slots=True)
class Part:
    """A WARC file: the file on disk or elsewhere, its size in bytes, and the sha256 of its bytes in hex.

    Inside a package it has names, one for each package in a package. `expected` is the sha256 that its package
    promises; None without a package or a promise.
    """

    path: Path | Remote
    inside: tuple[str, ...]
    size: int
    sha256: str
    expected: str | None = None

    @property
    def name(self) -> str:
        """The name of the file, behind that of its package."""
        return "#".join((self.path.name, *(PurePosixPath(name).name for name in self.inside)))

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file."""
        with ExitStack() as stack:
            file: IO[bytes] = stack.enter_context(_bytes_of(self.path))
            for name in self.inside:
                package = stack.enter_context(zipfile.ZipFile(file))
                file = stack.enter_context(_opened(package, name))
            yield file


def parts(path: Path | Remote) -> list[Part]:
    """The WARC files at `path`, which is a WARC file or a package.

    Raises ArchiveError where there is none or the package cannot be read, OSError where there is no such file.
    """
    if isinstance(path, Path) and path.exists() and not path.is_file():
        raise ArchiveError(
            t("{path} is no file that can be read twice; save what it gives as a file first", path=path)
        )
    with _bytes_of(path) as file:
        # a WARC file that is not packed may end with a document that is a zip file itself
        if file.read(2) != b"PK" or not zipfile.is_zipfile(file):
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            return [Part(path, (), size, sha256_of(file))]
    try:
        with _bytes_of(path) as file, zipfile.ZipFile(file) as package:
            found = list(_inside(path, package, ()))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(
            t(
                "{path} is a damaged package ({error}); get it again, or unpack what is left",
                path=path,
                error=error,
            )
        ) from error
    if not found:
        raise ArchiveError(t("{path} is a package without a WARC file", path=path))
    return found


def _inside(path: Path | Remote, package: zipfile.ZipFile, outer: tuple[str, ...]) -> Iterator[Part]:
    promised = _promised(package)
    for entry in package.infolist():
        name = entry.filename
        if _WARC.fullmatch(name):
            with _opened(package, name) as file:
                sha256 = sha256_of(file)
            yield Part(path, (*outer, name), entry.file_size, sha256, promised.get(name))
        elif name.lower().endswith(_PACKAGE) and len(outer) < _DEPTH:
            with _opened(package, name) as file, zipfile.ZipFile(file) as inner:
                yield from _inside(path, inner, (*outer, name))


def _bytes_of(path: Path | Remote) -> IO[bytes]:
    return path.open() if isinstance(path, Remote) else path.open("rb")


def _opened(package: zipfile.ZipFile, inside: str) -> IO[bytes]:
    file: Any = package.open(inside)
    # The sum of the whole file would keep back all of it for one byte; the records have sums of their own.
    file._expected_crc = None
    return cast(IO[bytes], file)


def sha256_of(file: IO[bytes]) -> str:
    """The sha256 of all that a file gives, in hex."""
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _promised(package: zipfile.ZipFile) -> dict[str, str]:
    """The sha256 of each file of a package as its ``datapackage.json`` has it."""
    try:
        resources = json.loads(package.read("datapackage.json"))["resources"]
        return {
            each["path"]: each["hash"].removeprefix("sha256:").lower()
            for each in resources
            if each["hash"].startswith("sha256:")
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return {}
