"""A portal of a few pages that does exactly what a test needs, well or badly."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.commands import luutru

SITE = "/vpubnd/1292/32237/63645"
LIST = f"{SITE}/hoat-dong/"


@dataclass(frozen=True)
class Answer:
    """One reply. `cut` leaves out so many bytes of the end; `wait` is in seconds."""

    body: bytes | str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    wait: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request, with the seconds on the monotonic clock at which it came."""

    path: str
    headers: Mapping[str, str]
    at: float
    method: str = "GET"


def article_path(number: int) -> str:
    """The address of an article."""
    return f"{SITE}/{number}/hoat-dong/tin-so-{number}.aspx"


def frame(title: str, inside: str, total: int | None = 1_561_138) -> str:
    """A page of the portal with a menu, `inside` and a statistics box."""
    counters = f"<p>Đang online: 9</p><p>Hôm nay: 430</p><p>Tất cả: {total}</p>"
    box = f"<div class='box'><h4>Thống kê truy cập</h4>{counters}</div>" if total is not None else ""
    return (
        f"<html><head><title>{title}</title></head><body><div class='menu'><a href='/'>Trang chủ</a> "
        f"<a href='{LIST}'>Hoạt động</a></div><div class='main'>{inside}</div>{box}"
        "<div class='foot'>Cơ quan chủ quản: Văn phòng UBND tỉnh. Địa chỉ: 1 Châu Văn Tiếp. "
        "Điện thoại: 02993822339</div></body></html>"
    )


def article(number: int, text: str = "", total: int | None = 1_561_138) -> str:
    """An article's page, read without a problem."""
    body = "".join(
        f"<p>Đoạn {n} của tin số {number}: hội nghị đã nghe báo cáo về kết quả thực hiện nhiệm vụ và "
        f"thảo luận các giải pháp trọng tâm trong thời gian tới.{text}</p>"
        for n in range(3)
    )
    title = f"Hội nghị sơ kết công tác lần thứ {number}"
    inside = (
        f"<h1>{title}</h1><div>Ngày 27/08/2024</div><div class='content'>{body}</div><p>Phòng Nội chính</p>"
    )
    return frame(title, inside, total)


def listing(numbers: list[int]) -> str:
    """A list's only page."""
    items = "".join(
        f"<li><span>27/08/2024</span> <a href='{article_path(n)}'>Hội nghị sơ kết công tác lần thứ {n}</a>"
        f"<p>Sáng nay đã diễn ra hội nghị lần thứ {n} với sự tham dự của nhiều đại biểu.</p></li>"
        for n in numbers
    )
    return frame("Hoạt động", f"<h2>Hoạt động</h2><ul class='ArticleList'>{items}</ul>")


def not_found() -> str:
    """What the portal says, in its full layout, where nothing is."""
    return frame("Thông báo", "<p>Không tìm thấy nội dung bạn yêu cầu.</p>")


class Little:
    """A portal on loopback with articles `numbers`; what `pages` names by path answers otherwise.

    An entry of `pages` is an Answer, a text, or a function of what was asked that gives one of these.
    `certificate` (a PEM file with its key) makes it speak TLS.
    """

    def __init__(self, numbers: list[int] | None = None, certificate: Path | None = None) -> None:
        self.numbers = numbers if numbers is not None else list(range(392001, 392013))
        self.pages: dict[str, Answer | str | Callable[[Asked], Answer | str]] = {}
        self.log: list[Asked] = []
        self.text = ""
        little = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else the body waits 40 ms for the head to be confirmed

            def do_GET(self) -> None:
                headers = {k.lower(): v for k, v in self.headers.items()}
                asked = Asked(self.path, headers, time.monotonic(), self.command)
                little.log.append(asked)
                little._send(self, little.answer(asked))

            do_HEAD = do_GET

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the log has it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.home = f"http{'s' if certificate else ''}://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Little:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What is said to a request."""
        given = self.pages.get(asked.path)
        if callable(given):
            given = given(asked)
        if given is not None:
            return given if isinstance(given, Answer) else Answer(given)
        if asked.path == "/robots.txt":
            return Answer("", 404)
        if asked.path == "/":
            return Answer(frame("Trang chủ", f"<a href='{LIST}'>Hoạt động</a>"))
        if asked.path == LIST:
            return Answer(listing(self.numbers))
        number = next((n for n in self.numbers if article_path(n) == asked.path), None)
        return Answer(article(number, self.text)) if number else Answer(not_found(), 404)

    def answer_to(self, path: str) -> str:
        """The page at `path` as it is now."""
        body = self.answer(Asked(path, {}, 0.0)).body
        return body if isinstance(body, str) else body.decode()

    def asked(self, since: int = 0) -> list[str]:
        """The paths asked for from the `since`-th request on, without robots.txt."""
        return [each.path for each in self.log[since:] if each.path != "/robots.txt"]

    def crawl(self, archive: Path, *more: object, code: int = 0, **options: object):
        """A crawl of this portal as fast as it goes."""
        pace = ["--delay=0", "--quiet", "--media=all"]
        return luutru(
            "crawl",
            "soctrang",
            "--archive",
            archive,
            f"--home={self.home}",
            *pace,
            *more,
            code=code,
            **options,
        )

    @staticmethod
    def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        time.sleep(answer.wait)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        handler.send_response(answer.status)
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **answer.headers,
        }
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command == "HEAD":
            return
        handler.wfile.write(body[: len(body) - answer.cut] if answer.cut else body)
        if answer.cut:
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
