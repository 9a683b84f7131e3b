"""The page of a capture shows each line of what was captured, with what it is taken for and why."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from archive.readings import explanation
from archive.readings.templates import current_templates
from archive.web.wording.texts import TEXTS
from crawler.learning.explain import explain
from tests.support.facts import HOST
from tests.support.skins import article_page, brought, opened, page, path
from tests.support.web import Site

NUMBERS = range(392001, 392015)
STRANGE = f"Zwarf {'unheard ' * 9}".strip()


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of this checkout, wherever luutru is installed."""
    monkeypatch.setattr(explanation, "_readers", lambda: (explain,))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that knows one skin, and a page with something strange above who signs."""
    found = tmp_path_factory.mktemp("lines") / "tin.db"
    captures = [page(HOST + path(number), number % 100, article_page("old", number)) for number in NUMBERS]
    odd = article_page("old", 392050).replace(
        "<div class='s1'>", f"<div class='z1'>{STRANGE}</div><div class='s1'>"
    )
    brought(found, [*captures, page(HOST + path(392050), 90, odd)])
    return found


def shown(file: Path, number: int, language: str) -> dict[str, tuple[str, str]]:
    """What the capture's page says of each line: what it is taken for, and why."""
    with opened(file) as archive:
        (capture,) = archive.db.execute(
            "select c.id from capture c join address a on a.id = c.address_id where a.cms_id = ?",
            (str(number),),
        ).fetchone()
    site = Site(file)
    answer = site.page(f"/capture/{capture}?lang={language}", "tin", follow_redirects=True)
    assert answer.status_code == 200
    found = {}
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', answer.text.replace("\n", "")):
        if "<p>" in row:
            name, texts, why = re.fullmatch(
                r"<span.*?>(.*?)</span></th><td.*?>(.*)</td><td.*?>(.*?)</td>", row
            ).groups()
            for each in re.findall("<p>(.*?)</p>", texts):
                found[html.unescape(each)] = html.unescape(name), html.unescape(why)
    return found


def test_each_line_is_shown_with_its_label_and_its_reason(file: Path) -> None:
    lines = shown(file, 392050, "en")
    assert lines["Frabb golen tivv"] == ("the portal's own", "learned from other pages")
    assert lines[STRANGE] == ("unread", "nothing accounts for it")
    assert next(said for text, said in lines.items() if text.startswith("Krog:"))[0] == "department"
    assert sum(name == "text" for name, _ in lines.values()) == 4


def test_the_lines_are_told_in_vietnamese_too(file: Path) -> None:
    lines = shown(file, 392050, "vi")
    assert lines[STRANGE] == ("chưa đọc", "chưa rõ là gì")
    assert lines["Frabb golen tivv"] == ("khung trang", "học từ các trang khác")


def test_without_a_reader_the_page_does_without(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explanation, "_readers", tuple)
    assert shown(file, 392050, "en") == {}


def test_all_that_the_reader_says_has_words_in_both_languages(file: Path) -> None:
    """Pages in both skins, learned and cold: no label and no reason is shown as the code has it."""
    with opened(file) as archive:
        templates = current_templates(archive.db, "soctrang")
    for skin in ("old", "new"):
        told = explain(page(HOST + path(392077), 1, article_page(skin, 392077)), "article", templates)
        assert told is not None
        for line in told.lines:
            assert f"taken.{line.label}" in TEXTS and f"because.{line.reason}" in TEXTS
