"""CPU per record of taking WARC files in and out, beside warcio alone on the same records in the same run.

    python benchmarks/warc.py [--articles 400] [--runs 3]

A crawl of the replica portal is exported; the same file is then read by warcio (every record, with digests
checked), read as captures, and imported into a new archive; and written, beside warcio's own writing of the same
records.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from archive.store import Archive
from archive.warc.read import read_captures
from archive.warc.records.members import Damage
from archive.warc.write import chosen, write
from crawler.replica import Replica
from crawler.webarchives.import_captures import Import


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that `work` took."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def read_by_warcio(data: bytes) -> int:
    """Reads every record to its end; how many there are."""
    count = 0
    for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
        record.content_stream().read()
        count += 1
    return count


def written_by_warcio(data: bytes) -> None:
    """Writes every record again."""
    writer = WARCWriter(io.BytesIO(), gzip=True, warc_version="1.1")
    for record in ArchiveIterator(io.BytesIO(data)):
        writer.write_record(record)


def imported(data: bytes, path: Path, home: str) -> None:
    """Imports the file into a new archive at `path`."""
    with Archive.open(path) as archive, archive.writing():
        taking = Import(archive, "soctrang", (home,))
        for found in read_captures(io.BytesIO(data), "warc:x"):
            assert not isinstance(found, Damage)
            taking.take(found)


def exported(archive: Archive) -> bytes:
    """All captures of an archive as a WARC file."""
    out = io.BytesIO()
    for _ in write(archive, chosen(archive), out, software="luutru", name="x.warc.gz"):
        pass
    return out.getvalue()


def main() -> None:
    """Prints milliseconds of CPU a record, and ratios."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Replica(articles=given.articles, hosts=1) as portal:
        made = Path(folder, "made.db")
        subprocess.run(
            [sys.executable, "-m", "crawler", "crawl", "soctrang", f"--archive={made}", f"--home={portal.home}",
             "--delay=0", "--concurrency=8", "--quiet"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with Archive.open(made) as archive:
            data = exported(archive)
            count = read_by_warcio(data)
            rows = {
                "warcio reads": lambda _: read_by_warcio(data),
                "luutru reads": lambda _: list(read_captures(io.BytesIO(data), "warc:x")),
                "luutru imports": lambda run: imported(data, Path(folder, f"{run}.db"), portal.home),
                "warcio writes": lambda _: written_by_warcio(data),
                "luutru writes": lambda _: exported(archive),
            }
            taken = {
                name: statistics.median(
                    cpu(lambda work=work, run=run: work(run)) for run in range(given.runs)
                )
                for name, work in rows.items()
            }
    print(f"{count} records, {len(data) / 1e6:.1f} MB")
    for name, total in taken.items():
        beside = taken["warcio reads" if name.endswith(("reads", "imports")) else "warcio writes"]
        print(f"{name:16} {total / count:6.2f} ms a record, {beside / total:.2f} of warcio's pace")


if __name__ == "__main__":
    main()
