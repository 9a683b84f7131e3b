"""Which addresses are contacted, and which are wanted."""

import pytest

from crawler.frontier.scope import Scope
from crawler.options import BadOption, options
from crawler.portals.registry import portal_named

HOST = "https://vpub.soctrang.gov.vn"


def scope(**given):
    return Scope(portal_named("soctrang"), options(**given))


def allowed(scope, url):
    return scope.allows(scope.address(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://soctrang.gov.vn/",
        "http://sonnptnt.soctrang.gov.vn/snnptnt/1282/30591/53960/371527/a/b.aspx",
        "https://storage-vnportal.vnpt.vn/stg/anh.jpg",
    ],
)
def test_the_portals_own_hosts_are_contacted(url):
    assert allowed(scope(), url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/",
        "https://soctrang.gov.vn.example.org/",
        "https://notsoctrang.gov.vn/",
        "https://storage-vnportal.vnpt.vn/",
        "http://127.0.0.1/Default.aspx?id=1",
        "http://10.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "https://soctrang.gov.vn@example.org/",
        "https://soctrang.gov.vn/" + "vi/" * 1000,
    ],
)
def test_no_other_host_is_contacted(url):
    assert not allowed(scope(), url)


def test_a_named_home_is_the_only_host():
    mirror = scope(home=["http://127.0.0.1:8000/"])
    assert allowed(mirror, "http://127.0.0.1:8000/vpubnd/")
    assert not allowed(mirror, "http://127.0.0.1:8001/")
    assert not allowed(mirror, "https://soctrang.gov.vn/")
    assert not allowed(mirror, "https://storage-vnportal.vnpt.vn/stg/anh.jpg")


def test_a_home_in_a_private_network_is_one_only_where_the_portal_s_file_names_it_by_number():
    here = type(
        "Here",
        (portal_named("soctrang"),),
        {"home": "http://127.0.0.1:18100/", "domains": ("127.0.0.1:18100",)},
    )
    named = type("Named", (portal_named("soctrang"),), {"home": "http://localhost:18100/"})
    assert Scope(here, options()).home_hosts == {"127.0.0.1"}
    assert (
        Scope(named, options()).home_hosts == Scope(portal_named("soctrang"), options()).home_hosts == set()
    )
    assert Scope(here, options(home=["http://10.0.0.1/"])).home_hosts == {"10.0.0.1"}


def test_a_site_is_asked_for_by_name_whatever_the_address_says():
    only = scope(site="vpubnd")
    pages = [
        "/Default.aspx?sid=1292&id=5",
        "/Default.aspx?sname=vpubnd&id=6",
        "/Default.aspx?sname=svhttdl&id=7",
        "/svhttdl/1294/1/2/danh-muc/",
        "/",
    ]
    wanted = [address.url for address in only.pages(HOST + page for page in pages)]
    assert [url.rpartition("/")[2] for url in wanted] == [
        "Default.aspx?sid=1292&id=5",
        "Default.aspx?sname=vpubnd&id=6",
        "",
    ]


def test_each_page_comes_once():
    urls = [
        f"{HOST}/vpubnd/1292/1/2/3000/a/b.aspx",
        f"{HOST}/vpubnd/1292/1/2/3000/a/b.aspx#anh",
        "javascript:void(0)",
    ]
    assert [address.cms_id for address in scope().pages(urls)] == ["3000"]


@pytest.mark.parametrize(
    "given",
    [
        {"media": "films"},
        {"since": "tomorrow"},
        {"limit": "0"},
        {"limit": "many"},
        {"home": "soctrang.gov.vn"},
    ],
)
def test_an_option_that_cannot_be_followed_is_named(given):
    with pytest.raises(BadOption, match=next(str(value) for value in given.values())):
        options(**given)


def test_options_come_as_one_text_from_scrapy():
    assert options(home="http://a:1/,http://b:2/", limit="5", all="true").homes == (
        "http://a:1/",
        "http://b:2/",
    )
