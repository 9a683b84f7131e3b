"""A crawl of the saved pages of a real portal, links and all, as a copying program left them."""

from __future__ import annotations

import json
import re
import tarfile
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.commands import luutru
from tests.support.portal import rows, value

LISTS = {
    "/bao-chi-xuat-ban": ("bao-chi-xuat-ban", "bao-chi-xuat-ban1ba5", "bao-chi-xuat-ban0ec9", "bao-chi-xuat-ban0aae"),
    "/pctn": ("../trap/pctn", "../trap/pctn511b"),
    "/chien-luoc-quy-hoach": ("../trap/chien-luoc-quy-hoach",),
    "/bao-chi-xuat-ban1": ("bao-chi-xuat-ban1",),
}  # fmt: skip
"""The saved pages of each list, in their order there; those between them were not saved."""
EIGHTFOLD = ("1042502", "1298511", "1496501")
_ARTICLE = re.compile(r"/-/view_content/(?:pop_up/)?(\d+)-[^/]*?\.html")
_LISTED = re.compile(r'class="asset-title">\s*<a href="[^"]*/view_content/(\d+)-')


class Copy:
    """The saved pages on loopback. `asked` are the paths with their queries, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        manifest = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
        self.saved = {_target(page["url"]): page["file"] for page in manifest if page["url"]}
        self.articles = {page["id"]: page["file"] for page in manifest if page.get("id")}
        self.trap = next(
            page["file"] for page in manifest if page["kind"] == "trap_article_address_serves_list"
        )
        copy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                copy.asked.append(self.path)
                file = None if self.path == "/robots.txt" else copy.file(self.path)
                body = (copy.folder / (file or "notfound/ctmtqg.html")).read_bytes() + copy.languages(
                    self.path
                )
                self.send_response(404 if self.path == "/robots.txt" else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: `asked` has it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.home = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Copy:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def file(self, target: str) -> str | None:
        """The saved page that the portal would answer with."""
        if target in self.saved:
            return self.saved[target]
        parts = urlsplit(target)
        if match := _ARTICLE.match(parts.path, parts.path.find("/-/")):
            tail = parts.path[match.end() :]
            return self.trap if tail else self.articles.get(match[1])
        page = re.search(r"_101_cur=(\d+)", parts.query)
        path = re.sub(
            r"^/(vi|en)(?=/)", "", re.sub(r"[0-9a-f]{4}\.html$" if page else r"\.html$", "", parts.path)
        )
        number = int(page[1]) if page else 1
        names = LISTS.get(path, ())
        return f"lists/{names[number - 1]}.html" if number <= len(names) else None

    @staticmethod
    def languages(target: str) -> bytes:
        """The portal's links to the other language, which make every path longer."""
        path = urlsplit(target).path.rstrip("/")
        return "".join(f'<a href="{path}/{name}">{name}</a>' for name in ("vi", "en")).encode()

    def listed(self) -> Iterator[str]:
        """The ids that the saved lists name."""
        for name in (name for names in LISTS.values() for name in names):
            yield from _LISTED.findall((self.folder / f"lists/{name}.html").read_text("utf-8"))

    def crawl(self, archive: Path, *more: object, code: int = 0) -> str:
        """A crawl of this portal as fast as it goes; what it says is wrong."""
        pace = ["--delay=0", "--concurrency=4", "--quiet", "--media=none"]
        command = ("crawl", "hanoi", "--archive", archive, f"--home={self.home}", *pace, *more)
        return luutru(*command, code=code).stderr


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def folder(shared, tmp_path_factory):
    where = tmp_path_factory.mktemp("hanoi")
    with tarfile.open(shared / "hanoi" / "pages.tar.gz") as pages:
        pages.extractall(where, filter="data")
    return where / "hanoi_dev"


@pytest.fixture(scope="module")
def crawled(folder, tmp_path_factory):
    archive = tmp_path_factory.mktemp("crawled") / "archive.db"
    with Copy(folder) as portal:
        said = portal.crawl(archive, "--all", code=3)
    # The copy has few of the pages that its list counts, which is an alarm.
    (alarm,) = [line for line in said.splitlines() if "entries" in line]
    assert "1442 entries, and 60 were found" in alarm
    return portal, archive


