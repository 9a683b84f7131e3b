"""How long questions take as an archive grows, beside what they may take.

    python -m benchmarks.scale [--versions 10000 100000] [--folder DIR] [--runs 5] [--json FILE]

Archives of so many versions are built through the door that all captures come in by, and kept in the folder for the
next time; a million (`--versions 1000000`) takes hours. Each row is printed with the median and the spread of its
milliseconds of CPU and its goal; where the goal is missed, with the plans of what SQLite was asked.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from datasette.utils import tilde_encode

from archive.contents.diff import word_diff
from archive.history.as_of import as_of
from archive.search.query import search_articles
from archive.store import Archive
from archive.web.data.days import standing
from archive.web.datasette.queries import QUERIES
from archive.web.serve import datasette_for
from benchmarks.figures import rows
from benchmarks.figures.rows import Row
from benchmarks.figures.synthetic import COMMON, PERSON, PHRASE, RARE, build
from crawler.commands.inspect.status import survey

COMMAND = "python -m benchmarks.scale"
SIZES = (10_000, 100_000)
DAY = "2018-01-01"
AT = f"{DAY}T00:00:00.000Z"
ASKED = {"date": DAY, "portal": "soctrang", "article": "3", "site": ""}


def questions(path: Path, db: sqlite3.Connection) -> Iterator[tuple[str, float, Callable[[], Any]]]:
    """Each question with its goal in milliseconds."""
    for name, text, goal in (
        ("a word that nothing holds", "xyzzy", 50),
        ("a rare word", RARE, 50),
        ("a phrase, ranked", f'"{PHRASE}"', 100),
        ("common words", COMMON, 150),
        ("common words without marks", "nhan dan", 150),
    ):
        yield name, goal, lambda text=text: search_articles(db, text, limit=21)
    yield "one article on a day", 1, lambda: as_of(db, 7, AT)
    yield "the whole portal on a day, facets", 50, lambda: standing(db, "soctrang", AT, {}, 50, 0)
    for query in ("visits_per_day", "article_as_of", "portal_as_of"):
        yield f"query {query}", 100, lambda sql=QUERIES[query].sql: db.execute(sql, ASKED).fetchmany(1000)
    yield "luutru status", 500, lambda: survey(db)
    datasette = datasette_for([path], {})
    base = f"/-/luutru/{tilde_encode(path.stem)}"
    asyncio.run(datasette.invoke_startup())

    def page(address: str) -> Callable[[], Any]:
        return lambda: asyncio.run(datasette.client.get(base + address)).raise_for_status()

    yield "home page", 200, page("")
    yield "page of visits", 200, page("/visits")
    yield "search page, a phrase", 300, page(f"/search?q={PHRASE}")
    yield "search page, common words", 300, page(f"/search?q={COMMON}")
    yield "search page without words", 300, page("/search")
    yield "search page, a person", 300, page(f"/search?person={PERSON}")
    yield "changes page", 200, page("/changes")
    yield "feed of changes", 500, page("/changes.atom")
    yield "numbers that were changed", 300, page("/edits?kind=numbers")
    yield "documents page", 1000, page("/documents")
    yield "people page", 1000, page("/people")
    yield "page of a person", 300, page(f"/person?name={PERSON}")
    yield "map", 1000, page("/map")
    yield "words over time", 1000, page(f"/words?a={PHRASE}")
    yield "the portal on a day, page", 300, page(f"/day/{DAY}?portal=soctrang")
    yield "2,000 words with 40 edits, compared", 1000, lambda: word_diff(*_texts())


def _texts() -> tuple[str, str]:
    """A text of 2,000 words, and the same with 40 words changed all over it."""
    words = [f"từ{number % 700}" for number in range(2_000)]
    return " ".join(words), " ".join("sửa" if place % 50 == 7 else word for place, word in enumerate(words))


def measured(path: Path, versions: int, runs: int) -> Iterator[Row]:
    """The rows of one archive; prints the plans of those that miss their goal."""
    with Archive.open(path, create=False, write=False) as archive:
        asked: list[str] = []
        for name, goal, ask in questions(path, archive.db):
            ask()
            took = []
            for _ in range(runs):
                began = time.process_time()
                ask()
                took.append((time.process_time() - began) * 1000)
            row = rows.row("Questions at size", name, f"{versions:,} versions", COMMAND, "ms", took, goal)
            print(row, flush=True)
            if row.missed:
                archive.db.set_trace_callback(asked.append)
                ask()
                archive.db.set_trace_callback(None)
                _print_plans(archive.db, asked)
                asked.clear()
            yield row


def _print_plans(db: sqlite3.Connection, asked: list[str]) -> None:
    for sql in dict.fromkeys(each for each in asked if each.lstrip().lower().startswith(("select", "with"))):
        print(f"           {' '.join(sql.split())[:150]}")
        for step in db.execute(f"explain query plan {sql}"):
            print(f"             {step[3]}")


def main() -> None:
    """Builds what is not there yet, measures, and prints a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--versions", type=int, nargs="+", default=SIZES)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "luutru-scale")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    measurements: list[Row] = []
    print(f"{rows.machine()}; ms of CPU")
    for versions in given.versions:
        path = given.folder / f"scale-{versions}.db"
        if not path.exists():
            part = path.with_suffix(".part")
            part.unlink(missing_ok=True)
            began = time.perf_counter()
            build(part, versions)
            part.rename(path)
            print(
                f"{versions:>9,}  built in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
            )
        measurements += measured(path, versions, given.runs)
    if given.json:
        rows.keep(measurements, given.json)


if __name__ == "__main__":
    main()
