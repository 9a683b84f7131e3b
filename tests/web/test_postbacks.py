"""Lists whose pages were captured as answers to postbacks are walked without a script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from archive.model import Address
from archive.postbacks import named, parted, postback_of
from tests.support.facts import HOST, capture, new_archive, put
from tests.support.web import Site

LIST = Address(f"{HOST}/vpubnd/tin/", "list", "tin")
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)
GRID = "ctl$grid"


def numbers(*pages: int) -> str:
    return "".join(
        f"<a href=\"javascript:__doPostBack('{GRID}','Page${page}')\">{page}</a> " for page in pages
    )


CONTROLS = {
    "numbers": (numbers(1, 2, 3), {"target": GRID, "argument": "Page$2"}),
    "a cell": (f"<b onclick=\"__doPostBack('{GRID}','Page$2')\">2</b>", {"target": GRID, "argument": "Page$2"}),
    "an arrow": ("<a href=\"javascript:__doPostBack('ctl$on','')\">2</a>", {"target": "ctl$on", "argument": ""}),
    "a button": ("<input type=submit name='ctl$on' value=2>", {"target": "ctl$on", "argument": None}),
    "a picture": ("<input type=image name=on alt=2>", {"target": "on.x", "argument": None}),
    "a drop-down": (
        "<select name=d onchange=\"javascript:setTimeout('__doPostBack(\\'d\\',\\'\\')', 0)\">"
        "<option>1<option>2</select>",
        {"target": "d", "argument": "", "value": "2"},
    ),
}  # fmt: skip


def listing(number: int, controls: str) -> bytes:
    return f"<title>Tin</title><form><p>Trang thứ {number}</p>{controls}</form>".encode()


def walked(path: Path, controls: str, request: dict[str, object], hours: tuple[float, ...] = (0, 24)) -> Site:
    """A list that was walked to its second page at some hours."""
    with new_archive(path) as archive:
        for hour in hours:
            put(archive, capture(listing(1, controls), hour, LIST, headers=HEADERS), LIST)
            said = {"method": "POST", "request": request, "headers": HEADERS}
            put(archive, capture(listing(2, controls), hour + 0.01, LIST, **said), LIST)
    return Site(path)


def shown(site: Site, url: str) -> html.HtmlElement:
    parts = urlsplit(url)
    answer = site.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def link(page: html.HtmlElement, label: str) -> str:
    (found,) = [each for each in page.iter("a") if each.text_content().strip() == label]
    return found.get("href")


@pytest.mark.parametrize("what", CONTROLS)
def test_whatever_turned_the_page_leads_to_what_was_answered(what: str, tmp_path: Path) -> None:
    site = walked(tmp_path / "tin.db", *CONTROLS[what])
    for day in ("20240827000000", "20240828000000"):
        first = shown(site, f"/web/{day}mp_/{LIST.url}")
        second = link(first, "2")
        assert f"/web/{day[:8]}0000" in second
        assert "Trang thứ 2" in shown(site, second).text_content()
    whole = site.get(second.removeprefix("http://localhost").replace("mp_/", "/"))
    assert "<iframe" in whole.text and whole.headers["memento-datetime"].startswith(
        "Wed, 28 Aug 2024 00:00:36"
    )


def test_the_first_page_is_that_of_the_address(tmp_path: Path) -> None:
    site = walked(tmp_path / "tin.db", *CONTROLS["numbers"])
    second = shown(site, link(shown(site, f"/web/20240827000000mp_/{LIST.url}"), "2"))
    assert "Trang thứ 1" in shown(site, link(second, "1")).text_content()


def test_what_was_not_asked_for_leads_nowhere(tmp_path: Path) -> None:
    site = walked(tmp_path / "tin.db", *CONTROLS["numbers"])
    page = shown(site, f"/web/20240827000000mp_/{LIST.url}")
    assert link(page, "3").startswith("javascript:")
    url = named(LIST.url, {"target": GRID, "argument": "Page$3"})
    assert site.get(f"/web/2024mp_/{url}").status_code == 404


def test_an_arrow_leads_on_and_not_back(tmp_path: Path) -> None:
    control, request = CONTROLS["an arrow"]
    with new_archive(tmp_path / "tin.db") as archive:
        put(archive, capture(listing(1, control), 0, LIST, headers=HEADERS), LIST)
        for number in (2, 3, 4):
            said = {"method": "POST", "request": request, "headers": HEADERS}
            put(archive, capture(listing(number, control), number / 100, LIST, **said), LIST)
    site, url = Site(tmp_path / "tin.db"), f"/web/20240827000000mp_/{LIST.url}"
    seen = []
    for _ in range(4):
        page = shown(site, url)
        seen.append(page.xpath("string(//p)"))
        url = link(page, "2")
    assert seen == [f"Trang thứ {number}" for number in (1, 2, 3, 4)]


def test_the_address_of_an_answer_says_what_was_sent() -> None:
    url = named(f"{LIST.url}?a=1", {"target": GRID, "argument": "Page$2", "value": "x&y"})
    posted = parted(url)
    assert posted is not None and (posted.url, posted.method) == (f"{LIST.url}?a=1", "POST")
    assert posted.form == "__EVENTARGUMENT=Page%242&__EVENTTARGET=ctl%24grid&ctl%24grid=x%26y"
    assert parted(LIST.url) is None
    assert postback_of("javascript:alert(1)") is None
