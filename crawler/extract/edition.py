"""Which edition of the reading code read a page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from crawler import VERSION

_HERE = Path(__file__).parent
_READERS = (_HERE, _HERE.parent / "cms")
"""The folders that what is read of a page depends on."""


def edition() -> str:
    """Name of the reading code, such as ``luutru 0.1.0+3f2a91c0``.

    Behind the version stand eight digits of a hash over the source, so that no change of the code can be
    forgotten to be told.
    """
    digest = hashlib.sha256()
    for folder in _READERS:
        for file in sorted(folder.glob("*.py")):
            digest.update(f"{folder.name}/{file.name}\n".encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"luutru {VERSION}+{digest.hexdigest()[:8]}"
