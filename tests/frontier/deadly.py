"""Pages that end the process that reads them, as far as tests can have them: no page is known that does."""

from __future__ import annotations

import os
from pathlib import Path

_AT_START = """
import os, signal
from crawler.extract import capture

def deadly(payload, *more, read=capture.read_page):
    if b"poison" in payload:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(payload, *more)

capture.read_page = deadly
"""


def ending_at_poison(folder: Path) -> dict[str, str]:
    """An environment whose commands, and all processes that they start, end where they read a page with the word
    poison. It needs a file in `folder`."""
    (folder / "sitecustomize.py").write_text(_AT_START)
    return {**os.environ, "PYTHONPATH": str(folder)}
