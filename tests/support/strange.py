"""Portals on content management systems of many kinds: addresses, lists and pagers as each writes them."""

from __future__ import annotations

import json
import random
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

CATEGORIES = ("tin-tuc", "chi-dao-dieu-hanh", "van-hoa", "kinh-te")
_TEXT = (
    "hội nghị sơ kết công tác chỉ đạo triển khai kế hoạch nông thôn mới giao thông y tế giáo dục đào tạo cán bộ lễ"
    " phát động thi đua khen thưởng trẻ em người cao tuổi doanh nghiệp đầu tư hạ tầng thủy lợi mùa vụ lúa cá"
)
WORDS = _TEXT.split()
PER_PAGE = 8


def slug(text: str) -> str:
    """A title as addresses have it."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


@dataclass(frozen=True)
class Item:
    """One article."""

    number: int
    title: str
    category: str
    day: str
    text: str


def items(count: int, seed: int = 1, short: bool = False) -> list[Item]:
    """Articles, the newest first; every fourth title ends in a year, as titles do. `short`: titles are as short as
    names in a menu."""
    rng = random.Random(seed)
    found = []
    for place in range(count):
        words = " ".join(rng.sample(WORDS, 9))
        ending = " ngày 9-4-2022" if place % 4 == 0 else f" lần {place}"
        title = (
            " ".join([*words.capitalize().split()[:2], str(place)]) if short else words.capitalize() + ending
        )
        text = "".join(f"<p>{' '.join(rng.choices(WORDS, k=40)).capitalize()}.</p>" for _ in range(3))
        day = f"{1 + place % 28:02}/{1 + place // 28 % 12:02}/2024"
        found.append(Item(4000 - 3 * place, title, CATEGORIES[place % len(CATEGORIES)], day, text))
    return found


@dataclass
class Strange:
    """A portal on loopback. `article` and `listing` (category, page) give addresses; `pager` the markup below a list
    from its category, the page shown and the number of pages. `pages` answer otherwise: a text, or (status, type,
    text), of a redirect (status, target, text). `head` goes into every page."""

    article: Callable[[Item], str]
    listing: Callable[[str, int], str]
    pager: Callable[[str, int, int], str]
    count: int = 60
    head: str = ""
    short: bool = False
    pages: dict[str, object] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def __enter__(self) -> Strange:
        self.items = items(self.count, short=self.short)
        strange = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, kind, text = strange.answer(self.path)
                strange.log.append(self.path)
                body = text.encode()
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", kind)
                else:
                    self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the log has it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.home = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def of(self, category: str, page: int) -> list[Item]:
        """The articles on a page of a list."""
        filed = [each for each in self.items if each.category == category]
        return filed[(page - 1) * PER_PAGE : page * PER_PAGE]

    def pages_of(self, category: str) -> int:
        """How many pages a list has."""
        return -(-sum(each.category == category for each in self.items) // PER_PAGE)

    def entries(self, found: list[Item]) -> str:
        """Entries of a list."""
        return "".join(
            f"<div class='e'><h3><a href='{self.article(each)}'>{each.title}</a></h3><span>{each.day}</span>"
            f"<p>{re.sub('<[^>]+>', '', each.text)[:120]}</p></div>"
            for each in found
        )

    def frame(self, title: str, inside: str) -> str:
        """A whole page."""
        menu = "".join(
            f"<li><a href='{self.listing(name, 1)}'>{name.replace('-', ' ').title()}</a></li>"
            for name in CATEGORIES
        )
        newest = "".join(
            f"<li><a href='{self.article(each)}'>{each.title}</a></li>" for each in self.items[:4]
        )
        return (
            f"<html><head><title>{title}</title>{self.head}</head><body><ul class='menu'>"
            "<li><a href='/'>Trang chủ</a></li>"
            f"{menu}<li><a href='/gioi-thieu-chung'>Giới thiệu</a></li></ul><div class='main'>{inside}</div>"
            f"<div class='side'><h4>Tin mới nhất</h4><ul>{newest}</ul></div>"
            "<div class='foot'>Cơ quan chủ quản: UBND tỉnh</div></body></html>"
        )

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, type and text of the answer to a path with its query."""
        given = self.pages.get(path)
        if given is not None:
            return given if isinstance(given, tuple) else (200, "text/html", str(given))
        if path == "/":
            blocks = "".join(f"<h2>{name}</h2>{self.entries(self.of(name, 1)[:3])}" for name in CATEGORIES)
            return 200, "text/html", self.frame("Trang chủ", blocks)
        if path == "/gioi-thieu-chung":
            text = "<p>Đơn vị có chức năng tham mưu, giúp việc cho Ủy ban nhân dân tỉnh.</p>" * 8
            return 200, "text/html", self.frame("Giới thiệu", f"<h1>Giới thiệu</h1>{text}")
        for each in self.items:
            if self.article(each) == path:
                dated = f"<h1>{each.title}</h1><div class='date'>Ngày đăng: {each.day}</div>"
                inside = f"{dated}<div class='content'>{each.text}</div>"
                return 200, "text/html", self.frame(each.title, inside)
        for name in CATEGORIES:
            last = self.pages_of(name)
            for page in range(1, last + 1):
                if self.listing(name, page) == path:
                    inside = (
                        f"<h1>{name}</h1>{self.entries(self.of(name, page))}{self.pager(name, page, last)}"
                    )
                    return 200, "text/html", self.frame(name, inside)
        return 404, "text/html", self.frame("404", "<h1>Không tìm thấy trang</h1>")

    def fragment(self, base: str, kind: str = "html") -> None:
        """Answers calls of ``{base}?cat=…&page=…`` with entries as a fragment of HTML or as JSON."""
        answer = self.answer

        def with_fragments(path: str) -> tuple[int, str, str]:
            parts = urlsplit(path)
            if parts.path != base:
                return answer(path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            name, page = query["cat"], int(query["page"])
            found, last = self.of(name, page), self.pages_of(name)
            if kind == "html":
                return 200, "text/html", self.entries(found)
            rows = [
                {"title": e.title, "url": self.article(e), "publishedAt": "2024-03-05T08:00:00"}
                for e in found
            ]
            return 200, "application/json", json.dumps({"items": rows, "page": page, "hasMore": page < last})

        self.answer = with_fragments  # type: ignore[method-assign]


def numbers(address: Callable[[str, int], str]) -> Callable[[str, int, int], str]:
    """A pager of numbers."""

    def pager(name: str, page: int, last: int) -> str:
        links = "".join(
            f"<b>{n}</b> " if n == page else f"<a href='{address(name, n)}'>{n}</a> "
            for n in range(1, last + 1)
        )
        return f"<div class='pages'>{links}</div>"

    return pager


def onward(address: Callable[[str, int], str], text: str = "Trang sau") -> Callable[[str, int, int], str]:
    """A pager that only leads on."""

    def pager(name: str, page: int, last: int) -> str:
        return f"<div><a href='{address(name, page + 1)}'>{text}</a></div>" if page < last else ""

    return pager
