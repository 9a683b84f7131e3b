"""Each row of the scores of titles has a page that is read otherwise without it."""

from __future__ import annotations

import pytest

from crawler.extract.article.title import evidence, weight
from crawler.extract.article.title.heading import find_heading, title_scores
from crawler.extract.pages.prepare import prepare

TITLE = "Trao quà cho hộ nghèo"
OTHER = "Khai mạc hội chợ làng nghề"
PROSE = f"<p>{'Sáng nay tại trung tâm xã, nhiều hộ đã nhận quà và thăm hỏi nhau. ' * 2}</p>"
LINK = "<p><a href='/x'>Tập huấn chăn nuôi gia súc</a></p>"
SHORT = "<p>Ngắn gọn</p>"
DATE = "<p>Thứ năm, 05/09/2024, 08:15</p>"


def page(body: str, head: str = "", path: str = "/tin/4711.aspx") -> tuple[str, str]:
    """A page with its address."""
    return f"<html><head>{head}</head><body>{body}</body></html>", f"https://soctrang.gov.vn{path}"


def large(text: str) -> str:
    return f"<p><font size='5'><b>{text}</b></font></p>"


OWN = "/tin/4711.aspx"
TITLED = f"<h3>{TITLE}</h3>{PROSE}"
BOTH = f"<h2>{OTHER}</h2>{PROSE}<h2>{TITLE}</h2>{PROSE}"
NAMED = f"<meta property='og:title' content='{OTHER}'>"
OLD = f"<title>{OTHER}</title>{NAMED}"
"""The head of a page whose title was edited, so that its heading is another."""

CASES = {
    "the metadata give it": page(BOTH, f"<meta property='og:title' content='{TITLE}'>"),
    "the document's title has it": page(BOTH, f"<title>Sóc Trăng | {TITLE}</title>"),
    "the document's title begins with it": page(BOTH, f"<title>{TITLE} | {OTHER}</title>"),
    "the document's title begins with its beginning": page(BOTH, f"<title>{TITLE[:-1]}...</title>"),
    "the address was made of it": page(BOTH, path="/tin/trao-qua-cho-ho-ngheo-4711.aspx"),
    "set as a heading or named as title": page(TITLED),
    "named as title": page(f"<h2>{OTHER}</h2>{PROSE}<h2 class='title'>{TITLE}</h2>{PROSE}"),
    "as long as a paragraph": page(large(" và ".join([OTHER] * 11)) + TITLED),
    "ends as a sentence": page(large(f"{OTHER}.") + TITLED),
    "indented": page(large(f"&nbsp;&nbsp;&nbsp;&nbsp;{OTHER}") + TITLED),
    "below text": page(TITLED + large(OTHER) + PROSE),
    "neither large nor bold": page(f"<p>{OTHER}</p>{DATE}{PROSE}{PROSE}<div>{TITLED}</div>"),
    "above nothing": page(f"{TITLED}<div>{large(OTHER)}{DATE}</div>"),
    "signs": page(large("Nguyễn Văn An") + TITLED),
    "names no article": page(f"<h3>Thời tiết</h3>{PROSE}{TITLED}"),
    "large": page(f"<p><font size='5'>{TITLE}</font></p>{PROSE}"),
    "bold": page(large(TITLE) + SHORT),
    "beside date or views": page(f"<p><b>{TITLE}</b></p>{DATE}{PROSE}"),
    "leads to another page": page(
        f"<h3><a href='/y'>{OTHER}</a></h3>{PROSE}{TITLED}", f"<title>Sau {OTHER} xong</title>"
    ),
    "numbered": page(f"<h3>1. {OTHER}</h3>{PROSE}{TITLED}"),
    "names the site": page(f"<h3>Cổng thông tin điện tử tỉnh</h3>{PROSE}{TITLED}"),
    "names the category": page(BOTH, path="/khai-mac-hoi-cho-lang-nghe/4711.aspx"),
    "an item of a list": page(f"<li class='title'>{OTHER}</li>{PROSE}<p class='title'>{TITLE}</p>{PROSE}"),
    "in a box of links": page(f"<nav><h3>{OTHER}</h3></nav>{PROSE}{TITLED}"),
    "what the address was made of, in a box": page(
        f"<aside><h3>{TITLE}</h3></aside>{PROSE}<h3>{OTHER}</h3>{PROSE}",
        NAMED,
        "/tin/trao-qua-cho-ho-ngheo-4711.aspx",
    ),
    "one of several links in a box": page(
        f"<div><p><a href='{OWN}'>{OTHER}</a></p>{LINK}</div>{TITLED}", OLD
    ),
    "one of several links side by side": page(f"<p><a href='{OWN}'>{OTHER}</a></p>{LINK}{TITLED}", OLD),
    "above something": page(f"<h2>{TITLE}</h2>{SHORT}"),
    "above running text": page(f"<h2>{OTHER}</h2>{SHORT}{LINK}<h2>{TITLE}</h2>{PROSE}"),
}


def found(case: tuple[str, str]) -> str | None:
    """The title of a page."""
    html, url = case
    context = prepare(html.encode(), url, None, "text/html; charset=utf-8")
    title = find_heading(context.boilerplate, context.evidence, (), context.is_own)
    return title.text if title else None


@pytest.mark.parametrize("name", CASES)
def test_each_row_has_a_page_that_is_read_otherwise_without_it(name, monkeypatch):
    assert found(CASES[name]) == TITLE
    for module in (evidence, weight):
        monkeypatch.setattr(module, "ROWS", [row for row in module.ROWS if row.name != name])
    assert found(CASES[name]) != TITLE


def test_no_row_is_without_a_page():
    assert {row.name for row in (*evidence.ROWS, *weight.ROWS)} == CASES.keys()


BEHIND = f"<h3>{TITLE} <span>(05/09/2024)</span></h3>{PROSE}"
OTHERS = {
    "a heading broken over two lines": page(
        "<h1>Trao quà<br>cho hộ nghèo</h1>" + PROSE, f"<title>{TITLE}</title>"
    ),
    "the name of a script": page(f"{TITLED}<h2>Home</h2>{PROSE}", path="/tin/home.aspx"),
    "a date behind it": page(BEHIND),
    "a date behind it in the same element": page(f"<h3><b>{TITLE}</b> (05/09/2024)</h3>{PROSE}"),
    "links set as headings": page(f"<h3><a href='/x'>{OTHER}</a></h3><p>{PROSE}</p>{TITLED}"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_the_title_among_others(name):
    assert found(OTHERS[name]) == TITLE


def test_a_day_within_a_title_whose_words_have_an_element_each_is_part_of_it():
    words = "".join(f"<span>{word}</span> " for word in ["Kế", "hoạch", "tuần", "từ", "05/09/2024"])
    assert found(page(f"<h3>{words}</h3>{PROSE}")) == "Kế hoạch tuần từ 05/09/2024"


def test_a_title_is_told_row_by_row():
    html, url = CASES["the metadata give it"]
    context = prepare(html.encode(), url, None, "text/html; charset=utf-8")
    assert title_scores(context.boilerplate, context.evidence) == {
        0: "as the title 3.5: set as a heading or named as title +2, above something +1, above running text +0.5",
        2: "as the title 7.5: the metadata give it +4, set as a heading or named as title +2, above something +1,"
        " above running text +0.5",
    }
