"""The processor time of commands, with that of all processes that they start."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

_SUBREAPER = 36
"""Of prctl(2): processes whose parent ended become children of this one, so that their time is counted here."""


def cpu(command: Sequence[str], good: Collection[int] = (0,)) -> tuple[float, bytes]:
    """Seconds of CPU, user's and system's, that a command and all its processes took, and what it wrote.

    Raises RuntimeError if it ended with another exit code than those that are `good`.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    own, before = _children(), _spent()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    while left := _children() - own:
        for process in left:
            os.waitpid(process, 0)
    if done.returncode not in good:
        raise RuntimeError(f"{command} ended with exit code {done.returncode}")
    return _spent() - before, done.stdout


def _children() -> set[int]:
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            parent = status.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            if int(parent) == os.getpid():
                found.add(int(status.parent.name))
    return found


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
