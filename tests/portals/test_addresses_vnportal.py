"""What vnPortal's addresses tell, in every form that was seen."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from crawler.cms.known.vnportal import CMS

HOST = "https://vpub.soctrang.gov.vn"

ARTICLES = [
    "/vpubnd/1292/32237/63645/392145/hoat-dong-dang-doan-the/Dang-uy-Cong-an-tinh.aspx",
    "/vpubnd/1292/99999/63645/392145/hoat-dong/slug-sai.aspx",
    "/vpubnd/1292/32237/63645/392145/Van-hoa---Xa-hoi/Tuan-34--Ngay-14-16-8-2023-.aspx",
    "/Default.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645&id=392145&catname=hoat-dong&title=dang-uy",
    "/Default.aspx?title=x&id=392145&catid=63645&pageid=1&sid=1292&sname=vpubnd",
    "/mDefault.aspx?sid=1292&pageid=6591&catid=63645&id=392145&catname=Hoạt+động&title=Đảng+ủy",
    "/default.aspx?SNAME=vpubnd&SID=1292&ID=392145",
    "/1292/32237/63645/392145/hoat-dong/dang-uy-cong-an-tinh",
    "/hoat-dong/dang-uy-cong-an-tinh-392145",
    "/portal/vpubnd/1292/32237/63645/392145/hoat-dong/dang-uy-cong-an-tinh.aspx",
]


@pytest.mark.parametrize("path", ARTICLES)
def test_all_forms_of_an_article_meet_in_its_id(path):
    address = CMS.address(HOST + path)
    assert (address.kind, address.cms_id) == ("article", "392145")


@pytest.mark.parametrize(
    "path",
    [
        "/vpubnd/1292/32237/63645/hoat-dong-dang-doan-the/",
        "/vpubnd/1292/32237/63645/hoat-dong-dang-doan-the",
        "/vpubnd/1292/32237/63645/",
        "/portal/vpubnd/1292/32237/63645/hoat-dong-dang-doan-the/",
        "/Default.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645&catname=hoat-dong-dang-doan-the",
        "/Default.aspx?catid=63645&sname=vpubnd&sid=1292&pageid=1&page=7",
    ],
)
def test_all_forms_of_a_list_meet(path):
    address = CMS.address(HOST + path)
    assert (address.kind, address.cms_id, address.site) == ("list", "1292/63645", "vpubnd")


@pytest.mark.parametrize("path", [ARTICLES[0], ARTICLES[3], "/", "/SiteFolders/vpubnd/1292/anh.jpg"])
def test_the_session_in_an_address_is_no_part_of_it(path):
    for session in ("/(S(lit3py55t21z5v55vlm25s55))", "/(S(lit3py55)F(k-x_1))"):
        assert CMS.address(HOST + session + path) == CMS.address(HOST + path)


def test_a_list_for_telephones_is_a_list_of_its_own():
    address = CMS.address(f"{HOST}/mDefault.aspx?sname=vpubnd&sid=1292&catid=63645")
    assert (address.kind, address.cms_id) == ("list", "m:1292/63645")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("", "home"),
        ("/Default.aspx", "home"),
        ("/vpubnd/", "home"),
        ("/Default.aspx?sname=vpubnd&sid=1292&pageid=32237", "home"),
        ("/vpubnd/1292/32237", "home"),
        ("/vpubnd/1292/32237/trang-chu/", "home"),
        ("/vpubnd/1292/gioi-thieu/3.aspx", "other"),
        ("/vpubnd/1292/32237/trang-chu/en/en", "other"),
        ("/vpubnd/1292/32237/63645/hoat-dong/en/vi", "other"),
        ("/sokhdt/1301/trang/3", "other"),
        ("/WebResource.axd", "other"),
        ("/SiteFolders/vpubnd/anh 1 (2).JPG", "image"),
        ("/SiteFolders/vpubnd/Quyết định.pdf", "file"),
        ("/vi/en/en/en/tin-tuc", "other"),
    ],
)
def test_other_addresses(path, kind):
    assert CMS.address(HOST + path).kind == kind


def test_the_days_of_a_calendar_are_one_address():
    days = {
        CMS.address(f"{HOST}{path}?ngay={day}").url
        for path in ("/", "/vpubnd/1292/32237")
        for day in range(9)
    }
    assert days == {f"{HOST}/", f"{HOST}/vpubnd/1292/32237"}


def test_a_steering_document_is_an_article_of_its_own_kind():
    address = CMS.address("https://soctrang.gov.vn/Default.aspx?p_steering=27873&pageid=27160&sname=ubnd-stg")
    assert (address.kind, address.cms_id, address.site) == ("article", "steering-27873", "ubnd-stg")


def test_spellings_of_one_request_are_one_address():
    spellings = [
        "HTTP://VPUB.soctrang.gov.vn:80/Default.aspx?id=1000&sname=vpubnd#top",
        "http://vpub.soctrang.gov.vn/default.aspx?sname=vpubnd&id=1000&utm_source=x",
        "http://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&amp;id=1000&page=3",
    ]
    assert {CMS.address(url).url for url in spellings} == {
        "http://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&id=1000"
    }


def test_a_space_an_escape_and_a_decomposed_letter_are_one_address():
    spellings = ["/SiteFolders/a/Quyết định.pdf", "/SiteFolders/a/Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf"]
    spellings.append(spellings[0].replace("ế", "ế"))
    assert len({CMS.address(HOST + path).url for path in spellings}) == 1


@pytest.mark.parametrize("url", ["javascript:void(0)", "mailto:a@b.vn", "", "http://", "//x", "http://[::1"])
def test_what_is_no_http_address_tells_nothing(url):
    assert CMS.address(url).kind == "other"


@pytest.mark.parametrize(
    ("path", "category", "slug"),
    [
        (ARTICLES[0], "63645", "hoat-dong-dang-doan-the"),
        (ARTICLES[3], "63645", "hoat-dong"),
        (ARTICLES[5], "63645", "Hoạt động"),
        (ARTICLES[6], None, None),
        (ARTICLES[7], "63645", "hoat-dong"),
        (ARTICLES[8], None, "hoat-dong"),
        ("/vpubnd/1292/32237/63645/hoat-dong/", "63645", "hoat-dong"),
        ("/vpubnd/1292/32237/63645/392145/dang-uy.aspx", "63645", None),
        ("/Default.aspx?sname=vpubnd&sid=1292&pageid=32237&catid=63645", "63645", None),
        ("/vpubnd/", None, None),
    ],
)
def test_the_category_where_an_address_tells_it(path, category, slug):
    address = CMS.address(HOST + path)
    assert (address.category, address.category_slug) == (category, slug)


def test_real_addresses_of_soc_trang(shared):
    for url in _urls(shared / "soctrang-urls.txt", 68):
        _, sname, sid, pageid, category, article, slug, title = urlsplit(url).path.split("/")
        told = ("article", article, sname, category, slug)
        asked = {
            "sname": sname,
            "sid": sid,
            "pageid": pageid,
            "catid": category,
            "id": article,
            "catname": slug,
        }
        assert _told(url) == told, url
        assert _told(f"{HOST}/Default.aspx?{urlencode(asked)}&title={title}") == told
        assert _told(f"{HOST}/mDefault.aspx?{urlencode(dict(reversed(asked.items())))}") == told
        assert _told(f"{HOST}/{sname}/{sid}/1/{category}/{article}/{slug}/slug-sai") == told
        assert CMS.address(f"{HOST}/{slug}/{title.removesuffix('.aspx')}-{article}").cms_id == article


def test_real_addresses_of_tra_vinh(shared):
    for url in _urls(shared / "travinh-urls.txt", 498):
        given = dict(parse_qsl(urlsplit(url).query))
        sid, category, article, slug = (given[name] for name in ("sid", "catid", "id", "catname"))
        told = ("article", article, sid, category, slug)
        assert _told(url) == told, url
        assert (
            _told(f"https://travinh.gov.vn/{sid}/38877/{category}/{article}/{slug}/{given['title']}") == told
        )
        elsewhere = CMS.address(f"https://snnptnt.travinh.gov.vn/{slug}/{given['title']}-{article}")
        assert (elsewhere.kind, elsewhere.cms_id, elsewhere.category_slug) == ("article", article, slug)


def _told(url):
    address = CMS.address(url)
    return address.kind, address.cms_id, address.site, address.category, address.category_slug


def _urls(path, count):
    urls = [line.strip() for line in path.read_text("utf-8").splitlines() if line.startswith("http")]
    assert len(urls) == count
    return urls
