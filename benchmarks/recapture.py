"""What it costs to read a page that is seen again, beside reading it in full; and whether the two ever differ.

    python -m benchmarks.recapture [--articles 60] [--looks 6] [--json FILE]

The replica's articles are looked at several times while nothing but its counters, hidden fields and request times
change. Each reading taken from the one before is compared with the one in full.
"""

from __future__ import annotations

import argparse
import statistics
import time
import urllib.request
from pathlib import Path

from benchmarks.extract import articles
from benchmarks.figures import rows
from crawler.cms.known.vnportal import CMS
from crawler.extract.read import read_page
from crawler.extract.recapture import Ticking, kept_fields
from crawler.replica import Replica

PART, COMMAND = "A page seen again", "python -m benchmarks.recapture"
HTML = "text/html; charset=utf-8"


def main() -> None:
    """Prints the ratio, the share of hits and how many were wrong."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=60)
    options.add_argument("--looks", type=int, default=6)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    measured = []
    for skin in ("tables", "blocks"):
        ratios, hits, wrong, asked = [], 0, 0, 0
        with Replica(skin=skin, articles=given.articles + 20, hosts=1) as portal:
            pages = {
                url: [urllib.request.urlopen(url).read() for _ in range(given.looks)]
                for url in articles(portal, given.articles)
            }
        for url, looks in pages.items():
            ticking, index, full, again = None, 0.0, [], []
            for number, payload in enumerate(looks):
                began = time.thread_time()
                whole = read_page(payload, url, CMS, HTML)
                full.append(time.thread_time() - began)
                if number == 0:
                    began = time.thread_time()
                    ticking = Ticking.of(payload, url, whole)
                    index = (time.thread_time() - began) / 19
                    continue
                began = time.thread_time()
                page = ticking.again(payload) if ticking else None
                again.append(time.thread_time() - began)
                asked += 1
                hits += page is not None
                wrong += page is not None and kept_fields(page, url) != kept_fields(whole, url)
            ratios.append(statistics.median(full) / (statistics.median(again) + index))
        size = f"{asked} looks, skin {skin}"
        measured += [
            rows.row(PART, "times cheaper than reading it cold", size, COMMAND, "×", ratios, 30, more=True),
            rows.row(
                PART,
                "share of pages that are not read in full",
                size,
                COMMAND,
                "",
                [hits / asked],
                0.95,
                more=True,
            ),
            rows.row(PART, "readings that differ from those in full", size, COMMAND, "", [wrong], 0),
        ]
    rows.report(measured, given.json)


if __name__ == "__main__":
    main()
