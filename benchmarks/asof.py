"""How long it takes to ask what the portal said on a date, in an archive of a million versions.

    python benchmarks/asof.py [--versions 1000000]

The rows are made up and written straight into the tables, four versions an article on average.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from archive.clock import at_millis
from archive.history.as_of import as_of, site_as_of
from archive.model import Portal
from archive.store import Archive

START = 1_500_000_000_000
YEARS = 250_000_000_000


def fill(archive: Archive, versions: int) -> int:
    """Writes articles with one to seven versions each, at random times; how many articles."""
    chance = random.Random(1)
    archive.add_portal(Portal("soctrang", "Sóc Trăng", "https://soctrang.gov.vn/", "vnportal"))
    db = archive.db
    made = articles = 0
    with archive.writing():
        db.execute("insert into reply (id, source, method, headers) values (1, 'live', 'GET', '[]')")
        db.execute("insert into verdict (id, outcome) values (1, 'ok')")
        url, state, at = "https://soctrang.gov.vn/", "done", at_millis(START)
        db.execute(
            "insert into address (id, portal, url, url_key, kind, host, rank, state, first_seen_at)"
            " values (1, 'soctrang', ?, 0, 'article', '', 2, ?, ?)",
            (url, state, at),
        )
        db.execute(
            "insert into capture (id, address_id, reply_id, captured_ms, lag_ms, hash, verdict_id)"
            " values (1, 1, 1, 0, 0, x'', 1)"
        )
        while made < versions:
            articles += 1
            times = sorted(START + chance.randrange(YEARS) for _ in range(chance.randint(1, 7)))
            stamps = [at_millis(each) for each in times]
            db.execute(
                "insert into article (id, portal, cms_id, state, first_captured_at, versions, content_id)"
                " values (?, 'soctrang', ?, 'live', ?, ?, ?)",
                (
                    articles,
                    str(articles),
                    stamps[0],
                    len(stamps),
                    made + len(stamps),
                ),
            )
            for number, (first, until) in enumerate(zip(stamps, [*stamps[1:], None], strict=True), 1):
                made += 1
                db.execute(
                    "insert into content (id, sha256, digests, capture_id, title, markup)"
                    " values (?, ?, x'', 1, ?, '[]')",
                    (made, made.to_bytes(32, "little"), f"Bài {articles}, bản {number}"),
                )
                db.execute("insert into body (content_id, text) values (?, ?)", (made, "nội dung " * 40))
                db.execute(
                    "insert into version (article_id, number, portal, content_id, first_captured_at, until,"
                    " last_captured_at, captures, capture_id) values (?, ?, 'soctrang', ?, ?, ?, ?, 1, 1)",
                    (articles, number, made, first, until, first),
                )
    return articles


def timed(name: str, ask: Callable[[], object], times: int = 200) -> None:
    """Prints the median and the worst milliseconds of asking so often."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{name:<40}{statistics.median(took):8.3f}{max(took):8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--versions", type=int, default=1_000_000)
    versions = parser.parse_args().versions
    chance = random.Random(2)

    def date() -> str:
        return at_millis(START + chance.randrange(YEARS))

    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "archive.db") as archive:
        articles = fill(archive, versions)
        db = archive.db
        print(f"{versions} versions of {articles} articles          median   worst  (ms)")
        timed("one article on a date", lambda: as_of(db, chance.randint(1, articles), date()))
        timed("a page of the whole portal on a date", lambda: site_as_of(db, "soctrang", date()))
        timed("the next page", lambda: site_as_of(db, "soctrang", d := date(), after=(d[:10], 1 << 40)))
        timed(
            "the same with plain SQL on `versions`",
            lambda: db.execute(
                "select title from versions where portal = 'soctrang' and first_captured_at <= ?1"
                " and (until is null or until > ?1) order by first_captured_at desc limit 50",
                (date(),),
            ).fetchall(),
        )
        timed(
            "how many articles there were on a date",
            lambda: db.execute(
                "select count(*) from version where portal = 'soctrang' and first_captured_at <= ?1"
                " and (until is null or until > ?1)",
                (date(),),
            ).fetchall(),
            times=5,
        )


if __name__ == "__main__":
    main()
