"""Names the edition of the rules that found names in a content."""

from __future__ import annotations

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent


def edition(folder: Path = _HERE) -> str:
    """Eight hex digits of a hash over all rules and lists in `folder`: another one after any change of them."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".py", ".txt", ".csv"):
            digest.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


EDITION = edition()
