"""What scripts and machines are given in place of pages: JSON, pieces of HTML, sitemaps, feeds."""

import json

import pytest

from crawler.cms.declared import Declared
from crawler.extract import read_page as read_by_name
from crawler.extract.read import read_page
from tests.support.strange import items

HOST = "https://a.gov.vn"
CMS = Declared("x", article=("/tin/{slug}-{id}",), list=("/muc/{category}",), feed=("/rss/tin.rss",))
TITLE = "Hội nghị sơ kết công tác sáu tháng đầu năm"


def test_json_with_entries_is_a_list_with_titles_and_dates():
    rows = [
        {"id": n, "title": f"{TITLE} {n}", "url": f"/tin/a-{n}", "publishedAt": "2024-03-05T01:00:00Z"}
        for n in (1, 2)
    ]
    payload = json.dumps({"data": {"items": rows}, "next": "/api/list?page=3"}).encode()
    page = read_page(payload, f"{HOST}/api/list?page=2", CMS, "application/json")
    assert page.kind == "list" and [item.url for item in page.items] == [f"{HOST}/tin/a-1", f"{HOST}/tin/a-2"]
    assert page.items[0].title == f"{TITLE} 1" and page.items[0].published_at == "2024-03-05T08:00"
    assert page.pager and page.pager.links[0].url == f"{HOST}/api/list?page=3"


def test_json_whose_keys_are_of_no_known_name_gives_what_an_address_spells_out():
    path = "/tin/hoi-nghi-so-ket-cong-tac-sau-thang-dau"
    rows = [{"bai": f"{TITLE} {n}", "anh": "/tin/anh.png", "dan": f"{path}-{n}"} for n in (1, 2)]
    page = read_page(json.dumps({"du_lieu": rows}).encode(), f"{HOST}/api/x", CMS, "application/json")
    assert [(item.title, item.url[-2:]) for item in page.items] == [
        (f"{TITLE} 1", "-1"),
        (f"{TITLE} 2", "-2"),
    ]


def test_json_without_entries_is_a_list_without_any():
    page = read_page(b'{"items": []}', f"{HOST}/api/list?page=9", CMS, "application/json")
    assert (page.kind, page.items, page.pager) == ("list", (), None)


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<button data-url='/ajax?cat=1&amp;page=2'>Xem thêm</button>", "/ajax?cat=1&page=2"),
        ("<a href='#' data-href='/ajax?cat=1' data-page='2'>Tải thêm</a>", "/ajax?cat=1&page=2"),
        ("<div class='x' data-next-page-url='/ajax/trang-2'></div>", "/ajax/trang-2"),
        ("<button hx-get='/ajax/{page}'>Xem thêm tin</button>", "/ajax/2"),
        ("<a href='/muc/tin?offset=10'>Những bài đã đăng trước đây</a>", "/muc/tin?offset=10"),
        ("<a rel='next' href='/muc/tin/cu'>Trang sau</a>", "/muc/tin/cu"),
        ("<a href='/muc/tin/2'>2</a> <a href='/muc/tin/3'>3</a>", "/muc/tin/2"),
        ("<a href='/muc/tin-p2.html'>2</a>", "/muc/tin-p2.html"),
        ("<a href='/muc/tin?before=2024-05-01'>Xem thêm</a>", "/muc/tin?before=2024-05-01"),
        ("<a href='/muc/tin?truoc-ngay=2024-05-01'>Tin cũ hơn</a>", "/muc/tin?truoc-ngay=2024-05-01"),
        ("<a href='/muc/tin/tai-them/2'>Tải thêm tin bài</a>", "/muc/tin/tai-them/2"),
        (
            "<a href='javascript:;' onclick=\"more('/goi?muc=1&amp;trang=2')\">Xem thêm</a>",
            "/goi?muc=1&trang=2",
        ),
        ("<button>Xem thêm</button><script>$.get('/goi?muc=1&trang=' + n)</script>", "/goi?muc=1&trang=2"),
        ("<button>Tải thêm</button><script>fetch(`/goi?trang=${n}`)</script>", "/goi?trang=2"),
    ],
)
def test_what_leads_to_the_next_page_of_a_list(markup, url):
    entries = "".join(f"<li><a href='/tin/a-{n}'>{TITLE} {n}</a> 05/03/2024</li>" for n in range(5))
    page = read_page(
        f"<html><body><h1>Tin</h1><ul>{entries}</ul>{markup}</body></html>".encode(), f"{HOST}/muc/tin", CMS
    )
    link = CMS.next_page(page, 2)
    assert link is not None and link.url == HOST + url


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='/muc/tin?thang=5&amp;nam=2024'>Tiếp</a>",
        "<a href='/muc/tin?cat=2'>Xem thêm</a>",
        "<a href='/muc/khac/2'>Xem thêm</a>",
        "<a href='/muc/tin/tai-them/3'>Xem thêm</a>",
        "<button>Xem thêm</button><script>$.get('/a?p=' + n); $.get('/b?p=' + n)</script>",
        "<button>Gửi</button><script>$.get('/goi?trang=' + n)</script>",
    ],
)
def test_what_leads_to_no_page_of_the_list(markup):
    entries = "".join(f"<li><a href='/tin/a-{n}'>{TITLE} {n}</a> 05/03/2024</li>" for n in range(5))
    page = read_page(
        f"<html><body><h1>Tin</h1><ul>{entries}</ul>{markup}</body></html>".encode(), f"{HOST}/muc/tin", CMS
    )
    assert CMS.next_page(page, 2) is None


