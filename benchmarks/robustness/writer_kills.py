"""Kills the process that writes an archive, again and again at random moments, and looks what is left.

    python -m benchmarks.robustness.writer_kills --times 300

After every kill the archive must hold all captures that were reported as recorded, nothing that was not
asked for, nothing by halves, and verify.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from archive.captures.record import record
from archive.clock import at_millis
from archive.crawls import start_crawl
from archive.maintenance.verify import verify
from archive.model import Address, Article, Capture, Page, Portal, Visits
from archive.store import Archive

HOST = "https://vpub.soctrang.gov.vn"
START = 1_724_716_800_000


def page(number: int) -> tuple[Capture, Page, Address]:
    """The capture of this number, what is read from it, and its address: one of twenty, of which seven are edited."""
    place = number % 20
    cms_id = str(392_000 + place)
    edition = 0 if place % 3 else number // 60
    address = Address(f"{HOST}/vpubnd/1292/1/2/{cms_id}/tin/bai.aspx", "article", cms_id, "vpubnd")
    body = tuple(f"Đoạn {k} của lần {edition}, bài {cms_id}." for k in range(20))
    visits = Visits(online=number % 90, total=number, raw=f"Online: {number % 90}\nTổng: {number}")
    payload = "\n".join((*body, visits.raw, "mẫu chung " * 500)).encode()
    taken = Capture("soctrang", address.url, at_millis(START + number * 60_000), 200, payload=payload)
    return taken, Page("article", article=Article(f"Bài {cms_id}", cms_id, body=body), visits=visits), address


def write(path: Path, first: int, done: int) -> None:
    """Records captures from number `first` on, for ever; reports each on the pipe `done` once it is kept."""
    with Archive.open(path) as archive:
        archive.add_portal(Portal("soctrang", "Sóc Trăng", "https://soctrang.gov.vn/", "vnportal"))
        crawl = start_crawl(archive, "soctrang", at_millis(START), "kill", {})
        for number in range(first, sys.maxsize):
            taken, read, address = page(number)
            found = [Address(f"{HOST}/x/{number}.aspx")]
            record(archive, taken, read, address=address, crawl_id=crawl, found=found, extractor="1")
            os.write(done, number.to_bytes(8, "big"))


def killed(path: Path, first: int, seconds: float) -> int:
    """Lets a process write, kills it after so many seconds; the number after the last that it reported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(path, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reported = b"".join(iter(lambda: os.read(reading, 1 << 16), b""))
    os.close(reading)
    return int.from_bytes(reported[-8:], "big") + 1 if reported else first


def wrong(path: Path, reported: int) -> Iterator[str]:
    """What is not as it must be after a kill, when all captures below `reported` were reported as kept."""
    yield from map(str, verify(path))
    with Archive.open(path, write=False) as archive:
        db = archive.db
        numbers = [int(number) for (number,) in db.execute("select total from visit_stats order by total")]
        # The one capture that was being reported may be there or not.
        if numbers not in (list(range(reported)), list(range(reported + 1))):
            yield f"kept {len(numbers)} captures, {reported} were reported"
        captures, links, versions = (
            db.execute(f"select {what}").fetchone()[0]
            for what in (
                "count(*) from captures",
                "count(*) from addresses where kind = 'other'",
                "sum(captures) from versions",
            )
        )
        if not captures == len(numbers) == links == (versions or 0):
            yield f"by halves: {captures} captures, {len(numbers)} boxes, {links} links, {versions} in versions"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=300, help="how often to kill")
    times = parser.parse_args().times
    chance = random.Random(1)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        reported = killed(path, 0, 1.0)
        for _ in range(times):
            reported = killed(path, reported, chance.uniform(0.02, 0.4))
            problems = list(wrong(path, reported))
            failures += bool(problems)
            print(*problems, sep="\n", end="\n" if problems else "", flush=True)
            with Archive.open(path, write=False) as archive:
                (reported,) = archive.db.execute("select count(*) from captures").fetchone()
    print(f"{times} kills, {reported} captures kept, {failures} archives not as they must be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
