"""Errors of an archive. Every message says what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ArchiveError(Exception):
    """Base of all: something about the archive that the archivist can act on."""


class NotAnArchive(ArchiveError):
    """The file is missing, is no SQLite file, or is one that luutru did not make."""


class ArchiveTooNew(ArchiveError):
    """A newer luutru made or changed the file."""


class ArchiveDamaged(ArchiveError):
    """SQLite, a hash or a stored form says that the file is not what was written."""


class ArchiveFull(ArchiveError):
    """The disk (or a quota) has no room left; the last transaction was rolled back whole."""


class PayloadRemoved(ArchiveError):
    """The payload was taken down, or this copy was published without payloads."""


class ArchiveBusy(ArchiveError):
    """Another process holds the archive. `holder` has its pid, command and since, as far as known."""

    def __init__(self, message: str, holder: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.holder = dict(holder or {})
