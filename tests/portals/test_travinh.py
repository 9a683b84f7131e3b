"""The second portal on vnPortal: its own order of things in addresses and pages."""

import json

import pytest

from crawler.extract import read_page
from tests.support.places import PAGES

PAGE = PAGES / "travinh-water.html"
FORMS = [
    "https://travinh.gov.vn/mDefault.aspx?sid=1444&pageid=6591&catid=71012&id=693286&catname=ket-qua&title=ket-qua",
    "https://travinh.gov.vn/1444/38877/71012/693286/ket-qua-quan-trac-moi-truong-nuoc/ket-qua-ngay-11-8-2023",
    "https://snnptnt.travinh.gov.vn/ket-qua-quan-trac-moi-truong-nuoc/ket-qua-ngay-11-8-2023-693286",
]


@pytest.mark.parametrize("url", FORMS)
def test_a_page_reads_the_same_at_every_form_of_its_address(url):
    article = read_page(PAGE.read_bytes(), url, portal="travinh").article
    assert article.cms_id == "693286"
    assert article.title == "Kết quả quan trắc môi trường nước ngày 11/8/2023 trên địa bàn tỉnh Trà Vinh"
    assert article.published_at == "2023-08-14T08:05"
    assert article.department == "Chi cục Thủy sản"
    ((head, *points),) = article.tables
    assert head == ("Điểm thu mẫu", "Chỉ tiêu", "Chỉ tiêu", "Chỉ tiêu") and len(points) == 3
    assert points[0] == ("Điểm thu mẫu", "pH", "Độ mặn (‰)", "NH₃ (mg/l)")
    assert not any("Cầu Ngang" in paragraph for paragraph in article.body)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Ngày 14/08/2023&nbsp; 08:05:00", "2023-08-14T08:05"),
        ("Ngày 14/08/2023", "2023-08-14"),
        ("Ngày 04/8/2023 &nbsp;Lượt xem: 137", "2023-08-04"),
    ],
)
@pytest.mark.parametrize("portal", ["travinh", None])
def test_the_date_is_the_one_that_stands_in_its_own_line(line, date, portal):
    page = PAGE.read_text("utf-8").replace("Ngày 14/08/2023&nbsp; 08:05:00", line)
    article = read_page(page.encode(), FORMS[0], portal=portal).article
    assert article.published_at == date


def test_the_saved_reading_is_that_of_the_portals_own_hints():
    read = read_page(PAGE.read_bytes(), FORMS[0], portal="travinh").as_dict()["article"]
    saved = json.loads(PAGE.with_suffix(".json").read_text("utf-8"))["page"]["article"]
    assert {name: value for name, value in read.items() if name != "body_html"} == saved
