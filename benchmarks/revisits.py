"""Requests that it takes to see every change of a portal, against asking for everything every time.

    python -m benchmarks.revisits [--articles 300] [--runs 4] [--days 1] [--skin tables|blocks] [--json FILE]

The replica goes through all its generations, `--days` apart, with `--runs` crawls in each (the portal
changes before the first of them). One archive is kept by `luutru crawl`, another by `luutru crawl --all`.
Days are made to pass by moving all times of the frontier back. A change is seen when the archive has a
version or a removal for it; it is late when a later generation's crawl saw it first. At the end time goes on,
with a crawl every few days, until both archives say the same of every article: what stays is never missed.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import rows
from crawler.replica import Replica

SEASON, STEP = 100, 5
"""Days."""
TIMES = {"address": ("first_seen_at", "last_captured_at", "next_due_at"), "walk": ("walked_at",)}


@dataclass
class Keeper:
    """One archive and what keeping it took."""

    path: Path
    options: tuple[str, ...]
    requests: list[int] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)


def crawl(portal: Replica, keeper: Keeper) -> int:
    """One crawl; how many requests the portal was asked. Raises CalledProcessError."""
    before = len(portal.log)
    command = [sys.executable, "-m", "crawler", "crawl", "soctrang", f"--archive={keeper.path}", "--quiet"]
    pace = ["--delay=0", "--concurrency=4", "--media=none", *keeper.options]
    done = subprocess.run(
        [*command, *pace, *(f"--home={home}" for home in portal.homes)],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in (0, 3):
        raise subprocess.CalledProcessError(done.returncode, command)
    return len(portal.log) - before


def changes(path: Path) -> int:
    """Versions and removals that the archive knows of."""
    with closing(sqlite3.connect(path)) as db:
        return int(
            db.execute(
                "select (select count(*) from versions) + (select count(*) from events where event in"
                " ('missing', 'returned'))"
            ).fetchone()[0]
        )


def pass_days(path: Path, days: float) -> None:
    """Moves the frontier's times back."""
    with closing(sqlite3.connect(path)) as db, db:
        for table, columns in TIMES.items():
            for column in columns:
                db.execute(
                    f"update {table} set {column} = strftime('%Y-%m-%dT%H:%M:%fZ', julianday({column}) - ?)"
                    f" where {column} is not null",
                    (days,),
                )


def happened(portal: Replica, generation: int) -> int:
    """Wordings and removals that the portal's truth has up to `generation`."""
    count = 0
    for history in portal.history().values():
        last, gone = None, False
        for truth in history[: generation + 1]:
            if truth is None:
                count += last is not None and not gone
                gone = last is not None
                continue
            count += gone
            gone = False
            count += truth != last
            last = truth
    return count


def present(path: Path) -> set[tuple[str, str, bool]]:
    """What an archive says of every article now: its CMS id, its content, and whether it is there."""
    with closing(sqlite3.connect(path)) as db:
        return set(
            db.execute(
                "select a.cms_id, c.content_sha256, a.state = 'live' from articles a"
                " join contents c on c.id = a.content_id"
            )
        )


def settle(portal: Replica, by_need: Keeper, everything: Keeper) -> tuple[int, int]:
    """Lets time pass until both archives say the same, and at most a season: the days and the requests."""
    days = asked = 0
    while days < SEASON and present(by_need.path) != present(everything.path):
        pass_days(by_need.path, STEP)
        days += STEP
        asked += crawl(portal, by_need)
    return days, asked


def main() -> None:
    """Prints a line a generation and the totals."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=300)
    options.add_argument("--runs", type=int, default=4)
    options.add_argument("--days", type=float, default=1.0)
    options.add_argument("--skin", choices=("tables", "blocks"), default="tables")
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Replica(skin=given.skin, articles=given.articles) as portal,
    ):
        by_need = Keeper(Path(folder, "need.db"), ())
        everything = Keeper(Path(folder, "all.db"), ("--all",))
        for generation in range(portal.generations):
            for keeper in (by_need, everything):
                asked = 0
                for _ in range(given.runs):
                    asked += crawl(portal, keeper)
                    pass_days(keeper.path, given.days / given.runs)
                keeper.requests.append(asked)
                keeper.seen.append(changes(keeper.path))
            print(
                f"generation {generation}: {happened(portal, generation)} wordings and removals so far;"
                f" by need {by_need.requests[-1]} requests, {by_need.seen[-1]} seen;"
                f" everything {everything.requests[-1]} requests, {everything.seen[-1]} seen",
                flush=True,
            )
            if generation + 1 < portal.generations:
                portal.advance()
        after = sum(by_need.requests[1:]), sum(everything.requests[1:])
        late = sum(mine < theirs for mine, theirs in zip(by_need.seen, everything.seen, strict=True))
        print(
            f"after the first generation: by need {after[0]} requests, everything {after[1]},"
            f" ratio {after[0] / after[1]:.2f}; generations in which a change was seen late: {late}"
        )
        days, asked = settle(portal, by_need, everything)
        left = len(present(by_need.path) ^ present(everything.path))
        print(
            f"{days} days later, with a crawl every {STEP} and {asked} requests,"
            f" {left or 'no'} articles are said to be otherwise than they are"
        )
    if given.json:
        size = f"{given.articles} articles, {portal.generations} generations, skin {given.skin}"
        part, own = "Requests", f"python -m benchmarks.revisits --articles {given.articles}"
        what = "requests, against asking for everything"
        made = [
            rows.row(part, what, size, own, "×", [after[0] / after[1]], 0.45),
            rows.row(part, "generations in which a change was seen late", size, own, "", [late], 0),
            rows.row(part, "articles told wrongly in the end", size, own, "", [left], 0),
        ]
        rows.keep(made, given.json)


if __name__ == "__main__":
    main()
