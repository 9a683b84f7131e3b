"""A Dask cluster, here or elsewhere, https://distributed.dask.org/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from archive.errors import ArchiveError
from archive.wording import t

TRIES = 4
"""How often a task may lose its worker before it is given up, and with it the work that it was part of."""


@contextmanager
def cluster(where: str | int) -> Iterator[Any]:
    """A client (`distributed.Client`) of the scheduler at an address, or of so many processes started here.

    Raises ArchiveError where Dask is missing, or no scheduler answers.
    """
    if find_spec("distributed") is None:
        raise ArchiveError(t("work on several machines needs Dask: pip install 'luutru[cluster]'"))
    import dask
    from distributed import Client, LocalCluster

    quiet = {
        "distributed.scheduler.allowed-failures": TRIES - 1,
        "distributed.worker.daemon": False,
        "distributed.logging.distributed": "error",
    }
    with dask.config.set(quiet):
        if isinstance(where, str):
            try:
                client = Client(where, timeout=10)
            except (OSError, ValueError) as error:
                raise ArchiveError(
                    t("no Dask scheduler answers at {where}: {error}", where=where, error=error)
                ) from None
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=where, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
            ) as local,
            Client(local) as client,
        ):
            yield client
