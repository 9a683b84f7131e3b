"""Versions, changes, events and states follow from the captures alone, in whatever order they arrive."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.captures.record import record
from archive.captures.reread import set_removal
from archive.history.as_of import as_of, site_as_of
from archive.history.rules import Removal
from archive.maintenance.verify import verify
from archive.model import Address
from archive.store import Archive
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, read, rows, says


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        yield archive


def versions(archive):
    return rows(archive, "select number, title, first_captured_at, last_captured_at, captures from versions")


def events(archive):
    return rows(archive, "select event, at, detail from events order by at, id")


def test_captures_that_say_the_same_are_one_version(archive):
    for hours in range(3):
        put(archive, capture(says(views=hours), hours))
    assert versions(archive) == [(1, "Đại hội", at(0), at(2), 3)]
    assert rows(archive, "select views from view_counts") == [(0,), (1,), (2,)]


def test_back_to_an_earlier_wording_is_a_third_version(archive):
    changes = [
        put(archive, capture(says(title), hours)).change for hours, title in enumerate(["A", "A", "B", "A"])
    ]
    assert changes == ["new", "unchanged", "changed", "changed"]
    assert [(number, title) for number, title, *_ in versions(archive)] == [(1, "A"), (2, "B"), (3, "A")]
    assert rows(archive, "select count(*) from contents") == [(2,)]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_a_day_without_its_hour_is_no_edit_and_neither_is_its_return(archive, order):
    dates = ["2024-08-27", "2024-08-27T14:05", "2024-08-27", "2024-08-27T14:05"]
    for place in order:
        put(archive, capture(says(published_at=dates[place]), place))
    assert versions(archive) == [(1, "Đại hội", at(0), at(3), 4)]
    assert rows(archive, "select published_at from versions") == [("2024-08-27T14:05",)]


def test_the_exactest_time_told_of_a_day_stands(archive):
    told = [("A", "T14:05"), ("B", ""), ("B", ""), ("B", "T15:30")]
    for hours, (title, time) in enumerate(told):
        put(archive, capture(says(title, published_at=f"2024-08-27{time}"), hours))
        if hours == 2:
            assert rows(archive, "select versions, published_at from articles") == [(2, "2024-08-27T14:05")]
    assert rows(archive, "select versions, published_at from articles") == [(3, "2024-08-27T15:30")]
    assert [detail for _, _, detail in events(archive)] == [None, "title", "published_at"]


def in_skin(archive, skin, what, hours):
    """Records a page that the template of a skin reads."""
    taken = capture(what, hours)
    page = replace(read(taken.payload), template=f"{skin}" * 64)
    record(archive, taken, page, address=article_address(), extractor="e1")


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_a_fact_that_a_skin_leaves_out_is_no_edit_and_neither_is_its_return(archive, order):
    told = [(0, "A", "Hải Yến"), (1, "A", None), (1, "B", None), (0, "B", "Hải Yến"), (1, "B", None)]
    for place in order:
        skin, title, author = told[place]
        in_skin(archive, skin, says(title, author=author), place)
    assert rows(archive, "select number, title, author from versions") == [
        (1, "A", "Hải Yến"),
        (2, "B", "Hải Yến"),
    ]
    assert [detail for _, _, detail in events(archive)] == [None, "title"]
    assert rows(archive, "select author from articles") == [("Hải Yến",)]
    assert list(verify(archive.path)) == []


def test_a_fact_stands_while_a_skin_leaves_it_out_until_the_same_skin_takes_it_away(archive):
    for hours, (skin, title, author) in enumerate(
        [(0, "A", "Hải Yến"), (1, "B", None), (1, "B", "Lê An"), (1, "B", None)]
    ):
        in_skin(archive, skin, says(title, author=author), hours)
        if hours == 1:
            assert rows(archive, "select title, author from articles") == [("B", "Hải Yến")]
    assert [detail for _, _, detail in events(archive)] == [None, "title", "author", "author"]
    assert rows(archive, "select author from articles") == [(None,)]


def test_another_value_is_an_edit_also_in_the_crawl_that_first_shows_a_skin(archive):
    for hours, author in enumerate(("Hải Yến", "Lê An")):
        in_skin(archive, hours, says(author=author), hours)
    assert rows(archive, "select field, before, after from changes") == [("author", "Hải Yến", "Lê An")]


@pytest.mark.parametrize("before, after", [(None, "Lê An"), ("Lê An", None)])
def test_a_fact_at_which_another_template_has_a_place_is_missed(archive, before, after):
    """As where a new build of one skin gives the portal another template."""
    for name, author in enumerate((before, after)):
        archive.db.execute(
            "insert into template (portal, kind, sha256, learned_at, pages, fields, value)"
            " values ('soctrang', 'article', ?, ?, 20, '{\"author\":[]}', '{}')",
            (str(name) * 64, at(0)),
        )
        in_skin(archive, name, says(author=author), name)
    assert rows(archive, "select field, before, after from changes") == [("author", before, after)]


@pytest.mark.parametrize("field", ["department", "author", "category", "source"])
def test_how_a_skin_sets_the_dashes_of_a_name_is_no_edit(archive, field):
    for hours, dash in enumerate("–-—"):
        put(archive, capture(says(**{field: f"Lê An {dash} “Xóm Mới”"}), hours))
    assert rows(archive, f"select captures, {field} from versions") == [(3, "Lê An – “Xóm Mới”")]


def test_another_day_without_an_hour_is_an_edit(archive):
    for hours, date in enumerate(["2024-08-27T14:05", "2024-08-28"]):
        put(archive, capture(says(published_at=date), hours))
    assert rows(archive, "select versions, published_at from articles") == [(2, "2024-08-28")]


def test_changes_tell_each_field_from_and_to_nothing(archive):
    put(archive, capture(says(department="Phòng Nội chính", captions=[["Ảnh 1", "/a.jpg"]]), 0))
    put(archive, capture(says("Đại hội II", author="Hải Yến", captions=[["Ảnh 1", "/b.jpg"]]), 1))
    assert rows(archive, "select field, before, after from changes") == [
        ("title", "Đại hội", "Đại hội II"),
        ("captions", '[{"text":"Ảnh 1","image_url":"/a.jpg"}]', '[{"text":"Ảnh 1","image_url":"/b.jpg"}]'),
        ("department", "Phòng Nội chính", None),
        ("author", None, "Hải Yến"),
    ]
    assert events(archive)[-1] == ("changed", at(1), "title, captions, department, author")


FIELDS = {
    "title": "Khác",
    "summary": "Tóm tắt",
    "body": ["Sáng nay."],
    "captions": [["Ảnh", None]],
    "images": ["/a.jpg"],
    "department": "Phòng Nội chính",
    "author": "Hải Yến",
    "published_at": "2024-08-27",
    "category": "Tin tức",
    "attachments": [["/SiteFolders/a.pdf", "Công văn"]],
    "tables": [[["1", "2"]]],
    "source": "Báo Nhân Dân",
}


LEAD = "Sáng ngày 25/6, Sở Tư pháp họp bàn giải pháp phòng cháy chữa cháy rừng."


def test_a_skin_that_repeats_the_summary_in_the_text_makes_no_version(archive):
    put(archive, capture(says(summary=LEAD), 0))
    put(archive, capture(says(summary=LEAD, body=f"{LEAD}\n\nSáng nay.\n\nChiều nay."), 1))
    put(archive, capture(says(summary=LEAD, body=f"{LEAD}\n\nSáng nay."), 2))
    assert [(number, first) for number, _, first, *_ in versions(archive)] == [(1, at(0)), (2, at(2))]
    assert rows(archive, "select field from changes") == [("body",)]


def test_a_skin_that_tells_the_summary_as_the_first_of_the_text_makes_no_version(archive):
    put(archive, capture(says(summary=LEAD), 0))
    put(archive, capture(says(body=f"{LEAD}\n\nSáng nay.\n\nChiều nay."), 1))
    put(archive, capture(says(body=f"{LEAD}\n\nSáng nay."), 2))
    assert [(number, first) for number, _, first, *_ in versions(archive)] == [(1, at(0)), (2, at(2))]


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_of_any_field_is_a_version(archive, field):
    put(archive, capture(says(), 0))
    put(archive, capture({**says(), field: FIELDS[field]}, 1))
    assert rows(archive, "select field from changes") == [(field,)]


@pytest.mark.parametrize(
    "before, after",
    [
        ("/i/a.jpg?t=1661581718413", "/i/a.jpg?t=1661581799999"),
        (f"{HOST}/i/a.jpg", "http://soctrang.gov.vn/i/a.jpg"),
        (f"{HOST}/i/a%20b.jpg", f"{HOST}/i/a b.jpg"),
        ("/i/a.jpg?w=100&rnd=4711", "/i/a.jpg?w=100&rnd=815"),
        ("/i/a.jpg", "/i/a.jpg?w=640"),
        ("/i/a.jpg?width=480&height=320px", "/i/a.jpg?Width=1024"),
        ("/anh.ashx?path=/i/a.jpg&size=640x480", "/anh.ashx?path=/i/a.jpg&size=large"),
        ("/documents/20182/a.jpg?imageThumbnail=2", "/documents/20182/a.jpg?imageThumbnail=1"),
        ("/i/a.jpg?max-width=800&thumb=true", "/i/a.jpg"),
        ("/i/thumb/a.jpg", "/i/a.jpg"),
        ("/i/300x200/a.jpg", "/i/a-1024x768.jpg"),
        ("/i/a.jpg?skyxt=kq7pt728q51q", "/i/a.jpg?skyxt=v0hbx6gld8p8"),
        ("/i/a.jpg?zoufirg=kwhjiiqhiuig", "/i/a.jpg?zoufirg=egzaouvsyoby"),
    ],
)
def test_what_ticks_in_a_picture_address_and_the_size_it_asks_for_are_no_change(archive, before, after):
    for hours, url in enumerate((before, after)):
        put(archive, capture(says(images=[url], captions=[["Ảnh", url]]), hours))
    assert len(versions(archive)) == 1


def test_another_picture_or_owner_of_a_picture_is_a_change(archive):
    urls = [
        "/i/a.jpg?w=100",
        "/i/b.jpg?w=100",
        "https://storage-vnportal.vnpt.vn/i/b.jpg?w=100",
        "/anh.ashx?img_id=882080&w=100",
        "/anh.ashx?img_id=882081&w=100",
        "/anh.ashx?thumb=a.jpg",
        "/anh.ashx?thumb=b.jpg",
        "/i/anh-2024-08.jpg",
        "/i/anh-2024-09.jpg",
        "/i/thumb.jpg",
    ]
    for hours, url in enumerate(urls):
        put(archive, capture(says(images=[url]), hours))
    assert len(versions(archive)) == len(urls)


def test_late_captures_split_and_join_versions(archive):
    put(archive, capture(says("A"), 0))
    put(archive, capture(says("A"), 4))
    put(archive, capture(says("B"), 2))
    assert [row[1:] for row in versions(archive)] == [
        ("A", at(0), at(0), 1),
        ("B", at(2), at(2), 1),
        ("A", at(4), at(4), 1),
    ]
    put(archive, capture(says("A"), -1))
    assert versions(archive)[0] == (1, "A", at(-1), at(0), 2)
    assert rows(archive, "select first_captured_at, last_captured_at, versions from articles") == [
        (at(-1), at(4), 3)
    ]


def test_one_article_has_one_history_at_all_its_addresses(archive):
    other = Address("https://soctrang.gov.vn/mDefault.aspx?id=392000", "article", "392000", None)
    put(archive, capture(says("A"), 0))
    put(archive, capture(says("B"), 1, other), other)
    assert rows(archive, "select cms_id, url, site, versions from articles") == [
        ("392000", other.url, "vpubnd", 2)
    ]


def test_an_address_without_id_is_an_article_of_its_own_until_a_page_tells(archive):
    plain = Address(f"{HOST}/thong-bao.aspx", "article")
    put(archive, capture(says("A"), 0, plain), plain)
    assert rows(archive, "select cms_id, url from articles") == [(None, plain.url)]
    put(archive, capture(says("B", cms_id="7"), 1, plain), plain)
    put(archive, capture(says("B"), 2, article_address("7")), article_address("7"))
    assert rows(archive, "select cms_id, versions from articles") == [("7", 2)]
    assert rows(archive, "select captures from versions order by number") == [(1,), (2,)]


def test_missing_at_the_first_answer_gone_after_two_a_day_apart(archive):
    put(archive, capture(says(), 0))
    put(archive, capture(b"", 1, status=404))
    put(archive, capture(b"", 24.9, status=404))
    assert rows(archive, "select state from articles") == [("missing",)]
    put(archive, capture(b"", 25, status=404))
    assert rows(archive, "select state, versions from articles") == [("gone", 1)]
    put(archive, capture(says(), 26))
    assert [event for event, *_ in events(archive)] == ["published", "missing", "gone", "returned"]
    assert len(versions(archive)) == 1


OTHER = Address(f"{HOST}/Default.aspx?sid=1292&id=392000", "article", "392000")


def put_all(archive, *sights):
    """Captures of `says()` (True) or of nothing (False), by address and hour."""
    for address, hours, is_there in sights:
        told = capture(says() if is_there else b"", hours, address, status=200 if is_there else 404)
        put(archive, told, address)
    names = [event for event, *_ in events(archive)]
    assert list(verify(archive.path)) == []
    return names[1:], rows(archive, "select state from articles")[0][0]


A, B = article_address(), OTHER


@pytest.mark.parametrize(
    "sights, told",
    [
        ([(A, 30, False), (B, 31, True)], ([], "live")),
        ([(B, 29, True), (A, 30, False)], ([], "live")),
        ([(A, 30, False), (B, 31, True), (A, 32, False), (B, 33, True)], ([], "live")),
        ([(A, 30, False), (B, 31, False)], (["missing"], "missing")),
        ([(A, 30, False), (B, 31, False), (A, 55, False)], (["missing", "gone"], "gone")),
        ([(B, 29, True), (A, 30, False), (B, 31, False)], (["missing"], "missing")),
        ([(A, 30, False), (B, 60, True)], (["missing", "returned"], "live")),
        ([(B, 1, True), (A, 30, False)], (["missing"], "missing")),
        ([(A, 30, False), (A, 31, True), (B, 32, True)], (["missing", "returned"], "live")),
        ([(A, 30, False), (B, 31, False), (B, 32, True)], (["missing", "returned"], "live")),
        ([(A, 30, False), (B, 31, False), (A, 32, True)], (["missing", "returned"], "live")),
    ],
)
def test_an_address_that_ends_says_nothing_while_another_shows_the_article(tmp_path, sights, told):
    for name, order in (("in-order", sights), ("late", sights[::-1])):
        with new_archive(tmp_path / name) as archive:
            assert put_all(archive, (A, 0, True), *order) == told


def test_when_an_article_counts_as_gone_is_a_setting(archive):
    for hours, status in ((0, 200), (1, 404), (30, 404), (60, 404)):
        put(archive, capture(says() if status == 200 else b"", hours, status=status))
    assert events(archive)[-1][:2] == ("gone", at(30))
    set_removal(archive, Removal(answers=3, apart=timedelta(days=2)))
    assert events(archive)[-1][:2] == ("gone", at(60))
    set_removal(archive, Removal(answers=4))
    assert rows(archive, "select state from articles") == [("missing",)]
    with Archive.open(archive.path) as again:
        assert again.removal == Removal(answers=4)
    assert list(verify(archive.path)) == []


def test_a_410_is_gone_at_once(archive):
    put(archive, capture(says(), 0))
    put(archive, capture(b"x", 1, status=410))
    assert rows(archive, "select state from articles") == [("gone",)]
    assert events(archive)[-1] == ("gone", at(1), "gone")


@pytest.mark.parametrize(
    "answer",
    [
        {"what": {"kind": "wall", "reason": "challenge"}},
        {"what": b"<html>", "status": 503},
        {"what": b"<html>", "status": 403},
        {"what": None, "status": None, "error": "timeout"},
        {"what": b"<html", "error": "truncated"},
        {"what": b"<html>", "status": 302, "headers": (("Location", "/vpubnd/1292/1/3/392001/a/b.aspx"),)},
    ],
)
def test_what_says_nothing_of_the_article_does_not_make_it_missing(archive, answer):
    put(archive, capture(says(), 0))
    what = answer.pop("what")
    for hours in (1, 30):
        recorded = put(archive, capture(what, hours, **answer))
        assert not recorded.absent
    assert rows(archive, "select state from articles") == [("live",)]


@pytest.mark.parametrize(
    "answer, outcome",
    [
        ({"what": {"kind": "missing"}}, "soft-404"),
        ({"what": {"kind": "missing", "reason": "list-instead"}}, "list-instead"),
        ({"what": {"kind": "list"}}, "list-instead"),
        ({"what": {"kind": "home"}}, "home-instead"),
        ({"what": {"kind": "missing", "reason": "redirect-home"}, "status": 302}, "redirect-home"),
    ],
)
def test_what_stands_in_place_of_the_article_makes_it_missing(archive, answer, outcome):
    put(archive, capture(says(), 0))
    what = answer.pop("what")
    recorded = put(archive, capture(what, 1, **answer))
    assert (recorded.outcome, recorded.absent) == (outcome, True)
    assert rows(archive, "select state from articles") == [("missing",)]


def test_not_modified_makes_the_version_longer(archive):
    put(archive, capture(says(), 0))
    put(archive, capture(None, 5, status=304))
    assert versions(archive) == [(1, "Đại hội", at(0), at(5), 2)]


def test_an_article_moves_when_another_site_takes_it_over(archive):
    here, there = article_address(), article_address(site="ubnd-stg")
    for hours, address in enumerate((here, here, there)):
        put(archive, capture(says(), hours, address), address)
    assert events(archive)[-1] == ("moved", at(2), "vpubnd → ubnd-stg")
    put(archive, capture(says(), 3, here), here)
    assert [event for event, *_ in events(archive)] == ["published"]


def test_a_site_in_other_letters_is_the_same_site(archive):
    for hours, address in enumerate((article_address(), article_address(site="VPUBND"))):
        put(archive, capture(says(), hours, address), address)
    assert [event for event, *_ in events(archive)] == ["published"]


def test_another_extractor_makes_no_change(archive):
    put(archive, capture(says("A "), 0), extractor="e1")
    put(archive, capture(says("A"), 1), extractor="e2")
    assert rows(archive, "select count(*) from changes") == [(0,)]
    assert [event for event, *_ in events(archive)] == ["published"]


def test_what_the_portal_said_at_a_time(archive):
    put(archive, capture(says("A"), 0))
    put(archive, capture(says("B"), 10))
    put(archive, capture(b"", 20, status=404))
    put(archive, capture(says("C"), 12, article_address("7")), article_address("7"))
    assert as_of(archive.db, 1, at(-1)) is None
    assert [as_of(archive.db, 1, at(hours))["title"] for hours in (0, 9.99, 10, 30)] == ["A", "A", "B", "B"]
    assert [as_of(archive.db, 1, at(hours))["state"] for hours in (19, 20)] == ["live", "missing"]
    first = site_as_of(archive.db, "soctrang", at(15), limit=1)
    assert [row["title"] for row in first] == ["C"]
    after = (first[0]["first_captured_at"], first[0]["id"])
    assert [row["title"] for row in site_as_of(archive.db, "soctrang", at(15), after=after)] == ["B"]
    assert [row["title"] for row in site_as_of(archive.db, "soctrang", at(5))] == ["A"]


def test_readings_are_kept_for_every_capture_that_shows_the_box(archive):
    raw = "Đang online: 94\nHôm nay: 430\nTrong tuần: 4 755\nTháng trước: 012\nTất cả: 1561138"
    box = {"online": 94, "today": 430, "this_week": 4755, "total": 1561138, "raw": raw}
    put(archive, capture(says(visits=box, contact={"agency": "Văn phòng"}), 0))
    later = {**box, "online": 95, "raw": raw.replace("94", "95")}
    put(archive, capture({"kind": "wall", "visits": later}, 1))
    put(archive, capture(says(), 2))
    assert rows(archive, "select site, captured_at, online, this_week, total, raw from visit_stats") == [
        ("vpubnd", at(0), 94, 4755, 1561138, raw),
        ("vpubnd", at(1), 95, 4755, 1561138, later["raw"]),
    ]
    assert rows(archive, "select agency from sites") == [("Văn phòng",)]


def test_a_page_that_came_without_its_text_is_no_version(archive):
    put(archive, capture(says(), 0))
    put(archive, capture(says(body="", reason="no-text"), 1))
    put(archive, capture(says(), 2))
    assert versions(archive) == [(1, "Đại hội", at(0), at(2), 2)]
    assert rows(archive, "select outcome from captures order by captured_at") == [
        ("ok",),
        ("no-text",),
        ("ok",),
    ]
