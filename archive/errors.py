"""Errors of an archive. Every message says what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ArchiveError(Exception):
    """The base of all errors of an archive. The archivist can act on each."""


class NotAnArchive(ArchiveError):
    """The file is missing, no SQLite file, or no archive of luutru."""


class ArchiveTooNew(ArchiveError):
    """A newer luutru made or changed the file."""


class ArchiveDamaged(ArchiveError):
    """SQLite, a hash or a stored form shows that the file is not what was written."""


class ArchiveFull(ArchiveError):
    """The disk or a quota is full. The last transaction was rolled back."""


class PayloadRemoved(ArchiveError):
    """The payload was taken down, or this copy was published without payloads."""


class ArchiveBusy(ArchiveError):
    """Another process holds the archive. `holder` has its pid, command and start, where known."""

    def __init__(self, message: str, holder: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.holder = dict(holder or {})
