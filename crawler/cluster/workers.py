"""A Dask cluster, here or elsewhere, https://distributed.dask.org/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar

from archive.errors import ArchiveError
from archive.wording import t

TRIES = 4
"""How often a task may lose its worker before it is given up, and with it the work that it was part of."""


Done = TypeVar("Done")


def done_on(
    client: Any, work: Callable[..., Done], tasks: Sequence[tuple[Any, ...]], tell: Callable[[], None]
) -> list[Done]:
    """What `work(*task)` gives for each of `tasks`, in their order, done on the workers of `client`.

    A task whose worker dies is given to another, up to TRIES times. `tell` is called after each. Raises what a worker
    raised.
    """
    from distributed import as_completed

    handed = {client.submit(work, *task, pure=False): place for place, task in enumerate(tasks)}
    results: dict[int, Done] = {}
    for done in as_completed(list(handed)):
        results[handed.pop(done)] = done.result()
        # Else a worker that dies later costs what it has done, too.
        done.release()
        tell()
    return [results[place] for place in range(len(tasks))]


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
        # What goes wrong with a task is raised; what a worker says of its own end under load is no error. A process
        # sets its log up when it imports Dask, so it must be told before it is started.
        "distributed.nanny.pre-spawn-environ.DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical",
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
                n_workers=where, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
            ) as local,
            Client(local) as client,
        ):
            yield client
