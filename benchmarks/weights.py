"""What the weights of titles, captions and lists rest on: how many pages are read otherwise with another one.

``python -m benchmarks.weights PAGES…`` reads every ``.html`` and ``.html.gz`` below the folders, and those of a
``.tar.gz``, with each row of each score left out, then with its weight one higher and one lower. It prints a table.
"""

from __future__ import annotations

import argparse
import gzip
import tarfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import ModuleType

from archive.model import Page
from crawler.extract.article.body import read_body
from crawler.extract.article.captions import pairing, score
from crawler.extract.article.title import evidence, weight
from crawler.extract.article.title.heading import find_heading
from crawler.extract.listing import groups
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.locate import locate
from crawler.extract.pages.prepare import prepare
from crawler.extract.rows import NEVER, Row

Reading = Callable[[PageContext], object]


def title(context: PageContext) -> object:
    """The title as it is found by meaning, and whether the page itself repeats it."""
    return find_heading(context.boilerplate, context.evidence, (), context.is_own)


def captions(context: PageContext) -> object:
    """The captions below the title."""
    heading, region = context.text_of or (None, None)
    if heading is None or region is None:
        return None
    return read_body(context.page, heading, region, context.base, context.head.description).captions


def main_list(context: PageContext) -> object:
    """The lines of the entries of the main list."""
    return [entry.line.index for entry in groups.main_list(context.page, context.entries)]


SCORES: Sequence[tuple[str, ModuleType, str, Reading]] = (
    ("title: what repeats it", evidence, "ROWS", title),
    ("title: how it stands", weight, "ROWS", title),
    ("caption: how it looks", score, "ROWS", captions),
    ("caption: where it stands", pairing, "PLACES", captions),
    ("list: what its entries say", groups, "ROWS", main_list),
)


def payloads(places: Sequence[Path]) -> Iterator[bytes]:
    """The pages in the folders and files."""
    for place in places:
        if place.is_dir():
            yield from payloads(sorted(each for each in place.rglob("*") if each.is_file()))
        elif place.name.endswith(".tar.gz"):
            with tarfile.open(place) as tar:
                for member in tar:
                    if member.name.endswith(".html") and (file := tar.extractfile(member)):
                        yield file.read()
        elif place.name.endswith((".html", ".html.gz")):
            yield gzip.decompress(place.read_bytes()) if place.suffix == ".gz" else place.read_bytes()


def contexts(places: Sequence[Path], every: int) -> Iterator[PageContext]:
    """Every so many of the pages, ready to be read."""
    for payload in islice(payloads(places), 0, None, every):
        context = prepare(payload, "https://www.example.org/tin/", None, "text/html; charset=utf-8")
        if not isinstance(context, Page):
            located = locate(context)
            if located.heading is not None:
                context.text_of = located.heading, located.region
            yield context


def turned(
    known: Sequence[tuple[PageContext, object]],
    module: ModuleType,
    name: str,
    reading: Reading,
    rows: Sequence[Row],
) -> int:
    """How many pages are read otherwise with these rows than before."""
    kept = getattr(module, name)
    setattr(module, name, rows)
    try:
        return sum(reading(context) != before for context, before in known)
    finally:
        setattr(module, name, kept)


def shown(row: Row) -> str:
    """The weight of a row as the table has it."""
    return "never" if row.weight == NEVER else f"{row.weight:+g}"


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("places", type=Path, nargs="+")
    asked.add_argument("--every", type=int, default=1, help="only every so many pages")
    given = asked.parse_args()
    known = list(contexts(given.places, given.every))
    print(f"| of {len(known)} pages, read otherwise | weight | without it | one higher | one lower |")
    print("|---|---:|---:|---:|---:|")
    for score_name, module, name, reading in SCORES:
        print(f"| **{score_name}** | | | | |")
        rows = list(getattr(module, name))
        read = [(context, reading(context)) for context in known]
        for place, row in enumerate(rows):
            counts = [
                turned(read, module, name, reading, [*rows[:place], *other, *rows[place + 1 :]])
                for other in (
                    [],
                    [replace(row, weight=row.weight + 1)],
                    [replace(row, weight=row.weight - 1)],
                )
            ]
            print(f"| {row.name} | {shown(row)} | {counts[0]} | {counts[1]} | {counts[2]} |", flush=True)


if __name__ == "__main__":
    main()
