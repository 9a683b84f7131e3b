"""What a capture says that its page alone does not: of files, of other addresses, of lists."""

from __future__ import annotations

import pytest

from archive.model import Address, Capture
from crawler.cms.known.vnportal import CMS
from crawler.extract.capture import read_capture

HOST = "https://vpub.soctrang.gov.vn"
URL = f"{HOST}/vpubnd/1292/32237/63645/392000/a/b.aspx"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
MISSING = "<html><body><p>Không tìm thấy trang bạn yêu cầu.</p>{}</body></html>"
VISITS = "<p>Thống kê truy cập</p><p>Đang online: 94</p><p>Hôm nay: 430</p>"
TEXT = f"<p>{'Ngày 27/8/2024, Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết. ' * 3}</p>"


def read(payload: str, wanted="article", url=URL, headers=HTML, status=200, address=CMS.address):
    capture = Capture("soctrang", url, "2024-08-28T00:00:00.000Z", status, headers, payload.encode())
    return read_capture(capture, wanted, address, CMS)


def test_a_page_in_place_of_a_file_says_that_it_is_missing():
    page = read(MISSING.format(VISITS), "file", f"{HOST}/f/a.pdf")
    assert (page.kind, page.reason, page.visits.online) == ("missing", "soft-404", 94)


def test_a_page_in_place_of_a_file_that_says_nothing_of_it_is_not_read():
    assert read(f"<html><body><h1>Hội nghị</h1>{TEXT}</body></html>", "file", f"{HOST}/f/a.pdf") is None


def test_a_page_too_large_for_a_notice_is_none():
    assert read(MISSING.format(" " * 600_000), "file", f"{HOST}/f/a.pdf") is None


def test_a_list_names_articles_as_the_portal_does():
    entry = "<li><a href='/vpubnd/1292/32237/63645/39200{0}/a/b.aspx'>Tin hoạt động số {0}</a></li>"
    page = read(
        "<ul>" + entry.format(1) + entry.format(2) + "</ul>", "list", f"{HOST}/vpubnd/1292/32237/63645/a/"
    )
    assert [each.title for each in page.listed] == ["Tin hoạt động số 1", "Tin hoạt động số 2"]


def test_an_article_is_named_as_the_portal_names_its_address():
    def address(url: str) -> Address:
        return Address(url, "article", "another-7")

    page = read(f"<html><body><h1>Hội nghị sơ kết</h1><p>27/08/2024</p>{TEXT}</body></html>", address=address)
    assert page.article.cms_id == "another-7"


@pytest.mark.parametrize("headers", [(), (("Location", "http://[/"),)])
def test_a_redirect_that_names_no_address(headers):
    page = read("", headers=headers, status=302)
    assert page.problems == ("a redirect that names no address",)
