"""The processor time of commands, with that of all processes that they start."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
from collections.abc import Collection, Sequence

_SUBREAPER = 36
"""Of prctl(2): processes whose parent ended become children of this one, so that their time is counted here."""


def cpu(command: Sequence[str], good: Collection[int] = (0,)) -> tuple[float, bytes]:
    """Seconds of CPU, user's and system's, that a command and all its processes took, and what it wrote.

    Raises RuntimeError if it ended with another exit code than those that are `good`.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before = _children()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    if done.returncode not in good:
        raise RuntimeError(f"{command} ended with exit code {done.returncode}")
    return _children() - before, done.stdout


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
