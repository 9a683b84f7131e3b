"""Numbers below a list: pages by a parameter of any name, and days of calendars, which are none."""

import pytest

from crawler.cms.declared import Declared
from crawler.extract.read import read_page
from tests.support.strange import items

HOST = "https://a.gov.vn"
CMS = Declared("x", article=("/tin/{slug}-{id}",), list=("/muc.php?cid={category}",))
LISTED = "".join(
    f"<p><a href='/tin/a-{each.number}'>{each.title}</a></p><p>{each.day}</p>" for each in items(8)
)


def read(below):
    markup = f"<html><body><h1>Tin tức</h1><div>{LISTED}</div>{below}</body></html>".encode()
    return read_page(markup, f"{HOST}/muc.php?cid=4", CMS)


@pytest.mark.parametrize("first", [0, 10])
def test_a_pager_whose_parameter_grows_by_the_same_step_is_followed_whatever_its_name(first):
    links = " ".join(f"<a href='/muc.php?cid=4&amp;tu={first + 10 * (n - 1)}'>{n}</a>" for n in (2, 3, 4))
    page = read(f"<div>Trang: <b>1</b> {links}</div>")
    onward = CMS.next_page(page, 2)
    assert page.kind == "list" and onward and onward.url == f"{HOST}/muc.php?cid=4&tu={first + 10}"


@pytest.mark.parametrize(
    "href",
    [
        "?CalendarDate={}%2F8%2F2021",
        "/lich.php?d={}&m=8&y=2021",
        "/index.php?id=202108{:02}",
        "/2021/08/{:02}/",
    ],
)
def test_the_days_of_a_calendar_below_a_list_are_no_pages(href):
    days = "".join(f"<td><a href='{href.format(n)}'>{n}</a></td>" for n in range(1, 8))
    page = read(f"<table><tr>{days}</tr></table>")
    assert (page.pager, page.problems) == (None, ())


def test_a_whole_month_by_script_is_no_pager():
    days = "".join(f"<td><a href='#' onclick='ngay({n})'>{n}</a></td>" for n in range(1, 31))
    assert read(f"<table><tr>{days}</tr></table>").problems == ()


def test_numbers_that_lead_nowhere_are_a_problem():
    pages = " ".join(f"<a href='#' onclick='trang({n})'>{n}</a>" for n in (1, 2, 3))
    assert read(f"<div>{pages}</div>").problems
