"""Liferay's addresses: eight of one article meet, traps are no articles, lists keep their page."""

import pytest

from crawler.cms.liferay import CMS

HOME = "https://sotttt.hanoi.gov.vn"
SLUG = "881981-chi-bo-quan-ly-bao-chi-xuat-ban-ket-nap-dang-vien-moi.html"


@pytest.mark.parametrize("language", ["", "/vi", "/en"])
@pytest.mark.parametrize("view", ["", "pop_up/"])
def test_all_addresses_of_an_article_meet(language, view):
    query = "?_101_viewMode=print" if view else ""
    address = CMS.address(f"{HOME}{language}/bao-chi-xuat-ban/-/view_content/{view}{SLUG}{query}")
    assert (address.kind, address.cms_id) == ("article", "881981")
    assert address.url == f"{HOME}/bao-chi-xuat-ban/-/view_content/{SLUG}"


def test_the_category_in_the_address_does_not_matter():
    one = CMS.address(f"{HOME}/bao-chi-xuat-ban/-/view_content/{SLUG}")
    other = CMS.address(f"{HOME}/en/tin-tuc-su-kien/-/view_content/{SLUG}")
    assert one.cms_id == other.cms_id


@pytest.mark.parametrize("tail", ["/en", "/en/en", "/en/en/vi", "/vi"])
def test_the_language_trap_is_no_article(tail):
    address = CMS.address(f"{HOME}/web/sotttt-eng/hot-news/-/view_content/3019611-exhibition.html{tail}")
    assert (address.kind, address.cms_id) == ("other", None)


def test_pages_of_a_list():
    first = CMS.address(f"{HOME}/bao-chi-xuat-ban")
    query = "?p_p_id=101&p_p_lifecycle=0&_101_delta=15&_101_cur="
    assert first.kind == "list"
    assert CMS.address(f"{HOME}/vi/bao-chi-xuat-ban{query}1") == first
    second = CMS.address(f"{HOME}/bao-chi-xuat-ban{query}2")
    assert second.kind == "list" and second.url != first.url


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/en", "home"),
        ("/web/so-tttthn/trang-chu", "home"),
        ("/documents/554897/716507/TB+213.pdf/5129d857-c08c", "file"),
        ("/documents/554897/882043/IMG_7126.JPG", "image"),
        ("/image/journal/article?img_id=882080&t=1661586936779", "image"),
        ("/chien-luoc?p_p_id=59_INSTANCE_6aZa&p_p_state=maximized", "other"),
    ],
)
def test_other_addresses(path, kind):
    assert CMS.address(HOME + path).kind == kind


def test_no_http_address():
    assert CMS.address("javascript:void(0)").kind == "other"
