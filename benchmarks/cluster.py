"""How much sooner two workers import files than one does: into an archive of each file, and into one of all.

    python -m benchmarks.cluster [--articles 100] [--looks 6] [--files 4] [--runs 1] [--json FILE]

A replica's articles are looked at several times; what was captured goes into WARC files, one behind the other in
time. What is compared is CPU on the longest way: that of the worker that worked most, with that of the process that
hands the work out and merges. So it says the same on a loaded machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

from archive.store import Archive
from archive.warc.files import Part, parts
from archive.warc.remote import Remote
from archive.warc.write import chosen, write
from benchmarks.extract import fill
from benchmarks.figures import rows
from crawler.cluster.imports import import_each, import_on
from crawler.cluster.workers import cluster
from crawler.webarchives.import_files import Taking

COMMAND = "python -m benchmarks.cluster"
PORTAL = "soctrang"


def spent() -> float:
    """Seconds of CPU of this process and of those that it started and that ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def longest(workers: int, work: Callable[[Any], object]) -> float:
    """Seconds of CPU on the longest way of what `work` does with a client of so many workers."""
    with cluster(workers) as client:
        client.run(__import__, "crawler.webarchives.import_files")
        before, own = client.run(spent), time.process_time()
        work(client)
        own = time.process_time() - own
        return own + max(after - before[worker] for worker, after in client.run(spent).items())


def files_of(archive: Archive, folder: Path, count: int) -> list[Part]:
    """The captures of an archive as so many WARC files, one behind the other in time."""
    ids, found = chosen(archive), []
    for number in range(count):
        file = folder / f"{number}.warc.gz"
        own = ids[number * len(ids) // count : (number + 1) * len(ids) // count]
        with file.open("wb") as out:
            for _ in write(archive, own, out, software="luutru", name=file.name):
                pass
        found += parts(file)
    return found


def _each(archives: dict[Path, Path | Remote], taking: Taking, client: Any) -> None:
    import_each(client, archives, taking, lambda: None)


def _together(path: Path, files: list[Part], taking: Taking, client: Any) -> None:
    import_on(client, path, files, taking, lambda: None)


def main() -> None:
    """Prints seconds and ratios."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--looks", type=int, default=6)
    options.add_argument("--files", type=int, default=4)
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        captures, _ = fill(folder / "one.db", given.articles, given.looks)
        with Archive.open(folder / "one.db", create=False, write=False) as archive:
            (url,) = archive.db.execute("select url from address where kind = 'article' limit 1").fetchone()
            homes = ("/".join(url.split("/")[:3]) + "/",)
            files = files_of(archive, folder, given.files)
        taking = Taking(PORTAL, homes)
        ratios: dict[str, list[float]] = {
            "import, an archive of each file": [],
            "import, one archive of all": [],
        }
        for _ in range(given.runs):
            apart, merged = {}, {}
            for workers in (1, 2):
                into = folder / f"run{len(ratios['import, one archive of all'])}-{workers}"
                into.mkdir()
                archives = {into / f"{place}.db": part.path for place, part in enumerate(files)}
                apart[workers] = longest(workers, partial(_each, archives, taking))
                merged[workers] = longest(workers, partial(_together, into / "all.db", files, taking))
            for what, took in zip(ratios, (apart, merged), strict=True):
                print(
                    f"{what}: {captures} captures, {took[1]:.1f} s by one worker, {took[2]:.1f} s by two",
                    flush=True,
                )
                ratios[what].append(took[1] / took[2])
        measured = [
            rows.row("Several workers", what, f"{captures} captures", COMMAND, "×", figures, 1.7, more=True)
            for what, figures in ratios.items()
        ]
    rows.report(measured, given.json)


if __name__ == "__main__":
    main()
