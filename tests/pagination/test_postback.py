"""What a postback sends."""

from urllib.parse import parse_qsl, urlencode

from archive.model import Page, Pager, PagerLink
from crawler.pagination.postback import posted

FORM = (
    ("__VIEWSTATE", "/wEP+dw=="),
    ("ctl00$keyword", "từ khóa & 100% +"),
    ("empty", ""),
    ("__EVENTTARGET", "old"),
)


def test_the_form_comes_back_as_it_was_given_with_what_is_asked_for():
    link = PagerLink("2", target="ctl00$grv", argument="Page$2")
    body = posted(Page("list", pager=Pager(1, (link,), FORM)), link)
    sent = dict(FORM) | {"__EVENTTARGET": "ctl00$grv", "__EVENTARGUMENT": "Page$2"}
    assert dict(parse_qsl(body.decode(), keep_blank_values=True)) == sent
    assert body.decode() == urlencode(sent), "as every other client encodes it"


def test_a_button_is_sent_by_its_own_name():
    button = PagerLink("Trang sau", target="ctl00$btnNext")
    sent = parse_qsl(
        posted(Page("list", pager=Pager(1, (button,), FORM)), button).decode(), keep_blank_values=True
    )
    assert dict(sent) == dict(FORM) | {"ctl00$btnNext": "Trang sau"}


def test_a_picture_is_sent_by_where_it_was_hit():
    picture = PagerLink("Trang sau", target="ctl00$next.x")
    sent = parse_qsl(
        posted(Page("list", pager=Pager(1, (picture,), FORM)), picture).decode(), keep_blank_values=True
    )
    assert dict(sent) == dict(FORM) | {"ctl00$next.x": "1", "ctl00$next.y": "1"}


def test_a_drop_down_is_sent_as_it_was_set():
    choice = PagerLink("3", target="ctl00$ddl", argument="", value="2")
    form = (*FORM, ("ctl00$ddl", "0"))
    sent = parse_qsl(
        posted(Page("list", pager=Pager(1, (choice,), form)), choice).decode(), keep_blank_values=True
    )
    assert dict(sent) == dict(FORM) | {
        "ctl00$ddl": "2",
        "__EVENTTARGET": "ctl00$ddl",
        "__EVENTARGUMENT": "",
    }
