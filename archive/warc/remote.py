"""Files elsewhere, by address: on S3 and whatever else fsspec reads, https://filesystem-spec.readthedocs.io/."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import IO, cast

from archive.errors import ArchiveError
from archive.wording import t

_AT_ONCE = 1 << 16
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(::|://).+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remote:
    """A file at an address such as ``s3://bucket/folder/file.warc.gz``. Keys and the like come from where the service's
    own tools take them."""

    address: str

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.address.rstrip("/").rpartition("/")[2]

    def open(self) -> IO[bytes]:
        """The bytes of the file, from any place in it. Raises ArchiveError where it cannot be opened."""
        if find_spec("fsspec") is None:
            raise ArchiveError(
                t("{address} needs fsspec: pip install 'luutru[cluster]'", address=self.address)
            )
        import fsspec

        try:
            # Its own files read no line of at most so many bytes.
            return io.BufferedReader(cast(io.RawIOBase, fsspec.open(self.address, "rb").open()), _AT_ONCE)
        except Exception as error:  # each service has errors of its own
            raise ArchiveError(
                t("{address} cannot be read: {error}", address=self.address, error=error)
            ) from error


def is_address(text: str) -> bool:
    """Whether it is the address of a file elsewhere, not the path of one here."""
    return _ADDRESS.fullmatch(text) is not None
