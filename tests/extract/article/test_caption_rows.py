"""Each row of the score of captions has a case that turns without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.extract.article.captions.score import ENOUGH, ROWS, Candidate, Running
from crawler.extract.document.styles import Style
from crawler.extract.rows import in_words, total

PLAIN = Style(italic=False, bold=False, colored=False, align="", indented=False)
TEXT = Running(False, False, "", False, frozenset(), frozenset())
STALL = "Gian hàng nông sản sạch"


def long(letters: int) -> str:
    """A text of so many letters without a stop."""
    return f"{STALL} {'của xã ' * letters}"[:letters].rstrip().ljust(letters, "x")


def case(
    text: str, *, running: dict[str, Any] | None = None, credit: bool = False, **style: Any
) -> Candidate:
    """A text beside a picture."""
    return Candidate(text, replace(PLAIN, **style), replace(TEXT, **(running or {})), credit)


CASES = {
    "names the photographer": case(STALL, credit=True, bold=True),
    "in italics": case(f"{STALL}.", italic=True),
    "centred": case(f"{STALL}.", align="center"),
    "coloured": case(f"{STALL} sau đây", colored=True),
    "a line in bold": case(STALL, bold=True),
    "not indented": case(f"{STALL} sau đây", running={"indented": True}),
    "not justified": case(long(170), running={"align": "justify"}),
    "centred in bold": case(STALL, bold=True, align="center", running={"align": "center"}),
    "at the right": case(STALL, align="right"),
    "looks as sub-headings do": case(STALL, running={"headings": frozenset((PLAIN,))}),
    "looks as the text where captions do not": case(STALL, running={"has_captions": True}),
    "short": case(STALL),
    "long": case(long(210), running={"align": "justify"}),
    "very long": case(long(270), italic=True),
    "ends as a clause or a document": case(f"{STALL};", italic=True),
    "ends as a sentence": case(f"{STALL}.", colored=True),
    "ends without a stop": case(STALL),
    "ends without a stop where all text has one": case(STALL, running={"has_captions": True, "stops": True}),
    "carries on": case(f"Tại {STALL}"),
    "two sentences": case(f"{STALL}. Khách rất đông.", italic=True),
    "two sentences set as text": case(f"{STALL}. Khách rất đông", running={"align": "justify"}),
    "begins with who is shown": case("Đại biểu trong gian hàng.", colored=True),
    "tells a scene": case("Gian hàng được tham quan.", colored=True),
    "speaks of a picture": case("Quang cảnh gian hàng."),
    "tells what was said": case(f"{STALL} sau đây"),
    "below several pictures": case(
        f"{STALL}.", colored=True, running={"repeated": frozenset((f"{STALL}.",))}
    ),
    "in capitals": case(STALL.upper()),
}


SPEAK_FOR = frozenset(
    (
        "names the photographer", "in italics", "centred", "coloured", "not indented", "not justified", "short",
        "ends without a stop", "ends without a stop where all text has one",
        "begins with who is shown", "tells a scene", "speaks of a picture", "below several pictures",
    )
)  # fmt: skip
"""The rows whose cases are captions; those of the others are none."""


@pytest.mark.parametrize("name", CASES)
def test_each_row_has_a_case_that_turns_without_it(name):
    candidate = CASES[name]
    assert (total(ROWS, candidate) >= ENOUGH) == (name in SPEAK_FOR), in_words(ROWS, candidate)
    others = [row for row in ROWS if row.name != name]
    assert (total(others, candidate) >= ENOUGH) != (name in SPEAK_FOR), in_words(others, candidate)


def test_no_row_is_without_a_case():
    assert {row.name for row in ROWS} <= CASES.keys()


def test_a_score_is_told_row_by_row():
    assert in_words(ROWS, CASES["in italics"]) == "2: in italics +3, short +1, ends as a sentence -2"
