"""The values found in a text: a citation of a document, a mention of a person, an organisation or a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A legal document that a text cites.

    `text` is kind and number as first written. `number` is normalised (``12-NQ/ĐUCA``); None for a law cited by
    title. `date` is an ISO date and `issuer` as written; None where the text has neither. `title` is the
    subject of the document ("về …"). `provisions` are its articles and clauses in the text ("khoản 2 Điều 5").
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

    `office` is the office of a person ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"), without rank or honorific.
    `within` is the unit above a place, where the text or the gazetteer has it. A name with one office gives one
    mention, however often the text repeats it.
    """

    name: str
    kind: MentionKind
    office: str | None = None
    within: str | None = None
