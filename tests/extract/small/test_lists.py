"""Small lists, feeds and forms, each with one thing that is easily taken for another."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from typing import Any

import pytest
from lxml import etree

from crawler.cms.declared import Declared
from crawler.extract.listing.aspnet_form import read_form
from crawler.extract.read import read_page

HOST = "https://a.gov.vn"
LIST = f"{HOST}/muc/hoat-dong"
CMS = Declared("x", article=("/tin/{slug}-{id}",), list=("/muc/{category}",), feed=("/rss/tin.rss",))


def entry(number: int, beside: str = "") -> str:
    return f"<li><a href='/tin/a-{number}'>Tin hoạt động số {number}</a>{beside}</li>"


SUMMARY = "Sáng nay nhiều hộ trong xã đã nhận quà tại trung tâm"
ENTRIES = f"<ul>{''.join(entry(n, '<span>05/09/2024</span>') for n in range(1, 6))}</ul>"


def read(body: str, url: str = LIST):
    return read_page(f"<html><body>{body}</body></html>".encode(), url, CMS)


def pages(*numbers: int, current: str = "", path: str = "/muc/hoat-dong?page={}") -> str:
    """Links to pages of a list."""
    links = "".join(f"<a href='{path.format(n)}'>{n}</a> " for n in numbers)
    return f"<div>{links}{current}</div>"


@pytest.mark.parametrize(
    ("pager", "current"),
    [
        (pages(1, 2, 3, current="<b>4</b>"), 4),
        (pages(1, 2, 4, 5), 3),
        (pages(2, 3, 4), 1),
        (
            pages(1, 2, 3).replace(
                "<a href='/muc/hoat-dong?page=2'>", "<a class='active' href='/muc/hoat-dong?page=2'>"
            ),
            2,
        ),
        (
            pages(1, 2, 3).replace(
                "<a href='/muc/hoat-dong?page=2'>2</a>",
                "<span class='current'><a href='/muc/hoat-dong?page=2'>2</a></span>",
            ),
            2,
        ),
        (pages(1, 2, 3), None),
    ],
)
def test_the_page_that_one_is_on(pager, current):
    found = read(ENTRIES + pager).pager
    assert found is not None and found.current == current


CHOICE = "".join(f"<option value='/muc/hoat-dong?page={n}'>{n}</option>" for n in (1, 2, 3))
CHOICE = f"<select>{CHOICE}</select>"


@pytest.mark.parametrize(
    ("below", "leads"),
    [
        (pages(1, 2, 3), 3),
        ("<div><a href='/muc/hoat-dong?page=2'>Trang sau</a></div>", 1),
        ("<div><a href='/muc/hoat-dong?page=2'>»</a> Trang 1/9</div>", 1),
        ("<div><a rel='next' href='/muc/hoat-dong/them'>Tiếp</a></div>", 1),
        (pages(*range(1, 32), path="/lich/2024/01/{}"), None),
        (
            "<div><a href='/muc/hoat-dong?year=2023'>2023</a> <a href='/muc/hoat-dong?year=2024'>2024</a></div>",
            None,
        ),
        (pages(1, 2, 3, path="/muc/hoat-dong?khung={}"), 3),
        (pages(1, 2, 3, path="/muc/khac?khung={}"), 0),
        ("<div><button data-url='/ajax?page=2'>Xem thêm</button></div>", 1),
        ("<div><img data-next='/anh?page=2'></div>", None),
        ("<div><p data-next='/ajax/danh-sach'>Chào bạn</p></div>", None),
        ("<div><div data-color='/x/y'>Xem thêm</div></div>", 1),
        ("<div><p data-url='/ajax/danh-sach'>Chào bạn</p></div>", None),
        ("<div><p data-next='/ajax/danh-sach?page=2'>Chào bạn</p></div>", 1),
        ("<div><p data-color='/ajax/danh-sach?page=2'>Chào bạn</p></div>", None),
        (
            "<script>function den(p) { window.location.href = '/muc/hoat-dong?trang=' + p; }</script>"
            + "".join(f"<a href='javascript:den({n})'>{n}</a> " for n in (1, 2, 3)),
            3,
        ),
        (f"<div>Trang: {CHOICE}</div>", 3),
        ("<a href='/muc/hoat-dong/a.aspx?page=2'>2</a> <a href='/muc/hoat-dong/b.aspx?page=3'>3</a>", 2),
        (pages(1, 2, 3, current="<a href='/muc/hoat-dong?page=9'>Tin trong tuần</a>"), 3),
        ("<div><button data-next='trang page=2 của danh sách'>Xem thêm</button></div>", 0),
        (f"<div>Trang: {CHOICE.replace('/muc/hoat-dong?page=1', '#')}</div>", 2),
    ],
)
def test_what_leads_on(below, leads):
    found = read(ENTRIES + below).pager
    assert (len(found.links) if found else None) == leads


@pytest.mark.parametrize(
    ("below", "is_unread"),
    [
        ("<p>Trang</p><input type='text' name='p'>", True),
        ("<p>Trang</p><input type='hidden' name='p'>", False),
        ("<p>Tên bạn</p><input type='text' name='p'>", False),
        ("<p>1 2 3</p>", True),
        ("<p>1 2</p>", False),
        ("<p>1 2 »</p>", True),
        ("<p>1 2 »</p><p>Số trong tuần</p><p>137</p>", True),
        ("<p>Có 3 người xem</p>", False),
        ("<a href='#'>1</a> <a href='#'>2</a> <b>3</b>", False),
        ("<p>Chào bạn</p>" * 40 + "<p>1 2 3</p>", False),
        ("<button>Xem thêm</button>", True),
        ("<button>Gửi ý kiến</button>", False),
        ("<a href=\"javascript:__doPostBack('a$them','')\">Bài khác nữa</a>", True),
        ("<a href=\"javascript:__doPostBack('a$in','')\">In trang</a>", False),
    ],
)
def test_what_may_go_on_unseen(below, is_unread):
    page = read(ENTRIES + f"<div>{below}</div>")
    assert any(problem.startswith("pager:") for problem in page.problems) is is_unread


def test_a_list_of_pictures_alone_may_go_on_unseen():
    page = read("".join(f"<a href='/tin/a-{n}'><img src='/{n}.jpg'></a>" for n in range(4)) + "<p>1 2 3</p>")
    assert any(problem.startswith("pager:") for problem in page.problems)


def test_of_two_pagers_the_longer_is_the_list_s():
    box = f"<ul>{''.join(entry(n) for n in range(101, 104))}</ul>{pages(2, 3)}"
    rows = "".join(entry(n, f"<p>05/09/2024</p><p>{SUMMARY}</p>") for n in range(1, 22))
    page = read(f"<div>{box}</div><ul>{rows}</ul>{pages(2, 3, 4, 5)}")
    assert len(page.items) == 21


def test_the_list_above_the_pager_is_the_page_s():
    box = "".join(entry(n, f"<p>05/09/2024</p><p>{SUMMARY}</p>") for n in range(101, 109))
    apart, rows = "<p>Xin chào</p>" * 9, "".join(entry(n) for n in range(1, 4))
    assert [item.title for item in read(f"<ul>{box}</ul>{apart}<ul>{rows}</ul>{pages(1, 2, 3)}").items] == [
        "Tin hoạt động số 1", "Tin hoạt động số 2", "Tin hoạt động số 3",
    ]  # fmt: skip


def test_of_two_grids_each_has_its_pager():
    def grid(name: str, last: int) -> str:
        turns = (
            f"<a href=\"javascript:__doPostBack('luoi${name}','Page${n}')\">{n}</a> " for n in range(1, last)
        )
        return f"<div>{''.join(turns)}</div>"

    found = read(ENTRIES + grid("VanBan", 3) + grid("TinTuc", 4)).pager
    assert found is not None and [link.target for link in found.links] == ["luoi$TinTuc"] * 3


def test_of_two_pagers_each_is_one():
    apart = "<p>Một</p>" * 40
    found = read(pages(1, 2, 3) + ENTRIES + apart + pages(1, 2, 3, 4)).pager
    assert found is not None and [link.label for link in found.links] == ["1", "2", "3", "4"]


def test_an_arrow_in_a_row_of_its_own_belongs_to_the_numbers():
    arrow = "<a href='/muc/hoat-dong?page=9&amp;cuoi=1'>»</a>"
    found = read(ENTRIES + pages(1, 2, 3, current=arrow)).pager
    assert found is not None and [link.label for link in found.links] == ["1", "2", "3", "»"]


def items(body: str) -> list[tuple[str, str | None, str | None]]:
    """Title, date and summary of each entry."""
    return [(item.title, item.published_at, item.summary) for item in read(body).items]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            entry(1, f" {SUMMARY} và thăm hỏi nhau") + entry(2),
            [("Tin hoạt động số 1", None, f"{SUMMARY} và thăm hỏi nhau"), ("Tin hoạt động số 2", None, None)],
        ),
        (
            entry(1, f"<p>{SUMMARY}</p>") + entry(2),
            [("Tin hoạt động số 1", None, SUMMARY), ("Tin hoạt động số 2", None, None)],
        ),
        (
            "<p><a href='/tin/a-1'>Tin hoạt động số 1</a> "
            "<a href='/tin/a-2'>Tin hoạt động số 2</a></p><p>05/09/2024</p>",
            [("Tin hoạt động số 1", None, None), ("Tin hoạt động số 2", None, None)],
        ),
        (
            "<li><a href='/tin/a-1'>Tin hoạt động số 1 (05/09/2024)</a></li>" + entry(2),
            [("Tin hoạt động số 1", "2024-09-05", None), ("Tin hoạt động số 2", None, None)],
        ),
        (
            "<li><p>05/09/2024</p><a href='/tin/a-1'>Tin hoạt động số 1</a></li>"
            "<li><p>06/09/2024</p><a href='/tin/a-2'>Tin hoạt động số 2</a></li>",
            [("Tin hoạt động số 1", "2024-09-05", None), ("Tin hoạt động số 2", "2024-09-06", None)],
        ),
        (
            "<li><a href='/tin/a-1'><img src='/a.jpg'>02:30</a>"
            "<p><a href='/tin/a-1'>Tin hoạt động của tỉnh số 1</a></p></li>" + entry(2),
            [("Tin hoạt động của tỉnh số 1", None, None), ("Tin hoạt động số 2", None, None)],
        ),
        (
            "<div><h3>Chợ phiên</h3><a href='/tin/a-1'>Tin hoạt động số 1</a></div>" + entry(2),
            [("Tin hoạt động số 1", None, None), ("Tin hoạt động số 2", None, None)],
        ),
        (
            "<p>09/09/2024</p>"
            + "".join(f"<div>{entry(n, f'<p>0{n}/09/2024</p>')}</div><p>Chào bạn</p>" for n in (1, 2)),
            [("Tin hoạt động số 1", "2024-09-01", None), ("Tin hoạt động số 2", "2024-09-02", None)],
        ),
        (
            entry(1) + "<li><a href='/tin/a-1'>Xem thêm</a></li>" + entry(2),
            [("Tin hoạt động số 1", None, None), ("Tin hoạt động số 2", None, None)],
        ),
        (
            entry(1, "<p>Lượt xem: 1.137 trong tuần này</p>") + entry(2),
            [("Tin hoạt động số 1", None, None), ("Tin hoạt động số 2", None, None)],
        ),
    ],
)
def test_what_a_list_says_of_its_entries(body, expected):
    assert items(f"<ul>{body}</ul>") == expected


RSS = (
    "<rss version='2.0'><channel><item><title>Hội nghị sơ kết</title><link>https://a.gov.vn/tin/a-1</link>"
    "<pubDate>Thu, 05 Sep 2024 01:00:00 GMT</pubDate></item><item><title>Không có địa chỉ</title></item>"
    "<item><link>https://a.gov.vn/tin/a-2</link></item></channel></rss>"
)


@pytest.mark.parametrize("payload", [RSS.encode(), gzip.compress(RSS.encode())], ids=["plain", "packed"])
def test_a_feed_names_what_has_a_title_and_an_address(payload):
    page = read_page(payload, f"{HOST}/rss/tin.rss", CMS)
    assert [(item.url, item.title, item.published_at) for item in page.items] == [
        ("https://a.gov.vn/tin/a-1", "Hội nghị sơ kết", "2024-09-05T08:00")
    ]


@pytest.mark.parametrize("payload", [b"\x1f\x8bxyz", b"<rss"])
def test_a_feed_that_is_broken_names_nothing(payload):
    assert read_page(payload, f"{HOST}/rss/tin.rss", CMS).items == ()


def test_a_feed_in_another_code_than_it_says_cannot_be_read_and_says_so():
    page = read_page(f"<?xml version='1.0' encoding='utf-16'?>{RSS}".encode(), f"{HOST}/rss/tin.rss", CMS)
    assert page.problems == ("items: the feed cannot be read",)


MOMENT = int(datetime.fromisoformat("2024-09-05T01:00:00+00:00").timestamp())


@pytest.mark.parametrize(
    ("row", "title", "date"),
    [
        ({"title": "Hội nghị sơ kết", "date": MOMENT}, "Hội nghị sơ kết", "2024-09-05T08:00"),
        ({"title": "Hội nghị sơ kết", "date": MOMENT * 1000}, "Hội nghị sơ kết", "2024-09-05T08:00"),
        ({"title": {"rendered": "Hội nghị <b>sơ kết</b>"}}, "Hội nghị sơ kết", None),
        ({"title": "Hội nghị sơ kết", "date": "2024-09-05"}, "Hội nghị sơ kết", "2024-09-05"),
        ({"title": "Hội nghị sơ kết", "date": 12}, "Hội nghị sơ kết", None),
    ],
)
def test_an_entry_in_json(row: dict[str, Any], title, date):
    page = read_page(json.dumps([{**row, "url": "/tin/a-1"}]).encode(), f"{HOST}/api/list?page=2", CMS)
    assert [(item.title, item.published_at) for item in page.items] == [(title, date)]


def test_json_within_json_without_end_names_nothing():
    row = json.dumps({"title": "Hội nghị sơ kết", "url": "/tin/a-1"})
    assert len(read_page(("[" * 5 + row + "]" * 5).encode(), f"{HOST}/api/list?page=2", CMS).items) == 1
    assert read_page(("[" * 20 + row + "]" * 20).encode(), f"{HOST}/api/list?page=2", CMS).items == ()


def test_a_text_that_is_json_by_chance_is_no_list():
    page = read_page('"Chào bạn"'.encode(), f"{HOST}/api/list?page=2", CMS)
    assert page.kind == "other"


def test_markup_within_json_is_read():
    payload = json.dumps({"html": ENTRIES, "note": "Chào bạn"}).encode()
    assert len(read_page(payload, f"{HOST}/api/list?page=2", CMS).items) == 5


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("<input name='a' value='1'>", {"a": "1"}),
        ("<input name='a' type='checkbox'>", {}),
        ("<input name='a' type='checkbox' checked>", {"a": "on"}),
        ("<input name='a' disabled value='1'>", {}),
        ("<input name='a' type='submit' value='Tìm'>", {}),
        ("<textarea name='a'>Chào</textarea>", {"a": "Chào"}),
        (
            "<select name='a'><option value='1'>Một</option><option value='2'>Hai</option></select>",
            {"a": "1"},
        ),
        ("<select name='a'><option>Một</option><option selected>Hai</option></select>", {"a": "Hai"}),
        ("<select name='a' multiple><option>Một</option></select>", {}),
        ("<select name='a'></select>", {}),
    ],
)
def test_what_a_form_sends(field, sent):
    root = etree.HTML(f"<form><input name='__VIEWSTATE' value='x'>{field}</form>")
    assert dict(read_form(root)) == {"__VIEWSTATE": "x", **sent}


def test_two_links_to_one_article_are_in_no_list_of_another():
    rows = "".join(
        entry(n, f"<p>05/09/2024</p><a href='/tin/a-{n}'>Đọc cả bài số {n}</a>") for n in (1, 2, 3)
    )
    page = read(f"<ul>{rows}</ul><div><p><a href='/tin/a-9'>Tin khác số 9</a></p></div>")
    assert [item.title for item in page.items] == [f"Tin hoạt động số {n}" for n in (1, 2, 3)]
