"""Finds where title and text are, by agreement of most pages of a group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from lxml import etree

from crawler.extract.blocks.attachments import is_file
from crawler.extract.document.lines import BLOCKS
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.induction.shares import FEWEST, MAJORITY, SOME
from crawler.extract.template.model import Place
from crawler.extract.template.shape import is_named, loose
from crawler.extract.template.sheet import Sheet

Element = etree._Element

_HOLDS = 0.6
"""Share of an article's own text that its place has to hold."""
ENOUGH = 200
"""Characters of own text from which a page shows where its text is."""
_SHARED = 0.08
_MOST_PLACES = 3
_BEST = 0.85
_HEADINGS = ("h1", "h2", "h3", "h4")


def own_text(sheet: Sheet, recurrence: Recurrence) -> list[int]:
    """The numbers of the lines that may be text of this article and of no other."""
    return [
        line.index
        for line in sheet.lines
        if recurrence.is_unique(line.text)
        and not recurrence.ticks(sheet.paths[line.index], line.text)
        and line.index not in sheet.among_others
        and sheet.is_prose(line)
        and not sheet.repeats_title(line.text)
    ]


def own_length(sheet: Sheet, recurrence: Recurrence, element: Element) -> int:
    """The letters in an element that may be text of this article and of no other."""
    start, end = sheet.context.page.span(element)
    return sum(len(sheet.lines[i].text) for i in own_text(sheet, recurrence) if start <= i < end)


def body_places(sheets: Sequence[Sheet], recurrence: Recurrence) -> tuple[Place, ...]:
    """The innermost elements that hold most of the own text of most pages, best first."""
    shares: list[dict[str, float]] = []
    for sheet in sheets:
        lines = own_text(sheet, recurrence)
        total = sum(len(sheet.lines[index].text) for index in lines)
        if total < ENOUGH:
            continue
        held: Counter[Element] = Counter()
        for index in lines:
            for element in _around(sheet, index):
                held[element] += len(sheet.lines[index].text)
        best: dict[str, float] = defaultdict(float)
        for element, count in held.items():
            path = loose(sheet.shape.path(element))
            best[path] = max(best[path], count / total)
        shares.append(best)
    found: list[Place] = []
    telling = len(shares)
    left = shares
    while left and len(found) < _MOST_PLACES:
        counts = Counter(path for share in left for path, part in share.items() if part >= _HOLDS)
        support = MAJORITY if not found else MAJORITY * len(left) / telling
        least = max(FEWEST, support * len(left) if not found else SOME * telling)
        good = [path for path, count in counts.items() if count >= least]
        if not good:
            break
        path = max(good, key=lambda path: (path.count(">"), counts[path], path))
        found.append(Place(path, pages=counts[path], of=telling))
        left = [share for share in left if share.get(path, 0.0) < _HOLDS]
    return tuple(found)


def _around(sheet: Sheet, index: int) -> list[Element]:
    """The blocks around a line; where it is in a table of data, those around the table."""
    found: list[Element] = []
    line = sheet.lines[index].element
    for element in (line, *line.iterancestors()):
        if element.tag in ("body", "html"):
            break
        if element in sheet.tables:
            found.clear()
        elif element.tag in BLOCKS:
            found.append(element)
    return found


def title_places(sheets: Sequence[Sheet], recurrence: Recurrence) -> tuple[Place, ...]:
    """The places of the title.

    They are lines that the pages' own names and lists repeat, and the heading found by the annotators, above
    the end of the text; of several the nearest to the text. A line that many articles share, such as the name
    of the site, is none.
    """
    shared = max(FEWEST, _SHARED * recurrence.articles)
    votes: Counter[str] = Counter()
    found: Counter[str] = Counter()
    near: dict[str, list[int]] = defaultdict(list)
    for sheet in sheets:
        body = sheet.body
        start, end = sheet.context.page.span(body) if body is not None else (len(sheet.lines),) * 2
        seen: set[str] = set()
        for line in sheet.lines[:end]:
            path = sheet.paths[line.index]
            if path in seen or not line.text:
                continue
            seen.add(path)
            if recurrence.placed[path, line.text] < shared and sheet.repeats_title(line.text):
                found[path] += 1
                votes[path] += 1
                near[path].append(abs(start - line.index))
        heading = sheet.heading
        if heading is not None and heading.first < end:
            path = sheet.paths[heading.first]
            is_own = recurrence.placed[path, sheet.texts[heading.first]] < shared
            votes[path] += is_own and sheet.paths.index(path) == heading.first
    if not votes:
        return ()
    counts = found or votes
    most = max(counts.values())
    places: list[Place] = []
    good = [path for path, count in counts.items() if count >= _BEST * most]

    def worth(path: str) -> tuple[bool, float, str]:
        distances = sorted(near[path]) or [len(path)]
        return path.rpartition(">")[2][:2] in _HEADINGS, -distances[len(distances) // 2], path

    for path in sorted(good, key=worth, reverse=True)[:1]:
        places.append(Place(path, pages=found[path] or votes[path], of=len(sheets)))
    others = [p for p, count in votes.items() if p not in good and count >= max(FEWEST, SOME * len(sheets))]
    places += [
        Place(path, pages=found[path], of=len(sheets))
        for path in sorted(others, key=lambda p: (-votes[p], p))[:_MOST_PLACES]
        if found[path]
    ]
    return tuple(places)


def lead_places(sheets: Sequence[Sheet], recurrence: Recurrence) -> list[Place]:
    """Where pictures of the article are between its title and its text."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.body is None or sheet.heading is None:
            continue
        for line in sheet.lines[sheet.heading.last + 1 : sheet.context.page.span(sheet.body)[0]]:
            if line.pictures and not line.text and recurrence.is_unique(sheet.texts[line.index]):
                counts[sheet.paths[line.index]] += 1
    return [Place(path, pages=count) for path, count in sorted(counts.items()) if count >= 2]


def file_places(sheets: Sequence[Sheet]) -> list[Place]:
    """Where documents of the article are linked outside its text, or in places of it that hold nothing else."""
    articles: dict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for sheet in sheets:
        if sheet.body is None or sheet.heading is None:
            continue
        start, end = sheet.context.page.span(sheet.body)
        body = loose(sheet.shape.path(sheet.body))
        for line in sheet.lines[sheet.heading.last + 1 :]:
            path, is_within = sheet.loose_paths[line.index], start <= line.index < end
            if is_file(line) and (not is_within or is_named(path, body)):
                articles[path].add(sheet.identity)
            elif is_within:
                others.add(path)
    return [
        Place(path, pages=len(found))
        for path, found in sorted(articles.items())
        if len(found) >= FEWEST and path not in others
    ]
