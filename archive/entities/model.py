"""The values found in a text: a citation of a document, a mention of a person, an organisation or a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal document that a text names.

    `text` is kind and number as first written. `number` is normalised (``12-NQ/ĐUCA``) and None for a law that
    is named by its title only. `date` is an ISO date, `issuer` as written; both None where the text says
    neither. `title` is what the document is about ("về …"), `provisions` are articles and clauses
    ("khoản 2 Điều 5") that the text names of it.
    """

    text: str
    number: str | None
    kind: str | None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    `office` is what a person is named with ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"), without rank or
    honorific. `within` is the unit above a place, where text or gazetteer tell it. One mention for each
    name and office, however often the text repeats it.
    """

    name: str
    kind: MentionKind
    office: str | None = None
    within: str | None = None
