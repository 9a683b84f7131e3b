"""Reads archives again on a cluster, each on one worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from crawler.cluster.workers import done_on
from crawler.learning.extract_archive import Extraction, extract_archive


def extract_on(client: Any, paths: Sequence[Path], again: bool, tell: Callable[[], None]) -> list[Extraction]:
    """Does `extract_archive` for each of `paths` on the workers of `client` (`distributed.Client`).

    All workers must see the archives at the same paths. A worker that dies costs the archive that it was at, with
    which another goes on. `tell` is called after each archive. Raises what a worker raised.
    """
    # A worker has one core.
    read = partial(extract_archive, again=again, jobs=1)
    return done_on(client, read, [(path.absolute(),) for path in paths], tell)
