"""What stands between title and text, and titles that the page says otherwise."""

import pytest

from crawler.extract import read_page
from tests.extract.article.test_layouts import FIRST, LAST, TEXT, TITLE, read

SAPO = "<p class=sapo>Lớp học lần này dành cho cán bộ văn thư của các xã, phường.</p>"
SAID = "Lớp học lần này dành cho cán bộ văn thư của các xã, phường."
BODY = f"<div class=noi-dung>{TEXT}</div>"


@pytest.mark.parametrize(
    "above",
    [
        f"<div class=thanh-noi><a href=/><img src=/logo.svg></a><h4>{TITLE}</h4></div>",
        f"<section><h3><b> {TITLE} </b></h3></section>",
        "<h3>Cán bộ xã học nghề lưu giữ giấy tờ</h3><div>27/08/2024 14:05</div>",
        "<div><b>00:00</b></div>",
        "<div><span>Nghe podcast</span><span>0:00/3:20</span><span>Nam miền Bắc</span></div>",
    ],
)
def test_bars_players_and_second_titles_are_neither_summary_nor_text(above):
    article = read(above + SAPO + BODY)
    assert (article.summary, article.body) == (SAID, (FIRST, LAST))


def test_microdata_names_the_summary():
    article = read(f"<div><div class=x1 itemprop=description>{SAID}</div></div>{BODY}")
    assert (article.summary, article.body) == (SAID, (FIRST, LAST))


@pytest.mark.parametrize(
    "cut",
    ["Sở TN&amp;amp;MT kiểm tra bãi rác tại ấp 3, xã Tân Hưng", "Sở TN&amp;MT kiểm tra bãi rác tại ấp…"],
)
def test_a_title_cut_or_escaped_twice_in_the_head_is_told_from_the_category(cut):
    title = "Sở TN&amp;MT kiểm tra bãi rác tại ấp 3, xã Tân Hưng"
    path = "<div><b>Môi trường</b></div>"
    markup = (
        f"<title>{cut} | Môi trường</title><body><div>{path}<p class=tde><b>{title}</b></p>{BODY * 4}</div>"
    )
    page = read_page(markup.encode(), "https://x.gov.vn/p/-/view_content/12345.html")
    assert page.article is not None and page.article.title == title.replace("&amp;", "&")
