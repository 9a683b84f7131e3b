"""A title with next to no text beside much that nothing accounts for is never taken for an article read well."""

from __future__ import annotations

import random
import re

import pytest

from archive.model import Capture, Page
from archive.readings.outcome import UNREAD_TEXT, outcome_of
from crawler.extract.capture import read_capture
from crawler.extract.induction.learn import learn
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.sheet import Sheet
from crawler.frontier.scope import Scope
from crawler.options import Options
from crawler.portals.registry import portal_named
from tests.support.facts import HOST, at
from tests.support.skins import article_page, page, path, prose

SCOPE = Scope(portal_named("soctrang"), Options())
LOST = [prose(random.Random(number)) for number in range(4)]
PLACES = {
    "above the title": "<div class='head'>",
    "below the title": "<div class='c1'>",
    "below the text": "<div class='s1'>",
    "at the end": "<div class='foot'>",
}


@pytest.fixture(scope="module")
def stages():
    """The templates of the old skin, learned from fourteen articles."""
    sheets = []
    for number in range(392001, 392015):
        html = article_page("old", number)
        context = prepare(html.encode(), HOST + path(number), SCOPE.cms, "text/html; charset=utf-8")
        assert not isinstance(context, Page)
        sheets.append(Sheet(context, str(number), at(1)))
    found = learn(sheets)
    assert len(found) == 1
    return (found,)


def moved(place: str, left: str, number: int = 392050) -> Capture:
    """An article whose text stands elsewhere than on all others; `left` is what stands in its place."""
    emptied = re.sub("(?<=<div class='c1'>).*?(?=</div>)", left, article_page("old", number))
    box = "".join(f"<p>{each}</p>" for each in LOST)
    return page(HOST + path(number), 1, emptied.replace(place, f"<div class='z1'>{box}</div>{place}", 1))


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("left", ["", "<p>Hôm nay.</p>"])
def test_a_text_that_moved_is_read_or_missed_aloud(stages, place, left):
    capture = moved(place, left)
    for known in (stages, ()):
        read = read_capture(capture, "article", SCOPE.address, SCOPE.cms, known)
        assert read is not None
        is_read = read.article is not None and set(LOST) <= set(read.article.body)
        assert is_read or outcome_of(capture, read, "article") != "ok"
    by_template = read_capture(capture, "article", SCOPE.address, SCOPE.cms, stages)
    assert by_template is not None and by_template.template is not None
    assert UNREAD_TEXT in by_template.problems


def test_little_that_is_unread_spoils_no_article(stages):
    html = article_page("old", 392050).replace(
        "<div class='s1'>", f"<p class='z1'>{LOST[0]}</p><div class='s1'>"
    )
    capture = page(HOST + path(392050), 1, html)
    read = read_capture(capture, "article", SCOPE.address, SCOPE.cms, stages)
    assert read is not None and UNREAD_TEXT in read.problems
    assert outcome_of(capture, read, "article") == "ok"
