"""Captures of others take their place in the archive as if they had been made by a crawl."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import signal
import zipfile
from pathlib import Path

import pytest

from archive.maintenance.verify import verify
from crawler.replica import Replica
from tests.frontier.deadly import ending_at_poison
from tests.support.commands import luutru
from tests.support.little import SITE, article, frame, listing
from tests.support.portal import crawl, rows, value
from tests.support.warcs import record, reply

HOST = "https://vpub.soctrang.gov.vn"
FIRST, SECOND = f"{HOST}{SITE}/1/tin/mot.aspx", f"{HOST}{SITE}/2/tin/hai.aspx"


def page(url: str, body: str | bytes, date: str = "2023-05-01T00:00:00Z", **fields: str) -> bytes:
    data = body if isinstance(body, bytes) else body.encode()
    return record("response", reply(data), WARC_Target_URI=url, WARC_Date=date, **fields)


def warc(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(gzip.compress(each) for each in records))
    return path


def bring(archive: Path, *files: Path, code: int = 0) -> dict:
    return json.loads(luutru("import", "--archive", archive, "--json", *files, code=code).stdout)


SAME = {
    "captures": "select a.url at, c.source, c.method, c.url, c.request, c.captured_at, c.status, c.headers,"
    " c.media_type, c.payload_sha256, c.payload_bytes, c.outcome from captures c"
    " join addresses a on a.id = c.address_id order by c.captured_at, c.url, c.request",
    "articles": "select portal, site, cms_id, url, title, body, department, author, published_at, category, state,"
    " first_captured_at, last_captured_at, versions from articles order by cms_id, url",
    "versions": "select a.url, v.number, v.content_sha256, v.first_captured_at, v.last_captured_at, v.captures"
    " from versions v join articles a on a.id = v.article_id order by 1, 2",
    "changes": "select a.url, c.changed_at, c.field, c.before, c.after from changes c"
    " join articles a on a.id = c.article_id order by 1, 2, 3",
    "events": "select a.url, e.at, e.event, e.detail from events e join articles a on a.id = e.article_id"
    " order by 1, 2, 3",
    "visits": "select captured_at, site, online, today, total, raw from visit_stats order by 1, 2, 6",
    "views": "select captured_at, views from view_counts order by 1, 2",
    "payloads": "select sha256, bytes from payloads order by 1",
}
"""What must be alike in two archives of the same captures."""


@pytest.fixture(scope="module")
def generations(tmp_path_factory):
    """An archive of three generations of a small replica, and the options that name its hosts."""
    made = tmp_path_factory.mktemp("generations") / "made.db"
    with Replica(skin="blocks", articles=24) as portal:
        crawl(portal, made)
        for _ in range(2):
            portal.advance()
            crawl(portal, made, "--all")
        return made, [f"--home={home}" for home in portal.homes]


@pytest.mark.xdist_group("generations")
@pytest.mark.parametrize("suffix", [".warc.gz", ".warc", ".wacz"])
def test_what_was_exported_comes_back_as_it_was(generations, tmp_path, suffix):
    source, homes = generations
    made, again, file = tmp_path / "made.db", tmp_path / "again.db", tmp_path / f"out{suffix}"
    shutil.copy(source, made)
    luutru("export", "--archive", made, file)
    luutru("import", "--archive", again, "--portal", "soctrang", *homes, file)
    for name, sql in SAME.items():
        assert rows(again, sql) == rows(made, sql), name
    assert list(verify(again)) == []
    whole = made.read_bytes()
    done = luutru("import", "--archive", made, "--portal", "soctrang", *homes, file, "--json")
    assert json.loads(done.stdout)["captures"] == 0
    assert made.read_bytes() == whole


def test_an_older_capture_comes_before_what_is_there(archive, tmp_path):
    new = warc(tmp_path / "new.warc.gz", page(FIRST, article(1, " Bổ sung."), "2024-08-27T00:00:00Z"))
    old = warc(tmp_path / "old.warc.gz", page(FIRST, article(1), "2023-01-01T00:00:00Z"))
    bring(archive, new)
    assert bring(archive, old)["articles"] == {"changed": 1}
    assert [
        row["first_captured_at"][:4] for row in rows(archive, "select * from versions order by number")
    ] == [
        "2023",
        "2024",
    ]
    assert value(archive, "select first_captured_at from articles").startswith("2023")
    assert {row["field"] for row in rows(archive, "select field from changes")} == {"body"}
    assert list(verify(archive)) == []


def test_what_is_of_no_portal_is_left_out_and_counted(archive, tmp_path):
    file = warc(
        tmp_path / "mixed.warc.gz",
        page(FIRST, article(1)),
        page("https://example.org/", "<p>x</p>"),
        page(f"{HOST}/Scripts/menu.js", "var x"),
    )
    done = bring(archive, file)
    assert done["captures"] == 2
    assert done["unread"] == [{"url": f"{HOST}/Scripts/menu.js", "kind": "resource", "captures": 1}]
    assert done["left_out"] == {"other_hosts": 1, "other_files": 0, "without_page": 0}
    said = luutru("import", "--archive", archive, file).stdout
    assert "example.org" in said
    (first,) = json.loads(luutru("status", "--archive", archive, "--json").stdout)["imports"]
    assert (first["from"], first["captures"]) == ("mixed.warc.gz", 2)


def test_files_without_anything_of_a_portal_say_so(archive, tmp_path):
    file = warc(tmp_path / "x.warc.gz", page("https://example.org/", "<p>x</p>"))
    said = luutru("import", "--archive", archive, file, code=1).stderr
    assert "soctrang" in said and "--home" in said


def test_a_plain_file_that_ends_with_a_document_is_no_package(archive, tmp_path):
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as package:
        package.writestr("word/document.xml", "<w:t>Phụ lục</w:t>")
    records = page(FIRST, article(1)), page(f"{HOST}/tai-lieu/phu-luc.docx", document.getvalue())
    file = tmp_path / "x.warc"
    file.write_bytes(b"".join(records))
    assert bring(archive, file)["captures"] == 2


def test_what_is_damaged_is_named_and_the_rest_taken(archive, tmp_path):
    records = [page(f"{HOST}{SITE}/{n}/tin/so.aspx", article(n)) for n in (1, 2, 3)]
    file = warc(tmp_path / "x.warc.gz", *records)
    packed = bytearray(file.read_bytes())
    packed[len(gzip.compress(records[0])) + 200] ^= 0xFF
    file.write_bytes(packed)
    done = bring(archive, file, code=3)
    assert done["captures"] == 2
    assert [(each["file"], each["offset"]) for each in done["damaged"]] == [
        ("x.warc.gz", len(gzip.compress(records[0])))
    ]


def test_a_page_left_out_for_it_was_there_before_is_found_in_whatever_order(archive, tmp_path):
    digest = "sha1:" + hashlib.sha1(article(1).encode()).hexdigest()
    first = warc(tmp_path / "a.warc.gz", page(FIRST, article(1), WARC_Payload_Digest=digest))
    again = warc(
        tmp_path / "b.warc.gz",
        record(
            "revisit",
            reply(b""),
            WARC_Target_URI=FIRST,
            WARC_Date="2023-06-01T00:00:00Z",
            WARC_Payload_Digest=digest,
        ),
        record("revisit", b"", WARC_Target_URI=SECOND, WARC_Payload_Digest="sha1:NOWHERE"),
    )
    done = bring(archive, again, first, code=3)
    assert done["captures"] == 2 and done["left_out"]["without_page"] == 1
    (version,) = rows(archive, "select captures, last_captured_at from versions")
    assert (version["captures"], version["last_captured_at"][:7]) == (2, "2023-06")


def test_a_revisit_finds_its_page_in_the_archive_by_address_and_time(archive, tmp_path):
    bring(archive, warc(tmp_path / "a.warc.gz", page(FIRST, article(1))))
    fields = {"WARC_Refers_To_Target_URI": FIRST, "WARC_Refers_To_Date": "2023-05-01T00:00:00Z"}
    later = record("revisit", b"", WARC_Target_URI=FIRST, WARC_Date="2023-06-01T00:00:00Z", **fields)
    assert bring(archive, warc(tmp_path / "b.warc.gz", later))["captures"] == 1
    assert value(archive, "select count(distinct payload_sha256) from captures") == 1


def test_another_capture_of_a_page_that_was_taken_down_is_not_an_empty_one(archive, tmp_path):
    bring(archive, warc(tmp_path / "first.warc.gz", page(FIRST, article(1, "Bài 1."))))
    sha256 = value(archive, "select payload_sha256 from captures")
    luutru("takedown", sha256, "--archive", archive, "--by", "A", "--reason", "b", "--yes")
    told = {"WARC_Refers_To_Target_URI": FIRST, "WARC_Refers_To_Date": "2023-05-01T00:00:00Z"}
    again = record("revisit", reply(b""), WARC_Target_URI=FIRST, WARC_Date="2023-06-01T00:00:00Z", **told)
    done = bring(archive, warc(tmp_path / "again.warc.gz", again), code=3)
    assert (done["captures"], done["left_out"]["without_page"]) == (0, 1)


def test_an_import_that_was_broken_off_goes_on(archive, tmp_path):
    records = [page(f"{HOST}{SITE}/{n}/tin/so.aspx", article(n)) for n in range(1, 7)]
    bring(archive, warc(tmp_path / "x.warc.gz", *records[:4]))
    done = bring(archive, warc(tmp_path / "x.warc.gz", *records))
    assert (done["captures"], done["known"]) == (2, 4)
    assert value(archive, "select count(*) from articles") == 6


def test_pages_found_are_due_and_pictures_that_are_there_are_not(archive, tmp_path):
    picture = f"{HOST}/SiteFolders/vpubnd/1292/anh.jpg"
    body = article(1).replace("<p>Phòng", f"<img src='{picture}' width=600 height=400><p>Phòng")
    file = warc(
        tmp_path / "x.warc.gz",
        page(FIRST, body),
        record(
            "response",
            reply(b"\xff\xd8\xff\xe0 picture", "Content-Type: image/jpeg\r\n"),
            WARC_Target_URI=picture,
        ),
        page(f"{HOST}{SITE}/hoat-dong/", listing([1, 2])),
    )
    bring(archive, file)
    states = {
        row["url"]: (row["state"], bool(row["next_due_at"]))
        for row in rows(archive, "select * from addresses")
    }
    assert states[picture] == ("done", False)
    assert states[FIRST] == ("pending", True)
    assert any("/2/" in url and state == ("pending", True) for url, state in states.items())


def test_a_page_that_came_for_several_articles_is_none_of_them(archive, tmp_path):
    body = frame(
        "Thông báo",
        "<h1>Trang thông tin đang được nâng cấp</h1><p>" + "Xin vui lòng quay lại sau. " * 9 + "</p>",
    )
    bring(archive, warc(tmp_path / "x.warc.gz", page(FIRST, body), page(SECOND, body)), code=3)
    assert value(archive, "select count(*) from articles") == 0


def test_a_page_that_something_stands_in_front_of_is_an_alarm(archive, tmp_path):
    wall = frame("Đăng nhập", "<form><p>Tên đăng nhập</p><input type=password></form>")
    done = bring(archive, warc(tmp_path / "x.warc.gz", page(FIRST, wall), page(SECOND, article(2))), code=3)
    assert done["outcomes"] == {"wall": 1, "ok": 1}
    (alarm,) = rows(archive, "select kind, addresses from alarms")
    assert alarm["kind"] == "wall" and FIRST in alarm["addresses"]
    assert "wall" in luutru("status", "--archive", archive).stdout


def test_a_package_must_be_whole(archive, tmp_path):
    inside = warc(tmp_path / "data.warc.gz", page(FIRST, article(1))).read_bytes()
    promised = {"resources": [{"path": "archive/data.warc.gz", "hash": "sha256:" + "0" * 64}]}
    file = tmp_path / "x.wacz"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("archive/data.warc.gz", inside)
        package.writestr("datapackage.json", json.dumps(promised))
    done = bring(archive, file, code=3)
    assert done["captures"] == 1
    assert "promises" in done["damaged"][0]["why"]
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("pages/pages.jsonl", "{}")
    assert "without a WARC" in luutru("import", "--archive", archive, file, code=1).stderr
    file.write_bytes(file.read_bytes()[:-30])
    luutru("import", "--archive", archive, file, code=1)


def test_one_damaged_byte_in_a_package_costs_one_record(archive, tmp_path):
    inside = warc(tmp_path / "data.warc.gz", page(FIRST, article(1)), page(SECOND, article(2))).read_bytes()
    file = tmp_path / "x.wacz"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("archive/data.warc.gz", inside)
    packed = bytearray(file.read_bytes())
    packed[packed.index(inside) + 200] ^= 0xFF
    file.write_bytes(packed)
    done = bring(archive, file, code=3)
    assert done["captures"] == 1 and done["damaged"]


def test_a_date_that_cannot_be_makes_no_history(archive, tmp_path):
    impossible = [page(FIRST, article(1), date) for date in ("2199-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    done = bring(archive, warc(tmp_path / "x.warc.gz", *impossible, page(FIRST, article(1))), code=3)
    assert done["captures"] == 1
    assert all("date cannot be" in each["why"] for each in done["damaged"]) and len(done["damaged"]) == 2


def test_nothing_is_imported_into_a_copy_without_payloads(archive, tmp_path):
    bring(archive, warc(tmp_path / "x.warc.gz", page(FIRST, article(1))))
    small = tmp_path / "small.db"
    luutru("publish", small, "--without=payloads", "--archive", archive)
    told = luutru(
        "import", "--archive", small, warc(tmp_path / "y.warc.gz", page(SECOND, article(2))), code=1
    )
    assert "published without payloads" in told.stderr
    luutru("verify", "--archive", small)


def test_a_pipe_is_refused(archive, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "save what it gives" in luutru("import", "--archive", archive, tmp_path / "pipe", code=1).stderr


def test_wrong_usage_says_what_to_do(archive, tmp_path):
    file = warc(tmp_path / "x.warc.gz", page(FIRST, article(1)))
    assert "--portal" in luutru("import", "--archive", archive, "--home", "http://a/", file, code=2).stderr
    assert "Known" in luutru("import", "--archive", archive, "--portal", "nowhere", file, code=2).stderr
    luutru("import", "--archive", archive, tmp_path / "missing.warc.gz", code=2)


def test_a_page_that_an_import_died_of_is_set_aside_and_the_rest_is_taken(archive, tmp_path):
    file = warc(tmp_path / "a.warc.gz", page(FIRST, article(1)), page(SECOND, article(2)))
    bring(archive, file)
    again = warc(
        tmp_path / "b.warc.gz",
        page(FIRST, article(1, text=" poison"), "2024-05-01T00:00:00Z"),
        page(SECOND, article(2), "2024-05-01T00:00:00Z"),
    )
    mortal = ending_at_poison(tmp_path)
    luutru("import", "--archive", archive, again, code=-signal.SIGKILL, env=mortal)
    told = json.loads(luutru("import", "--archive", archive, "--json", again, code=3, env=mortal).stdout)
    assert told["alarms"] == [f"set-aside: {FIRST}"]
    assert value(archive, "select count(*) from versions") == 2
    assert (
        value(archive, "select outcome from captures where captured_at > '2024' and url = ?", [FIRST])
        == "unreadable"
    )
    assert value(archive, "select kind from addresses where url = ?", [FIRST]) == "article"
    assert not list(tmp_path.glob("*.page*"))
