"""Writes files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the part that is being written, and of what SQLite keeps beside a database."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Where `target` is to be written in a `with` block; it gets its name once that ends well."""
    part = target.with_name(f"{target.name}.part")
    rests = [part.with_name(part.name + end) for end in _BESIDE]
    try:
        for rest in rests:
            rest.unlink(missing_ok=True)
        yield part
        part.replace(target)
    finally:
        for rest in rests:
            rest.unlink(missing_ok=True)
