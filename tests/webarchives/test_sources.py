"""A portal's past comes back from web archives of other kinds: from parts of WARC files, and address by address."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.maintenance.verify import verify
from crawler.webarchives import client
from tests.support.commands import luutru
from tests.support.little import SITE, article
from tests.support.portal import rows, value
from tests.support.serving import serving
from tests.support.warcs import record, reply

HOST = "http://vpub.soctrang.gov.vn"
FIRST, SECOND = f"{HOST}{SITE}/1/tin/mot.aspx", f"{HOST}{SITE}/2/tin/hai.aspx"

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Server:
    """A server that answers with what `answer` makes of a path, a query and a range."""

    base: str = ""
    asked: list[str] = field(default_factory=list)
    answer: Callable[[str, dict[str, str], tuple[int, int] | None], Reply] = lambda *_: (404, {}, b"")


@contextmanager
def web_archive() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            place = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(place.query).items()}
            told = self.headers.get("Range", "")
            begin, _, end = told.removeprefix("bytes=").partition("-")
            span = (int(begin), int(end) + 1) if told else None
            status, headers, body = made.answer(self.path if "timemap" in self.path or "id_" in self.path
                                                else place.path, query, span)  # fmt: skip
            self.send_response(status)
            for name, text in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as made.base:
        yield made


def recover(archive: Path, *more: object, code: int = 0) -> dict:
    done = luutru(
        "recover", "soctrang", "--archive", archive, "--contact", "an@example.org", "--delay", 0, "--json", *more,
        code=code,
    )  # fmt: skip
    return json.loads(done.stdout)


class Warc:
    """A WARC file of two articles, and the lines of its index."""

    def __init__(self) -> None:
        self.data = b""
        self.lines: list[dict[str, str]] = []
        self.add(FIRST, "2024-08-10T01:02:03Z", article(1))
        self.add(SECOND, "2024-08-11T01:02:03Z", article(2))

    def add(self, url: str, date: str, body: str) -> None:
        made = gzip.compress(
            record("response", reply(body.encode()), WARC_Target_URI=url, WARC_Date=date), mtime=0
        )
        digits = "".join(each for each in date if each.isdigit())
        self.lines.append(
            {
                "urlkey": "k", "timestamp": digits, "url": url, "mime": "text/html", "status": "200",
                "length": str(len(made)), "offset": str(len(self.data)), "filename": "crawl-data/a.warc.gz",
            }
        )  # fmt: skip
        self.data += made

    def reply(self, span: tuple[int, int] | None, *, knows_ranges: bool = True) -> Reply:
        if span is None or not knows_ranges:
            return 200, {}, self.data
        return 206, {}, self.data[span[0] : span[1]]


def two_came(archive: Path) -> None:
    assert [(row["url"], row["captured_at"], row["source"]) for row in rows(
        archive, "select url, captured_at, source from captures order by captured_at")] == [
        (FIRST, "2024-08-10T01:02:03.000Z", "a.warc.gz"),
        (SECOND, "2024-08-11T01:02:03.000Z", "a.warc.gz"),
    ]  # fmt: skip
    assert value(archive, "select count(*) from articles") == 2
    assert list(verify(archive)) == []


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_common_crawl_gives_parts_of_its_files(archive, knows_ranges):
    warc = Warc()

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if path == "/CC-MAIN-2024-33-index":
            assert query["matchType"] == "domain" and query["output"] == "json"
            if "showNumPages" in query:
                return 200, {}, b'{"pages": 2, "pageSize": 5, "blocks": 2}'
            return 200, {}, json.dumps(warc.lines[int(query["page"])]).encode()
        if path == "/crawl-data/a.warc.gz":
            return warc.reply(span, knows_ranges=knows_ranges)
        return 404, {}, b""

    with web_archive() as server:
        server.answer = answer
        source = ("--from", f"{server.base}/CC-MAIN-2024-33-index", "--files", server.base)
        assert recover(archive, *source)["captures"] == 2
        two_came(archive)
        assert recover(archive, *source)["asked"] == 0


def test_all_crawls_of_common_crawl_within_the_days_are_asked(archive, monkeypatch):
    warc = Warc()

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if path == "/collinfo.json":
            crawls = [
                {"cdx-api": f"{server.base}/{name}-index", "from": f"{year}-08-03T00:00", "to": f"{year}-08-16T00:00"}
                for name, year in (("new", 2024), ("old", 2019))
            ]  # fmt: skip
            return 200, {}, json.dumps(crawls).encode()
        if path == "/new-index":
            told = {"pages": 1} if "showNumPages" in query else None
            lines = "\n".join(json.dumps(line) for line in warc.lines)
            return 200, {}, json.dumps(told).encode() if told else lines.encode()
        return warc.reply(span) if span else (500, {}, b"")

    with web_archive() as server:
        server.answer = answer
        monkeypatch.setattr(client, "COMMON_CRAWL", urlsplit(server.base).netloc)
        source = client.WebArchive(server.base, "luutru", 0, files=server.base)
        found = list(source.index("soctrang.gov.vn", below=True, since="2020-01-01"))
        assert [entry.url for entry in found] == [FIRST, SECOND]
        assert not any("old-index" in asked for asked in server.asked)


def test_outbackcdx_and_a_folder_of_warc_files_are_a_web_archive(archive):
    warc = Warc()
    plain = "\n".join(
        f"k {each['timestamp']} {each['url']} text/html 200 - - - {each['length']} {each['offset']} {each['filename']}"
        for each in warc.lines
    )

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if path == "/outback/portal":
            return 200, {}, (" CDX N b a m s k r M S V g\n" + plain).encode()
        return warc.reply(span) if path == "/warcs/crawl-data/a.warc.gz" else (404, {}, b"")

    with web_archive() as server:
        server.answer = answer
        done = recover(
            archive, "--from", f"{server.base}/none/", "--index", f"{server.base}/outback/portal",
            "--files", f"{server.base}/warcs",
        )  # fmt: skip
        assert done["captures"] == 2
        two_came(archive)


def test_a_record_whose_length_is_not_known_is_read_to_its_end(archive, monkeypatch):
    warc = Warc()
    monkeypatch.setattr(client, "_WINDOWS", (100, 10_000))
    plain = "\n".join(
        f"k {each['timestamp']} {each['url']} text/html 200 - - {each['offset']} {each['filename']}"
        for each in warc.lines
    )

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        return (200, {}, plain.encode()) if path == "/c" else warc.reply(span)

    with web_archive() as server:
        server.answer = answer
        where = ("--from", server.base, "--index", f"{server.base}/c", "--files", server.base)
        assert recover(archive, *where)["captures"] == 2
        two_came(archive)


def rows_of(count: int) -> list[list[str]]:
    return [["k", f"2024081000000{n}", FIRST, "text/html", "200", "-"] for n in range(count)]


NAMES = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"]


@pytest.mark.parametrize("is_plain", [False, True], ids=["json", "plain"])
@pytest.mark.parametrize("how", ["key", "pages", "both"])
@pytest.mark.parametrize("is_named", [False, True], ids=["beside-replay", "named"])
def test_an_index_that_gives_little_at_a_time_is_asked_to_its_end(how, is_plain, is_named):
    everything = rows_of(8)

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if "showNumPages" in query and how != "key":
            return 200, {}, b"3\n"
        start, key = 3 * int(query.get("page", "0")) if how != "key" else 0, None
        if how != "pages" and "page" not in query:
            start = int(query.get("resumeKey", "k-0").partition("-")[2])
            key = f"k-{start + 3}" if query.get("showResumeKey") and start + 3 < 8 else None
        here = everything[start : start + 3]
        if is_plain:
            return 200, {}, ("\n".join(map(" ".join, here)) + (f"\n\n{key}\n" if key else "\n")).encode()
        return 200, {}, json.dumps([NAMES, *here, *([[], [key]] if key else [])]).encode()

    with web_archive() as server:
        server.answer = answer
        index = f"{server.base}/cdx" if is_named else None
        source = client.WebArchive(f"{server.base}/web/", "luutru", 0, index)
        found = list(source.index("soctrang.gov.vn", below=True))
        assert sorted(each.timestamp for each in found) == [row[1] for row in everything]
        assert source.unended == [] and len(server.asked) < 8


def test_an_index_that_leads_round_in_a_circle_is_named(archive):
    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        return 200, {}, json.dumps([NAMES, *rows_of(2), [], ["k-2"]]).encode()

    with web_archive() as server:
        server.answer = answer
        where = ("--from", f"{server.base}/web/", "--index", f"{server.base}/cdx")
        done = luutru("recover", "soctrang", "--archive", archive, "--contact", "a@b.vn", "--delay", 0, *where,
                      "--dry-run", code=3)  # fmt: skip
        assert "circle" in done.stderr and len(server.asked) < 5


def test_a_server_that_knows_no_days_for_a_host_is_asked_for_all_of_them():
    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if "from" in query:
            return 400, {}, b"from={timestamp} and to={timestamp} are implemented for exact matches"
        rows = [
            ["k", f"{year}0810000000", FIRST, "text/html", 200, "-", "-", "-", 9, 0, "x"]
            for year in (2019, 2024)
        ]
        return 200, {}, json.dumps(rows).encode()

    with web_archive() as server:
        server.answer = answer
        source = client.WebArchive(f"{server.base}/none/", "luutru", 0, f"{server.base}/coll")
        (found,) = source.index("soctrang.gov.vn", below=True, since="2020-01-01")
        assert found.timestamp == "20240810000000"


@pytest.mark.parametrize(
    ("body", "code"), [(b'{"message": "No Captures found for: x"}', 0), (b"<h1>Not Found</h1>", 1), (b"", 1)]
)
def test_only_an_index_says_that_there_is_nothing(archive, body, code):
    with web_archive() as server:
        server.answer = lambda *_: (404, {}, body)
        where = ("--from", f"{server.base}/web/", "--index", f"{server.base}/cdx")
        luutru(
            "recover",
            "soctrang",
            "--archive",
            archive,
            "--contact",
            "a@b.vn",
            "--delay",
            0,
            *where,
            code=code,
        )


def test_a_page_as_a_web_archive_shows_it_is_no_capture(archive):
    """Whoever asks for bytes with `id_` may be given links and a banner for readers."""
    at = {"Memento-Datetime": "Sat, 10 Aug 2024 01:02:03 GMT", "Content-Type": "text/html"}
    shown = article(1).replace("<body>", '<body><a href="/web/20240810010203/http://soctrang.gov.vn/">x</a>')

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if path == "/cdx":
            rows = [NAMES, ["k", "20240810010203", FIRST, "text/html", "200", "A" * 32]]
            return 200, {}, json.dumps(rows).encode()
        return 200, at, shown.encode()

    with web_archive() as server:
        server.answer = answer
        where = ("--from", f"{server.base}/web/", "--index", f"{server.base}/cdx")
        done = recover(archive, *where, code=3)
        assert (done["captures"], done["not_given"], done["rewritten"]) == (0, 1, 1)


def test_a_part_that_is_not_the_record_is_not_taken(archive):
    warc = Warc()
    warc.lines[0]["offset"] = "7"
    warc.lines[1]["url"] = FIRST.replace("/1/", "/3/")

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        if path == "/c":
            return 200, {}, "\n".join(json.dumps(line) for line in warc.lines).encode()
        return warc.reply(span)

    with web_archive() as server:
        server.answer = answer
        where = ("--from", server.base, "--index", f"{server.base}/c", "--files", server.base)
        done = recover(archive, *where, code=3)
        assert (done["captures"], done["not_given"]) == (0, 2)


def test_timemaps_are_asked_address_by_address(archive):
    """The home page leads to an article, which is asked for as soon as it is known."""
    home = "https://soctrang.gov.vn/"
    pages = {
        home: f'<html><title>Sóc Trăng</title><body><a href="{FIRST}">Tin một về một việc trong tỉnh</a></body></html>',
        FIRST: article(1),
    }

    def answer(path: str, query: dict[str, str], span: tuple[int, int] | None) -> Reply:
        where, _, url = path.partition("/http")
        url = f"http{url}"
        if path.startswith("/web/timemap/link/"):
            if url not in pages:
                return 404, {}, b""
            here = f"{server.base}/web/20240810010203/{url}"
            first = "Sat, 10 Aug 2024 01:02:03 GMT"
            return 200, {}, "\n".join((
                f'<{url}>; rel="original",',
                f'<{server.base}{path}>; rel="self"; type="application/link-format"; from="{first}",',
                f'<{here}>; rel="first last memento"; datetime="{first}",',
                f'<https://elsewhere.example/web/20200810010203/{url}>; rel="memento"; datetime="{first}"',
            )).encode()  # fmt: skip
        if where == "/web/20240810010203id_":
            headers = {
                "Memento-Datetime": "Sat, 10 Aug 2024 01:02:03 GMT",
                "Content-Type": "text/html; charset=utf-8",
            }
            return 200, headers, pages[url].encode()
        return 404, {}, b""

    with web_archive() as server:
        server.answer = answer
        done = luutru(
            "recover", "soctrang", "--archive", archive, "--contact", "an@example.org", "--delay", 0,
            "--from", f"{server.base}/web/", "--index", f"{server.base}/web/timemap/link/", code=0,
        )  # fmt: skip
    assert "2 captures are in another web archive, elsewhere.example" in done.stderr
    assert value(archive, "select url from articles") == FIRST
    assert list(verify(archive)) == []
