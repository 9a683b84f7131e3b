"""A template: the place of each field on pages of one kind and one skeleton."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from crawler.extract.template.shape import loose

FIELDS = ("title", "body", "summary", "published_at", "views", "author", "department", "signature", "source",
          "category")  # fmt: skip
"""The fields that have a place. `signature` is a place where units and persons sign by turns."""
_NO_VALUES = frozenset(("title", "body", "files", "lead"))
"""Places that are asked for elements, not for the values of their lines."""

FIELD_NAMES = {"date": "published_at"} | {field: field for field in FIELDS}
"""What archivists call the fields."""
NONE = "none"
"""What they say of a field that a portal does not show."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a field.

    `path` names the element by tags and classes. `label` is the constant text before the value on its line,
    `before` a constant line before it; both may be empty. `pick` chooses among several lines with the path:
    the ``first``, the ``last``, or for a path without numbers the first ``above`` the title, ``between`` title
    and text, or ``below`` the text. `variants` are the exact paths behind a path without numbers. On `pages` of
    the `of` pages with the place, its value agrees with the annotators.
    """

    path: str
    label: str = ""
    before: str = ""
    pick: str = "first"
    pages: int = 0
    of: int = 0
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A template, learned from `pages` articles that share one skeleton.

    `kind`: the kind of page, ``article``. A path is the way to an element by tags, classes and ids.
    `frame`: paths that nearly all these pages have; they identify the skeleton.
    `fields`: for each field its places, best first.
    `boilerplate`: by path, texts that belong to the portal.
    `furniture`: paths where everything belongs to the portal or to another article; within the text also
    paths without numbers.
    `readings`: places of numbers that tick. `clocks`: places that show the time of the request.
    `labels`: by path, labels whose values belong to no field.
    `captions`: looks of the lines below pictures.
    `names`: classes and ids with digits that belong to the skin, not to one page.
    `doubts`: what was searched for and not found.
    `notices`: texts that were put on the pages of all articles for a time; with some, it is for pages that show them.
    """

    kind: str
    pages: int
    frame: tuple[str, ...]
    fields: tuple[tuple[str, tuple[Place, ...]], ...]
    boilerplate: tuple[tuple[str, tuple[str, ...]], ...] = ()
    furniture: tuple[str, ...] = ()
    readings: tuple[Place, ...] = ()
    clocks: tuple[Place, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    captions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def places(self, field: str) -> tuple[Place, ...]:
        """The places of a field, best first; none where it has none."""
        return self._by_field.get(field, ())

    @cached_property
    def _by_field(self) -> dict[str, tuple[Place, ...]]:
        return dict(self.fields)

    @cached_property
    def asked(self) -> tuple[frozenset[str], frozenset[str]]:
        """The paths of the places that tell values without a label, and of those with one."""
        told = [place for name, places in self.fields if name not in _NO_VALUES for place in places]
        told += [*self.readings, *self.clocks]
        plain = {place.path for place in told if not place.label}
        return frozenset(plain | self.other_labels.keys()), frozenset(p.path for p in told if p.label)

    @cached_property
    def other_labels(self) -> dict[str, frozenset[str]]:
        """By path, the labels whose values belong to no field."""
        found: dict[str, set[str]] = {}
        for path, label in self.labels:
            found.setdefault(path, set()).add(label)
        return {path: frozenset(labels) for path, labels in found.items()}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The constant words of each place that has some, by its path without numbers."""
        found: dict[str, set[str]] = {}
        for places in (*(places for _, places in self.fields), self.readings, self.clocks):
            for place in places:
                found.setdefault(loose(place.path), set()).update(place.label.split())
        for path, label in self.labels:
            found.setdefault(loose(path), set()).update(label.split())
        return {path: frozenset(words) for path, words in found.items()}

    @cached_property
    def furnished(self) -> frozenset[str]:
        """The paths where everything belongs to the portal or to another article."""
        return frozenset(self.furniture)

    @cached_property
    def texts(self) -> dict[str, frozenset[str]]:
        """The portal's own texts by path."""
        found = {path: frozenset(texts) for path, texts in self.boilerplate}
        return found | {"": found.get("", frozenset()) | frozenset(self.notices)}

    @cached_property
    def sha256(self) -> str:
        """The sha256, in hex, of all that decides how a page is read; support and doubts are no part of it."""
        plain = self.as_dict()
        for name in ("pages", "doubts") if self.notices else ("pages", "doubts", "notices"):
            del plain[name]
        for place in _places(plain):
            del place["pages"], place["of"]
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """The template as plain JSON values."""
        plain = asdict(self)
        plain["fields"] = {name: list(map(dict, places)) for name, places in plain["fields"]}
        plain["boilerplate"] = {path: list(texts) for path, texts in self.boilerplate}
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Template:
        """The template that `as_dict` gave."""
        return cls(
            kind=plain["kind"],
            pages=plain["pages"],
            frame=tuple(plain["frame"]),
            fields=tuple((name, _some(places)) for name, places in plain["fields"].items()),
            boilerplate=tuple((path, tuple(texts)) for path, texts in plain["boilerplate"].items()),
            furniture=tuple(plain["furniture"]),
            readings=_some(plain["readings"]),
            clocks=_some(plain["clocks"]),
            labels=tuple((path, label) for path, label in plain["labels"]),
            captions=tuple(plain["captions"]),
            names=tuple(plain["names"]),
            doubts=tuple(plain["doubts"]),
            notices=tuple(plain.get("notices", ())),
        )


Stages = Sequence[Sequence[Template]]
"""Templates by stage. The first stage with a fitting template reads the page."""


def _some(places: list[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(**{**place, "variants": tuple(place["variants"])}) for place in places)


def _places(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for places in (*plain["fields"].values(), plain["readings"], plain["clocks"]):
        yield from places
