"""The commands beside `crawl`, as their users call them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import urllib.request
from types import SimpleNamespace

import pytest

from archive.contents.diff import DiffSpan
from crawler.commands.inspect import diff
from crawler.replica import Replica
from tests.support.commands import luutru, started
from tests.support.portal import crawl, rows, value

pytestmark = pytest.mark.xdist_group("commands")  # all read copies of one archive
SEED = "Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An archive of three generations of a small replica."""
    archive = tmp_path_factory.mktemp("commands") / "archive.db"
    with Replica(articles=30) as portal:
        for generation in range(3):
            crawl(portal, archive, "--all", "--media=none")
            if generation < 2:
                portal.advance()
    return archive


@pytest.fixture
def archive(made, tmp_path):
    return shutil.copy(made, tmp_path / "archive.db")


@pytest.fixture
def seed(archive):
    return rows(archive, "select * from articles where title like ?", [SEED + "%"])[0]


def run(archive, command, *arguments, **options):
    return luutru(command, *arguments, "--archive", archive, **options)


def as_json(archive, command, *arguments):
    return json.loads(run(archive, command, *arguments, "--json").stdout)


def test_status_counts_what_the_archive_holds(archive):
    status = as_json(archive, "status")
    assert status["articles"] == value(archive, "select count(*) from articles")
    assert status["versions"] == value(archive, "select count(*) from versions")
    assert [crawl["state"] for crawl in status["crawls"]] == ["finished"] * 3
    assert "articles" in run(archive, "status").stdout


def test_status_tells_how_the_archive_grew(archive):
    status = as_json(archive, "status")
    newest, *_, oldest = (crawl["file"] for crawl in status["crawls"])
    assert 0.5 * status["file_bytes"] < oldest <= newest <= status["file_bytes"] == archive.stat().st_size


def test_an_article_is_found_by_any_of_its_names(archive, seed):
    names = [
        seed["url"],
        seed["cms_id"],
        f"#{seed['id']}",
        f"https://vpub.soctrang.gov.vn/mDefault.aspx?title=sai&id={seed['cms_id']}",
        f"https://soctrang.gov.vn/a/1/2/3/{seed['cms_id']}/b/c.aspx",
    ]
    for name in names:
        assert as_json(archive, "history", name)["article"]["id"] == seed["id"], name


def test_an_address_names_no_article_of_another_portal(archive, seed):
    path = f"/a/1/2/3/{seed['cms_id']}/b/c.aspx"
    assert as_json(archive, "history", f"vpub.soctrang.gov.vn{path}")["article"]["id"] == seed["id"]
    for host in ("travinh.gov.vn", "xsoctrang.gov.vn"):
        assert "no article" in run(archive, "history", f"https://{host}{path}", code=1).stderr
    kept = archive.read_bytes()
    run(archive, "takedown", f"https://travinh.gov.vn{path}", "--by=A", "--reason=B", "--yes", code=1)
    assert archive.read_bytes() == kept


def test_an_unknown_article_is_said(archive):
    assert "no article '999999999'" in run(archive, "history", "999999999", code=1).stderr


def test_history_tells_versions_and_events(archive, seed):
    told = as_json(archive, "history", seed["cms_id"])
    assert [version["number"] for version in told["versions"]] == [1, 2]
    assert told["versions"][1]["changed"] == ["captions"]
    assert [event["event"] for event in told["events"]] == ["published", "changed"]
    assert SEED in run(archive, "history", seed["cms_id"]).stdout


def test_diff_marks_words(archive, seed):
    text = run(archive, "diff", seed["cms_id"]).stdout
    assert "captions" in text
    assert "[-" in text and "{+" in text
    told = as_json(archive, "diff", seed["cms_id"], "1", "2")
    before = value(
        archive,
        "select text from captions c join versions v on v.content_id = c.content_id"
        " where v.article_id = ? and v.number = 1 order by position",
        [seed["id"]],
    )
    line = told["fields"]["captions"][0]
    assert "".join(text for op, text in line if op != "new") == before


