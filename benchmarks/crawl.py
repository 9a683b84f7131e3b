"""CPU per page of the whole pipeline, beside a bare Scrapy spider on the same pages in the same run.

    python benchmarks/crawl.py [--articles 1500] [--runs 3] [--skin tables|blocks] [--shares]

The replica portal serves the pages from this process; each crawler runs in a process of its own, whose
CPU time (user and system) the operating system counts. `luutru crawl` goes first, without pictures; the
bare spider, default settings and a callback that does nothing, then fetches the pages that it fetched.
What a process costs before its first page is measured by a run of each with one page and taken off.

With `--shares` one more crawl tells what part of a page's CPU its reading and its recording take; all else is
Scrapy's and the frontier's. A bare spider has nothing but the last: the ratio that a reader at no cost would
have is printed, too.
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

SHARES = """
import json, sys, time
import crawler.crawl.batch, crawler.crawl.run, crawler.crawl.spider
from crawler.cli import luutru

spent = {"reading": 0.0, "recording": 0.0}

def timed(place, name, share):
    work = getattr(place, name)
    def measured(*given, **named):
        before = time.thread_time()
        try:
            return work(*given, **named)
        finally:
            spent[share] += time.thread_time() - before
    setattr(place, name, measured)

timed(crawler.crawl.spider, "read_capture", "reading")
timed(crawler.crawl.run, "record", "recording")
timed(crawler.crawl.batch.Batch, "close", "recording")
luutru.main(sys.argv[2:], standalone_mode=False)
json.dump(spent, open(sys.argv[1], "w"))
"""


def cpu(command: list[str]) -> float:
    """Seconds of CPU that `command` took. Raises RuntimeError if it failed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):  # 3: done, with pages to look at
        raise RuntimeError(f"{command} ended with exit code {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def luutru(
    portal: Replica, folder: str, *more: str, start: tuple[str, ...] = ("-m", "crawler")
) -> tuple[float, list[str]]:
    """CPU seconds of a crawl into a new archive, and the addresses it fetched by GET."""
    before = len(portal.log)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seconds = cpu(
            [
                *(sys.executable, *start, "crawl", "soctrang", f"--archive={place}/archive.db"),
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


def shares(portal: Replica, folder: str, first: float, few: int, beside: float) -> None:
    """Prints milliseconds a page by what they are for; `beside` are those of a bare spider."""
    told = Path(folder, "shares.json")
    seconds, urls = luutru(portal, folder, start=("-c", SHARES, str(told)))
    pages = len(urls) - few
    total = (seconds - first) / pages * 1000
    spent = {name: share / len(urls) * 1000 for name, share in json.loads(told.read_text()).items()}
    spent["all else"] = total - sum(spent.values())
    for name, share in spent.items():
        print(f"{name}: {share:.2f} ms/page, {share / total:.0%}")
    print(f"ratio with a reader at no cost: {beside / (total - spent['reading']):.2f}")


def main() -> None:
    """Prints a line a run and the ratio of the medians."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=1500)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--skin", choices=("tables", "blocks"), default="tables")
    options.add_argument("--shares", action="store_true")
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
        if given.shares:
            shares(portal, folder, first, len(few), statistics.median(theirs))


if __name__ == "__main__":
    main()
