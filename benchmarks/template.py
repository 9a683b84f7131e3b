"""What it costs to read an article's page by the template of its portal, beside reading it cold.

    python -m benchmarks.template [--articles 100] [--runs 5] [--json FILE]

The template is learned as an import learns it, from the replica's own articles. Each page is read both ways in turn.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from archive.captures.load import load_capture
from archive.model import Capture
from archive.store import Archive
from benchmarks.extract import fill
from benchmarks.figures import rows
from crawler.cms.known.vnportal import CMS
from crawler.extract.read import read_page
from crawler.extract.template.model import Stages
from crawler.learning.templates import stages_of

PART, COMMAND = "A page read by a template", "python -m benchmarks.template"
PORTAL = "soctrang"


def pages_of(archive: Archive) -> list[Capture]:
    """The captures that show an article."""
    ids = archive.db.execute("select id from capture where content_id is not null order by id").fetchall()
    return [load_capture(archive, capture_id) for (capture_id,) in ids]


def read(capture: Capture, stages: Stages) -> tuple[float, bool]:
    """The seconds of CPU that reading takes, and whether a template read."""
    began = time.thread_time()
    page = read_page(capture.payload or b"", capture.url, CMS, capture.media_type, stages)
    return time.thread_time() - began, page.template is not None


def compared(captures: Sequence[Capture], stages: Stages, runs: int) -> tuple[list[float], list[bool]]:
    """Of each page what the template takes beside the cold reader, by the least of runs of each, for other work on the
    machine only adds; and whether it read."""
    ratios, hits = [], []
    for capture in captures:
        cold, learned = [], []
        for _ in range(runs):
            cold.append(read(capture, ())[0])
            seconds, is_hit = read(capture, stages)
            learned.append(seconds)
        ratios.append(min(learned) / min(cold))
        hits.append(is_hit)
    return ratios, hits


def main() -> None:
    """Prints the ratio, and the share of pages that the template reads."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    measured = []
    for skin in ("tables", "blocks"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.db"
            fill(path, given.articles, 1, skin)
            with Archive.open(path, create=False, write=False) as archive:
                captures, stages = pages_of(archive), stages_of(archive.db, PORTAL)
        ratios, hits = compared(captures, stages, given.runs)
        size = f"{len(captures)} pages, skin {skin}"
        what = "share of pages that a template reads"
        share = [sum(hits) / len(hits)]
        measured += [
            rows.row(PART, "by a template, against cold", size, COMMAND, "×", ratios, 0.5),
            rows.row(PART, what, size, COMMAND, "", share, 0.95, more=True),
        ]
    rows.report(measured, given.json)


if __name__ == "__main__":
    main()