def test_a_picture_at_another_host_is_the_same_picture():
    first, second = (f"https://{host}.soctrang.gov.vn/SiteFolders/a.jpg" for host in ("vpub", "www"))
    assert diff._named("", first) == diff._named("", second)
    assert diff._named("Tệp", first).startswith("Tệp <")


def test_times_name_their_zone(archive, seed):
    for command in (
        ("status",),
        ("status", "--check"),
        ("report",),
        ("history", seed["cms_id"]),
        ("diff", seed["cms_id"]),
    ):
        assert "UTC+7" in run(archive, *command).stdout


def test_no_colours_where_the_user_wants_none(archive, seed, monkeypatch):
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: True))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert diff._styled(DiffSpan("new", "so")) != "{+so+}"
    monkeypatch.setenv("NO_COLOR", "1")
    assert diff._styled(DiffSpan("new", "so")) == "{+so+}"


def test_what_is_printed_into_a_file_is_utf_8_whatever_the_surroundings(archive, seed):
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run(archive, "history", seed["cms_id"], "--json", env=narrow)
    assert json.loads(done.stdout)["article"]["title"] == seed["title"]
    assert seed["title"] in run(archive, "history", seed["cms_id"], env=narrow).stdout


@pytest.mark.parametrize("numbers", [("9",), ("0",), ("1", "9")])
def test_diff_of_a_version_that_is_not_there_is_said(archive, seed, numbers):
    assert "versions are 1 to 2" in run(archive, "diff", seed["cms_id"], *numbers, code=1).stderr


def test_read_prints_what_was_understood(archive, seed, tmp_path):
    page = tmp_path / "page.html"
    with Replica(articles=30) as portal:
        url = f"{portal.home}Default.aspx?sname=vpubnd&id={seed['cms_id']}"
        page.write_bytes(urllib.request.urlopen(url).read())
        fetched = json.loads(luutru("read", url).stdout)
    told = json.loads(luutru("read", page, "--url", url).stdout)
    assert told["kind"] == "article"
    assert told["article"]["department"] == "Phòng Nội chính"
    assert told["article"]["body"] == fetched["article"]["body"]
    assert "--url" in luutru("read", page).stderr


def test_read_says_what_cannot_be_read(tmp_path):
    assert "cannot be read" in luutru("read", tmp_path / "none.html", code=1).stderr
    (tmp_path / "empty.html").write_bytes(b"")
    assert "portal" in luutru("read", tmp_path / "empty.html", "--portal=zzz", code=2).stderr
    assert "cannot be fetched" in luutru("read", "http://127.0.0.1:9/", code=1).stderr


def test_portals_are_listed():
    portals = {row["id"]: row["cms"] for row in json.loads(luutru("portals", "--json").stdout)}
    assert portals["soctrang"] == portals["travinh"] == "vnportal"
    assert portals["hanoi"] == "liferay"


def test_a_folder_without_archives_is_not_served_and_what_is_none_is_named(tmp_path):
    assert "no archive" in luutru("serve", tmp_path, code=1).stderr
    (tmp_path / "notes.db").write_text("no archive at all")
    said = luutru("serve", tmp_path, code=1).stderr
    assert "left out" in said and "notes.db" in said


def test_all_archives_of_a_folder_are_served(tmp_path, made):
    for name in ("mot", "hai"):
        shutil.copy(made, tmp_path / f"{name}.db")
    serving = started("serve", tmp_path, "--port=0")
    try:
        address = serving.stdout.readline().split()[2]
        with urllib.request.urlopen(address, timeout=60) as reply:
            page = reply.read().decode()
        assert "/mot" in page and "/hai" in page
    finally:
        serving.kill()


def test_a_port_that_is_taken_is_said(archive):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} is taken" in run(archive, "serve", f"--port={port}", code=1).stderr