def test_lists_are_walked_page_by_page_to_their_end(crawled):
    portal, archive = crawled
    paged = Counter(
        (re.sub(r"[0-9a-f]{4}\.html", "", urlsplit(target).path), target.rpartition("_101_cur=")[2])
        for target in portal.asked
        if "_101_cur=" in target
    )
    assert paged == {
        **{("/bao-chi-xuat-ban", page): 1 for page in "234"},
        ("/pctn", "2"): 1,
    }
    known = {row["cms_id"] for row in rows(archive, "select cms_id from articles")}
    listed = set(portal.listed()) & set(portal.articles)
    assert len(listed) >= 10
    assert listed <= known


def test_what_the_archive_holds_are_articles(crawled):
    portal, archive = crawled
    kept = rows(archive, "select cms_id, title, body, versions from articles where content_id is not null")
    assert {row["cms_id"] for row in kept} <= set(portal.articles)
    assert all(row["title"] and row["versions"] == 1 for row in kept)
    outcomes = value(
        archive,
        "select count(*) from captures c join addresses a on a.id = c.address_id"
        " where a.kind = 'article' and c.outcome not in ('ok', 'soft-404')",
    )
    assert outcomes == 0


def test_the_language_trap_is_not_entered(crawled):
    portal, _ = crawled
    entered = [target for target in portal.asked if re.search(r"/(en|vi)$", urlsplit(target).path)]
    assert set(entered) <= {"/en", "/vi"}
    assert len(portal.asked) < 500


def test_nothing_is_asked_for_twice_that_answers(crawled):
    portal, archive = crawled
    asked = Counter(re.sub(r"^/(en|vi)(?=/)", "", target) for target in portal.asked)
    assert not {target: times for target, times in asked.items() if times > 1}
    articles = Counter(match[1] for target in portal.asked if (match := _ARTICLE.search(target)))
    # What is not at one of its addresses is looked for at the others.
    absent = rows(
        archive,
        "select a.cms_id from captures c join addresses a on a.id = c.address_id"
        " where a.kind = 'article' and c.outcome = 'soft-404'",
    )
    assert set((articles - Counter(row["cms_id"] for row in absent)).values()) == {1}


def test_the_counter_of_the_home_page_is_read(crawled):
    _, archive = crawled
    assert value(archive, "select total from visit_stats") == 4_798_809


@pytest.mark.parametrize("article", EIGHTFOLD)
def test_eight_addresses_are_one_article_in_one_version(folder, tmp_path, article):
    archive = tmp_path / "archive.db"
    with Copy(folder) as portal:
        eight = [target for target in portal.saved if f"/{article}-" in target]
        assert len(eight) == 8
        portal.crawl(archive, *(portal.home + target[1:] for target in eight))
        assert Counter(portal.asked) == Counter([*eight, "/robots.txt"])
    kept = rows(archive, "select cms_id, versions from articles where content_id is not null")
    assert kept == [{"cms_id": article, "versions": 1}]
    assert value(archive, "select captures from versions") == 8


def test_an_article_behind_the_language_trap_is_none(folder, tmp_path):
    archive = tmp_path / "archive.db"
    with Copy(folder) as portal:
        trapped = next(target for target in portal.saved if target.endswith(".html/en"))
        portal.crawl(archive, portal.home + trapped[1:])
        assert len(portal.asked) < 60
    assert not rows(archive, "select 1 from articles where cms_id = ?", [re.search(r"/(\d+)-", trapped)[1]])


def test_every_saved_article_is_taken_once(folder, tmp_path):
    archive = tmp_path / "archive.db"
    with Copy(folder) as portal:
        wanted = {
            match[1]: target for target in portal.saved if (match := re.search(r"/(\d+)-[^/]*$", target))
        }
        portal.crawl(archive, *(portal.home + target[1:] for target in wanted.values()))
    kept = rows(archive, "select cms_id, versions from articles where content_id is not null")
    assert len(kept) == len(wanted) > 380
    assert {(row["cms_id"], row["versions"]) for row in kept} == {(article, 1) for article in wanted}