@pytest.mark.parametrize(
    ("at", "leads", "is_page"),
    [
        ("/muc/tin/2", "/muc/tin/3", True),
        ("/muc/1", "/muc/2", False),
        ("/", "/muc/2", False),
        ("/", "/?p=2", True),
    ],
)
def test_a_block_that_leads_on_to_another_list_has_no_page_of_this_one(at, leads, is_page):
    entries = "".join(f"<li><a href='/tin/a-{n}'>{TITLE} {n}</a> 05/03/2024</li>" for n in range(5))
    markup = f"<html><body><ul>{entries}</ul><a href='{leads}'>Xem thêm</a></body></html>"
    page = read_page(markup.encode(), f"{HOST}{at}", CMS)
    assert (page.pager is not None and page.pager.links[0].url == f"{HOST}{leads}") == is_page


@pytest.mark.parametrize(
    "markup",
    [
        f"<a href='/muc/{'1' * 5000}'>Xem thêm</a>",
        f"<a href='/muc/{'1' * 5000}'>2</a>",
        f"<button data-page='{'1' * 5000}' data-url='/a?page={{page}}'>Xem thêm</button>",
        f"<button data-start='{'1' * 5000}' data-url='/goi/tin'>Xem thêm</button>",
        "<button data-page='²' data-url='/a?page={page}'>Xem thêm</button>",
        "<a href='/muc/2'>²</a>",
        "<a href='?page=2'>²</a> <a href='?page=3'>3</a>",
    ],
    ids=[
        "an address",
        "the address of a number",
        "an attribute",
        "an offset",
        "a raised one",
        "raised",
        "raised pages",
    ],
)
def test_numbers_that_no_page_has_end_no_reading(markup):
    entries = "".join(f"<li><a href='/tin/a-{n}'>{TITLE} {n}</a> 05/03/2024</li>" for n in range(5))
    html = f"<html><body><h1>Tin</h1><ul>{entries}</ul>{markup}</body></html>"
    page = read_page(html.encode(), f"{HOST}/muc/tin", CMS)
    assert (page.kind, len(page.items)) == ("list", 5)


def test_days_of_a_calendar_are_no_pages():
    days = "".join(f"<td><a href='/2024/05/{n}'>{n}</a></td>" for n in range(1, 29))
    entries = "".join(f"<li><a href='/tin/a-{n}'>{TITLE} {n}</a></li>" for n in range(5))
    page = read_page(
        f"<html><body><ul>{entries}</ul><table>{days}</table></body></html>".encode(), f"{HOST}/muc/tin", CMS
    )
    assert CMS.next_page(page, 2) is None


def test_a_sitemap_names_addresses_and_a_feed_titles_and_dates():
    sitemap = f"<?xml version='1.0'?><urlset><url><loc>{HOST}/tin/a-1</loc></url></urlset>".encode()
    page = read_page(sitemap, f"{HOST}/sitemap.xml", CMS)
    assert (page.kind, page.links, page.items) == ("list", (f"{HOST}/tin/a-1",), ())
    link = f"<link>{HOST}/tin/a-1</link>"
    item = f"<item><title>{TITLE}</title>{link}<pubDate>Tue, 05 Mar 2024 01:00:00 GMT</pubDate></item>"
    page = read_page(f"<rss><channel>{item}</channel></rss>".encode(), f"{HOST}/rss/tin.rss", CMS)
    assert (page.items[0].title, page.items[0].published_at) == (TITLE, "2024-03-05T08:00")


def test_without_a_portal_a_short_address_does_not_make_a_list_of_an_article():
    text = "".join(each.text for each in items(3))
    markup = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{text}</div></body></html>".encode()
    for path in ("/tin", "/hoi-nghi-so-ket", "/vpubnd/", "/a/1/2"):
        page = read_by_name(markup, HOST + path)
        assert page.kind == "article" and page.article.title == TITLE, path


def test_the_last_page_of_a_list_with_one_entry_beside_boxes_is_no_home_page():
    cms = Declared("x", article=("/{slug}",), list=("/tag/{category}[/page/{page}]",))
    newest = "".join(
        f"<li><a href='/tin-so-{n}'>Thông báo lịch tiếp công dân tháng {n}</a></li>" for n in range(1, 6)
    )
    most = "".join(
        f"<li><a href='/qd-{n}'>Quyết định số {n} về quản lý đất đai</a></li>" for n in range(1, 6)
    )
    markup = (
        "<body><header><ul><li><a href='/'>Trang chủ</a></li><li><a href='/lien-he'>Liên hệ</a></li></ul></header>"
        "<h1>Thẻ: y tế</h1><div class=row><div class=col><a href='/hop'><div><h5>Sở Nông nghiệp tổ chức hội nghị</h5>"
        "<p>Hội nghị cũng nghe tham luận của sáu đơn vị về kinh nghiệm cấp nước sạch.</p></div></a></div></div>"
        "<ul class=pages><li><a href='/tag/y-te/'>1</a></li><li><span>2</span></li></ul>"
        f"<div class=side><aside><b>Bài viết mới</b><ul>{newest}</ul></aside><aside><b>Đọc nhiều</b><ol>{most}</ol>"
        "</aside></div></body>"
    )
    page = read_page(
        f"<html>{markup}</html>".encode(), f"{HOST}/tag/y-te/page/2/", cms, "text/html; charset=utf-8"
    )
    assert page.kind == "list" and f"{HOST}/hop" in [item.url for item in page.items]
