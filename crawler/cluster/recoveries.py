"""Recovers portals from a web archive on a cluster, each into an archive of its own on one worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawler.cluster.workers import done_on
from crawler.options import Options
from crawler.webarchives.recover_portal import Report, Source, recover_portal


def recover_on(
    client: Any,
    archives: Sequence[tuple[Path, str]],
    source: Source,
    given: Options,
    until: str | None,
    tell: Callable[[], None],
) -> list[Report]:
    """Does `recover_portal` for each archive and portal on the workers of `client` (`distributed.Client`).

    All together ask the web archive no more often than one of them would alone. A worker that dies costs the portal
    that it was at, with which another goes on. Where the web archive refuses one portal, the others are asked for all
    the same. `tell` is called after each. Raises what a worker raised.
    """
    at_once = min(sum(client.nthreads().values()), len(archives))
    slower = replace(source, delay=source.delay * at_once)
    tasks = [(path.absolute(), portal, slower, given, until) for path, portal in archives]
    return done_on(client, recover_portal, tasks, tell)
