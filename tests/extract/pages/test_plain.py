"""Pages of no known portal: what is plainly an article is one at any address, and what teases is none."""

import pytest

from crawler.cms.declared import Declared
from crawler.extract.read import read_page
from tests.support.strange import items

ITEMS = items(8)
TEXT = "".join(each.text for each in ITEMS[:3])
SIDE = "".join(f"<li><a href='/{each.number}'>{each.title}</a></li>" for each in ITEMS[4:])
TITLE = ITEMS[0].title


def page(inside, title="Cổng thông tin"):
    side = f"<div class='side'><h4>Tin mới</h4><ul>{SIDE}</ul></div>"
    return f"<html><head><title>{title}</title></head><body><div>{inside}</div>{side}</body></html>".encode()


@pytest.mark.parametrize("address", ["/", "/x/", "/tin-tuc", "/index.php?act=list&cid=3", "/2021/03/"])
@pytest.mark.parametrize(
    "shape",
    [
        "<h1>{0}</h1><span>08:31 12/03/2021 Xem cỡ chữ A+ A-</span>{1}",
        "<table><tr><td>{0}</td></tr><tr><td>Cập nhật: 12-03-2021 | Lượt xem: 7</td></tr><tr><td>{1}</td></tr></table>",
    ],
)
def test_no_address_outvotes_an_article(shape, address):
    found = read_page(page(shape.format(TITLE, TEXT), TITLE), f"https://a.gov.vn{address}")
    assert found.kind == "article" and found.article
    assert (found.article.title, found.article.published_at[:10]) == (TITLE, "2021-03-12")


def teasers(address):
    return "".join(
        f"<div><h3><a href='{address}{each.number}'>{each.title}</a></h3><p>{each.text[3:200]}</p></div>"
        for each in ITEMS
    )


@pytest.mark.parametrize("address", ["/tin-tuc/trong-trot", "/index.php?id=9", "/tin-tuc/trong-trot-12.html"])
def test_a_category_of_teasers_is_no_article_whatever_its_address(address):
    markup = page(f"<h1>Trồng trọt</h1>{teasers('/bai/')}", "Trồng trọt")
    assert read_page(markup, f"https://a.gov.vn{address}").kind != "article"


def test_a_category_of_teasers_at_the_address_of_an_article_is_a_list_instead():
    cms = Declared("x", article=("/tin/{slug}", "/bai/{id}"))
    markup = page(f"<h1>Trồng trọt</h1>{teasers('/bai/')}", "Trồng trọt")
    found = read_page(markup, "https://a.gov.vn/tin/trong-trot", cms)
    assert (found.kind, found.reason) == ("missing", "list-instead")
