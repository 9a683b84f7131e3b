"""Small pages, each of a kind that its address does not promise, or that looks like another."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from crawler.extract.read import explain_page
from crawler.portals.registry import portal_named
from tests.support.facts import HOST
from tests.support.skins import path

ARTICLE, LIST, HOME = HOST + path(392001), f"{HOST}/vpubnd/1292/32237/63645/", f"{HOST}/"
ONE = "Sáng nay tại trung tâm xã, nhiều hộ đã bày bán hàng của mình và thăm hỏi nhau rất vui."
PROSE = f"<p>{ONE}</p>" * 6
MENU = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/vpubnd/1292/1/2/tin/'>Tin tức</a></li></ul>"
PASSWORD = "<form><input type='password'></form>"
CMS = portal_named("soctrang").system()


def named(slug: str) -> str:
    """The address of an article that is made of its title."""
    return f"{HOST}/vpubnd/1292/32237/63645/392001/hoat-dong/{slug}.aspx"


def entries(first: int, count: int, beside: str = "<p>05/09/2024</p>") -> str:
    links = (
        f"<li><a href='{path(n)}'>Tin hoạt động số {n} của huyện</a>{beside}</li>"
        for n in range(first, first + count)
    )
    return f"<ul>{''.join(links)}</ul>"


def blocks(count: int) -> str:
    """Blocks of news from several categories, as home pages have them."""
    return "".join(
        f"<div><h3>Mục {n}</h3>{entries(392100 + 10 * n, 3, '')}<p>Hết mục này</p></div>"
        for n in range(count)
    )


def twice(text: str) -> str:
    """`text` in UTF-8 that was taken for windows-1252, with question marks for the bytes that this has not."""
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in text.encode()).replace("\ufffd", "?")


KINDS = {
    "a log-in in place of a list": (LIST, f"<h1>Đăng nhập</h1>{PASSWORD}{MENU}", ("wall", "login")),
    "a log-in in place of an article": (
        ARTICLE,
        f"<h1>Đăng nhập hệ thống</h1>{PASSWORD}{MENU}",
        ("wall", "login"),
    ),
    "a log-in among much text in place of a list": (
        LIST,
        f"<h1>Đăng nhập</h1>{PASSWORD}{PROSE}",
        ("wall", "login"),
    ),
    "a list that is not here": (
        LIST,
        f"{MENU}<p>Không tìm thấy trang bạn yêu cầu.</p>",
        ("missing", "soft-404"),
    ),
    "a home page in place of a list": (LIST, f"{MENU}{blocks(5)}", ("home", "home-instead")),
    "a home page in place of an article": (ARTICLE, f"{MENU}{blocks(5)}", ("missing", "home-instead")),
    "a list in place of an article": (ARTICLE, f"{MENU}{entries(392002, 6)}", ("missing", "list-instead")),
    "a list": (LIST, f"{MENU}{entries(392002, 6)}", ("list", None)),
    "a list among boxes of other categories": (
        LIST,
        f"{MENU}<h1>Chính trị</h1>{entries(392002, 8)}{blocks(4)}",
        ("list", None),
    ),
    "a home page with its name at the top": (
        LIST,
        f"<h1>Trang huyện Mẫu</h1>{MENU}<h2>Tin mới</h2>{entries(392002, 8)}{blocks(4)}",
        ("home", "home-instead"),
    ),
    "a home page": (HOME, f"{MENU}{blocks(5)}", ("home", None)),
    "nothing but a menu in place of an article": (ARTICLE, MENU, ("wall", "empty")),
    "text without a title": (ARTICLE, MENU + PROSE, ("other", None)),
    "text without a title below other news": (
        ARTICLE,
        f"{MENU}{entries(392002, 6)}{PROSE}",
        ("other", None),
    ),
    "an article whose title is what missing pages say": (
        named("trang-khong-ton-tai"),
        f"{MENU}<h1>Trang không tồn tại</h1><p>05/09/2024</p><div><p>{ONE}</p></div>",
        ("article", None),
    ),
    "a frame of a foreign host within a text": (
        ARTICLE,
        f"{MENU}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}<iframe src='https://cantho.gov.vn/'></iframe></div>",
        ("article", None),
    ),
    "a log-in among much text in place of an article": (
        ARTICLE,
        "<form><legend>Đăng nhập</legend><input type='password'></form>"
        + "".join(f"<p><a href='/{n}'>Mục {n}</a> về việc vào hệ thống văn bản</p>" for n in range(16)),
        ("wall", "login"),
    ),
    "an article with question marks between words": (
        ARTICLE,
        f"<h1>A fair of crafts in Sóc Trăng</h1><p>05/09/2024</p><div>{PROSE}<p>{'hello?world?again? ' * 99}</p></div>",
        ("article", None),
    ),
    "a picture without a title": (ARTICLE, f"{MENU}<p><img src='/a.jpg'></p>", ("other", None)),
    "no data": (ARTICLE, f"{MENU}<p>Không có dữ liệu</p>", ("missing", "soft-404")),
    "a page that sends home": (ARTICLE, "<script>window.location='/'</script>", ("missing", "redirect-home")),
    "a page that sends to another of its addresses": (
        ARTICLE,
        f"<script>window.location='{path(392001)}?x=1'</script>",
        ("wall", "redirect"),
    ),
    "a page that sends to another address of its article": (
        ARTICLE,
        f"<script>window.location='{path(392001).replace('hoat-dong', 'tin-khac')}'</script>",
        ("other", "redirect"),
    ),
    "a page that sends elsewhere": (
        ARTICLE,
        f"<script>window.location='{path(392002)}'</script>",
        ("wall", "redirect"),
    ),
    "a page that sends to the home page of a foreign host": (
        ARTICLE,
        "<script>window.location.replace('https://cantho.gov.vn' + window.location.pathname)</script>",
        ("other", "host-closed"),
    ),
    "a page that refreshes to a foreign host": (
        ARTICLE,
        "<meta http-equiv=refresh content='5;URL=https://cantho.gov.vn/tin/8'><p>Cổng đã chuyển.</p>",
        ("other", "host-closed"),
    ),
    "a page that is a frame around a foreign host": (
        ARTICLE,
        "<iframe src='https://cantho.gov.vn/' width='100%'></iframe>",
        ("other", "host-closed"),
    ),
    "a page that is a frame around a sign-on": (
        ARTICLE,
        "<iframe src='https://sso.dancuquocgia.gov.vn/auth/realms/x'></iframe>",
        ("wall", "login"),
    ),
    "a page that sends to a sign-on at a foreign host": (
        ARTICLE,
        "<script>location.href='https://sso.dancuquocgia.gov.vn/auth/realms/x'</script>",
        ("wall", "login"),
    ),
    "an article": (
        ARTICLE,
        f"{MENU}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}</div>",
        ("article", None),
    ),
    "a challenge within the layout": (
        ARTICLE,
        f"{MENU}<h1>Xác minh bạn không phải là robot</h1><p>Vui lòng chờ</p>",
        ("wall", "challenge"),
    ),
    "a long article about a challenge": (
        ARTICLE,
        f"{MENU}<h1>Xác minh bạn không phải là robot là gì?</h1><p>05/09/2024</p><div>{PROSE}</div>",
        ("article", None),
    ),
    "a long article beside a log-in": (
        ARTICLE,
        f"{MENU}<h2>Đăng nhập</h2>{PASSWORD}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}</div>",
        ("article", None),
    ),
    "a long article with a note of what is missing": (
        ARTICLE,
        f"{MENU}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}<p>Không tìm thấy hàng giả.</p></div>",
        ("article", None),
    ),
    "a long article beside what is missing": (
        ARTICLE,
        f"{MENU}<p>Không tìm thấy trang bạn yêu cầu.</p><h1>Hội chợ</h1><p>05/09/2024</p><div>{PROSE * 3}</div>",
        ("article", None),
    ),
    "a title over links to articles": (
        ARTICLE,
        f"{MENU}<h1>Tin hoạt động</h1>{entries(392002, 6)}",
        ("missing", "list-instead"),
    ),
    "a title over teasers": (
        ARTICLE,
        f"{MENU}<h1>Tin hoạt động</h1>" + entries(392002, 6, f"<p>05/09/2024</p><p>{ONE}</p>"),
        ("missing", "list-instead"),
    ),
    "an article below links": (
        ARTICLE,
        f"{MENU}{entries(392002, 6)}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}</div>",
        ("article", None),
    ),
    "an article above links": (
        ARTICLE,
        f"{MENU}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}</div>{entries(392002, 6)}",
        ("article", None),
    ),
    "a title over a document and links": (
        ARTICLE,
        f"{MENU}<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div><a href='/f/a.pdf'>Kế hoạch</a></div>"
        f"<h3>Các tin khác</h3>{entries(392002, 6)}",
        ("article", None),
    ),
    "letters that were lost": (
        ARTICLE,
        "<h1>H?i ngh? s? k?t n?m</h1><p>05/09/2024</p>" + "<p>T?nh ?y t? ch?c h?i ngh? ? Tr?ng</p>" * 9,
        ("article", "bad-encoding"),
    ),
    "letters that were lost where they were encoded twice": (
        ARTICLE,
        twice(f"<h1>Hội chợ làng nghề của tỉnh</h1><p>05/09/2024</p>{PROSE}"),
        ("article", "bad-encoding"),
    ),
    "a page cut off": (
        ARTICLE,
        f"<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div><div><div>{PROSE}<p>Và rồi",
        ("article", "truncated"),
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_page_is(name):
    url, body, expected = KINDS[name]
    page = read_page(
        f"<html><head><title>Sóc Trăng</title></head><body>{body}".encode(), url, portal="soctrang"
    )
    assert (page.kind, page.reason) == expected


@pytest.mark.parametrize(
    "encoded",
    [lambda text: text.encode("utf-16-le"), lambda text: text.encode().decode("latin-1").encode()],
    ids=["two bytes a letter", "UTF-8 twice"],
)
def test_letters_are_read_however_they_were_encoded(encoded):
    title = "Hội chợ làng nghề của tỉnh"
    html = f"<html><body><h1>{title}</h1><p>05/09/2024</p><div>{PROSE}</div></body></html>"
    found = read_page(encoded(html), ARTICLE, portal="soctrang").article
    assert found is not None and (found.title, found.body) == (title, (ONE,) * 6)


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b" \n", ("wall", "empty")),
        (b"<html><frameset cols='*'><frame src='/trang/chu.aspx'></frameset></html>", ("list", None)),
    ],
    ids=["white space", "frames"],
)
def test_what_a_payload_without_a_line_is(payload, expected):
    page = read_page(payload, LIST, portal="soctrang")
    assert (page.kind, page.reason) == expected


LINES = {
    "no words": ("<p>***</p>", "***", "boilerplate"),
    "a button": ("<p><a href='#'>In trang</a></p>", "In trang", "boilerplate"),
    "another article": (
        f"<p><a href='{path(392002)}'>Tin hoạt động số hai</a></p>",
        "Tin hoạt động số hai",
        "others",
    ),
    "a menu": (MENU, "Tin tức", "boilerplate"),
    "mail": ("<p>Gửi thư tới a@b.vn</p>", "Gửi thư tới a@b.vn", "boilerplate"),
    "a right": ("<p>© Sở Y tế</p>", "© Sở Y tế", "boilerplate"),
    "what nothing accounts for": ("<aside>x</aside><p>Zwarf unheard</p>", "Zwarf unheard", "unread"),
}


@pytest.mark.parametrize("name", LINES)
def test_what_a_line_below_an_article_is_taken_for(name):
    below, text, label = LINES[name]
    article = f"<div><h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div>{PROSE}</div></div>"
    html = f"<html><body>{article}<h3>Các tin khác</h3><div>{below}</div></body></html>"
    _, lines = explain_page(html.encode(), ARTICLE, CMS)
    assert {line.text: line.label for line in lines}[text] == label


def test_a_page_that_is_none_has_no_lines():
    page, lines = explain_page(b"%PDF-1.4", ARTICLE, CMS)
    assert page.kind == "other" and lines == []


@pytest.mark.parametrize(
    "instead",
    [
        "Đang tải dữ liệu...",
        "<img src='/images/loading.gif'><br>Đang tải dữ liệu, vui lòng chờ...",
        "<p>Đang tải nội dung</p><p>&nbsp;</p>",
    ],
)
def test_an_article_whose_text_failed_to_come_says_so(instead):
    body = f"<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div align='center'>{instead}</div>"
    page = read_page(f"<html><body>{MENU}{body}</body></html>".encode(), ARTICLE, portal="soctrang")
    assert "body: the text of the article failed to come" in page.problems


def test_a_blank_paragraph_is_what_an_editor_left():
    body = "<h1>Hội chợ làng nghề</h1><p>05/09/2024</p><div><p>&nbsp;</p></div>"
    page = read_page(
        f"<html><body>{MENU}<div>{body}</div></body></html>".encode(), ARTICLE, portal="soctrang"
    )
    assert not any("failed to come" in each for each in page.problems)
