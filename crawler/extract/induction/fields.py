"""Decides which field a place holds, by its values on all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date

from crawler.extract.boilerplate.contact import is_contact_label
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.induction.shares import FEWEST, MOST, NEARLY_ALL, REGULAR, SOME
from crawler.extract.induction.slot import Slot
from crawler.extract.template.annotators import is_sentence
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import Sheet
from crawler.extract.vocabulary.bylines import APPROVED_BY, PHOTO_CREDIT
from crawler.extract.vocabulary.labels import OTHER_COUNT, VIEW_LABEL

AGREE = 0.75
"""The share of a place's values that must be of one kind."""
_SHARED = 0.1
"""No larger share of articles has a summary with one of them in common."""
_SEEN = 100
_TEXT = 60


def field_of(slot: Slot, articles: int, *, of_persons: bool = False) -> str | None:
    """The field whose place a slot is: a name of `model.FIELDS`, ``number`` or ``clock``; None where it holds none.

    `articles` is the number of articles that are learned from. `of_persons`: the lists that the values name are those
    of persons.
    """
    kinds = slot.kinds()
    distinct = slot.distinct()
    if kinds["category"] and (of_persons or 2 * len(distinct) > slot.pages):
        # names of many, as those of persons whom the page links
        kinds = slot.kinds(listed=False)
    # behind a label a value of no kind that is known speaks neither for a field nor much against it
    total = sum(kinds.values()) - kinds[None] * slot.is_labelled / 2

    def share(*names: str) -> float:
        return sum(kinds[name] for name in names) / total

    if share("date") >= AGREE:
        return _field_of_dates(slot)
    if share("number") >= AGREE:
        return _field_of_numbers(slot)
    if is_portals(slot) or slot.is_caption() or is_contact_label(slot.label):
        return None
    if share("category") >= AGREE and slot.at != "in" and not slot.changes() and not slot.is_menu():
        return "category"
    varies = len(distinct) > MOST * slot.pages
    is_headed = slot.before or (slot.at == "above" and slot.is_inside() and _says_sentences(distinct))
    is_apart = slot.at == "between" or (is_headed and slot.at != "in" and not slot.changes())
    # those of a series are worded alike, and some are the same
    is_told = varies or (2 * len(distinct) > slot.pages and max(distinct.values()) <= _SHARED * slot.pages)
    if is_apart and is_told and share("prose", "date") >= AGREE and share("prose") >= 0.5:
        return "summary"
    if slot.at == "in" and share("prose") >= AGREE:
        return (
            "summary"
            if slot.stands_out and varies and slot.pages >= REGULAR * articles and _leads(slot)
            else None
        )
    if share("source", "department") >= AGREE and share("source") >= SOME:
        return "source"
    is_others = PHOTO_CREDIT.match(slot.label) or APPROVED_BY.search(f"{slot.before} {slot.label}")
    if share("author", "department") < AGREE or is_others:
        return None
    return next((name for name in ("author", "department") if share(name) >= AGREE), "signature")


def linked_persons(slots: Mapping[Slot, Counter[str | None]]) -> list[Slot]:
    """Of slots, with their values by kind, the places of persons whose lists the pages link, as of who wrote.

    Their names are nowhere else on the page, where the category that another place tells is in a menu, too.
    """
    filed = [slot for slot, kinds in slots.items() if kinds["category"] >= AGREE * sum(kinds.values())]
    linked = [slot for slot in filed if not slot.is_repeated()]
    if len(linked) == len(filed):
        return []
    return [s for s in linked if s.kinds(listed=False)["author"] >= AGREE * sum(slots[s].values())]


def is_portals(slot: Slot) -> bool:
    """Whether a value is the portal's: the same on all pages, on those of a site or language, or for a time."""
    return len(slot.distinct()) < 2 or slot.follows_frame() or slot.follows_time()


def is_rotating(slot: Slot, recurrence: Recurrence, kinds: Set[str | None]) -> bool:
    """Whether a place shows the same few values on many articles, or another value at each request.

    `kinds` are those of all values with the path of `slot`.
    """
    if slot.at != "in":
        return slot.changes()
    if not slot.is_named:
        return False
    pictures = slot.pictures()
    if pictures and 2 * sum(recurrence.texts[each] > 1 for each in pictures) >= len(slot.values):
        return True
    if kinds - {None} or slot.is_below_pictures():
        return False  # many articles may have one caption
    if 2 * sum(sheet.heads_text(index) for sheet, index, _ in slot.values) >= len(slot.values):
        return False
    lines = {sheet.texts[index] for sheet, index, _ in slot.values}
    return slot.changes() or 2 * sum(not recurrence.is_unique(text) for text in lines) >= len(lines)


