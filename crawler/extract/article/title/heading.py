"""Finds the title: the line that the page repeats elsewhere and that is where titles stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from lxml import etree

from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.article.title.surroundings import DATE_ENDS, date_behind, leads_away
from crawler.extract.article.title.weight import ENOUGH, MOST, Candidate, explain, weigh
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.head import day_of
from crawler.extract.document.lines import Line
from crawler.extract.document.text import clean
from crawler.extract.facts.facts import date_in

Element = etree._Element

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, and the lines `first` to `last` that it fills. `sure`: the page itself repeats it.

    `date` is the date behind the title on the same line; else the date of the metadata, unless a line above the
    title has the same day, as a clock does.
    """

    text: str
    first: int
    last: int
    element: Element
    sure: bool
    date: str | None = None


def find_heading(
    boilerplate: Boilerplate,
    evidence: TitleEvidence,
    hinted: Sequence[Element] = (),
    is_own: Callable[[Element], bool] = lambda link: False,
    *,
    before: int | None = None,
) -> Heading | None:
    """The title of the article, or None where no line has enough to say for itself.

    `is_own` tells the links that lead to the page itself, as the title may. `before` is the number of the first
    line that is too low to be the title.
    """
    for element in hinted:
        start, end = boilerplate.page.span(element)
        lines = boilerplate.page.lines[start:end]
        text = clean(" ".join(line.text for line in lines))
        if text and element in boilerplate.page.spans:
            return Heading(text, start, end - 1, element, True, _metadata_date(boilerplate, evidence, start))
    best: tuple[float, int, Heading] | None = None
    for candidate in _candidates(boilerplate, evidence, is_own):
        least = best[0] if best is not None else ENOUGH
        if candidate.repeated + MOST < least:
            break
        group, first = candidate.group, candidate.group[0].index
        if before is not None and first >= before:
            continue
        weight = weigh(candidate, least)
        if weight >= ENOUGH and (best is None or (weight, -first) > (best[0], -best[1])):
            date = date_behind(group[-1])[1] or _metadata_date(boilerplate, evidence, first)
            sure, element = candidate.is_sure, group[0].element
            best = weight, first, Heading(candidate.text, first, group[-1].index, element, sure, date)
    return best[2] if best else None


def title_scores(
    boilerplate: Boilerplate, evidence: TitleEvidence, is_own: Callable[[Element], bool] = lambda link: False
) -> dict[int, str]:
    """What speaks for the lines that may be the title, and against them, by their numbers."""
    return {
        candidate.line.index: f"as the title {explain(candidate)}"
        for candidate in _candidates(boilerplate, evidence, is_own)
        if weigh(candidate, ENOUGH) >= ENOUGH
    }


def _metadata_date(boilerplate: Boilerplate, evidence: TitleEvidence, first: int) -> str | None:
    """The date of the metadata, unless it is the day that a line above the title names, too: a clock's."""
    published = evidence.published
    if published is None:
        return None
    days = (date_in(line.text) for line in boilerplate.page.lines[:first])
    return None if any(day is not None and day_of(day) == day_of(published) for day in days) else published


def _candidates(
    boilerplate: Boilerplate, evidence: TitleEvidence, is_own: Callable[[Element], bool]
) -> list[Candidate]:
    """What may be the title; the most repeated first.

    It is a line, or a heading broken over two or three lines.
    """
    found = []
    lines = boilerplate.page.lines
    for line in lines:
        away: bool | None = None
        groups = [[line]] if line.joined else [[line], *_broken(lines, line)]
        for group in groups:
            text = " ".join([line.text for line in group]) if len(group) > 1 else line.text
            if text[-1:] in DATE_ENDS:
                text = text[: len(text) - len(date_behind(group[-1])[0])].rstrip()
            if not 4 <= len(text) <= _LONGEST or not line.text:
                continue
            away = leads_away(line, is_own) if away is None else away
            if away and not evidence.named(text):
                continue
            found.append(Candidate(boilerplate, evidence, group, text, evidence.weight(text), away))
    return sorted(found, key=attrgetter("repeated"), reverse=True)


def _broken(lines: Sequence[Line], first: Line) -> list[list[Line]]:
    """The heading that goes on in the lines behind its `first`, if one does."""
    group = [first]
    for after in lines[first.index + 1 : first.index + 4]:
        if not after.joined:
            break
        group.append(after)
    return [group] if 2 <= len(group) <= 3 and not any(line.pictures for line in group[1:]) else []
