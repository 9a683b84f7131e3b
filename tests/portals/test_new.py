"""Adding a portal: the file that is written, what it crawls, and what is refused."""

from __future__ import annotations

import http.server
import json
import re
import runpy
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

import crawler.spiders
from archive.model import Site
from crawler.politeness.http_client import Unreachable
from crawler.politeness.visitor import Visitor
from crawler.portal import PortalSpec
from crawler.portals.spider_template import source
from crawler.portals.survey import Survey, recognised
from crawler.replica import Replica
from tests.support.commands import luutru
from tests.support.places import ROOT
from tests.support.portal import rows

OTHER_CMS = (
    "<title>Trang thông tin</title><ul><li><a href='/tin-tuc/'>Tin tức</a><li><a href='/about.php?x=1'>Về</a></ul>"
    + "<p>Trang thông tin điện tử của một đơn vị, viết bằng một hệ quản trị nội dung khác.</p>" * 20
)


@pytest.fixture(scope="module")
def portal():
    with Replica(articles=30) as replica:
        yield replica


@contextmanager
def serving(pages):
    """A server with these pages by path: (status, headers, body)."""

    class Handler(http.server.BaseHTTPRequestHandler):
        disable_nagle_algorithm = True

        def do_GET(self):
            status, headers, body = pages.get(self.path, (404, {}, ""))
            self.send_response(status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format, *args):
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def new(name, home, *more, code=0):
    return luutru("portals", "new", name, "--home", home, "--delay=0", *more, code=code)


def test_the_written_portal_can_be_crawled(portal, tmp_path):
    """In a copy of luutru, so that this one keeps its own portals."""
    for package in ("crawler", "archive"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "crawler", *map(str, arguments)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    said = run("portals", "new", "tinhmoi", "--home", portal.homes[1], "--delay=0")
    assert str(tmp_path / "crawler" / "spiders" / "tinhmoi.py") in said
    known = {row["id"]: row for row in json.loads(run("portals", "--json"))}
    assert known["tinhmoi"]["name"] == "Cổng thông tin điện tử Văn phòng Ủy ban nhân dân tỉnh Sóc Trăng"
    run("crawl", "tinhmoi", f"--home={portal.homes[1]}", "--delay=0", "--limit=5", "--media=none", "--quiet")
    kept = rows(
        tmp_path / "archive.db", "select portal, site, title from articles where content_id is not null"
    )
    assert len(kept) == 5
    assert {row["portal"] for row in kept} == {"tinhmoi"} and "vpubnd" in {row["site"] for row in kept}


def test_the_file_is_short_clean_and_says_what_was_found(portal, tmp_path):
    path = tmp_path / "tinhmoi.py"
    said = new("tinhmoi", portal.homes[1], "--output", path).stdout
    text = path.read_text("utf-8")
    assert text in said
    assert len(text.splitlines()) <= 30
    for sites in range(4):
        found = Survey(
            "https://a.gov.vn/", "vnportal", "a.gov.vn", "Cổng", (Site("svhttdl", sid="1294"),) * sites, ()
        )
        (tmp_path / f"with{sites}.py").write_text(source(f"with{sites}", found), "utf-8")
    for check in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, f"--config={ROOT / 'pyproject.toml'}", tmp_path],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout
    spider = runpy.run_path(str(path))["Tinhmoi"]
    assert (spider.name, spider.cms, spider.home) == ("tinhmoi", "vnportal", portal.homes[1])
    assert {site.sname: site.sid for site in spider.sites}["vpubnd"] == "1292"


def test_what_is_read_and_what_is_not_is_shown(portal, tmp_path):
    told = json.loads(new("tinhmoi", portal.homes[0], "--dry-run", "--json").stdout)
    assert told["file"] is None and told["cms"] == "vnportal"
    assert [page["page"] for page in told["pages"]] == ["home", "list", "article", "article", "article"]
    articles = {truth.title for truth in portal.truth()}
    assert all(page["title"] in articles for page in told["pages"][2:])
    fields = {field["what"]: field["read"] for field in told["fields"]}
    assert fields["title"] == fields["text"] == 3 and fields["visit counter"] == 5
    table = new("tinhmoi", portal.homes[0], "--dry-run").stdout
    assert "Nothing was written" in table and "visit counter" in table
    assert not (Path(crawler.spiders.__path__[0]) / "tinhmoi.py").exists()


@pytest.mark.parametrize("name", ["soctrang", "class", "../x", "tỉnh"])
def test_a_name_that_is_taken_or_is_none_is_refused_before_anything_is_asked(portal, name):
    asked = len(portal.log)
    assert name in new(name, portal.home, code=2).stderr
    assert len(portal.log) == asked


