"""Files of web archives, one by one: WARC files as they lie, and those in a WACZ package.

WACZ, https://specs.webrecorder.net/wacz/1.1.1/, is a zip file with WARC files under ``archive/`` and a
``datapackage.json`` that names the hash of each.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from archive.errors import ArchiveError

_SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz")


@dataclass(frozen=True, slots=True)
class Part:
    """A WARC file: its name, with that of the package that it is in; its size and the sha256 of its bytes in hex.

    `expected` is the sha256 that its package promises, None where there is none or it promises none.
    """

    path: Path
    inside: str | None
    size: int
    sha256: str
    expected: str | None = None

    @property
    def name(self) -> str:
        """The name of the file, behind that of its package."""
        return f"{self.path.name}#{Path(self.inside).name}" if self.inside else self.path.name

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file."""
        if self.inside is None:
            with self.path.open("rb") as file:
                yield file
        else:
            with zipfile.ZipFile(self.path) as package, _opened(package, self.inside) as file:
                yield file


def parts(path: Path) -> list[Part]:
    """The WARC files at `path`, a WARC file or a package. Raises ArchiveError where there is none, or where the
    package cannot be read, and OSError where there is no such file."""
    if path.exists() and not path.is_file():
        raise ArchiveError(f"{path} is no file that can be read twice; save what it gives as a file first")
    with path.open("rb") as file:
        if not zipfile.is_zipfile(path):
            return [Part(path, None, path.stat().st_size, sha256_of(file))]
    try:
        with zipfile.ZipFile(path) as package:
            found = list(_inside(path, package))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(
            f"{path} is a damaged package ({error}); get it again, or unpack what is left"
        ) from error
    if not found:
        raise ArchiveError(f"{path} is a package without a WARC file")
    return found


def _inside(path: Path, package: zipfile.ZipFile) -> Iterator[Part]:
    promised = _promised(package)
    for entry in package.infolist():
        if entry.filename.lower().endswith(_SUFFIXES):
            with _opened(package, entry.filename) as file:
                sha256 = sha256_of(file)
            yield Part(path, entry.filename, entry.file_size, sha256, promised.get(entry.filename))


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
