"""Options of commands that spread their work over a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from archive.wording import t


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that spread their work over a Dask cluster."""
    for option in (
        click.option(
            "--workers",
            type=click.IntRange(1, 256),
            metavar="N",
            help="Work at so many files, archives or portals at a time, each in a process of its own (needs"
            " luutru[cluster]).",
        ),
        click.option(
            "--dask",
            metavar="ADDRESS",
            help="Work on the workers of this Dask scheduler, as tcp://host:8786, which see files and archives at the"
            " same paths (needs luutru[cluster]).",
        ),
    ):
        command = option(command)
    return command


def one_cluster(dask: str | None, workers: int | None) -> None:
    """Raises click.UsageError where both options are given."""
    if dask and workers:
        raise click.UsageError(t("--workers starts workers here, --dask names others: name one of them"))