def test_a_file_that_is_there_is_kept(portal, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text("mine")
    assert "there already" in new("tinhmoi", portal.home, "--output", path, code=2).stderr
    assert path.read_text() == "mine"


def test_where_nothing_can_be_written_it_is_said_what_to_do(portal, tmp_path):
    said = new("tinhmoi", portal.home, "--output", tmp_path / "none" / "x.py", code=1).stderr
    assert "--output" in said and "spiders" in said


def test_nothing_answers():
    assert "does not answer" in new("tinhmoi", "http://127.0.0.1:9/", code=1).stderr


def test_a_portal_is_not_asked_without_a_contact_address():
    said = luutru("portals", "new", "tinhmoi", "--home", "https://portal.invalid/", code=1)
    assert "--contact" in said.stderr


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ((200, {}, OTHER_CMS), "--cms"),
        ((200, {}, ""), "in front of the portal"),
        ((503, {}, "later"), "503"),
        ((302, {"Location": "http://10.0.0.1/"}, ""), "10.0.0.1"),
    ],
    ids=["another-cms", "empty", "busy", "redirect-elsewhere"],
)  # fmt: skip
def test_what_is_no_portal_that_luutru_can_read(tmp_path, home, words):
    with serving({"/": home}) as address:
        said = new("tinhmoi", address, "--output", tmp_path / "x.py", code=1).stderr
    assert words in said and "Nothing was written" in said
    assert not (tmp_path / "x.py").exists()


def test_robots_are_obeyed(tmp_path):
    robots = (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /\n")
    with serving({"/robots.txt": robots, "/": (200, {}, "<title>x</title>")}) as address:
        assert "robots.txt" in new("tinhmoi", address, "--dry-run", code=1).stderr


def test_a_portal_without_an_article_that_can_be_read_is_told_from_a_good_one(tmp_path):
    link = "<a href='/vpubnd/1292/1/2/392145/tin/mot-tin.aspx'>Một tin của cổng thông tin điện tử</a>"
    with serving({"/": (200, {}, f"<title>Cổng thông tin</title>{link}")}) as address:
        done = new("tinhmoi", address, "--output", tmp_path / "x.py", code=3)
    assert "No article could be read" in done.stderr
    assert (tmp_path / "x.py").exists()


def test_requests_are_a_second_apart_and_stay_with_the_portal(portal):
    visitor = Visitor(portal.home, "test", 0.3)
    before = len(portal.log)
    visitor.get(portal.home)
    visitor.get(portal.home)
    times = [request.at for request in portal.log[before:]]
    assert len(times) == 3 and times == sorted(times)
    assert _seconds(times[0], times[2]) >= 0.6
    with pytest.raises(Unreachable, match="only"):
        visitor.get("https://www.facebook.com/")


def _seconds(first, last):
    from archive import clock

    return (clock.millis(last) - clock.millis(first)) / 1000


def test_texts_of_a_portal_stay_texts():
    title = 'Cổng """ + __import__("os").system("x") + """\\ \n {x}'
    found = Survey("https://a.gov.vn/", "vnportal", "a.gov.vn", title, (), ())
    names: dict = {}
    exec(compile(source("tinhmoi", found), "x", "exec"), names)
    assert names["Tinhmoi"].title == title[:80]
    with pytest.raises(ValueError):
        source("tinhmoi", Survey("https://a/", "vnportal", 'a"b', None, (), ()))


@pytest.mark.parametrize(
    ("links", "cms"),
    [
        (["/vpubnd/1292/32237/63645/392145/a/b.aspx", "/vpubnd/1292/32237/63645/a/"], "vnportal"),
        (["/Default.aspx?sname=vpubnd&sid=1292&catid=63645"], "vnportal"),
        (["/bao-chi/-/view_content/881981-chi-bo.html", "/bao-chi", "/pctn"], "liferay"),
        (["/tin-tuc", "/gioi-thieu.html", "/index.php?id=5"], None),
        ([], None),
    ],
)
def test_a_cms_is_known_by_its_links(links, cms):
    assert recognised(f"https://a.gov.vn{link}" for link in links) == cms


def test_the_guide_shows_the_file_as_it_is_written_and_only_lines_that_there_are():
    guide = (ROOT / "docs" / "new-portal.md").read_text("utf-8")
    title, sites = "Cổng thông tin điện tử tỉnh Nam Định", (Site("ubndtinh", sid="1200"),)
    found = Survey("https://namdinh.gov.vn/", "vnportal", "namdinh.gov.vn", title, sites, ())
    assert f"```python\n{source('namdinh', found)}```" in guide
    table = guide.partition("| line |")[2].partition("\n\n")[0]
    lines = re.findall(r"^\| `(\w+)`", table, re.M)
    assert len(lines) == 6
    assert set(lines) <= set(PortalSpec.__annotations__)
