"""Small boxes around an article: counters, contact, menus, teasers, each with one thing that misleads."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from tests.extract.small.test_articles import DAY, LINKS, ONE, TEXT, TWO
from tests.support.facts import HOST
from tests.support.skins import path

OTHER = path(392002)
TITLE = "<h1>Hội chợ làng nghề của tỉnh</h1>"


def read(below: str, above: str = ""):
    """A page with `below` under its article."""
    html = f"<html><body>{above}<div>{TITLE}{DAY}<div>{TEXT}</div></div>{below}</body></html>"
    return read_page(html.encode(), HOST + path(392001), portal="soctrang")


DIGITS = "".join(f"<img src='/so/{digit}.gif'>" for digit in "0048213")
SURVEY = (
    "Thống kê truy cập của cổng cho thấy nhiều người dân quan tâm tới các thủ tục được giải quyết trực tuyến và tới tin"
    " tức về chợ phiên, nhất là vào các ngày đầu tuần và những dịp lễ lớn trong năm của các xã vùng cao"
)
VISITS = {
    "a heading that is the label of its only counter": (
        "<p>Lượt truy cập</p><p>1.561.138</p>",
        {"total": 1561138},
    ),
    "a heading over two counters": (
        "<p>Thống kê truy cập</p><p>Hôm nay: 430</p><p>Đang online: 94</p>",
        {"today": 430, "online": 94},
    ),
    "two counters without a heading": (
        "<p>Hôm nay: 430</p><p>Đang online: 94</p>",
        {"today": 430, "online": 94},
    ),
    "one counter without a heading": ("<p>Hôm nay: 430</p>", None),
    "counters that are kept nowhere": ("<p>Thống kê truy cập</p><p>Tuần trước: 5</p><p>Năm nay: 7</p>", None),
    "pictures of digits": (
        f"<p>Thống kê truy cập</p><p>Đang online: 94</p><p>{DIGITS}</p>",
        {"online": 94, "total": 48213},
    ),
    "pictures of digits behind a label": (
        f"<p>Đang online: 94</p><p>Tổng: {DIGITS}</p>",
        {"online": 94, "total": 48213},
    ),
    "labels in one line, numbers in the next": (
        "<table><tr><td>Online</td><td>Hôm nay</td></tr><tr><td>94</td><td>430</td></tr></table>",
        {"online": 94, "today": 430},
    ),
    "the fuller of two boxes": (
        "<p>Hôm nay: 1</p><p>Đang online: 2</p>"
        + "<p>Xin chào</p>" * 15
        + "<p>Hôm nay: 430</p><p>Đang online: 94</p><p>Tất cả: 1.561.138</p>",
        {"today": 430, "online": 94, "total": 1561138},
    ),
    "links that read as counters": (
        "<p><a href='/a'>Hôm nay: 430</a></p><p><a href='/b'>Đang online: 94</a></p>",
        None,
    ),
    "a counter of all visits by another name": (
        "<p>Đang online: 94</p><p>Thống kê: 1.561.138</p>",
        {"online": 94, "total": 1561138},
    ),
    "a long sentence that begins as a heading does": (f"<p>{SURVEY}</p><p>Hôm nay: 430</p>", None),
    "a line too long for counters": (
        f"<p>Thống kê truy cập</p><p>{'Hôm nay: 430 Hôm qua: 90 Đang online: 7 ' * 6}</p>",
        None,
    ),
    "a sentence of today": ("<p>Hôm nay: nhiều hộ trong xã đã nhận được 430 phần quà của tỉnh</p>", None),
}


@pytest.mark.parametrize("name", VISITS)
def test_the_counters_of_visits(name):
    box, expected = VISITS[name]
    visits = read(f"<div>{box}</div>").visits
    kept = ("online", "today", "yesterday", "this_week", "this_month", "total")
    found = {each: value for each in kept if (value := getattr(visits, each)) is not None} if visits else None
    assert found == expected


CONTACTS = {
    "an address of mail alone on its line": (
        "<p>Cơ quan chủ quản: Sở Y tế</p><p>syt@soctrang.gov.vn</p>",
        {"agency": "Sở Y tế", "email": "syt@soctrang.gov.vn"},
    ),
    "an address of mail with more behind it": (
        "<p>Cơ quan chủ quản: Sở Y tế</p><p>Email: syt@soctrang.gov.vn (giờ hành chính)</p>",
        {"agency": "Sở Y tế", "email": "syt@soctrang.gov.vn"},
    ),
    "whose telephone it is": (
        "<p>Cơ quan chủ quản: Sở Y tế</p><p>Điện thoại: Văn phòng: 0299.3822339</p>",
        {"agency": "Sở Y tế", "phone": "0299.3822339"},
    ),
    "a value on the next line": (
        "<p>Cơ quan chủ quản:</p><p>Sở Y tế</p><p>Địa chỉ:</p><p>01 Hùng Vương</p>",
        {"agency": "Sở Y tế", "address": "01 Hùng Vương"},
    ),
    "the fuller of two": (
        "<p>Địa chỉ: 02 Hùng Vương</p><p>Điện thoại: 1</p>"
        + "<p>Xin chào</p>" * 13
        + "<p>Cơ quan chủ quản: Sở Y tế</p><p>Địa chỉ: 01 Hùng Vương</p><p>Điện thoại: 2</p>",
        {"agency": "Sở Y tế", "address": "01 Hùng Vương", "phone": "2"},
    ),
    "one value is none": ("<p>Địa chỉ: 01 Hùng Vương</p>", None),
}


@pytest.mark.parametrize("name", CONTACTS)
def test_the_contact(name):
    box, expected = CONTACTS[name]
    contact = read(f"<div>{box}</div>").contact
    kept = ("agency", "address", "phone", "email")
    found = {each: value for each in kept if (value := getattr(contact, each))} if contact else None
    assert found == expected


BODIES = {
    "a menu beside the text": f"<nav>{TITLE}</nav><p>Liên hệ với chúng tôi</p>",
    "teasers with a date and a summary each": "".join(
        f"<div><a href='{path(n)}'>Tin tức số {n} của huyện trong tuần</a><p>06/09/2024</p><p>{ONE[:60]}</p></div>"
        for n in range(392002, 392005)
    ),
    "links with their dates": "".join(
        f"<p><a href='{path(n)}'>Tin tức số {n} của huyện trong tuần</a> (06/09/2024)</p>"
        for n in range(392002, 392005)
    ),
    "links with dates before them": "".join(
        f"<p>06/09/2024 <a href='{path(n)}'>Tin tức số {n} của huyện trong tuần</a></p>"
        for n in range(392002, 392005)
    ),
    "links behind marks": "".join(
        f"<p>• <a href='{path(n)}'>Tin tức số {n} của huyện trong tuần</a></p>" for n in range(392002, 392005)
    ),
    "pictures that lead elsewhere": "".join(
        f"<div><a href='{path(n)}'><img src='/a.jpg'></a></div>" for n in range(392002, 392005)
    ),
    "a picture and a title in one link": f"<div><a href='{OTHER}'><img src='/a.jpg'>Tin tức số 2 của huyện</a></div>",
    "what leads to one more article": f"<p>Xem thêm: <a href='{OTHER}'>Tin tức số 2 của huyện trong tuần</a></p>",
    "mail and telephone": "<p><a href='mailto:a@b.vn'>Gửi thư</a> <a href='tel:1'>Gọi điện</a></p>",
    "a heading, links and a footer": f"<div><h4>Chuyên mục</h4><ul>{LINKS}</ul></div><p>Bản quyền thuộc về Sở Y tế</p>",
    "buttons": "<p><a href='#'>In trang</a> | <a href='javascript:history.back()'>Quay lại</a></p>",
    "key words": "<p>Từ khóa: <a href='/tag/a'>hội chợ</a>, <a href='/tag/b'>làng nghề</a></p>",
    "where to share it": "<p>Chia sẻ: <a href='https://www.facebook.com/sharer?u=x'>Facebook</a></p>",
    "stars": "<p>Đánh giá: 4,5/5 (12 lượt)</p>",
}


@pytest.mark.parametrize("name", BODIES)
def test_nothing_of_a_box_is_text(name):
    assert read(f"<div>{BODIES[name]}</div>").article.body == (ONE, TWO)


WITHIN = {
    "a picture with its caption that is a link": (
        f"<div><a href='{OTHER}'><img src='/a.jpg'></a><p class='chu-thich'>Gian hàng nông sản</p></div>",
        1,
    ),
    "a picture that leads to itself": ("<p><a href='/a.jpg'><img src='/a.jpg'></a></p>", 1),
    "a picture that leads nowhere": ("<p><a href='javascript:void(0)'><img src='/a.jpg'></a></p>", 1),
    "a picture in a table with its text": (
        f"<table><tr><td><a href='{OTHER}'><img src='/a.jpg'></a></td></tr><tr><td>Gian hàng</td></tr></table>",
        1,
    ),
    "an icon": ("<p><img src='/a.jpg' width='16'></p>", 0),
    "a picture within its own address": ("<p><img src='data:image/png;base64,AAAA' width='300'></p>", 0),
    "a picture that comes late": ("<p><img src='/blank.gif' data-src='/a.jpg'></p>", 1),
    "a picture of several sizes": ("<p><img srcset='/a.jpg 1x, /b.jpg 2x'></p>", 1),
}


@pytest.mark.parametrize("name", WITHIN)
def test_a_picture_within_the_text_is_the_article_s(name):
    inside, count = WITHIN[name]
    html = f"<html><body>{TITLE}{DAY}<div><p>{ONE}</p>{inside}<p>{TWO}</p></div></body></html>"
    article = read_page(html.encode(), HOST + path(392001), portal="soctrang").article
    assert len(article.images) == count and article.body[0] == ONE and article.body[-1] == TWO


@pytest.mark.parametrize(
    ("picture", "count"),
    [
        ("<img src='/dau-bai.jpg' width='600'>", 1),
        ("<img src='/icons/print.png' width='600'>", 0),
        ("<a href='javascript:window.print()'><img src='/may-in.jpg' width='600'></a>", 0),
    ],
    ids=["the lead", "a drawing", "a button"],
)
def test_a_picture_behind_the_date_on_its_line(picture, count):
    facts = f"<span>05/09/2024 08:15</span> {picture}"
    html = f"<html><body><div>{TITLE}{facts}<div><p>{ONE}</p><p>{TWO}</p></div></div></body></html>"
    article = read_page(html.encode(), HOST + path(392001), portal="soctrang").article
    assert (len(article.images), article.published_at) == (count, "2024-09-05T08:15")
    assert article.body == (ONE, TWO)
