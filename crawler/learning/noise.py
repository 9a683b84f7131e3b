"""What differs between two replies of one article that lie seconds apart: no editor changed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from archive.model import AddressKind, Capture, Page
from archive.readings.templates import StoredTemplate
from crawler.cms import Cms
from crawler.extract.capture import header
from crawler.extract.document.lines import Line
from crawler.extract.induction.recurrence import masked
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.annotators import date_of
from crawler.learning.explain import explain

_TIME = re.compile(r"\d{1,2}\s*[:hg]\s*\d{2}")


@dataclass(frozen=True, slots=True)
class Noise:
    """A line that is not as it was: `before` and `after` are None where it was not there.

    `kind`: ``clock``, ``counter``, ``token`` (only an address in it differs, behind the same path), ``link`` (it leads
    elsewhere, or shows another picture), ``text``. `label` and `reason` say what the reader takes the line for.
    """

    kind: str
    before: str | None
    after: str | None
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Located:
    """A line as two replies are compared by it."""

    text: str
    addresses: tuple[str, ...]
    label: str
    reason: str


def noise_between(
    before: Capture,
    after: Capture,
    cms: Cms,
    templates: Sequence[StoredTemplate],
    kind: AddressKind = "article",
) -> list[Noise]:
    """The lines that differ between two captures of one page; none where one of them is no page."""
    one, other = (_located(each, kind, cms, templates) for each in (before, after))
    found: list[Noise] = []
    old_keys, new_keys = ([(line.text, line.addresses) for line in lines] for lines in (one, other))
    for tag, a, b, c, d in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = one[a:b], other[c:d]
        for nth in range(max(len(old), len(new))):
            found.append(_noise(*(lines[nth] if nth < len(lines) else None for lines in (old, new))))
    return found


def _located(
    capture: Capture, kind: AddressKind, cms: Cms, templates: Sequence[StoredTemplate]
) -> list[_Located]:
    explanation = explain(capture, kind, templates)
    context = prepare(capture.payload or b"", capture.url, cms, header(capture, "content-type"))
    if explanation is None or isinstance(context, Page):
        return []
    return [
        _Located(line.text, _addresses(line), accounted.label, accounted.reason)
        for line, accounted in zip(context.lines, explanation.lines, strict=True)
    ]


def _addresses(line: Line) -> tuple[str, ...]:
    links = [link.get("href") or "" for link in line.links]
    return (*links, *(piece.element.get("src") or "" for piece in line.pictures))


def _noise(before: _Located | None, after: _Located | None) -> Noise:
    shown = after or before
    assert shown is not None
    return Noise(
        _kind(before, after),
        before.text if before else None,
        after.text if after else None,
        shown.label,
        shown.reason,
    )


def _kind(before: _Located | None, after: _Located | None) -> str:
    if before is None or after is None:
        return "text"
    if before.text == after.text:
        paths = [[urlsplit(each).path for each in each_time.addresses] for each_time in (before, after)]
        return "token" if paths[0] == paths[1] else "link"
    if masked(before.text) != masked(after.text):
        return "text"
    return "clock" if date_of(after.text) or _TIME.search(after.text) else "counter"
