"""Weighs a line as title: by what repeats it, its markup, its surroundings, the text that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crawler.extract.article.title.evidence import ROWS as EVIDENCE
from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.article.title.surroundings import (
    before_date,
    beside_meta,
    form,
    heads_no_article,
    is_item,
    is_listed,
    stands_below_text,
    what_follows,
)
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.lines import Line
from crawler.extract.document.styles import is_bold, is_large
from crawler.extract.rows import NEVER, Row, Rows, held, listed, total
from crawler.extract.vocabulary import labels
from crawler.extract.vocabulary.numbers import HEADING
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

ENOUGH = 2.9
MOST = 6.0
"""The most that `ROWS` add to what repeats a line."""
_LONG = 300
REPEATED = 4.0
"""Weight from which the page itself says that a line is the title."""


@dataclass(eq=False)
class Candidate:
    """A line that may be the title, or the lines that a heading is broken over, with the weight of what repeats it."""

    boilerplate: Boilerplate
    evidence: TitleEvidence
    group: list[Line]
    text: str
    repeated: float
    is_link: bool
    """Whether it leads to another page."""

    @property
    def line(self) -> Line:
        """The first line."""
        return self.group[0]

    @property
    def lines(self) -> Sequence[Line]:
        """All lines of the page."""
        return self.boilerplate.page.lines

    @property
    def is_sure(self) -> bool:
        """Whether the page itself repeats it."""
        return self.repeated >= REPEATED

    @cached_property
    def form(self) -> tuple[bool, bool]:
        """Whether its markup is that of a heading, and whether it is named as title."""
        return form(self.line)

    @cached_property
    def is_bare(self) -> bool:
        """Whether nothing repeats it and no markup sets it off."""
        return not self.repeated and not any(self.form)

    @cached_property
    def is_large(self) -> bool:
        """Whether it is large, and nothing else speaks for it."""
        return self.is_bare and is_large(self.line)

    @cached_property
    def is_bold(self) -> bool:
        """Whether it is bold before its date, and nothing else speaks for it."""
        return self.is_bare and is_bold(before_date(self.line))

    @cached_property
    def follows(self) -> str:
        """What comes next: ``text``, ``other`` or nothing."""
        return what_follows(self.boilerplate, self.group[-1])

    @cached_property
    def is_slug(self) -> bool:
        """Whether the page's address repeats it."""
        return self.evidence.is_slug(self.text)

    @cached_property
    def box(self) -> Element | None:
        """The box around it; None where it is in none."""
        return self.boilerplate.box(self.line, None)

    @property
    def signs(self) -> bool:
        """Whether it reads as the signature of a person."""
        signed = read_signature(self.text)
        return signed is not None and signed.kind == "author"


ROWS: Rows[Candidate] = (
    Row("set as a heading or named as title", 2.0, lambda c: any(c.form)),
    Row("named as title", 0.25, lambda c: c.form[1]),
    Row("as long as a paragraph", NEVER, lambda c: c.is_bare and len(c.text) > _LONG),
    Row("ends as a sentence", NEVER, lambda c: c.is_bare and c.text.endswith((".", ":", ";"))),
    Row("indented", NEVER, lambda c: c.is_bare and c.line.is_indented),
    Row("below text", NEVER, lambda c: c.is_bare and stands_below_text(c.lines, c.line)),
    Row("neither large nor bold", NEVER, lambda c: c.is_bare and not (c.is_large or c.is_bold)),
    Row("above nothing", NEVER, lambda c: c.is_bare and not c.follows),
    Row("signs", NEVER, lambda c: c.is_bare and c.signs),
    Row("names no article", NEVER, lambda c: not c.is_sure and heads_no_article(c.line, c.text)),
    Row("large", 1.8, lambda c: c.is_large),
    Row("bold", 0.5, lambda c: c.is_bold),
    Row("beside date or views", 2.0, lambda c: beside_meta(c.lines, c.group)),
    Row("leads to another page", -4.0, lambda c: c.is_link),
    Row("numbered", -2.0, lambda c: not c.repeated and HEADING.match(c.text) is not None),
    Row("names the site", -3.0, lambda c: not c.is_slug and labels.SITE_NAME.match(c.line.text) is not None),
    Row("names the category", -5.0, lambda c: not c.is_slug and c.evidence.is_category(c.text)),
    Row("an item of a list", -1.0, lambda c: c.line.element.tag == "li"),
    Row("in a box of links", -4.0, lambda c: c.box is not None),
    Row(
        "what the address was made of, in a box",
        2.0,
        lambda c: c.box is not None and not c.line.links and c.is_slug,
    ),
    Row(
        "one of several links in a box",
        -4.0,
        lambda c: c.box is not None and c.line.is_link and is_listed(c.boilerplate, c.line, c.box),
    ),
    Row(
        "one of several links side by side",
        -8.0,
        lambda c: c.box is None and c.boilerplate.is_navigation(c.line) and is_item(c.boilerplate, c.line),
    ),
    Row("above something", 1.0, lambda c: bool(c.follows)),
    Row("above running text", 0.5, lambda c: c.follows == "text"),
)
"""What speaks for a line as title besides its being repeated, and against it; for each row there is a page that is
read otherwise without it."""


def weigh(candidate: Candidate, least: float) -> float:
    """The weight of a candidate; any weight below `least` where it does not reach that."""
    return total(ROWS, candidate, candidate.repeated, least - MOST)


def explain(candidate: Candidate) -> str:
    """The same in words: each row that counts, with its weight."""
    repeated = held(EVIDENCE, candidate.evidence.compared(candidate.text))
    return listed([*repeated, *held(ROWS, candidate)])
