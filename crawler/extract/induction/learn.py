"""Learns the templates of a portal from a sample of its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.extract.induction.captions import caption_looks
from crawler.extract.induction.fields import (
    AGREE,
    comments,
    field_of,
    is_rotating,
    linked_persons,
    most_seen,
)
from crawler.extract.induction.furniture import portal_texts, rotating_in_text
from crawler.extract.induction.groups import LEAST, by_title, frame_of, grouped
from crawler.extract.induction.recurrence import Recurrence, count
from crawler.extract.induction.regions import (
    ENOUGH,
    body_places,
    file_places,
    lead_places,
    own_length,
    title_places,
)
from crawler.extract.induction.shares import FEWEST, REGULAR
from crawler.extract.induction.slot import Slot
from crawler.extract.induction.slots import slots_of
from crawler.extract.template.model import Place, Template
from crawler.extract.template.places import body_of, title_line
from crawler.extract.template.shape import loose, numbered_names
from crawler.extract.template.sheet import Sheet

_STABLE = 0.3
"""Share of pages on which a class or id with digits is the skin's."""
_ORDER = {"between": 0, "above": 1, "below": 2, "in": 3}
_MOST_PLACES = 4
_BESIDE_DATE = 0.1
"""Share of the pages with the place of a date on which a name beside it is enough."""


@dataclass
class _Places:
    """What the places of a group turned out to be."""

    fields: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    clocks: list[Place] = field(default_factory=list)
    numbers: list[Slot] = field(default_factory=list)
    labels: set[tuple[str, str]] = field(default_factory=set)
    rotating: set[str] = field(default_factory=set)


def learn(sheets: Sequence[Sheet]) -> tuple[Template, ...]:
    """The templates of article pages, one for each skeleton that enough articles have; largest group first.

    Deterministic: the same pages in the same order give the same templates.
    """
    parted = [by_title(group) for group in grouped(sheets)]
    found = _templates([part for parts in parted for part in parts])
    # what is left of a skeleton may be enough as a whole
    left = [[sheet for part in parts for sheet in part] for parts in parted if len(parts) > 1]
    return (*found, *_templates(left))


def _templates(groups: Sequence[list[Sheet]]) -> list[Template]:
    """The templates of groups of pages, which are emptied when one is learned from them."""
    found: list[Template] = []
    groups = sorted(groups, key=len, reverse=True)
    for number, group in enumerate(groups):
        if len({sheet.identity for sheet in group}) < LEAST or (template := _learned(group)) is None:
            continue
        # articles of one kind may look like a skeleton of their own: same places, same skeleton
        alike = [other for other in groups[number + 1 :] if other and _shares_places(template, other)]
        if alike:
            template = _learned([sheet for each in (group, *alike) for sheet in each]) or template
        for learned in (group, *alike):
            learned.clear()
        found.append(template)
    return found


def _learned(sheets: Sequence[Sheet]) -> Template | None:
    names = _stable_names(sheets)
    for sheet in sheets:
        sheet.renew(frozenset(names))
    recurrence = count(sheets)
    bodies = body_places(sheets, recurrence)
    for sheet in sheets:
        sheet.body = body_of(sheet, bodies, lambda line: recurrence.is_unique(line.text))
    bodies = _with_variants(bodies, sheets, recurrence)
    titles = title_places(sheets, recurrence) if bodies else ()
    if not titles:
        return None
    for sheet in sheets:
        if line := title_line(sheet, titles):
            sheet.title_at = line[0]
            sheet.title = " ".join(each.text for each in sheet.lines[line[0] : line[1] + 1])
    places = _assigned(slots_of(sheets, recurrence, titles, bodies), recurrence)
    places.fields |= {"title": list(titles), "body": list(bodies), "lead": lead_places(sheets, recurrence)}
    places.fields["files"] = file_places(sheets)
    texts, furniture = portal_texts(sheets, recurrence)
    places.rotating |= rotating_in_text(sheets)
    taken = {place.path for found in places.fields.values() for place in found}
    return Template(
        kind="article",
        pages=recurrence.articles,
        frame=frame_of(sheets),
        fields=tuple((name, tuple(found)) for name, found in sorted(places.fields.items()) if found),
        boilerplate=texts,
        furniture=tuple(sorted({*furniture, *places.rotating} - taken)),
        readings=tuple(slot.place() for slot in places.numbers if not slot.is_shifting),
        clocks=tuple(places.clocks),
        labels=tuple(sorted(places.labels)),
        captions=caption_looks(sheets, recurrence),
        names=names,
        doubts=() if places.fields.get("published_at") else ("published_at: no place was found",),
    )


