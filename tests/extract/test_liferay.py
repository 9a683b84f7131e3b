"""Liferay's addresses: eight of one article meet, traps are no articles, lists keep their page."""

import pytest

from archive.model import Page, Pager, PagerLink
from crawler.cms.known.liferay import CMS
from crawler.extract import read_page

HOME = "https://sotttt.hanoi.gov.vn"
SLUG = "881981-chi-bo-quan-ly-bao-chi-xuat-ban-ket-nap-dang-vien-moi.html"


@pytest.mark.parametrize("language", ["", "/vi", "/en"])
@pytest.mark.parametrize("view", ["", "pop_up/"])
def test_all_addresses_of_an_article_meet(language, view):
    query = "?_101_viewMode=print" if view else ""
    address = CMS.address(f"{HOME}{language}/bao-chi-xuat-ban/-/view_content/{view}{SLUG}{query}")
    assert (address.kind, address.cms_id) == ("article", "881981")
    assert address.category_slug == "bao-chi-xuat-ban"


def test_the_category_in_the_address_does_not_matter():
    one = CMS.address(f"{HOME}/bao-chi-xuat-ban/-/view_content/{SLUG}")
    other = CMS.address(f"{HOME}/en/tin-tuc-su-kien/-/view_content/{SLUG}")
    assert one.cms_id == other.cms_id


@pytest.mark.parametrize("tail", ["/en", "/en/en", "/en/en/vi", "/vi"])
def test_the_language_trap_is_no_article(tail):
    address = CMS.address(f"{HOME}/web/sotttt-eng/hot-news/-/view_content/3019611-exhibition.html{tail}")
    assert (address.kind, address.cms_id) == ("other", None)


PAGE = "?p_p_id=101&p_p_lifecycle=0&_101_delta=15&_101_cur="


def test_pages_of_a_list():
    first = CMS.address(f"{HOME}/bao-chi-xuat-ban")
    assert (first.kind, first.cms_id) == ("list", "/bao-chi-xuat-ban")
    assert CMS.address(f"{HOME}/vi/bao-chi-xuat-ban{PAGE}1") == first
    second = CMS.address(f"{HOME}/bao-chi-xuat-ban{PAGE}2")
    assert second.kind == "list" and second.url != first.url
    assert second.cms_id == first.cms_id, "no list of its own, to be walked once more"


@pytest.mark.parametrize("path", [".html", f"7bc7.html{PAGE}1", f"1ba5.html{PAGE}7"])
def test_names_in_a_copied_portal(path):
    address = CMS.address(f"{HOME}/bao-chi-xuat-ban{path}")
    assert (address.kind, address.cms_id) == ("list", "/bao-chi-xuat-ban")


@pytest.mark.parametrize("label", ["2", "next", "Cuối cùng →"])
def test_the_next_page_is_known_by_its_address(label):
    first, second = (PagerLink(name, f"{HOME}/pctn{PAGE}{n}") for n, name in ((1, "1"), (2, label)))
    page = Page("list", pager=Pager(1, (first, second)))
    assert CMS.next_page(page, 2) == second
    assert CMS.next_page(page, 3) is None


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


LEAD = "Chiều 24/02, Chi bộ Quản lý Báo chí tổ chức Lễ kết nạp đảng viên mới cho quần chúng ưu tú."
TEXT = "Buổi lễ diễn ra trang trọng, đúng quy trình và thủ tục, trước sự chứng kiến của các đảng viên."


def article(content, *, date="25/02/2016 | 10:51 AM", sapo="", user="Pho Ban bien tap"):
    markup = f"""<title>Chi bộ kết nạp đảng viên mới - Báo chí - Sở TT&amp;TT</title>
    <div class="asset-full-content-title">Chi bộ kết nạp đảng viên mới</div>
    <div class="assetPublishDate block_timer">{date}</div>
    <div class="asset-full-content show-asset-title"><div class="asset-content">
    <div class="sapo-wrapper clearfix"><img class="pull-left" src="/image/journal/article?img_id=1&amp;t=1661586936779">
    <p class="sapo"><strong> {sapo} </strong></p></div>
    <div class="journal-content-article">{content}
    <p align="right" class="view-content-author"><strong><em>{user}</em></strong></p></div></div></div>
    <div class="asset-control-detail"><a href="javascript:_101_print();">Print</a></div>
    <div class="related_asset"><div>Other News</div><ul><li><a href="88197-khac.html">Khác</a></li></ul></div>"""
    page = read_page(markup.encode(), f"{HOME}/en/bao-chi-xuat-ban/-/view_content/{SLUG}", portal="hanoi")
    assert (page.kind, page.problems) == ("article", ())
    return page.article


@pytest.mark.parametrize(
    ("date", "published_at", "views"),
    [
        ("25/02/2016 | 10:51 AM", "2016-02-25T10:51", None),
        ("Publish date 24/06/2022 | 3:58 PM | View count: 85", "2022-06-24T15:58", 85),
        ("Ngày đăng 16/02/2012 | 12:00 AM", "2012-02-16T00:00", None),
        ("", None, None),
    ],
)
def test_the_date_line(date, published_at, views):
    read = article(f"<p>Ngày 01/3/2016. {LEAD}</p><p>{TEXT}</p>", date=date)
    assert (read.title, read.published_at, read.views) == (
        "Chi bộ kết nạp đảng viên mới",
        published_at,
        views,
    )


@pytest.mark.parametrize(
    ("sapo", "first", "summary"),
    [
        (LEAD, f"<p>{LEAD}</p>", LEAD),
        ("&nbsp;", f"<p><strong>{LEAD}</strong></p>", LEAD),
        ("...", f"<p>{LEAD}</p>", None),
    ],
)
def test_the_summary_is_the_sapo_or_a_bold_lead(sapo, first, summary):
    read = article(f"{first}<p>{TEXT}</p>", sapo=sapo)
    assert (read.summary, read.body) == (summary, (LEAD, TEXT))


@pytest.mark.parametrize("user", ["Pho Ban bien tap", "Lê Xuân Hải"])
@pytest.mark.parametrize("author", ["Hải Yến", None])
def test_the_user_who_typed_it_in_is_never_the_author(author, user):
    signature = f"<p align=right><strong>{author}</strong></p>" if author else ""
    read = article(f"<p>{LEAD}</p><p>{TEXT}</p>{signature}", user=user)
    assert (read.author, read.body) == (author, (LEAD, TEXT))
