"""What a capture says, beyond what its page says."""

from __future__ import annotations

import pytest

from archive.captures.record import record
from archive.model import Capture
from crawler.cms.known.vnportal import CMS
from crawler.extract.capture import read_capture
from tests.support.facts import article_address, new_archive

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/a/b.aspx"
PAGE = """<html><head><title>Hội nghị sơ kết</title></head><body><h1>Hội nghị sơ kết</h1>
<div>{date}</div><div><p>Ngày 27/8/2024, Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết 02 năm thực hiện Nghị quyết.</p>
<p>Qua 02 năm triển khai thực hiện, công an các xã đã đạt nhiều kết quả.</p></div></body></html>"""


def capture(
    payload=b"", status=200, headers=(("Content-Type", "text/html; charset=utf-8"),), at="2024-08-28"
):
    return Capture("soctrang", URL, f"{at}T00:00:00.000Z", status, headers, payload)


def read(*arguments, **options):
    return read_capture(capture(*arguments, **options), "article", CMS.address, CMS)


@pytest.mark.parametrize(
    ("date", "doubted"), [("28/08/2024", False), ("29/08/2024", False), ("30/08/2024", True)]
)
def test_a_date_in_the_future_is_a_recorded_problem(date, doubted):
    page = read(PAGE.format(date=date).encode())
    assert page.article.published_at == "-".join(reversed(date.split("/")))
    assert any("future" in problem for problem in page.problems) == doubted


def test_counts_that_no_archive_holds_are_recorded_problems(tmp_path):
    large = "9" * 30
    box = f"<p>Thống kê truy cập</p><p>Hôm nay: 5</p><p>Tất cả: {large}</p>"
    html = PAGE.format(date=f"28/08/2024 - Lượt xem: {large}").replace("</body>", f"{box}</body>")
    page = read(html.encode())
    assert (page.article.views, page.visits.today, page.visits.total) == (None, 5, None)
    assert page.problems == ("views: the number is too large", "visits: the number is too large: total")
    with new_archive(tmp_path / "archive.db") as archive:
        number = record(
            archive, capture(html.encode()), page, address=article_address(), extractor="e1"
        ).capture_id
        assert archive.readings.visits(number) == page.visits


@pytest.mark.parametrize(
    ("location", "kind", "reason"),
    [
        ("/", "missing", "redirect-home"),
        ("/Default.aspx?sname=vpubnd", "missing", "redirect-home"),
        ("https://soctrang.gov.vn/", "missing", "redirect-home"),
        ("https://cantho.gov.vn/", "other", "host-closed"),
        ("http://soctrang.gov.vn:8080/", "other", "host-closed"),
        ("https://sso.dancuquocgia.gov.vn/auth/realms/x", "wall", "login"),
        ("/vpubnd/1292/1/63645/392000/a/c.aspx", "other", "redirect"),
        ("/Admin/Login.aspx?ReturnUrl=x", "wall", "login"),
    ],
)
def test_a_redirect_means_what_it_leads_to(location, kind, reason):
    page = read(status=302, headers=(("Location", location),))
    assert (page.kind, page.reason) == (kind, reason)


def test_a_picture_is_not_read():
    assert (
        read_capture(capture(b"GIF89a", headers=(("Content-Type", "image/gif"),)), "image", CMS.address, CMS)
        is None
    )
