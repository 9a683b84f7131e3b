"""CPU per page of the whole pipeline, beside a bare Scrapy spider on the same pages in the same run.

    python -m benchmarks.crawl [--articles 1500] [--runs 3] [--skin tables|blocks] [--shares]
        [--again] [--project] [--json FILE]

The replica portal serves the pages from this process; each crawler runs in a process of its own, whose
CPU time (user and system) the operating system counts. `luutru crawl` goes first, without pictures; the
bare spider, default settings and a callback that does nothing, then fetches the pages that it fetched.
With `--again` all is asked for once more, by the same means, while nothing but counters changed. With `--project` a
Scrapy project as the documentation teaches it fetches the pages, too: a CrawlSpider with rules, items read by CSS, a
pipeline that keeps what was read in SQLite with full-text search. It keeps no payloads, versions or readings.

What a process costs before its first page is measured by a run of each with one page and taken off.

With `--shares` one more crawl of each kind tells what part of a page's CPU its reading and its recording take; all
else is Scrapy's, the frontier's and what the end does. The ratios that a reader at no cost would have are printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import rows
from benchmarks.figures.processes import cpu
from crawler.replica import Replica

PART = "CPU of a crawl"
WITH_ALARMS = 3
"""The exit code of a crawl that is done, with pages to look at."""

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

PROJECT = """
import sys
import scrapy, sqlite_utils
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

class Article(scrapy.Item):
    url = scrapy.Field()
    title = scrapy.Field()
    published = scrapy.Field()
    body = scrapy.Field()
    images = scrapy.Field()

class SqlitePipeline:
    def open_spider(self):
        self.db = sqlite_utils.Database(sys.argv[2])
        self.db["articles"].create({name: str for name in Article.fields}, pk="url")
        self.db["articles"].enable_fts(["title", "body"], create_triggers=True)
    def process_item(self, item):
        self.db["articles"].upsert(dict(item), pk="url")
        return item

class Portal(CrawlSpider):
    name = "portal"
    start_urls = [sys.argv[1]]
    rules = (
        Rule(LinkExtractor(allow=r"/\\d{6}/"), callback="parse_article", follow=True),
        Rule(LinkExtractor(allow=r"/$")),
    )
    def parse_article(self, response):
        paragraphs = response.css("p ::text, div ::text").getall()
        yield Article(
            url=response.url,
            title=(response.css("h1 ::text, h2 ::text, .title ::text, b::text").get() or "").strip(),
            published="".join(response.css("body ::text").re(r"\\d{1,2}/\\d{1,2}/\\d{4}")[:1]),
            body="\\n".join(text.strip() for text in paragraphs if text.strip()),
            images=" ".join(response.urljoin(src) for src in response.css("img::attr(src)").getall()),
        )

process = CrawlerProcess({
    "LOG_LEVEL": "WARNING", "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "CLOSESPIDER_PAGECOUNT": int(sys.argv[3]),
    "ITEM_PIPELINES": {SqlitePipeline: 300},
})
process.crawl(Portal)
process.start()
"""

SHARES = """
import json, sys, time
import crawler.crawl.batch, crawler.crawl.run, crawler.crawl.seen_before
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

