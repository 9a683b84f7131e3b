"""Hundreds of kills in a row: what the runs together fetched, missed and fetched again.

    python -m benchmarks.robustness.crawl_kills [--kills 300] [--articles 1500] [--seed 7]

A crawl of the replica is killed (SIGKILL) at a random moment and started again, over and over, until it has
been killed so often or is done; then it is left to end. The replica's own log and truth are the measure.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from crawler.replica import Replica


def start(portal: Replica, archive: Path) -> subprocess.Popen[bytes]:
    """A crawl in a process of its own."""
    command = [sys.executable, "-m", "crawler", "crawl", "soctrang", f"--archive={archive}", "--quiet"]
    pace = ["--delay=0.02", "--concurrency=2", "--media=none"]
    return subprocess.Popen(
        [*command, *pace, *(f"--home={home}" for home in portal.homes)], stdout=subprocess.DEVNULL
    )


def main() -> None:
    """Prints the figures; the exit code is 1 where anything is missing or double."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--articles", type=int, default=1500)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    chance = random.Random(given.seed)
    kills = 0
    with tempfile.TemporaryDirectory() as folder, Replica(articles=given.articles) as portal:
        archive = Path(folder, "archive.db")
        while True:
            child = start(portal, archive)
            if kills < given.kills:
                enough = len(portal.log) + chance.randint(1, 12)
                while child.poll() is None and len(portal.log) < enough:
                    time.sleep(0.001)
                time.sleep(chance.random() * 0.02)
                if child.poll() is None:
                    child.kill()
                    kills += 1
            if child.wait() == 0:
                break
            if kills % 25 == 0:
                print(f"{kills} kills, {len(portal.log)} requests", flush=True)
        truth = {article.cms_id for article in portal.truth()}
        asked = Counter(request.path for request in portal.log if request.method == "GET")
        with closing(sqlite3.connect(archive)) as db:
            one = lambda sql: db.execute(sql).fetchone()[0]  # noqa: E731 - three figures, one line each
            missing = truth - {str(cms_id) for (cms_id,) in db.execute("select cms_id from articles")}
            double = one("select count(*) - count(distinct address_id || captured_at) from captures")
            sound = one("pragma integrity_check")
            versions = one("select max(versions) from articles")
    pages = [count for path, count in asked.items() if any(part in truth for part in path.split("/"))]
    again = sum(pages) - len(pages)
    others = sum(asked.values()) - sum(pages)
    print(
        f"{kills} kills: {len(truth)} articles, {len(missing)} missing, {double} captures twice,"
        f" at most {versions} version; {again} article pages fetched again"
        f" ({again / max(kills, 1):.2f} a kill), {others} other requests; integrity {sound}"
    )
    sys.exit(bool(missing or double or sound != "ok" or versions != 1))


if __name__ == "__main__":
    main()
