"""Captures a second that `luutru extract` reads again, where most captures of an article say what the one before said;
and what such a look costs to import, beside one at an article that is new.

    python -m benchmarks.extract [--articles 200] [--looks 10] [--jobs 2] [--keep FILE] [--json FILE]

The replica's articles are looked at so many times, and half-way its editors have worked; then all is read again. With
`--keep` the archive is left at FILE, for `luutru extract --all --archive FILE` of another version.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from archive.clock import at_millis
from archive.model import Capture
from archive.store import Archive
from archive.warc.read import Found
from benchmarks.figures import rows
from benchmarks.figures.processes import cpu
from crawler.learning.imported import settle_brought
from crawler.replica import Replica
from crawler.webarchives.import_captures import Import

START = 1_750_000_000_000
DAY = 86_400_000
COMMAND = (sys.executable, "-m", "crawler", "extract", "--all", "--json")
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


def articles(portal: Replica, most: int) -> list[str]:
    """Addresses of articles, found by walking from the front page."""
    seen, found, todo = {portal.home}, [], [portal.home]
    while todo and len(found) < most:
        page = urllib.request.urlopen(todo.pop(0)).read().decode()
        for path in re.findall(r"href=[\"']?(/[^\"'> ]+)", page, re.IGNORECASE):
            url = portal.home.rstrip("/") + path
            if url in seen:
                continue
            seen.add(url)
            if re.search(r"/\d{6}/[^/]*/[^/]*aspx$", url, re.IGNORECASE):
                found.append(url)
                todo.append(url)
            elif path.endswith("/"):
                todo.append(url)
    return found[:most]


def fill(path: Path, count: int, looks: int, skin: str = "tables") -> tuple[int, list[float]]:
    """Makes an archive of so many articles, each looked at so often; how many captures, and the seconds of CPU that the
    captures of each look took to be imported."""
    spent = [0.0] * looks
    with Replica(skin=skin, articles=count + 20, hosts=1) as portal, Archive.open(path) as archive:
        importing = Import(archive, "soctrang", (portal.home,))
        urls = articles(portal, count)
        for look in range(looks):
            if look == looks // 2:
                portal.advance()
            with archive.writing():
                for number, url in enumerate(urls):
                    try:
                        payload = urllib.request.urlopen(url).read()
                    except urllib.error.HTTPError:
                        continue
                    at = at_millis(START + look * DAY + number * 1000)
                    found = Found(number, Capture("", url, at, 200, HEADERS, payload), None)
                    before = time.thread_time()
                    importing.take(found)
                    spent[look] += time.thread_time() - before
        settle_brought(archive)
        return importing.brought.captures, spent


def unchanged(spent: Sequence[float]) -> list[float]:
    """What the looks that found nothing new cost, beside the first look: not the second, which reads once more what
    was read before there was a template, nor that behind the work of the editors."""
    return [each / spent[0] for look, each in enumerate(spent) if look not in (0, 1, len(spent) // 2)]


def main() -> None:
    """Prints captures, seconds and captures a second."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--looks", type=int, default=10)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        count, imported = fill(path, given.articles, given.looks)
        if given.keep:
            shutil.copy(path, given.keep)
        began = time.perf_counter()
        spent, told = cpu([*COMMAND, f"--archive={path}", f"--jobs={given.jobs}"])
        seconds = time.perf_counter() - began
        read = json.loads(told)["read"]
        size = f"{count} captures, {given.looks} an article"
        own = f"python -m benchmarks.extract --articles {given.articles}"
        measured = [
            rows.row(
                "Reading again", "captures a second", size, own, "/s", [read / seconds], 1500, more=True
            ),
            rows.row("Reading again", "CPU a capture, all in", size, own, "ms", [spent / read * 1000], 1.3),
            rows.row(
                "Reading again",
                "import of an unchanged look, against the first",
                size,
                own,
                "×",
                unchanged(imported),
                0.4,
            ),
        ]
        rows.report(measured, given.json)
        print(f"{count} captures of {given.articles} articles; {read} read on {given.jobs} processes")
        print(
            f"{seconds:.1f} s, {read / seconds:.0f} captures/s;"
            f" CPU {spent:.1f} s, {spent / read * 1000:.2f} ms a capture"
        )


if __name__ == "__main__":
    main()