def test_a_copy_without_payloads_is_whole_but_for_them_and_is_not_crawled_into(archive, tmp_path):
    small = tmp_path / "small.db"
    run(archive, "publish", small, "--without=payloads")
    assert "but for payloads" in run(small, "verify").stdout
    told = run(small, "crawl", "soctrang", "--home=http://127.0.0.1:9/", "--quiet", code=1)
    assert "published without payloads" in told.stderr
    assert "but for payloads" in run(small, "verify").stdout


def test_a_head_that_is_none_is_a_wrong_usage(archive):
    assert "--head" in run(archive, "verify", "--head", "854f", code=2).stderr


def test_an_archive_that_is_whole_is_said_to_be(archive):
    head = value(archive, "select head from crawls where id = 2")
    assert "is whole" in run(archive, "verify").stdout
    assert "is whole" in run(archive, "verify", "--since=3").stdout
    assert "is whole" in run(archive, "verify", f"--head={head}").stdout
    run(archive, "verify", f"--head={'f' * 64}", code=1)


def test_damage_is_named_with_its_address(archive, seed):
    with sqlite3.connect(archive) as db:
        db.execute("update content set title = 'x' where title like ?", [SEED + "%"])
    done = run(archive, "verify", code=1)
    assert "content" in done.stdout


def test_reading_again_changes_nothing_where_the_extractor_is_the_same(archive):
    assert as_json(archive, "extract", "--dry-run")["read"] == 0
    assert as_json(archive, "extract")["read"] == 0


def test_all_pages_can_be_read_again_and_say_the_same(archive):
    count = value(
        archive,
        "select count(*) from captures c join addresses a on a.id = c.address_id"
        " where a.kind not in ('image', 'file')",
    )
    would = as_json(archive, "extract", "--all", "--dry-run")
    assert (would["read"], would["fields"]) == (count, {})
    assert as_json(archive, "extract", "--all")["read"] == count
    assert "is whole" in run(archive, "verify").stdout


def test_a_snapshot_is_whole_and_the_same_each_time(archive, tmp_path):
    run(archive, "publish", tmp_path / "a.db")
    run(archive, "publish", tmp_path / "b.db")
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
    assert "is whole" in run(tmp_path / "a.db", "verify").stdout
    run(archive, "publish", tmp_path / "small.db", "--without=payloads")
    assert (tmp_path / "small.db").stat().st_size < (tmp_path / "a.db").stat().st_size
    assert "there already" in run(archive, "publish", tmp_path / "a.db", code=1).stderr


def test_merging_an_archive_with_its_copy_is_that_archive(archive, tmp_path):
    luutru("merge", archive, shutil.copy(archive, tmp_path / "copy.db"), "--into", tmp_path / "both.db")
    for table in ("captures", "versions", "articles", "events", "visit_stats"):
        count = f"select count(*) from {table}"
        assert value(tmp_path / "both.db", count) == value(archive, count), table
    assert "is whole" in run(tmp_path / "both.db", "verify").stdout


def test_a_takedown_removes_the_texts_and_stays_on_record(archive, seed):
    done = run(archive, "takedown", seed["cms_id"], "--by=Nguyễn Văn A", "--reason=theo yêu cầu", "--yes")
    assert "removed" in done.stdout
    assert "is whole" in run(archive, "verify").stdout
    assert SEED.encode() not in archive.read_bytes()


def test_help_has_examples():
    for command in ("crawl", "history", "diff", "read", "verify", "merge", "publish", "takedown", "extract"):
        assert f"luutru {command} " in luutru(command, "--help").stdout.partition("Options")[0], command


def test_a_missing_archive_is_said(tmp_path):
    for command in ("status", "verify"):
        done = run(tmp_path / "none.db", command, code=1)
        assert "no archive" in done.stderr
    assert not (tmp_path / "none.db").exists()
