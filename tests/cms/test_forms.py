"""Forms of addresses: what fits them, and what an address of each tells."""

import pytest

from crawler.cms.declared import Declared
from crawler.cms.forms import BadForm, Form
from crawler.cms.systems import DECLARED, system

HOST = "https://a.gov.vn"


@pytest.mark.parametrize(
    ("cms", "url", "kind", "cms_id"),
    [
        ("nukeviet", "/tin-tuc/hoat-dong/hoi-nghi-so-ket-9-4-2022-815.html", "article", "815"),
        ("nukeviet", "/vi/news/hoat-dong/print/hoi-nghi-815.html", "article", "815"),
        ("nukeviet", "/index.php?language=vi&nv=news&op=hoat-dong/hoi-nghi-815", "article", "815"),
        ("nukeviet", "/tin-tuc/hoat-dong/page-2/", "list", "/tin-tuc/hoat-dong"),
        ("nukeviet", "/users/login/", "other", None),
        ("nukeviet", "/tin-tuc/rss/hoat-dong/", "other", None),
        ("wordpress", "/2024/05/12/hoi-nghi-so-ket/", "article", None),
        ("wordpress", "/2024/05/12/", "list", "/2024/05/12"),
        ("wordpress", "/2024/05/page/3/", "list", "/2024/05"),
        ("wordpress", "/category/tin-tuc/page/2/", "list", "/category/tin-tuc"),
        ("wordpress", "/wp-json/wp/v2/posts", "other", None),
        ("wordpress", "/hoi-nghi/feed/", "other", None),
        ("joomla", "/index.php/tin-tuc/815-hoi-nghi", "article", "815"),
        ("joomla", "/index.php?option=com_content&view=article&id=815:hoi-nghi&catid=2", "article", "815"),
        ("joomla", "/tin-tuc?start=20", "list", "/tin-tuc"),
        ("drupal", "/vi/node/815", "article", "815"),
        ("drupal", "/taxonomy/term/12?page=3", "list", "/taxonomy/term/12"),
        ("dotnetnuke", "/tin-tuc/ArticleView/articleId/815/Hoi-nghi.aspx", "article", "815"),
        ("dotnetnuke", "/tin-tuc/PgrID/500/PageID/3", "list", "/tin-tuc"),
        ("sharepoint", "/noidung/tintuc/Pages/chi-tiet.aspx?CatID=3&ItemID=815", "article", "815"),
        ("sharepoint", "/Pages/tin-tuc.aspx?Paged=TRUE&p_ID=40&PageFirstRow=31", "list", "/pages/tin-tuc.aspx"),
        ("liferay7", "/web/so/-/asset_publisher/Ab1/content/hoi-nghi", "article", "hoi-nghi"),
        ("liferay7", "/tin-tuc/-/hoi-nghi", "article", "hoi-nghi"),
        ("chinhphu", "/chinh-tri/hoi-nghi-102240515103412345.htm", "article", "102240515103412345"),
        ("baodang", "/chinh-tri/202405/hoi-nghi-3180954/", "article", "3180954"),
    ],
)  # fmt: skip
def test_an_address_of_a_known_cms(cms, url, kind, cms_id):
    told = system(cms).address(HOST + url)
    assert (told.kind, told.cms_id) == (kind, cms_id)


def test_every_declared_cms_can_be_followed():
    for name in DECLARED:
        system(name).check()
        assert system(name).address(f"{HOST}/").kind == "home"


def test_spellings_of_an_address_are_one():
    cms = Declared("x", article=("/{slug}-{id}.html",), list=("/{path}[/trang-{page}]",))
    a = cms.address(f"{HOST}/Hoi-nghi-0815.html?utm_source=zalo&fbclid=1#a")
    assert (a.url, a.cms_id) == (f"{HOST}/Hoi-nghi-0815.html", "815")
    pages = [cms.address(HOST + each) for each in ("/tin", "/tin/", "/tin/trang-1", "/tin/trang-3")]
    assert {page.cms_id for page in pages} == {"/tin"}
    assert [page.url for page in pages[1:]] == [f"{HOST}/tin/", f"{HOST}/tin", f"{HOST}/tin/trang-3"]


