"""What an archive of the replica's article pages weighs, beside WARC.gz of the same replies.

    python -m benchmarks.size [--articles 300] [--rounds 4] [--skin tables|blocks] [--encrypted] [--json FILE]

Every article page is fetched once and then again, `--rounds` times, while nothing but the counters moves.
Each reply becomes a response record of a WARC.gz file, written by warcio, and a capture. `--encrypted`
fills the view state with new noise in each reply, as some servers do: noise that no archive can share.

Captures are kept eight to a transaction, as by a crawl that does not have to wait. Pages of the file that
SQLite holds empty, for what comes next, count only in the last column: the whole file, with the tables that
an archive of nothing has, beside all WARC.gz so far.
"""

from __future__ import annotations

import argparse
import http.client
import io
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.captures.record import record
from archive.clock import at_millis
from archive.crawls import finish_crawl, start_crawl
from archive.model import Capture, Portal, Site
from archive.store import Archive
from benchmarks.figures import rows
from crawler.cms.systems import address_of
from crawler.extract import EXTRACTOR, read_page
from crawler.replica import Replica

START = 1_724_716_800_000
TOGETHER = 8


def fetch(portal: Replica, round_: int) -> list[Capture]:
    """A capture of each article, a second apart, on the main host."""
    host = urlsplit(portal.home).netloc
    connection = http.client.HTTPConnection(host)
    captures = []
    for number, truth in enumerate(portal.truth()):
        path = f"/{truth.site}/1292/27160/63645/{truth.cms_id}/tin-tuc/bai-viet-{truth.cms_id}.aspx"
        connection.request("GET", path)
        reply = connection.getresponse()
        payload = reply.read()
        at = at_millis(START + (round_ * 100_000 + number) * 1000)
        captures.append(
            Capture("soctrang", f"http://{host}{path}", at, reply.status, tuple(reply.getheaders()), payload)
        )
    connection.close()
    return captures


def warc_bytes(captures: list[Capture]) -> int:
    """The bytes of these captures as response records of a WARC.gz file."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for capture in captures:
        headers = StatusAndHeaders(f"{capture.status} OK", list(capture.headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            capture.url,
            "response",
            payload=io.BytesIO(capture.payload or b""),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": capture.captured_at},
        )
        writer.write_record(record)
    return len(file.getvalue())


def measured(archive: Archive, captures: list[Capture]) -> tuple[int, int, float]:
    """Records captures as one crawl; the bytes that the archive grew by, those of payloads among them, and
    the CPU milliseconds for each, without the reading of the page."""
    before = weigh(archive)
    pages = [(c, read_page(c.payload or b"", c.url, portal="soctrang"), address_of(c.url)) for c in captures]
    crawl = start_crawl(archive, "soctrang", captures[0].captured_at, "size", {})
    started = time.process_time()
    for first in range(0, len(pages), TOGETHER):
        with archive.writing():
            for capture, page, address in pages[first : first + TOGETHER]:
                record(archive, capture, page, address=address, crawl_id=crawl, extractor=EXTRACTOR)
    seconds = time.process_time() - started
    finish_crawl(archive, crawl, captures[-1].captured_at, "finished", None, {})
    after = weigh(archive)
    return after[0] - before[0], after[1] - before[1], seconds / len(captures) * 1000


def weigh(archive: Archive) -> tuple[int, int]:
    """The bytes of the pages in use, and of the payloads in them."""
    (payloads,) = archive.db.execute("select coalesce(sum(length(data)), 0) from payload_data").fetchone()
    (size,) = archive.db.execute(
        "select (page_count - freelist_count) * page_size from pragma_page_count, pragma_freelist_count,"
        " pragma_page_size"
    ).fetchone()
    return size, payloads


def file_bytes(archive: Archive) -> int:
    """The bytes of the whole file, the write-ahead log in it."""
    archive.db.execute("pragma wal_checkpoint(truncate)")
    return archive.path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=4, help="how often to fetch again")
    parser.add_argument("--skin", choices=["tables", "blocks"], default="tables")
    parser.add_argument("--encrypted", action="store_true", help="new noise as view state in each reply")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Replica(asked.skin, articles=asked.articles, encrypted=asked.encrypted) as portal,
        Archive.open(Path(folder) / "archive.db") as archive,
    ):
        home = Portal("soctrang", "Sóc Trăng", portal.home, "vnportal")
        archive.add_portal(home, [Site(site.sname, site.name) for site in portal.sites])
        print(f"an archive of nothing: {file_bytes(archive)} bytes")
        print("bytes a page     page  WARC.gz  payload  archive  archive/WARC.gz  CPU ms  whole file/WARC.gz")
        warcs, again, share = 0.0, [], 0.0
        for round_ in range(asked.rounds + 1):
            captures = fetch(portal, round_)
            warc = warc_bytes(captures) / len(captures)
            warcs += warc * len(captures)
            whole, payloads, ms = measured(archive, captures)
            size = sum(len(capture.payload or b"") for capture in captures) / len(captures)
            whole_each, payload_each = whole / len(captures), payloads / len(captures)
            share = file_bytes(archive) / warcs
            again += [whole_each] * (round_ > 0)
            name = f"again {round_}" if round_ else "first"
            print(
                f"{name:<12}{size:9.0f}{warc:9.0f}{payload_each:9.0f}{whole_each:9.0f}"
                f"{whole_each / warc:17.2f}{ms:8.2f}{share:20.2f}"
            )
    size = f"{asked.articles * (asked.rounds + 1):,} captures, skin {asked.skin}"
    told = "What an archive weighs", f"python -m benchmarks.size --articles {asked.articles}"
    made = [rows.row(told[0], "the whole file, against WARC.gz", size, told[1], "×", [share], 0.8)]
    if again:
        what = "a capture of an unchanged page, all in"
        made.append(rows.row(told[0], what, size, told[1], "bytes", again, 300))
    if asked.json:
        rows.keep(made, asked.json)


if __name__ == "__main__":
    main()
