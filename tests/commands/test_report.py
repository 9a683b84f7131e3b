"""What `luutru report` tells of a crawl."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.support.commands import luutru
from tests.support.little import Answer, Little, article, article_path
from tests.support.portal import value

pytestmark = pytest.mark.xdist_group("report")  # all read one archive
ODD = "Hội nghị <script>alert(1)</script>"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    archive = tmp_path_factory.mktemp("report") / "archive.db"
    with Little() as portal:
        portal.crawl(archive)
        portal.numbers.insert(0, 392100)
        portal.numbers.remove(392003)
        portal.pages[article_path(392004)] = article(392004, " Đính chính.")
        portal.pages[article_path(392005)] = Answer("", 500)
        portal.crawl(archive)
    return archive


def test_json_tells_new_changed_gone_failed_and_time(archive):
    told = json.loads(luutru("report", "--archive", archive, "--json").stdout)
    assert (told["id"], told["portal"], told["state"]) == (2, "soctrang", "finished")
    assert told["seconds"] > 0
    assert [each["cms_id"] for each in told["new"]] == ["392100"]
    assert [(each["cms_id"], each["detail"]) for each in told["changed"]] == [("392004", "body")]
    assert [each["cms_id"] for each in told["gone"]] == ["392003"]
    assert {(each["outcome"], each["status"]) for each in told["failed"]} == {("server-error", 500)}
    assert all("392005" in each["url"] for each in told["failed"])


def test_an_earlier_crawl_is_told_by_its_number(archive):
    told = json.loads(luutru("report", "1", "--archive", archive, "--json").stdout)
    assert len(told["new"]) == 12
    assert told["changed"] == told["gone"] == told["failed"] == []


def test_a_crawl_that_was_killed_is_told_as_far_as_it_came(archive, tmp_path):
    killed = tmp_path / "killed.db"
    killed.write_bytes(archive.read_bytes())
    with closing(sqlite3.connect(killed)) as db, db:
        db.execute("update crawls set finished_at = null, stats = null, state = 'stopped' where id = 1")
    told = json.loads(luutru("report", "1", "--archive", killed, "--json").stdout)
    made = value(archive, "select count(*) from captures where crawl_id = 1")
    assert (told["captures"], len(told["new"])) == (made, 12) and made >= 14
    assert told["bytes"] > 0 and told["seconds"] >= 0


def test_text_has_the_same_things(archive):
    text = luutru("report", "--archive", archive).stdout
    for said in ("New (1)", "Changed (1)", "Missing or gone (1)", "server-error", "lần thứ 392100"):
        assert said in text


def test_the_page_is_whole_and_safe(archive, tmp_path):
    page = tmp_path / "report.html"
    luutru("report", "--archive", archive, "--html", page)
    html = page.read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert "392100.aspx" in html and "server-error" in html
    assert "<script" not in html
    from crawler.commands.inspect.report import as_html

    told = json.loads(luutru("report", "--archive", archive, "--json").stdout)
    told["new"][0] |= {"title": ODD, "url": "javascript:alert(1)"}
    assert "<script>" not in as_html(told)
    assert "href='javascript" not in as_html(told)


def test_a_crawl_that_is_not_there_is_said(archive):
    assert "no crawl 99" in luutru("report", "99", "--archive", archive, code=1).stderr


def test_a_page_never_takes_the_place_of_an_archive(archive, tmp_path):
    kept = archive.read_bytes()
    refused = luutru("report", "--archive", archive, "--html", archive, code=2)
    assert "is an archive" in refused.stderr
    assert archive.read_bytes() == kept
    nowhere = tmp_path / "none" / "report.html"
    assert (
        f"{nowhere} cannot be written"
        in luutru("report", "--archive", archive, "--html", nowhere, code=1).stderr
    )
