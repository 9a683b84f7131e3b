"""Lets one process write at a time: a lock file beside the archive names the process that holds it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveBusy
from archive.wording import t


@contextmanager
def held(path: Path, command: str, since: str) -> Iterator[None]:
    """Holds the lock of the archive at `path` for the block; `command` and `since` tell others who does.

    The lock belongs to the process: it is free the moment the process is dead, however it died.
    Raises ArchiveBusy while another holds it.
    """
    with path.with_name(path.name + ".lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(path, file.name) from None
        try:
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "command": command, "since": since}))
            file.flush()
            yield
        finally:
            # Emptied, not deleted: someone may be waiting on this very file.
            file.truncate(0)


def _busy(path: Path, lock_name: str) -> ArchiveBusy:
    try:
        holder = json.loads(Path(lock_name).read_text("utf-8"))
    except ValueError:
        holder = {}
    who = (
        f"`{holder['command']}` (process {holder['pid']}, since {holder['since']})"
        if holder
        else "another process"
    )
    return ArchiveBusy(
        t("{path} is held by {who}; wait for it to end, or stop it", path=path, who=who), holder
    )
