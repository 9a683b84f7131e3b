"""CPU per page of the whole pipeline, beside a bare Scrapy spider on the same pages in the same run.

    python benchmarks/crawl.py [--articles 1500] [--runs 3] [--skin tables|blocks]

The replica portal serves the pages from this process; each crawler runs in a process of its own, whose
CPU time (user and system) the operating system counts. `luutru crawl` goes first, without pictures; the
bare spider, default settings and a callback that does nothing, then fetches the pages that it fetched.
What a process costs before its first page is measured by a run of each with one page and taken off.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from crawler.replica import Replica

BARE = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for url in json.load(open(sys.argv[1])):
            yield scrapy.Request(url, dont_filter=True)
    def parse(self, response):
        pass

process = CrawlerProcess({"LOG_LEVEL": "WARNING"})
process.crawl(Bare)
process.start()
"""


def cpu(command: list[str]) -> float:
    """Seconds of CPU that `command` took. Raises RuntimeError if it failed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):  # 3: done, with pages to look at
        raise RuntimeError(f"{command} ended with exit code {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def luutru(portal: Replica, folder: str, *more: str) -> tuple[float, list[str]]:
    """CPU seconds of a crawl into a new archive, and the addresses it fetched by GET."""
    before = len(portal.log)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seconds = cpu(
            [
                *(sys.executable, "-m", "crawler", "crawl", "soctrang", f"--archive={place}/archive.db"),
                *(f"--home={portal.home}", "--media=none", "--delay=0", "--concurrency=8", "--quiet", *more),
            ]
        )
    return seconds, [
        f"http://{each.host}{each.path}" for each in portal.log[before:] if "robots.txt" not in each.path
    ]


def bare(urls: list[str], folder: str) -> float:
    """CPU seconds of a bare spider that fetches `urls`."""
    listing = Path(folder, "urls.json")
    listing.write_text(json.dumps(urls))
    return cpu([sys.executable, "-c", BARE, str(listing)])


def main() -> None:
    """Prints a line a run and the ratio of the medians."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=1500)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--skin", choices=("tables", "blocks"), default="tables")
    given = options.parse_args()
    ours, theirs = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        Replica(skin=given.skin, articles=given.articles, hosts=1) as portal,
    ):
        first, few = luutru(portal, folder, portal.home, "--limit=1")
        first_bare = bare(few[:1], folder)
        for run in range(given.runs):
            seconds, urls = luutru(portal, folder)
            ours.append((seconds - first) / (len(urls) - len(few)) * 1000)
            theirs.append((bare(urls, folder) - first_bare) / (len(urls) - 1) * 1000)
            print(
                f"run {run + 1}: {len(urls)} pages, luutru {ours[-1]:.2f} ms/page,"
                f" bare Scrapy {theirs[-1]:.2f} ms/page, ratio {theirs[-1] / ours[-1]:.2f}",
                flush=True,
            )
    print(f"ratio of the medians: {statistics.median(theirs) / statistics.median(ours):.2f}")


if __name__ == "__main__":
    main()
