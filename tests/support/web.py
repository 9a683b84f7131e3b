"""Datasette on made-up archives, asked without a server."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Sequence
from pathlib import Path

import httpx
from datasette.app import Datasette
from datasette.utils import tilde_encode

from archive.alarms import Alarm, note
from archive.crawls import finish_crawl, start_crawl
from archive.store import Archive
from archive.web.serve import datasette_for
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, says

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A picture of one red dot."""

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
"""What a page must show and never run."""


BROWSER = {"accept-language": "vi", "accept": "text/html,application/xhtml+xml"}
"""What a browser that prefers Vietnamese asks with."""


class Site:
    """Datasette on some files."""

    def __init__(self, *paths: Path, immutables: Sequence[Path] = (), **settings: object) -> None:
        if immutables:
            self.datasette = Datasette([], immutables=[str(path) for path in immutables])
        else:
            self.datasette = datasette_for(paths, settings)

    def get(self, path: str, **options: object) -> httpx.Response:
        return asyncio.run(self._get(path, options))

    def rows(self, path: str, database: str) -> list[dict]:
        """The rows of a table or query of Datasette's own."""
        name, _, query = path.partition("?")
        answer = self.get(f"/{tilde_encode(database)}/{name}.json?{query}&_shape=array")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, path: str, database: str, **options: object) -> httpx.Response:
        """One of our pages."""
        return self.get(f"/-/luutru/{tilde_encode(database)}{path}", **options)

    async def _get(self, path: str, options: dict) -> httpx.Response:
        await self.datasette.invoke_startup()
        return await self.datasette.client.get(path, **{"follow_redirects": True, **options})


def read(site: Site, path: str, status: int = 200) -> str:
    """A page as a browser gets it, without its entities."""
    answer = site.get(path, headers=BROWSER)
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def words(text: str) -> str:
    """The text of a page as one reads it, in one line."""
    text = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def two_archives(folder: Path, more: str = "") -> Site:
    """Two archives that have one article in common, edited in the second; `more` follows each text, with `{}` for
    the number of a document."""
    for name, ids in (("một", (1, 2, 3)), ("hai", (3, 4))):
        with new_archive(folder / f"{name}.db") as archive:
            for number in ids:
                address = article_address(f"100{number}")
                body = "Công an xã họp." if number % 2 else "Xã họp công an."
                said = says(
                    f"Bài {number}",
                    body + more.format(12 + number % 2),
                    published_at=f"2024-0{5 - number}-01",
                    department=f"Phòng {number % 2}",
                )
                put(archive, capture(said, number, address), address)
            if name == "hai":
                put(archive, capture({**said, "title": "Bài 4 sửa"}, 40, address), address)
    return Site(folder / "một.db", folder / "hai.db")


def fill(archive: Archive) -> None:
    """Two articles on two days; one is changed, one removed."""
    crawl = start_crawl(archive, "soctrang", at(0), "luutru", {})
    party, other = article_address("1"), article_address("2", site="stn")
    box = {"online": 94, "today": 430, "this_week": 4755, "total": 1561138, "raw": "Tất cả: 1561138"}
    text = says(
        "Họp Đảng ủy",
        "Sáng nay.\n\nChiều nay có 3 đại biểu.",
        department="Phòng Nội chính",
        author="Lê Vũ",
        published_at="2024-08-27",
        visits=box,
        captions=[("Quang cảnh", f"{HOST}/SiteFolders/a.png")],
        images=[f"{HOST}/SiteFolders/a.png", f"{HOST}/SiteFolders/b.png"],
        attachments=[(f"{HOST}/SiteFolders/Kế hoạch.pdf", "Kế hoạch")],
        tables=[[["Trạm", "pH"], ["Mỹ Thanh", "7,2"]]],
    )
    picture = article_picture("a.png")
    put(archive, capture(text, 0, party), party, crawl_id=crawl)
    put(
        archive, capture(PNG, 0.1, picture, headers=(("Content-Type", "image/png"),)), picture, crawl_id=crawl
    )
    put(archive, capture(says("Tin", "Công an xã."), 1, other), other, crawl_id=crawl)
    later = {**text, "title": "Họp Đảng uỷ xã", "visits": {**box, "total": 1561200}}
    later["body"] = ["Sáng nay.", "Chiều nay có 5 đại biểu."]
    put(archive, capture(later, 30, party), party, crawl_id=crawl)
    for hours in (30, 60):
        put(archive, capture(b"", hours, other, status=404), other, crawl_id=crawl)
    with archive.writing():
        note(archive.db, "soctrang", crawl, at(60), Alarm("pager", addresses=(f"{HOST}/vpubnd/tin",)))
    finish_crawl(archive, crawl, at(61), "alarm", "a list without a pager", {})


def article_picture(name: str):
    from archive.model import Address

    return Address(f"{HOST}/SiteFolders/{name}", "image")


def fill_with_evil(archive: Archive) -> None:
    """An article whose every text would do harm if it were more than text."""
    address = article_address("666", slug="x%27%3E%3Cscript%3E")
    said = says(
        EVIL,
        f"{EVIL}\n\n=1+1'); drop table article; --",
        summary=EVIL,
        department=f"=HYPERLINK({EVIL})",
        author="@SUM(1)",
        category="+1",
        captions=[(EVIL, "javascript:alert(1)")],
        images=["javascript:alert(1)", f"{HOST}/SiteFolders/x.svg"],
        attachments=[("javascript:alert(1)", EVIL), (f'{HOST}/SiteFolders/..%2f"><b>.pdf', "-1")],
        tables=[[[EVIL, "=1+1"]]],
        body_html=f'<p onclick="alert(1)" style="position:fixed">{EVIL}<a href="javascript:alert(1)">x</a>'
        '<iframe src="https://evil.example/"></iframe><img src="https://evil.example/x.png"></p>',
    )
    put(archive, capture(said, 0, address), address)
    again = {**said, "title": "\x1b]0;x\x07" + EVIL}
    put(archive, capture(again, 5, address), address)
    svg = article_picture("x.svg")
    kind = (("Content-Type", "image/svg+xml"),)
    put(
        archive,
        capture(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 1, svg, headers=kind),
        svg,
    )


WORD = "Ắ" * 300
"""A word that fits no line."""


def fill_with_long_words(archive: Archive) -> None:
    """An article in two versions, gone in the end, and a crawl, whose texts are words without end."""
    crawl = start_crawl(archive, "soctrang", at(0), "luutru", {})
    address = article_address("1", site="s" * 300)
    file = f"{HOST}/{'x' * 300}.png"
    said = says(
        WORD,
        WORD,
        summary=WORD,
        department=WORD,
        author=WORD,
        category=WORD,
        captions=[(WORD, file)],
        images=[file],
        attachments=[(file, WORD)],
        tables=[[[WORD, WORD], ["1", "2"]]],
        body_html=f"<p>{WORD}</p><table><tr><td>{WORD}</td></tr></table>",
        visits={"total": 10**15, "online": 10**9, "today": 10**12, "raw": WORD},
    )
    put(archive, capture(said, 0, address), address, crawl_id=crawl)
    put(archive, capture({**said, "title": f"{WORD}B"}, 30, address), address, crawl_id=crawl)
    for hours in (60, 100):
        put(archive, capture(b"", hours, address, status=404), address, crawl_id=crawl)
    finish_crawl(archive, crawl, at(101), "alarm", WORD, {"alarms": [WORD]})