def _assigned(slots: Sequence[Slot], recurrence: Recurrence) -> _Places:
    """The slots by what they hold."""
    found = _Places()
    commented = comments(slots)
    found.rotating |= {path for slot in commented for path in slot.paths()}
    kinds_of = {slot: slot.kinds() for slot in slots}
    kinds_at: dict[str, set[str | None]] = defaultdict(set)
    for slot, kinds in kinds_of.items():
        kinds_at[slot.path].update(kinds)
    persons = linked_persons(kinds_of)
    dated = {slot.path for slot, kinds in kinds_of.items() if kinds["date"] >= AGREE * slot.of}
    users = {slot.path for slot in slots if slot.at != "in" and slot.names_users()}
    for slot in sorted(slots, key=_nearness):
        if slot in commented:
            continue
        kinds = kinds_of[slot]
        total = sum(kinds.values())
        name = None
        # beside a date what stands on some pages only is a fact, too
        regular = _BESIDE_DATE if slot.path in dated and slot.at == "between" else REGULAR
        if total >= FEWEST and (slot.is_labelled or slot.pages >= regular * slot.of):
            name = field_of(slot, recurrence.articles, of_persons=slot in persons)
        if name == "clock":
            if not slot.is_shifting:
                found.clocks.append(slot.place())
        elif name == "number":
            if len(slot.distinct()) > 1:
                found.numbers.append(slot)
        elif name is not None:
            if len(found.fields[name]) < _MOST_PLACES:
                pick = "last" if name == "category" else "first"
                found.fields[name].append(slot.place(kinds.get(name, total), total, pick))
        elif slot.is_shifting:
            continue
        elif slot.path in users and not slot.label:
            found.labels.add((slot.path, ""))
        elif slot.label:
            # what one unit or paper signs on all pages so far is told by the words of its label
            is_named = slot.is_named and not slot.is_below_pictures()
            is_told = (slot.at != "in" or is_named) and not (slot.is_inside() and slot.tells_origin())
            if is_told and not slot.is_one_link():
                found.labels.add((slot.path, slot.label))
        elif is_rotating(slot, recurrence, kinds_at[slot.path]):
            found.rotating.add(slot.path)
    # what rotates in one place does so wherever else its frame stands
    frames = {path.rpartition(">")[2] for path in found.rotating}
    for slot in slots:
        if slot.at == "in" and slot.is_named and slot.path.rpartition(">")[2] in frames:
            found.rotating.add(slot.path)
    if not found.fields["views"] and (most := most_seen(found.numbers)):
        whole = next((slot for slot in found.numbers if slot.is_shifting and slot.shifts_with(most)), most)
        shown = [slot for slot in found.numbers if slot is most or slot.shifts_with(whole)]
        found.numbers = [slot for slot in found.numbers if slot not in shown]
        found.fields["views"] = [slot.place(slot.pages, slot.of) for slot in shown][:_MOST_PLACES]
    return found


def _nearness(slot: Slot) -> tuple[int, int, str, str]:
    """Slots between title and text first, those with most pages before others."""
    return _ORDER[slot.at], -slot.pages, slot.path, slot.label


def _stable_names(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The names with digits of several pages that tell elements of one place apart; elsewhere a place is known
    without them, whichever number a build or a category gives it."""
    counts: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for sheet in sheets:
        at: dict[str, set[frozenset[str]]] = defaultdict(set)
        for element, names in numbered_names(sheet.context.root):
            at[sheet.shape.path(element)].add(names)
        counts.update({name for found in at.values() for names in found for name in names})
        apart.update({name for found in at.values() if len(found) > 1 for names in found for name in names})
    return tuple(
        sorted(n for n, count in counts.items() if count >= _STABLE * len(sheets) and apart[n] >= FEWEST)
    )


def _with_variants(
    bodies: Sequence[Place], sheets: Sequence[Sheet], recurrence: Recurrence
) -> tuple[Place, ...]:
    """The places with their exact paths on several pages that have enough text."""
    shapes: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.body is not None and own_length(sheet, recurrence, sheet.body) >= ENOUGH:
            shapes[sheet.shape.path(sheet.body)] += 1
    return tuple(
        replace(
            place, variants=tuple(sorted(p for p, n in shapes.items() if loose(p) == place.path and n > 1))
        )
        for place in bodies
    )


def _shares_places(template: Template, group: Sequence[Sheet]) -> bool:
    """Whether most pages of another group have title and text at the places of `template`."""
    titles, bodies = template.places("title")[:1], template.places("body")[:1]
    have = 0
    for sheet in group:
        line = title_line(sheet, titles)
        is_titled = line is not None and sheet.repeats_title(sheet.lines[line[0]].text)
        have += is_titled and body_of(sheet, bodies) is not None
    return have >= AGREE * len(group)
