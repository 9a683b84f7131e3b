"""The look that the captions of a portal share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.induction.shares import MOST
from crawler.extract.template.places import look
from crawler.extract.template.sheet import Sheet

_LEAST = 4
_LONGEST = 300


def caption_looks(sheets: Sequence[Sheet], recurrence: Recurrence) -> tuple[str, ...]:
    """The looks that lines right below pictures have, and hardly any other line of the text."""
    below: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for sheet in sheets:
        body = sheet.body
        if body is None:
            continue
        start, end = sheet.context.page.span(body)
        pictured = False
        top = sheet.shape.path(body)
        for line in sheet.lines[start:end]:
            if line.text and not recurrence.is_fixed(sheet.paths[line.index], line.text):
                own = look(sheet, line, top)
                is_below = pictured or bool(line.pictures)
                if is_below and len(line.text) <= _LONGEST:
                    below[own] += 1
                else:
                    others[own] += 1
                pictured = False
            pictured = pictured or (bool(line.pictures) and not line.text)
    return tuple(
        sorted(
            each
            for each, count in below.items()
            if count >= _LEAST and count >= MOST * (count + others[each])
        )
    )