timed(crawler.crawl.seen_before.SeenBefore, "page", "reading")
timed(crawler.crawl.run, "record", "recording")
timed(crawler.crawl.batch.Batch, "close", "recording")
luutru.main(sys.argv[2:], standalone_mode=False)
json.dump(spent, open(sys.argv[1], "w"))
"""


def luutru(
    portal: Replica,
    folder: str,
    *more: str,
    start: tuple[str, ...] = ("-m", "crawler"),
    archive: Path | None = None,
) -> tuple[float, list[str]]:
    """CPU seconds of a crawl into a new archive, or into `archive`, and the addresses it fetched by GET."""
    before = len(portal.log)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seconds, _ = cpu(
            [
                *(
                    sys.executable,
                    *start,
                    "crawl",
                    "soctrang",
                    f"--archive={archive or Path(place, 'archive.db')}",
                ),
                *(f"--home={portal.home}", "--media=none", "--delay=0", "--concurrency=8", "--quiet", *more),
            ],
            (0, WITH_ALARMS),
        )
    return seconds, [
        f"http://{each.host}{each.path}" for each in portal.log[before:] if "robots.txt" not in each.path
    ]


def bare(urls: list[str], folder: str) -> float:
    """CPU seconds of a bare spider that fetches `urls`."""
    listing = Path(folder, "urls.json")
    listing.write_text(json.dumps(urls))
    return cpu([sys.executable, "-c", BARE, str(listing)])[0]


def again(portal: Replica, folder: str, first: float, few: int) -> float:
    """CPU milliseconds a page of a crawl that asks for all once more."""
    archive = Path(folder, "again.db")
    archive.unlink(missing_ok=True)
    luutru(portal, folder, archive=archive)
    seconds, urls = luutru(portal, folder, "--all", archive=archive)
    return (seconds - first) / (len(urls) - few) * 1000


def project(portal: Replica, folder: str, pages: int) -> float:
    """CPU seconds of the Scrapy project for so many pages."""
    database = Path(folder, "project.db")
    database.unlink(missing_ok=True)
    return cpu([sys.executable, "-c", PROJECT, portal.home, str(database), str(pages)])[0]


def shares(portal: Replica, folder: str, first: float, few: int, measured: Sequence[rows.Row]) -> None:
    """Prints milliseconds a page by what they are for, of a first crawl and of one that asks for all, and what of the
    `measured` ratios each would be."""
    told, archive = Path(folder, "shares.json"), Path(folder, "shares.db")
    for kind, more in (("first crawl", ()), ("all once more", ("--all",))):
        seconds, urls = luutru(portal, folder, *more, start=("-c", SHARES, str(told)), archive=archive)
        total = (seconds - first) / (len(urls) - few) * 1000
        spent = {name: share / len(urls) * 1000 for name, share in json.loads(told.read_text()).items()}
        spent["all else"] = total - sum(spent.values())
        for name, share in spent.items():
            print(f"{kind}, {name}: {share:.2f} ms/page, {share / total:.0%}")
        for row in measured:
            if row.what.startswith(kind):
                free = row.median * total / (total - spent["reading"])
                print(f"{row.what}, with a reader at no cost: {free:.2f}")


def main() -> None:
    """Prints a line a run and the ratio of the medians."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=1500)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--skin", choices=("tables", "blocks"), default="tables")
    options.add_argument("--shares", action="store_true")
    options.add_argument("--again", action="store_true")
    options.add_argument("--project", action="store_true")
    options.add_argument("--json", type=Path)
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
        size = f"{len(urls)} pages, skin {given.skin}"
        own = f"python -m benchmarks.crawl --articles {given.articles} --runs {given.runs} --again --project"
        beside = statistics.median(theirs)
        ratios = [bare_ms / own_ms for own_ms, bare_ms in zip(ours, theirs, strict=True)]
        measured = [
            rows.row(PART, "first crawl, against bare Scrapy", size, own, "×", ratios, 0.4, more=True)
        ]
        if given.again:
            once_more = [again(portal, folder, first, len(few)) for _ in range(given.runs)]
            ratios = [beside / each for each in once_more]
            what = "all once more, unchanged, against bare Scrapy"
            measured.append(rows.row(PART, what, size, own, "×", ratios, 0.65, more=True))
        if given.project:
            base, total = project(portal, folder, 1), len(urls)
            scrapy = [(project(portal, folder, total) - base) / (total - 1) * 1000 for _ in range(given.runs)]
            ratios = [each / statistics.median(ours) for each in scrapy]
            what = "first crawl, against a Scrapy project"
            measured.append(rows.row(PART, what, size, own, "×", ratios, 1.25, more=True))
        rows.report(measured, given.json)
        if given.shares:
            shares(portal, folder, first, len(few), measured)


if __name__ == "__main__":
    main()