def test_parameters_that_no_form_names_make_another_address_where_no_id_tells():
    cms = Declared("x", article=("/{slug}.html",), list=("/{path}",))
    assert cms.address(f"{HOST}/hoi-nghi.html?print=1").kind == "article"
    assert cms.address(f"{HOST}/hoi-nghi.html?id=5").kind == "other"
    assert cms.address(f"{HOST}/tin?sort=asc").kind == "other"
    assert cms.address(f"{HOST}/tin?page=2").kind == "list"


def test_an_id_counts_within_its_scope():
    cms = Declared("x", article=("/{scope}/{id}.html",))
    assert cms.address(f"{HOST}/tin/5.html").cms_id == "tin:5"
    assert cms.address(f"{HOST}/thong-bao/5.html").cms_id == "thong-bao:5"


def test_a_form_of_one_address_goes_before_others():
    cms = Declared("x", article=("/{slug}",), list=("/tin-tuc[/page/{page}]",), ignore=("/lien-he",))
    assert cms.address(f"{HOST}/tin-tuc").kind == "list"
    assert cms.address(f"{HOST}/tin-tuc/page/2").kind == "list"
    assert cms.address(f"{HOST}/lien-he").kind == "other"
    assert cms.address(f"{HOST}/hoi-nghi-so-ket").kind == "article"


@pytest.mark.parametrize("text", ["tin", "/{tin}", "/a[b", "/a]b", "/{id:number}", "/a{", "/" + "a" * 300])
def test_a_form_that_cannot_be_followed(text):
    with pytest.raises(BadForm):
        Form(text).check()


def test_a_day_of_a_calendar_behind_a_list_is_no_article_and_a_parameter_that_names_one_is():
    base = system("sharepoint")
    cms = Declared("x", article=("/tin/{id:slug}.aspx",), list=("/tin/hoat-dong.aspx",), base=base)
    kinds = {
        "/tin/hoat-dong.aspx": "list",
        "/tin/hoat-dong.aspx?p=2": "list",
        "/tin/hoat-dong.aspx?CalendarDate=1%2F8%2F2021": "other",
        "/tin/hoat-dong.aspx?ItemID=7": "article",
        "/tin/mot-bai-viet.aspx?CategoryId=3": "article",
    }
    assert {path: cms.address(f"https://a.vn{path}").kind for path in kinds} == kinds
    assert cms.address("https://a.vn/tin/hoat-dong.aspx?ItemID=7").cms_id == "7"


def test_a_slug_that_is_the_id_is_one_article_at_all_its_addresses_and_another_in_each_scope():
    cms = Declared("x", article=("/{scope}/{id:slug}.html", "/{scope}/{id:slug}"))
    told = [
        cms.address(f"https://a.vn{path}").cms_id
        for path in ("/y/hop-2021", "/y/hop-2021.html?in=1", "/z/hop-2021")
    ]
    assert told == ["y:hop-2021", "y:hop-2021", "z:hop-2021"]
    assert cms.address("https://a.vn/lich/2021").kind == "other"


@pytest.mark.parametrize("name", ["PHPSESSID", "jsessionid", "c41d8cd98f00", "replytocom", "utm_source"])
def test_a_session_or_a_view_is_no_part_of_an_address(name):
    cms = Declared("x", article=("/index.php?nid={id}",), list=("/index.php?cid={category}",))
    assert cms.address(f"https://a.vn/index.php?cid=3&{name}=7f").url == "https://a.vn/index.php?cid=3"


def test_a_session_behind_a_path_is_no_part_of_an_address():
    cms = Declared("x", article=("/{category}/bai_{id}.html",))
    told = cms.address("https://a.vn/tin;jsessionid=AB12/bai_7.html;JSESSIONID=0F?in=1")
    assert (told.url, told.cms_id) == ("https://a.vn/tin/bai_7.html?in=1", "7")
