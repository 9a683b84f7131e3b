"""What a server says of a reply's length and coding may be wrong: what came is kept, and read where it can be."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from tests.support.little import Answer, Little, article, article_path
from tests.support.portal import rows

NUMBER = 392001
ODD = ("x-odd: 1", "SERVER: a", "x-ODD: 2", "Server: b", "x-odd: 3")
PAGE = article(NUMBER).encode()
PACKED = gzip.compress(PAGE, mtime=0)


def head(*headers: str, status: str = "200 OK") -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        "Content-Type: text/html; charset=utf-8",
        *headers,
        "Connection: close",
        "",
        "",
    ]
    return "\r\n".join(lines).encode("latin-1")


def chunks(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (data[:500], data[500:]))


class Raw(Little):
    """A portal whose answers may be bytes as they go over the wire, head included."""

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        if answer.status:
            return Little._send(handler, answer)
        assert isinstance(answer.body, bytes)
        handler.wfile.write(answer.body)
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_WR)
        handler.close_connection = True


def wires(page: bytes) -> dict[str, bytes]:
    """The page as servers send it that do not say what they do."""
    packed, length = gzip.compress(page, mtime=0), f"Content-Length: {len(page)}"
    gzipped, twice = "Content-Encoding: gzip", gzip.compress(page[:700]) + gzip.compress(page[700:])
    return {
        "the length is that of the page unpacked": head(gzipped, length) + packed,
        "the last chunk is missing": head("Transfer-Encoding: chunked") + chunks(page),
        "the last chunk of a packed page is missing": head(gzipped, "Transfer-Encoding: chunked")
        + chunks(packed),
        "a coding is announced and not done": head(gzipped, length) + page,
        "a coding nobody knows": head("Content-Encoding: none", length) + page,
        "a coding is named twice and done once": head(gzipped, gzipped) + packed,
        "deflate without its header": head("Content-Encoding: deflate") + zlib.compress(page)[2:-4],
        "gzip in two members": head(gzipped) + twice,
        "gzip that is not announced": head() + packed,
        "names that are none": head("X (odd): 1", ": empty", "no colon", length) + page,
        "a header of 300,000 letters": head("X-Long: " + "a" * 300_000) + page,
        "a coding on the way beside chunks": head("Transfer-Encoding: gzip, chunked")
        + chunks(packed)
        + b"0\r\n\r\n",
        "a coding on the way that is none": head("Transfer-Encoding: identity") + page,
        "names spelled as nobody does": head(*ODD, length) + page,
        "a length twice": head(length, length) + page,
        "a length that is none": head("Content-Length: -1") + page,
    }


WHATS = list(wires(b""))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The page and the captures of each, from one crawl of a portal that sends each of these as an article."""
    archive = tmp_path_factory.mktemp("bytes") / "archive.db"
    numbers = list(range(NUMBER, NUMBER + len(WHATS)))
    pages = {number: article(number).encode() for number in numbers}
    with Raw(numbers) as portal:
        for number, what in zip(numbers, WHATS, strict=True):
            portal.pages[article_path(number)] = Answer(wires(pages[number])[what], 0)
        portal.crawl(archive)
    return {
        what: (
            pages[number],
            rows(archive, f"select * from captures where url like '%{article_path(number)}'"),
        )
        for what, number in zip(WHATS, numbers, strict=True)
    }


@pytest.mark.parametrize("what", WHATS)
def test_a_whole_page_is_kept_and_read_whatever_is_said_of_it(what, crawled):
    page, (capture, *_) = crawled[what]
    assert (capture["outcome"], capture["status"]) == ("ok", 200)
    assert capture["payload_sha256"] == hashlib.sha256(page).hexdigest()


def test_headers_stay_as_they_were_sent(crawled):
    page, (capture, *_) = crawled["the length is that of the page unpacked"]
    assert {"Content-Encoding": "gzip", "Content-Length": str(len(page))}.items() <= dict(
        json.loads(capture["headers"])
    ).items()


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        (
            "names spelled as nobody does",
            [["x-odd", "1"], ["SERVER", "a"], ["x-ODD", "2"], ["Server", "b"], ["x-odd", "3"]],
        ),
        ("names that are none", [["X (odd)", "1"]]),
    ],
)
def test_names_of_headers_and_their_order_are_those_of_the_server(what, sent, crawled):
    page, (capture, *_) = crawled[what]
    content_type = ["Content-Type", "text/html; charset=utf-8"]
    assert json.loads(capture["headers"]) == [content_type, *sent, ["Content-Length", str(len(page))]]


def test_a_length_that_is_sent_twice_is_kept_twice(crawled):
    page, (capture, *_) = crawled["a length twice"]
    assert json.loads(capture["headers"])[1:] == [["Content-Length", str(len(page))]] * 2


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        (head("Content-Encoding: gzip") + PACKED[:-60], ("truncated", 200)),
        (head(f"Content-Length: {len(PAGE)}") + PAGE[:-300], ("truncated", 200)),
        (head("Content-Encoding: gzip") + b"\x1f\x8b\x08" + b"\xff" * 400, ("bad-encoding", 200)),
        (
            head("Location: /", "Content-Encoding: gzip", status="302 Found") + b"moved",
            ("redirect-home", 302),
        ),
        (head("Content-Encoding: gzip", status="404 Not Found") + b"<h1>none</h1>", ("not-found", 404)),
    ],
)
def test_what_is_not_whole_is_kept_with_status_headers_and_an_outcome(wire, expected, archive):
    with Raw([NUMBER, NUMBER + 1]) as portal:
        portal.pages[article_path(NUMBER)] = Answer(wire, 0)
        portal.crawl(archive, code=3 if expected[0] == "bad-encoding" else 0)
    capture = rows(archive, f"select * from captures where url like '%{article_path(NUMBER)}'")[0]
    assert (capture["outcome"], capture["status"]) == expected
    assert capture["payload_bytes"] and json.loads(capture["headers"])
    assert not rows(archive, f"select * from articles where cms_id = '{NUMBER}'")
