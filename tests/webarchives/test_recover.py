"""A portal's past comes back from a web archive, each page at the time when it was captured."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.maintenance.verify import verify
from archive.warc.memento import IndexEntry, Resume, Span, entries
from tests.support.commands import luutru
from tests.support.little import SITE, article, frame
from tests.support.portal import rows, value
from tests.support.serving import serving
from tests.support.web import PNG, Site

HOST = "http://vpub.soctrang.gov.vn"
FIRST, SECOND = f"{HOST}{SITE}/1/tin/mot.aspx", f"{HOST}{SITE}/2/tin/hai.aspx"


def sha1(body: bytes) -> str:
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


@dataclass
class Memento:
    url: str
    timestamp: str
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    digest: str | None = None
    listed: str | None = None
    is_replay: bool = True

    @property
    def datetime(self) -> str:
        from datetime import UTC, datetime
        from email.utils import format_datetime

        return format_datetime(
            datetime.strptime(self.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC), usegmt=True
        )


@dataclass
class Holdings:
    """A web archive of some captures; `asked` are the captures that were asked for, `busy` the first answers."""

    mementos: list[Memento]
    base: str = ""
    page: int = 100
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    busy: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    """Bytes that are missing at the end of the next captures that are given."""
    index: Callable[[], bytes] | None = None


@contextmanager
def web_archive(*mementos: Memento) -> Iterator[Holdings]:
    """Serves captures as the Internet Archive does under ``/web/``, and as pywb under ``/coll/``."""
    held = Holdings(list(mementos))

    class Handler(BaseHTTPRequestHandler):
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            held.agents.add(self.headers["User-Agent"])
            place = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(place.query).items()}
            if place.path in ("/cdx/search/cdx", "/coll/cdx"):
                self.answer(200, {}, index(held, query, place.path == "/coll/cdx"))
                return
            if held.busy:
                status, headers = held.busy.pop(0)
                self.answer(status, headers, b"busy")
                return
            timestamp, _, url = self.path.removeprefix("/web/").removeprefix("/coll/").partition("id_/")
            held.asked.append(f"{timestamp} {url}")
            for each in held.mementos:
                if (each.timestamp, each.url) == (timestamp, url):
                    at = {"Memento-Datetime": each.datetime} if each.is_replay else {}
                    self.answer(each.status, at | each.headers, each.body)
                    return
            self.answer(404, {}, b"not in archive")

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, text in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, text)
            broken = held.broken.pop() if held.broken and held.asked and status == 200 else 0
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) - broken])

        def log_message(self, *_: object) -> None:
            pass

    with serving(Handler) as held.base:
        yield held


def index(held: Holdings, query: dict[str, str], is_pywb: bool) -> bytes:
    if held.index:
        return held.index()
    found = [
        each for each in held.mementos
        if query.get("from", "") <= each.timestamp[:8] <= query.get("to", "9")
    ]  # fmt: skip
    rows = [
        [
            "key",
            each.timestamp,
            each.listed or each.url,
            each.headers.get("Content-Type", "text/html"),
            str(each.status),
            each.digest or sha1(each.body),
        ]
        for each in found
    ]
    if is_pywb:
        names = ("urlkey", "timestamp", "url", "mime", "status", "digest")
        return "\n".join(json.dumps(dict(zip(names, row, strict=True))) for row in rows).encode()
    start = int(query.get("resumeKey", "vn,gov)/ 0").split()[1])
    size = min(held.page, int(query["limit"]))
    table = [
        ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"],
        *rows[start : start + size],
    ]
    if start + size < len(rows):
        table += [[], [f"vn%2Cgov%29%2F+{start + size}"]]
    return ("[" + ",\n".join(json.dumps(row) for row in table) + "]").encode()


def recover(archive: Path, held: Holdings, *more: object, place: str = "/web/", code: int = 0) -> dict:
    done = luutru(
        "recover", "soctrang", "--archive", archive, "--from", held.base + place, "--contact", "an@example.org",
        "--delay", 0, "--json", *more, code=code,
    )  # fmt: skip
    return json.loads(done.stdout)


def page(number: int, text: str = "") -> bytes:
    return article(number, text).encode()


@pytest.mark.parametrize("place", ["/web/", "/coll/"])
def test_pages_come_back_with_their_times(archive, place):
    with web_archive(
        Memento(FIRST, "20210301000000", page(1)),
        Memento(FIRST, "20230301000000", page(1, " Bổ sung.")),
        Memento(SECOND, "20220301000000", page(2)),
    ) as held:
        held.page = 2
        done = recover(archive, held, place=place)
        assert done["captures"] == 3 and done["asked"] == 3
        versions = rows(archive, "select first_captured_at from versions order by article_id, number")
        assert sorted(row["first_captured_at"] for row in versions) == [
            "2021-03-01T00:00:00.000Z",
            "2022-03-01T00:00:00.000Z",
            "2023-03-01T00:00:00.000Z",
        ]
        assert {row["source"] for row in rows(archive, "select source from captures")} == {
            f"memento:{urlsplit(held.base).netloc}"
        }
        assert list(verify(archive)) == []
        assert all("an@example.org" in agent for agent in held.agents)
        held.asked.clear()
        assert recover(archive, held, place=place)["captures"] == 0
        assert held.asked == []


def test_what_the_portal_refused_is_asked_for_last(archive):
    with web_archive(
        Memento(SECOND, "20230301000000", status=503),
        Memento(FIRST, "20210301000000", page(1)),
        Memento(FIRST, "20220301000000", status=403),
    ) as held:
        assert recover(archive, held)["captures"] == 3
        assert held.asked[0] == f"20210301000000 {FIRST}"
        assert value(archive, "select count(*) from captures where status in (403, 503)") == 2


def test_only_pages_and_pictures_of_the_portal_are_asked_for(archive):
    with web_archive(
        Memento(FIRST, "20210301000000", page(1)),
        Memento(f"{HOST}/Styles/site.css", "20220301000000", b"p {}"),
        Memento(f"{HOST}/SiteFolders/x/anh.jpg", "20220301000000", b"\xff\xd8\xff\xe0"),
        Memento(f"{HOST}/SiteFolders/x/tai-lieu.pdf", "20220301000000", b"%PDF-1.4"),
        Memento("http://example.org/", "20220301000000", b"x"),
    ) as held:
        recover(archive, held)
        assert sorted(asked.rpartition("/")[2] for asked in held.asked) == ["anh.jpg", "mot.aspx"]
        held.asked.clear()
        recover(archive, held, "--media", "all")
        assert [asked.rpartition("/")[2] for asked in held.asked] == ["tai-lieu.pdf"]


def test_what_pages_need_to_be_shown_comes_back_with_them(archive):
    css = {"Content-Type": "text/css"}
    needed = {
        f"{HOST}/Styles/site.css?v=2": (b"@import 'more.css'; p { background: url(/img/back.png) }", css),
        f"{HOST}/Styles/more.css": (b"@font-face { src: url(a.woff2) }", css),
        f"{HOST}/Styles/a.woff2": (b"wOF2", {"Content-Type": "font/woff2"}),
        f"{HOST}/Scripts/menu.js": (b"go()", {"Content-Type": "text/javascript"}),
        f"{HOST}/img/back.png": (PNG, {"Content-Type": "image/png"}),
        f"{HOST}/logo.ashx?id=1": (PNG, {"Content-Type": "image/png"}),
    }
    head = "<head><link rel='stylesheet' href='/Styles/site.css?v=2'><script src='/Scripts/menu.js'></script>"
    shown = page(1).replace(b"<head>", head.encode())
    with web_archive(
        Memento(FIRST, "20210301000000", shown),
        *(Memento(url, "20210301000500", body, headers=of) for url, (body, of) in needed.items()),
        Memento(f"{HOST}/Styles/site.css?v=2", "20220301000000", b"p {}", headers=css),
        Memento(f"{HOST}/tai-lieu/nghi-dinh.pdf", "20210301000000", b"%PDF-1.4"),
        Memento("http://cdn.example/x.css", "20210301000000", b"p {}", headers=css),
    ) as held:
        done = recover(archive, held, "--media", "page")
        assert (done["captures"], done["not_given"]) == (len(held.asked), 0)
        assert "cdn.example" not in "".join(held.asked)
        held.asked.clear()
        assert recover(archive, held, "--media", "page")["captures"] == 0 and held.asked == []
    kept = rows(
        archive, "select a.url, a.kind, c.captured_at from captures c join addresses a on a.id = c.address_id"
    )
    kinds = {row["url"].replace("https://", "http://"): row["kind"] for row in kept}
    assert {url: kinds.get(url) for url in needed} == {
        url: "image" if url.endswith(".png") else "resource" for url in needed
    }
    assert sum("site.css" in row["url"] for row in kept) == 2
    assert list(verify(archive)) == []
    replayed = Site(archive).get(f"/web/20210301000000mp_/{FIRST}").text
    (style,) = re.findall(r'href="http://localhost(/web/[^"]*site\.css[^"]*)"', replayed)
    led = Site(archive).get(style)
    assert "more.css" in led.text and "/web/20210301000500im_/" in led.text


def test_the_newest_of_each_page_comes_first_and_the_same_command_goes_on(archive):
    mementos = [Memento(url, f"202{year}0301000000", page(n, f" Lần {year}.")) for year in (1, 2, 3)
                for n, url in ((1, FIRST), (2, SECOND))]  # fmt: skip
    with web_archive(*mementos) as held:
        done = recover(archive, held, "--max-requests", 2)
        assert {asked[:4] for asked in held.asked} == {"2023"} and done["left"] == 4
        assert recover(archive, held, "--dry-run")["captures"] == 4
        recover(archive, held)
        assert len(held.asked) == len(set(held.asked)) == 6
        assert value(archive, "select group_concat(versions) from articles") == "3,3"


def test_a_page_that_the_index_knows_to_be_the_same_is_not_asked_for(archive):
    with web_archive(
        Memento(FIRST, "20210301000000", page(1)),
        Memento(FIRST, "20220301000000", page(1)),
        Memento(FIRST, "20230301000000", page(1)),
    ) as held:
        done = recover(archive, held)
        assert (done["captures"], done["asked"]) == (3, 1)
        (version,) = rows(archive, "select * from versions")
        assert version["captures"] == 3 and version["first_captured_at"].startswith("2021")


def test_a_page_that_came_before_is_not_asked_for_again(archive):
    older, newer = Memento(FIRST, "20210301000000", page(1)), Memento(FIRST, "20220301000000", page(1))
    with web_archive(older) as held:
        recover(archive, held)
        held.mementos.append(newer)
        done = recover(archive, held)
        assert (done["captures"], done["asked"]) == (1, 0)
    assert value(archive, "select captures from versions") == 2


def test_a_capture_given_for_another_of_the_same_page_stands_for_both(archive):
    """As pywb does with some records that left out a page for it was there before."""
    newer = Memento(FIRST, "20220301000000", page(1))
    with web_archive(Memento(FIRST, "20210301000000", page(1)), newer) as held:
        newer.headers["Memento-Datetime"] = held.mementos[0].datetime
        done = recover(archive, held)
        assert (done["captures"], done["asked"], done["not_given"]) == (2, 1, 0)
        assert recover(archive, held)["asked"] == 0


def test_a_redirect_is_followed_to_the_nearest_capture_of_the_same_page_only(archive):
    plain = FIRST.replace("https://", "http://").replace(".vn/", ".vn:80/")
    nearest = {"Location": f"/web/20210301000000id_/{plain}"}
    away = {"Location": f"/web/20210301000000id_/{FIRST}"}
    with web_archive(
        Memento(plain, "20210301000000", page(1)),
        Memento(FIRST, "20220301000000", status=302, headers=nearest, is_replay=False),
        Memento(SECOND, "20220301000000", status=302, headers=away, is_replay=False),
    ) as held:
        done = recover(archive, held, code=3)
    assert (done["captures"], done["not_given"]) == (1, 2)
    assert value(archive, "select max(captured_at) from captures").startswith("2021")


def test_a_reply_that_breaks_off_is_asked_for_again(archive):
    with web_archive(Memento(FIRST, "20220301000000", page(1))) as held:
        held.broken = [0, 40]
        done = recover(archive, held)
        assert (done["captures"], done["altered"], len(held.asked)) == (1, 0, 2)


def test_a_removal_that_a_web_archive_saw_is_an_event(archive):
    gone = frame("Lỗi", "<h1>Không tìm thấy trang</h1>").encode()
    with web_archive(
        Memento(FIRST, "20210301000000", page(1)),
        Memento(FIRST, "20220301000000", gone, status=404),
    ) as held:
        recover(archive, held)
    assert value(archive, "select state from articles") == "missing"
    assert value(archive, "select at from events where event = 'missing'").startswith("2022")


def test_headers_are_those_that_the_portal_sent(archive):
    sent = {
        "X-Archive-Orig-Server": "IIS",
        "X-Archive-Orig-Content-Encoding": "gzip",
        "Content-Encoding": "gzip",
    }
    away = {"Location": "/web/20210301000000id_/https://soctrang.gov.vn/"}
    body = gzip.compress(page(1), mtime=0)
    with web_archive(
        Memento(FIRST, "20210301000000", body, headers=sent),
        Memento(SECOND, "20210301000000", status=302, headers=away),
    ) as held:
        recover(archive, held)
    one, two = rows(archive, "select headers, outcome, payload_bytes from captures order by url")
    assert dict(json.loads(one["headers"])) == {
        "Server": "IIS", "Content-Encoding": "gzip", "Content-Type": "text/html; charset=utf-8"
    }  # fmt: skip
    assert (one["outcome"], one["payload_bytes"]) == ("ok", len(page(1)))
    assert dict(json.loads(two["headers"]))["Location"] == "https://soctrang.gov.vn/"
    assert two["outcome"] == "redirect-home"


def test_a_page_that_is_not_the_one_of_the_index_is_told(archive):
    with web_archive(Memento(FIRST, "20210301000000", page(1), digest="A" * 32)) as held:
        assert recover(archive, held, code=3)["altered"] == 1


def test_a_busy_web_archive_is_asked_again_and_one_that_gives_nothing_left_in_peace(archive):
    mementos = [Memento(f"{HOST}{SITE}/{n}/tin/so.aspx", "20210301000000", page(n)) for n in range(1, 9)]
    with web_archive(*mementos) as held:
        held.busy = [(429, {"Retry-After": "1"}), (503, {})]
        assert recover(archive, held)["captures"] == 8
    with web_archive(Memento(FIRST, "20220301000000", page(1))) as held:
        held.busy = [(429, {"Retry-After": "86400"})]
        assert recover(archive, held, code=5)["left"] == 1
        assert recover(archive, held)["captures"] == 1


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_web_archive_that_refuses_is_not_asked_on(archive, status):
    mementos = [Memento(f"{HOST}{SITE}/{n}/tin/so.aspx", "20210301000000", page(n)) for n in range(1, 13)]
    with web_archive(*mementos) as held:
        held.busy = [(status, {})] * 100
        done = recover(archive, held, code=5)
        assert len(held.busy) == 97 and done["captures"] == 0 and done["left"] == 12
        held.busy = []
        assert recover(archive, held)["captures"] == 12


def test_an_index_that_leads_round_in_a_circle_ends(archive):
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"]]
    rows += [["k", "20210301000000", FIRST, "text/html", "200", sha1(page(1))], [], ["a"]]
    other = [*rows[:-1], ["b"]]
    turns = []
    with web_archive(Memento(FIRST, "20210301000000", page(1))) as held:
        held.index = lambda: json.dumps((turns.append(1), rows if len(turns) % 2 else other)[1]).encode()
        assert recover(archive, held, code=3)["captures"] == 1
        assert len(turns) == 3


def test_a_time_of_the_index_that_cannot_be_is_named(archive):
    times = ("20210301000000", "2021030100000", "20211803000000")
    lines = [json.dumps({"urlkey": "k", "timestamp": each, "url": FIRST, "status": "200"}) for each in times]
    with web_archive(Memento(FIRST, "20210301000000", page(1))) as held:
        held.index = lambda: "\n".join(lines).encode()
        done = recover(archive, held, code=3)
        assert done["captures"] == 1
        assert [each["timestamp"] for each in done["without_time"]] == list(times[1:])


def test_what_is_listed_but_not_there_is_asked_for_again_next_time(archive):
    with web_archive(
        Memento(FIRST, "20210301000000", page(1), listed=SECOND), Memento(FIRST, "20220301000000", page(1))
    ) as held:
        done = recover(archive, held, code=3)
        assert (done["captures"], done["not_given"]) == (1, 1)
        assert recover(archive, held, "--dry-run")["captures"] == 1


def test_without_an_index_nothing_is_done_and_said_why(archive):
    said = luutru(
        "recover",
        "soctrang",
        "--archive",
        archive,
        "--from",
        "http://127.0.0.1:9/web/",
        "--contact",
        "a@b.vn",
        code=1,
    ).stderr
    assert "does not answer" in said and "untouched" in said
    with web_archive() as held:
        held.index = lambda: b"<html>welcome</html>"
        done = luutru(
            "recover",
            "soctrang",
            "--archive",
            archive,
            "--from",
            f"{held.base}/web/",
            "--contact",
            "a@b.vn",
            code=1,
        )
        assert "--from" in done.stderr


def test_wrong_usage_says_what_to_do(archive):
    assert "--contact" in luutru("recover", "soctrang", "--archive", archive, code=1, env={"PATH": ""}).stderr
    assert "Known" in luutru("recover", "nowhere", "--archive", archive, "--contact", "a@b.vn", code=2).stderr
    more = ("--contact", "a@b.vn", "--archive", archive)
    assert "--until" in luutru("recover", "soctrang", *more, "--until", "2024", code=2).stderr


def test_an_index_may_name_no_fields():
    row = ["vn,a)/", 20210301000000, "http://a.vn/", "text/html", 200, "-", "-", "-", 9, 7, "x.warc.gz"]
    plain = " ".join(map(str, row))
    wanted = IndexEntry(
        "http://a.vn/",
        "2021-03-01T00:00:00.000Z",
        "20210301000000",
        200,
        span=Span("x.warc.gz", 7, 9),
        media_type="text/html",
    )
    assert list(entries([json.dumps([row])])) == list(entries([plain])) == [wanted]
    nine = " ".join(map(str, [*row[:7], 7, "x.warc.gz"]))
    assert list(entries([nine])) == [replace(wanted, span=Span("x.warc.gz", 7, None))]
    assert list(entries([plain, "", "vn%2Ca%29%2F+2021"])) == [wanted, Resume("vn,a)/ 2021")]
    for odd in (["", "<html>"], ["", "key"], ['["key"]'], ['[["a", "b"]]']):
        with pytest.raises(ValueError):
            list(entries(odd))


def test_an_index_is_read_in_every_form():
    internet_archive = [
        '[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],',
        '["k","20210301000000","http://a.vn/","text/html","200","' + "A" * 32 + '","9"],',
        '["k","20210302000000","http://a.vn/x","warc/revisit","-","-","9"],',
        "[],",
        '["next%2C+key"]]',
    ]
    first, second, resume = entries(internet_archive)
    assert list(entries(["".join(internet_archive)])) == [first, second, resume]
    at = "2021-03-01T00:00:00.000Z"
    assert first == IndexEntry("http://a.vn/", at, "20210301000000", 200, "A" * 32, media_type="text/html")
    assert (second.status, second.digest) == (None, None)  # type: ignore[union-attr]
    assert resume == Resume("next, key")
    pywb = [
        '{"urlkey": "k", "timestamp": "20210301000000", "url": "http://a.vn/", "status": "200", "mime": "text/html"}'
    ]
    cdxj = ['k 20210301000000 {"url": "http://a.vn/", "status": "200", "mime": "text/html"}']
    posted = ['{"urlkey": "k?__wb_method=post", "timestamp": "20210301000000", "url": "http://a.vn/"}']
    assert (
        list(entries(pywb))
        == list(entries(cdxj))
        == [IndexEntry("http://a.vn/", at, first.timestamp, 200, media_type="text/html")]
    )
    assert list(entries([*posted, "", "[]"])) == []
    words = ["vn,a)/ 20210301000000 http://a.vn/ text/html 200 - 9"]
    named = [
        " CDX N b a m s k r M S V g",
        "vn,a)/ 20210301000000 http://a.vn/ text/html 200 - - - 9 0 x.warc.gz",
    ]
    assert list(entries(words)) == list(entries(pywb))
    (placed,) = entries(named)
    assert placed == replace(first, digest=None, span=Span("x.warc.gz", 0, 9))  # type: ignore[type-var]
    for line in ("<html>", "<p>one two three four five six seven</p>"):
        with pytest.raises(ValueError):
            list(entries([line]))
