"""Finds the persons, organisations and places of a text, each once, in the order of the text."""

from __future__ import annotations

from archive.entities.language import gazetteer
from archive.entities.language.tokens import Text, prepare
from archive.entities.model import Mention
from archive.entities.organisations import organisations, places
from archive.entities.persons import persons


def mentions(text: str | Text) -> tuple[Mention, ...]:
    """The persons, then the organisations, then the places that `text` names."""
    ready = prepare(text)
    return (*_persons(ready), *_organisations(ready), *_places(ready))


def _persons(text: Text) -> list[Mention]:
    """One mention for each name and office; one without an office only where the text never tells one."""
    offices: dict[str, dict[str, Mention]] = {}
    for naming in persons(text):
        name = text.cut(naming.first, naming.end)
        office = text.cut(*naming.office) if naming.office else None
        mention = Mention(name, "person", office)
        offices.setdefault(name.casefold(), {}).setdefault((office or "").casefold(), mention)
    found = []
    for named in offices.values():
        with_office = [mention for mention in named.values() if mention.office] or list(named.values())
        found += with_office
    return found


def _organisations(text: Text) -> list[Mention]:
    found: dict[str, Mention] = {}
    for first, end in organisations(text):
        name = text.cut(first, end)
        found.setdefault(name.casefold(), Mention(name, "organisation"))
    return list(found.values())


def _places(text: Text) -> list[Mention]:
    """Units with the unit above: the one beside it in the text, or the only one that is possible and named."""
    named = places(text)
    known = {text.cut(first, end).casefold() for first, end, _ in named}
    found: dict[str, Mention] = {}
    for first, end, beside in named:
        name = text.cut(first, end)
        above = beside or _above(name, known)
        found.setdefault(name.casefold(), Mention(name, "place", within=above))
    bare = {rest for name in found for rest in (name.partition(" ")[2], " ".join(name.split(" ")[2:]))}
    return [mention for name, mention in found.items() if name not in bare]


def _above(name: str, known: set[str]) -> str | None:
    kind, _, rest = name.casefold().partition(" ")
    if kind == "thị":
        kind, _, rest = "thị trấn", "", rest.partition(" ")[2]
    candidates = gazetteer.above().get((kind, rest), ())
    named = [unit for unit in candidates if unit.casefold() in known]
    if len(named) == 1:
        return named[0]
    return candidates[0] if len(candidates) == 1 else None