def comments(slots: Sequence[Slot]) -> list[Slot]:
    """The places below the text of readers who comment: several persons are there on some pages, or others than
    those who sign elsewhere."""
    persons: dict[str, list[Slot]] = defaultdict(list)
    signed: dict[int, set[str]] = defaultdict(set)
    for slot in slots:
        kinds = slot.kinds()
        if slot.is_shifting or kinds["author"] < AGREE * max(1, sum(kinds.values())):
            continue
        if slot.at == "below" and not slot.label:
            persons[loose(slot.path)].append(slot)
        elif not is_portals(slot):
            for sheet, _, value in slot.values:
                signed[id(sheet)].add(value)
    found: list[Slot] = []
    for together in persons.values():
        values = [(id(sheet), value) for slot in together for sheet, _, value in slot.values]
        pages = Counter(page for page, _ in values)
        others = sum(value not in signed[page] for page, value in values if page in signed)
        agree = sum(value in signed[page] for page, value in values if page in signed)
        if sum(count > 1 for count in pages.values()) >= max(FEWEST, SOME * len(pages)) or (
            others >= FEWEST and others > agree
        ):
            found += together
    return found


def most_seen(numbers: Sequence[Slot]) -> Slot | None:
    """Of number places outside the paragraphs, the one with the largest numbers: the view count.

    An article is seen more often than shared, liked or fetched; small numbers may count anything. Numbers of
    buttons and the portal's own counters are left out.
    """
    best: tuple[int, int] | None = None
    counters = {slot.path for slot in numbers if slot.counts_requests()}
    for place, slot in enumerate(numbers):
        if (slot.at == "in" and not slot.is_named) or slot.pages < REGULAR * slot.of or slot.is_button():
            continue
        if slot.path in counters or slot.is_noise() or OTHER_COUNT.search(f"{slot.before} {slot.label}"):
            continue
        values = sorted(number for _, number in slot.numbers())
        median = values[len(values) // 2]
        if median >= _SEEN and (best is None or median > best[0]):
            best = median, place
    return numbers[best[1]] if best else None


def _field_of_numbers(slot: Slot) -> str | None:
    """``views`` or ``number``; None where numbers are what articles say: in sentences, or in lines of the text that
    nothing names, and the same at each request."""
    told = f"{slot.before} {slot.label}"
    if VIEW_LABEL.search(told):
        return "views"
    is_text = slot.at == "in" and not slot.is_named and not OTHER_COUNT.search(told)
    return None if (is_text or slot.is_in_sentences()) and not slot.changes() else "number"


def _field_of_dates(slot: Slot) -> str | None:
    """``published_at`` for days that vary with the article, ``clock`` for days of the request."""
    days = slot.days()
    same = sum(_days_between(day, captured) <= 1 for day, captured in days)
    if same >= NEARLY_ALL * len(days):
        return "clock"
    if len({day for day, _ in days}) < min(FEWEST, slot.pages) or slot.at == "in":
        return None
    return None if slot.changes() or not slot.agrees_with_lists() else "published_at"


def _days_between(day: str, other: str) -> float:
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)
    except ValueError:
        return float("inf")


def _says_sentences(values: Collection[str]) -> bool:
    """Whether values are running text, as rows of numbers with their words are not."""
    return sum(map(is_sentence, values)) >= AGREE * len(values)


def _leads(slot: Slot) -> bool:
    """Whether prose within the text is before all other text, in a place that none beside it has."""
    alone = sum(index == 0 or sheet.paths[index - 1] != sheet.paths[index] for sheet, index, _ in slot.values)
    first = Counter(_text_before(sheet, index) for sheet, index, _ in slot.values)
    return min(alone, first[False]) >= NEARLY_ALL * len(slot.values)


def _text_before(sheet: Sheet, index: int) -> bool:
    start = sheet.context.page.span(sheet.body)[0] if sheet.body is not None else index
    return any(len(line.text) >= _TEXT for line in sheet.lines[start:index])
