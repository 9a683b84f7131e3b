"""Adding a portal: the file that is written, what it crawls, and what is refused."""

from __future__ import annotations

import http.server
import json
import re
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.politeness.http_client import Unreachable
from crawler.politeness.visitor import Visitor
from crawler.portals.findings import Survey
from crawler.portals.portal_file import KEYS, portal_of
from crawler.portals.portal_template import source
from crawler.portals.recognise_cms import recognised
from crawler.replica import Replica
from tests.support.commands import luutru
from tests.support.places import ROOT
from tests.support.portal import rows
from tests.support.serving import serving

OTHER_CMS = (
    "<title>Trang thông tin</title><ul><li><a href='/tin-tuc/'>Tin tức</a><li><a href='/about.php?x=1'>Về</a></ul>"
    + "<p>Trang thông tin điện tử của một đơn vị, viết bằng một hệ quản trị nội dung khác.</p>" * 20
)


@pytest.fixture(scope="module")
def portal():
    with Replica(articles=30) as replica:
        yield replica


@contextmanager
def site_of(pages):
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

    with serving(Handler) as address:
        yield f"{address}/"


def new(name, home, *more, code=0):
    return luutru("portals", "new", name, "--home", home, "--delay=0", *more, code=code)


def test_the_written_portal_can_be_crawled(portal, tmp_path):
    archive = tmp_path / "archive.db"
    said = luutru("portals", "new", "tinhmoi", "--home", portal.homes[1], "--delay=0", cwd=tmp_path).stdout
    assert str(tmp_path / "portals" / "tinhmoi.toml") in said
    known = {row["id"]: row for row in json.loads(luutru("portals", "--json", cwd=tmp_path).stdout)}
    assert known["tinhmoi"]["name"] == "Cổng thông tin điện tử Văn phòng Ủy ban nhân dân tỉnh Sóc Trăng"
    pace = ["--delay=0", "--limit=5", "--media=none", "--quiet"]
    luutru("crawl", "tinhmoi", f"--home={portal.homes[1]}", "--archive", archive, *pace)
    kept = rows(archive, "select portal, site, title from articles where content_id is not null")
    assert len(kept) == 5
    assert {row["portal"] for row in kept} == {"tinhmoi"} and "vpubnd" in {row["site"] for row in kept}


def test_the_file_is_short_and_says_what_was_found(portal, tmp_path):
    path = tmp_path / "tinhmoi.toml"
    said = new("tinhmoi", portal.homes[1], "--output", path).stdout
    text = path.read_text("utf-8")
    assert text in said
    assert len(text.splitlines()) <= 60
    found = portal_of("tinhmoi", str(path), text)
    assert (found.name, found.cms, found.home) == ("tinhmoi", "vnportal", portal.homes[1])
    assert {site.sname: site.sid for site in found.sites}["vpubnd"] == "1292"


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
    assert not Path("portals").exists()


@pytest.mark.parametrize("name", ["soctrang", "a b", "../x", "tỉnh"])
def test_a_name_that_is_taken_or_is_none_is_refused_before_anything_is_asked(portal, name):
    asked = len(portal.log)
    assert name in new(name, portal.home, code=2).stderr
    assert len(portal.log) == asked


def test_a_file_that_is_there_is_kept(portal, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("mine")
    assert "there already" in new("tinhmoi", portal.home, "--output", path, code=2).stderr
    assert path.read_text() == "mine"


def test_where_nothing_can_be_written_it_is_said_what_to_do(portal, tmp_path):
    said = new("tinhmoi", portal.home, "--output", tmp_path / "none" / "x.toml", code=1).stderr
    assert "--output" in said and "LUUTRU_PORTALS" in said


def test_nothing_answers():
    assert "does not answer" in new("tinhmoi", "http://127.0.0.1:9/", code=1).stderr


def test_a_portal_is_not_asked_without_a_contact_address():
    said = luutru("portals", "new", "tinhmoi", "--home", "https://portal.invalid/", code=1)
    assert "--contact" in said.stderr


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ((200, {}, OTHER_CMS), "none leads to an article"),
        ((200, {}, ""), "in front of the portal"),
        ((503, {}, "later"), "503"),
        ((302, {"Location": "http://10.0.0.1/"}, ""), "10.0.0.1"),
    ],
    ids=["another-cms", "empty", "busy", "redirect-elsewhere"],
)  # fmt: skip
def test_what_is_no_portal_that_luutru_can_read(tmp_path, home, words):
    with site_of({"/": home}) as address:
        said = new("tinhmoi", address, "--output", tmp_path / "x.toml", code=1).stderr
    assert words in said and "Nothing was written" in said
    assert not (tmp_path / "x.toml").exists()


def test_robots_are_obeyed(tmp_path):
    robots = (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /\n")
    with site_of({"/robots.txt": robots, "/": (200, {}, "<title>x</title>")}) as address:
        assert "robots.txt" in new("tinhmoi", address, "--dry-run", code=1).stderr


def test_a_portal_without_an_article_that_can_be_read_is_told_from_a_good_one(tmp_path):
    link = "<a href='/vpubnd/1292/1/2/392145/tin/mot-tin.aspx'>Một tin của cổng thông tin điện tử</a>"
    with site_of({"/": (200, {}, f"<title>Cổng thông tin</title>{link}")}) as address:
        done = new("tinhmoi", address, "--output", tmp_path / "x.toml", code=3)
    assert "No article could be read" in done.stderr
    assert (tmp_path / "x.toml").exists()


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
    title = 'Cổng """ \\ \n [addresses] \x7f\x00 \u2028 x = 1'
    forms = {"article": ('/a"b/{slug}', "/x\ny/{id}")}
    text = source(Survey("https://a.gov.vn/", "vnportal", "a.gov.vn", title, (), (), forms))
    found = portal_of("tinhmoi", "tinhmoi.toml", text)
    assert found.title == title[:80] and found.domains == ("a.gov.vn",)
    assert found.forms.article == forms["article"]
    with pytest.raises(ValueError):
        source(Survey("https://a/", "vnportal", 'a"b', None, (), ()))


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


def test_the_guide_names_only_keys_that_there_are():
    guide = (ROOT / "docs" / "new-portal.md").read_text("utf-8")
    table = guide.partition("| key |")[2].partition("\n\n")[0]
    keys = re.findall(r"^\| `(\w+)`", table, re.M)
    assert set(keys) == set(KEYS)
    shown = re.search(r"```toml\n(title.*?)```", guide, re.S)[1]
    assert (
        portal_of("soyte", "soyte.toml", shown)
        .system()
        .address("https://soyte.example.gov.vn/tin/a-7.html")
        .cms_id
    )
