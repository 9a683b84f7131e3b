"""With `--media page` a crawl keeps what its pages need to be shown: politely, and once."""

from __future__ import annotations

import pytest

from archive.maintenance.verify import verify
from crawler.crawl import page_needs
from tests.support.little import Answer, Little, article, article_path
from tests.support.portal import rows
from tests.support.web import PNG

NUMBER = 392001
HEAD = (
    "<head><link rel='stylesheet' href='/css/site.css?v=2'><link rel='Shortcut Icon' href='/icon.ico'>"
    "<link rel='alternate' href='/feed.xml'><link rel='stylesheet' href='https://cdn.example/x.css'>"
    "<script src='/js/menu.js'></script><style>body { background: url(/img/back.png) }</style>"
)
BODY = "<p style=\"background: url('/img/inline.gif')\"></p><img src='/logo.ashx?id=1'><table background=/img/old.gif>"
STYLE = "@import 'more.css'; @font-face { src: url(../fonts/a.woff2) } b { background: url(data:image/png;base64,x) }"
NEEDED = {
    "/css/site.css?v=2": "resource",
    "/css/more.css": "resource",
    "/fonts/a.woff2": "resource",
    "/js/menu.js": "resource",
    "/icon.ico": "resource",
    "/img/back.png": "image",
    "/img/inline.gif": "image",
    "/logo.ashx?id=1": "image",
    "/img/old.gif": "image",
}


@pytest.fixture
def portal():
    with Little([NUMBER, NUMBER + 1]) as little:
        for number in little.numbers:
            page = article(number).replace("<head>", HEAD).replace("<body>", f"<body>{BODY}")
            assert HEAD in page and BODY in page
            little.pages[article_path(number)] = page
        css = {"Content-Type": "text/css"}
        little.pages["/css/site.css?v=2"] = Answer(STYLE, headers=css)
        little.pages["/css/more.css"] = Answer("p { color: red }", headers=css)
        little.pages["/fonts/a.woff2"] = Answer(b"wOF2", headers={"Content-Type": "font/woff2"})
        little.pages["/js/menu.js"] = Answer("go()", headers={"Content-Type": "text/javascript"})
        for path in ("/icon.ico", *(path for path, kind in NEEDED.items() if kind == "image")):
            little.pages[path] = Answer(PNG, headers={"Content-Type": "image/png"})
        yield little


def asked(portal: Little, since: int = 0) -> list[str]:
    return sorted(path for path in portal.asked(since) if path in NEEDED or "feed" in path)


def test_what_pages_need_is_kept_and_asked_for_once(portal, archive):
    portal.crawl(archive, "--media=page")
    assert asked(portal) == sorted(NEEDED)
    kept = rows(archive, "select url, kind from addresses where kind in ('resource', 'image')")
    assert {row["url"].partition(str(portal.home.rstrip("/")))[2]: row["kind"] for row in kept} == NEEDED
    captured = rows(archive, "select outcome, payload_bytes from captures where url like '%site.css%'")
    assert captured == [{"outcome": "ok", "payload_bytes": len(STYLE)}]
    before = len(portal.log)
    portal.crawl(archive, "--media=page", "--all")
    assert asked(portal, before) == []
    assert list(verify(archive)) == []


def test_without_it_they_are_left(portal, archive):
    portal.crawl(archive)
    assert asked(portal) == []


def test_a_single_page_brings_what_it_needs(portal, archive):
    portal.crawl(archive, "--media=page", f"{portal.home.rstrip('/')}{article_path(NUMBER)}")
    assert asked(portal) == sorted(NEEDED)


def test_what_robots_forbid_is_left(portal, archive):
    portal.pages["/robots.txt"] = Answer(
        "User-agent: *\nDisallow: /css/\n", headers={"Content-Type": "text/plain"}
    )
    portal.crawl(archive, "--media=page")
    assert asked(portal) == sorted(path for path in NEEDED if not path.startswith(("/css/", "/fonts/")))


def test_pictures_that_are_others_on_every_page_come_to_an_end(portal, archive, monkeypatch):
    monkeypatch.setattr(page_needs, "MOST", 3)
    scope_needs = page_needs.PageNeeds(Everywhere())
    found = [address.url for n in range(9) for address in scope_needs.of(showing(f"/a-{n}.gif"), "article")]
    assert found == [f"https://a.vn/a-{n}.gif" for n in range(3)]


class Everywhere:
    """A scope without bounds."""

    def media(self, urls, kind):
        from archive.model import Address

        return [Address(url, kind) for url in urls]


def showing(picture: str):
    from archive.model import Capture

    html = (("Content-Type", "text/html"),)
    page = f"<html><img src='{picture}'></html>".encode()
    return Capture(
        "soctrang", "https://a.vn/1.aspx", "2024-01-01T00:00:00.000Z", 200, headers=html, payload=page
    )
