"""From a sample of a portal's pages to its templates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from crawler.extract.blocks.attachments import is_file
from crawler.extract.template.captions import caption_looks
from crawler.extract.template.groups import LEAST, frame_of, grouped
from crawler.extract.template.model import Place, Template
from crawler.extract.template.recurrence import Recurrence, count
from crawler.extract.template.regions import body_of, body_places, lead_places, title_places
from crawler.extract.template.shape import loose, numbered_names
from crawler.extract.template.sheet import Sheet
from crawler.extract.template.slots import Slot, slots_of, title_line
from crawler.extract.vocabulary.labels import VIEW_LABEL
from crawler.extract.vocabulary.numbers import digits

_AGREE = 0.75
"""Share of the values of a place that have to be of the kind that it is taken for."""
_REGULAR = 0.3
"""Share of the pages with a place on which a value without a label has to be of one kind."""
_LEAST = 3
_MOST_TEXT = 200
_LABEL = 40
_SOME = 0.3
_STABLE = 0.3
_OFTEN = 0.3
_MOST_PAGES = 0.5
_VIEWS = re.compile(VIEW_LABEL, re.IGNORECASE)


def learn(sheets: Sequence[Sheet]) -> tuple[Template, ...]:
    """The templates of article pages, one for each skeleton that enough articles have; largest group first.

    Deterministic: the same pages in the same order give the same templates.
    """
    found: list[Template] = []
    groups = grouped(sheets)
    for number, group in enumerate(groups):
        if not group:
            continue
        template = _learned(group) if _articles(group) >= LEAST else None
        if template is None:
            continue
        # articles of one kind may look like a skeleton of their own: same places, same skeleton
        alike = [other for other in groups[number + 1 :] if other and _shares_places(template, other)]
        if alike:
            template = _learned([sheet for each in (group, *alike) for sheet in each]) or template
            for other in alike:
                other.clear()
        found.append(template)
    return tuple(found)


def _stable_names(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    counts = Counter(name for sheet in sheets for name in numbered_names(sheet.context.root))
    return tuple(sorted(name for name, count in counts.items() if count >= _STABLE * len(sheets)))


def _paths(fields: Mapping[str, Sequence[Place]]) -> set[str]:
    return {place.path for places in fields.values() for place in places}


def _articles(group: Sequence[Sheet]) -> int:
    return len({sheet.identity for sheet in group})


def _shares_places(template: Template, group: Sequence[Sheet]) -> bool:
    """Whether most pages of another group have title and text at the places of `template`."""
    titles, bodies = template.places("title"), template.places("body")
    have = sum(
        body_of(sheet, bodies[:1]) is not None
        and title_line(sheet, titles[:1]) is not None
        and sheet.repeats_title(_first(sheet, titles[:1]))
        for sheet in group
    )
    return have >= _AGREE * len(group)


def _first(sheet: Sheet, titles: Sequence[Place]) -> str:
    line = title_line(sheet, titles)
    return sheet.lines[line[0]].text if line else ""


def _learned(sheets: Sequence[Sheet]) -> Template | None:
    names = _stable_names(sheets)
    for sheet in sheets:
        sheet.renew(frozenset(names))
    recurrence = count(sheets)
    bodies = body_places(sheets, recurrence)
    if not bodies:
        return None
    for sheet in sheets:
        sheet.body = body_of(sheet, bodies, lambda line: recurrence.is_unique(line.text))
    shapes = Counter(sheet.shape.path(sheet.body) for sheet in sheets if sheet.body is not None)
    bodies = tuple(
        replace(
            place, variants=tuple(sorted(p for p, n in shapes.items() if loose(p) == place.path and n >= 2))
        )
        for place in bodies
    )
    titles = title_places(sheets, bodies)
    if not titles:
        return None
    slots = slots_of(sheets, recurrence, titles, bodies)
    fields: dict[str, list[Place]] = {"title": list(titles), "body": list(bodies)}
    clocks, numbers, known = [], [], []
    rotating: set[str] = set()
    for slot in sorted(slots, key=_nearness):
        kinds = slot.kinds()
        total = sum(kinds.values())
        if slot.label and total < _LEAST:
            known.append(slot)
        if total < _LEAST or slot.pages < _REGULAR * slot.of:
            continue
        field = _field(slot, kinds, total, recurrence.articles)
        if field == "clock":
            clocks.append(slot.place())
        elif field == "number":
            if len(slot.distinct()) > 1:
                numbers.append(slot)
        elif field:
            agree = kinds.get(field, total)
            fields.setdefault(field, []).append(
                slot.place(agree, total, "last" if field == "category" else "first")
            )
        elif slot.label:
            known.append(slot)
        elif (slot.changes() and slot.at != "in") or _is_rotating(slot, kinds):
            rotating.add(slot.path)
    if "views" not in fields and (most := _largest(numbers)):
        numbers.remove(most)
        fields["views"] = [most.place(most.pages, most.of)]
    readings = [slot.place() for slot in numbers]
    fields["lead"] = lead_places(sheets, recurrence)
    _choose(fields, slots)
    texts = _boilerplate(sheets, recurrence)
    return Template(
        kind="article",
        pages=recurrence.articles,
        frame=frame_of(sheets),
        fields=tuple((name, tuple(places)) for name, places in sorted(fields.items()) if places),
        boilerplate=texts[0],
        furniture=tuple(
            sorted({*texts[1], *rotating} - {place.path for places in fields.values() for place in places})
        ),
        readings=tuple(readings),
        labels=tuple(sorted({(slot.path, slot.label) for slot in known})),
        clocks=tuple(clocks),
        names=names,
        captions=caption_looks(sheets, bodies, recurrence),
        doubts=tuple(f"{name}: no place was found" for name in ("published_at",) if name not in fields),
    )


def _is_label(text: str, count: int, recurrence: Recurrence) -> bool:
    return len(text) <= _LABEL and text[-1:] not in ".!?…;" and count >= _MOST_PAGES * recurrence.articles


_ORDER = {"between": 0, "above": 1, "below": 2, "in": 3}


def _nearness(slot: Slot) -> tuple[int, int, str, str]:
    """Slots between title and text first, those with most pages before others."""
    return _ORDER[slot.at], -slot.pages, slot.path, slot.label


def _field(slot: Slot, kinds: Counter[str | None], total: int, articles: int) -> str | None:
    def share(*names: str) -> float:
        return sum(kinds[name] for name in names) / total

    distinct = slot.distinct()
    if share("date") >= _AGREE:
        return _date_field(slot, distinct)
    if slot.changes() and not share("number"):
        return None
    if share("number") >= _AGREE:
        return "views" if _VIEWS.search(f"{slot.before} {slot.label}") else "number"
    if len(distinct) < 2 or slot.follows_site():
        return None
    if share("category") >= _AGREE and slot.at != "in":
        return "category"
    if (
        slot.at == "between"
        and share("prose", "date") >= _AGREE
        and share("prose") >= 0.5
        and len(distinct) > 0.8 * slot.pages
    ):
        return "summary"
    if slot.at == "in" and slot.pages < _OFTEN * articles and share("prose") >= _AGREE:
        return None
    if slot.at == "in" and share("prose") >= _AGREE and varies:
        return "summary" if _leads(slot) else None
    if share("source", "department") >= _AGREE and share("source") >= _SOME:
        return "source"
    if share("author", "department") >= _AGREE:
        if share("author") >= _AGREE:
            return "author"
        return "department" if share("department") >= _AGREE else "signature"
    return None


def _date_field(slot: Slot, distinct: Counter[str]) -> str | None:
    """``published_at`` for days that vary with the article, ``clock`` for those of the request."""
    days = slot.days()
    own = {day for day, _ in days}
    same = sum(_apart(day, captured) <= 1 for day, captured in days)
    if same >= 0.9 * len(days):
        return "clock"
    if (
        len(own) < min(_LEAST, slot.pages)
        or slot.at == "in"
        or slot.changes()
        or not slot.agrees_with_lists()
    ):
        return None
    return "published_at"


def _apart(day: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
    except ValueError:
        return 99_999


def _largest(numbers: Sequence[Slot]) -> Slot | None:
    """Of places of numbers outside the text the one whose numbers are largest: an article is seen more often than
    it is shared, liked or fetched."""
    best: tuple[int, int] | None = None
    for place, slot in enumerate(numbers):
        if slot.at == "in" or slot.pages < _REGULAR * slot.of or slot.counts_requests():
            continue
        values = sorted(digits(value) for _, _, value in slot.values)
        median = values[len(values) // 2]
        if not slot.is_button() and (best is None or median > best[0]):
            best = median, place
    return numbers[best[1]] if best else None


def _is_rotating(slot: Slot, kinds: Counter[str | None]) -> bool:
    """Whether a place within the text has the same few things on the pages of many articles, as for a banner."""
    return slot.at == "in" and kinds[None] == sum(kinds.values()) and 2 * len(slot.distinct()) <= slot.pages


def _leads(slot: Slot) -> bool:
    """Whether prose stands before the text: between title and text, or as its first lines."""
    varies = len(distinct) > 0.8 * slot.pages
    if slot.at == "between" and varies and share("prose", "date") >= _AGREE and share("prose") >= 0.5:
        return "summary"
    if slot.at == "in" and slot.pages < _OFTEN * articles and share("prose") >= _AGREE:
        return None
    if slot.at == "in" and share("prose") >= _AGREE and varies:
        return "summary" if _leads(slot) else None
    if share("source", "department") >= _AGREE and share("source") >= _SOME:
        return "source"
    if share("author", "department") >= _AGREE:
        if share("author") >= _AGREE:
            return "author"
        return "department" if share("department") >= _AGREE else "signature"
    return None


def _date_field(slot: Slot, distinct: Counter[str]) -> str | None:
    """``published_at`` for days that vary with the article, ``clock`` for those of the request."""
    days = slot.days()
    own = {day for day, _ in days}
    same = sum(_apart(day, captured) <= 1 for day, captured in days)
    if same >= 0.9 * len(days):
        return "clock"
    if (
        len(own) < min(_LEAST, slot.pages)
        or slot.at == "in"
        or slot.changes()
        or not slot.agrees_with_lists()
    ):
        return None
    return "published_at"


def _apart(day: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
    except ValueError:
        return 99_999


def _largest(numbers: Sequence[Slot]) -> Slot | None:
    """Of places of numbers outside the text the one whose numbers are largest: an article is seen more often than
    it is shared, liked or fetched."""
    best: tuple[int, int] | None = None
    for place, slot in enumerate(numbers):
        if slot.at == "in" or slot.pages < _REGULAR * slot.of or slot.counts_requests():
            continue
        values = sorted(digits(value) for _, _, value in slot.values)
        median = values[len(values) // 2]
        if not slot.is_button() and (best is None or median > best[0]):
            best = median, place
    return numbers[best[1]] if best else None


def _is_rotating(slot: Slot, kinds: Counter[str | None]) -> bool:
    """Whether a place within the text has the same few things on the pages of many articles, as for a banner."""
    return slot.at == "in" and kinds[None] == sum(kinds.values()) and 2 * len(slot.distinct()) <= slot.pages


def _leads(slot: Slot) -> bool:
    """Whether prose stands before the text: between title and text, or as its first lines."""
    if slot.at == "between":
        return True
    first = 0
    for sheet, index, _ in slot.values:
        before = sheet.lines[index - 1] if index else None
        first += before is None or sheet.paths[index - 1] != sheet.paths[index]
    return first >= 0.9 * len(slot.values) and all(
        not _own_before(sheet, index) for sheet, index, _ in slot.values[:10]
    )


def _own_before(sheet: Sheet, index: int) -> bool:
    element = sheet.lines[index].element.getparent()
    start = sheet.context.page.span(element)[0] if element is not None else index
    return any(len(line.text) >= 60 for line in sheet.lines[start:index])


def _choose(fields: dict[str, list[Place]], slots: Sequence[Slot]) -> None:
    """Keeps of several places for one field those that may stand for each other."""
    for name in ("published_at", "views", "summary", "category"):
        fields[name] = fields.get(name, [])[:2]
    for name in ("author", "department", "source", "signature"):
        fields[name] = fields.get(name, [])[:3]


def _boilerplate(
    sheets: Sequence[Sheet], recurrence: Recurrence
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """The texts that recur, by path, and the paths that hold nothing of the article."""
    texts: dict[str, set[str]] = defaultdict(set)
    within: dict[str, set[str]] = defaultdict(set)
    own: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    for sheet in sheets:
        seen = set()
        body = sheet.body
        span = sheet.context.page.span(body) if body is not None else (0, 0)
        for line in sheet.lines:
            path, text = sheet.paths[line.index], sheet.texts[line.index]
            if path not in seen:
                seen.add(path)
                pages[path] += 1
            is_within = span[0] <= line.index < span[1]
            if recurrence.is_fixed(path, text):
                if len(text) <= _MOST_TEXT:
                    (within if is_within else texts)[path].add(text)
            elif not line.is_link or is_file(line) or is_within:
                own[path] += 1
    for path, found in within.items():
        # what recurs among the paragraphs of the text is said again and again; a short label is the portal's
        texts[path] |= {
            t for t in found if not own[path] or _is_label(t, recurrence.placed[path, t], recurrence)
        }
    furniture = tuple(sorted(path for path, count in pages.items() if not own[path] and count >= _LEAST))
    whole = set(furniture)
    least = _MOST_PAGES * recurrence.articles
    texts[""] = {t for t, found in recurrence.texts.items() if found >= least and len(t) <= _MOST_TEXT}
    kept = {path: tuple(sorted(found)) for path, found in texts.items() if path not in whole}
    return tuple(sorted(kept.items())), furniture
