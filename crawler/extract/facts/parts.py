"""Splits a line of facts into its parts, with bars between them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise

from crawler.extract.boilerplate.controls import LONGEST_LABEL, is_service
from crawler.extract.document.head import HERE
from crawler.extract.document.lines import Fragment, Line
from crawler.extract.document.text import clean
from crawler.extract.vocabulary.dates import LONGEST_FACTS, date_line
from crawler.extract.vocabulary.numbers import DIGIT

_BRACKETS = re.compile(r" ?\] ?\[ ?")


def with_bars(line: Line) -> Line:
    """A line of facts with bars between its parts, without its buttons.

    Where the text shows no date and the markup has one ("<time datetime=2024-08-27>3 ngày trước</time>"), that
    date takes its place.
    """
    first = line.fragments[0]
    is_plain = len(line.fragments) == 1 and line.text[:1] != "[" and first.element.tag != "time"
    if is_plain or len(line.text) > LONGEST_FACTS:
        return line
    fragments, is_as_it_was = [], True
    if len(line.fragments) > 1 or first.element.tag == "time":
        for fragment in line.fragments:
            last_text = None
            if (
                fragment.link is not None
                and len(fragment.text) <= LONGEST_LABEL
                and is_service(clean(fragment.text))
            ):
                last_text = " "
            elif fragment.element.tag == "time":
                last_text = _day(fragment)
            if last_text is not None:
                fragment, is_as_it_was = replace(fragment, text=last_text), False
            fragments.append(fragment)
    if is_as_it_was:
        return parted(line)
    return parted(
        replace(line, fragments=fragments, text=clean("".join([fragment.text for fragment in fragments])))
    )


def _day(fragment: Fragment) -> str | None:
    """The local day, with the hour where known, in the markup of a relative date ("3 ngày trước")."""
    stamp = fragment.element.get("datetime") if fragment.element.tag == "time" else None
    shown = date_line(clean(fragment.text)) or ""
    if not stamp or "T" in shown:
        return None
    try:
        day = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    if day.tzinfo is not None:
        day = day.astimezone(HERE)
    is_told = ":" in stamp and not (shown and day.time() == time())  # midnight fills in for what is not known
    if shown and not (is_told and day.strftime("%Y-%m-%d") == shown):
        return None
    return day.strftime("%Y-%m-%dT%H:%M" if is_told else "%Y-%m-%d")


def parted(line: Line) -> Line:
    """The line with bars where brackets part its facts, or where its elements meet without white space, unless
    each is but a digit.
    """
    text = line.text
    if len(text) > LONGEST_FACTS or not DIGIT.search(text):
        return line
    if len(line.fragments) > 1:
        parts = [line.fragments[0].text]
        for one, other in pairwise(line.fragments):
            is_close = not (one.text[-1:].isspace() or other.text[:1].isspace() or one.text.endswith(":"))
            is_counter = len(one.text) == len(other.text) == 1
            parts += [" | "] * (is_close and not is_counter and one.element is not other.element) + [
                other.text
            ]
        text = clean("".join(parts))
    if text[0] == "[" and text[-1] == "]":
        text = _BRACKETS.sub(" | ", text[1:-1])
    return line if text == line.text else replace(line, text=text)
