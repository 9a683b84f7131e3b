"""Finds what belongs to the portal, not to its articles: recurring texts and places without values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from crawler.cms.urls import file_kind
from crawler.extract.blocks.attachments import is_file
from crawler.extract.boilerplate.controls import LONGEST_LABEL, is_control, is_stop
from crawler.extract.document.lines import Line
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.induction.shares import FEWEST, NEARLY_ALL
from crawler.extract.template.annotators import is_prose, is_sentence
from crawler.extract.template.shape import loose
from crawler.extract.template.sheet import Sheet, pictured

_MOST_TEXT = 200
"""Characters of a text that a template keeps."""
_MOST_PAGES = 0.5
_SOME = 0.2
"""Share of the articles with a place that may have sentences there by mistake."""


def portal_texts(
    sheets: Sequence[Sheet], recurrence: Recurrence
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """Recurring texts by path, and paths without anything of the article."""
    texts: dict[str, set[str]] = defaultdict(set)
    within: dict[str, set[str]] = defaultdict(set)
    own: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    said = _formulas(sheets, recurrence)
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
            if recurrence.is_fixed(path, text) and text not in said:
                if len(text) <= _MOST_TEXT:
                    (within if is_within else texts)[path].add(text)
                own[path] += is_within and sheet.heads_text(line.index)
            elif (
                is_within
                or is_file(line)
                or (not line.is_link and recurrence.is_unique(text) and not recurrence.ticks(path, text))
            ):
                own[path] += 1
    for path, found in within.items():
        # what recurs among the paragraphs of the text is said again and again; a short label is the portal's
        texts[path] |= {
            t for t in found if not own[path] or _is_label(t, recurrence.placed[path, t], recurrence)
        }
    furniture = tuple(sorted(path for path, count in pages.items() if not own[path] and count >= FEWEST))
    whole = set(furniture)
    least = _MOST_PAGES * recurrence.articles
    texts[""] = {t for t, found in recurrence.texts.items() if found >= least and len(t) <= _MOST_TEXT} - said
    texts[""] |= _linked_often(sheets, recurrence)
    kept = {path: tuple(sorted(found)) for path, found in texts.items() if path not in whole}
    return tuple(sorted(kept.items())), furniture


def _formulas(sheets: Sequence[Sheet], recurrence: Recurrence) -> frozenset[str]:
    """The recurring texts that are set as the paragraphs of articles are, among these: "QUYẾT ĐỊNH:", "Xin cảm ơn!".

    What heads nearly all texts, buttons, and headings of links or documents are the portal's.
    """
    blocks: dict[str, set[str]] = defaultdict(set)
    inside: list[tuple[Sheet, Line, str, bool]] = []
    for sheet in sheets:
        begun = False
        for line in sheet.lines_of_text:
            path = loose(sheet.shape.path(line.element))
            is_own = recurrence.is_unique(line.text) and sheet.is_prose(line)
            if is_own:
                blocks[path].add(sheet.identity)
            elif line.text:
                inside.append((sheet, line, path, begun))
            begun |= is_own
    plain = {path for path, articles in blocks.items() if len(articles) >= _MOST_PAGES * recurrence.articles}
    midst: dict[str, set[str]] = defaultdict(set)
    for sheet, line, path, begun in inside:
        goes_on = line.text.endswith((";", ","))  # as no heading of a box does
        if (
            (begun or goes_on or recurrence.texts[line.text] < NEARLY_ALL * recurrence.articles)
            and path in plain
            and recurrence.is_fixed(sheet.paths[line.index], line.text)
            and _is_said(sheet, line)
        ):
            midst[line.text].add(sheet.identity)
    return frozenset(
        text for text, found in midst.items() if len(found) > _MOST_PAGES * recurrence.texts[text]
    )


def _is_said(sheet: Sheet, line: Line) -> bool:
    """Whether a line is no link, no button, and introduces neither links nor documents."""
    follows = sheet.said_behind(line.index) or line
    return not (line.links or is_control(line) or is_stop(line.text) or follows.is_link or is_file(follows))


def rotating_in_text(sheets: Sequence[Sheet]) -> set[str]:
    """Paths without numbers within the text where short texts are that differ from one request of an article to the
    next. One article alone tells of none: its editors may have changed what is there."""
    shown: dict[str, dict[str, list[set[str]]]] = defaultdict(lambda: defaultdict(list))
    own: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        here: dict[str, set[str]] = defaultdict(set)
        for line in sheet.lines_of_text:
            if line.text:
                here[path := sheet.loose_paths[line.index]].add(line.text)
                if is_prose(line.text) or is_sentence(line.text):
                    own[path].add(sheet.identity)
        for path, texts in here.items():
            shown[path][sheet.identity].append(texts)
    found = set()
    for path, articles in shown.items():
        twice = [texts for texts in articles.values() if len(texts) > 1]
        differ = sum(any(each != texts[0] for each in texts) for texts in twice)
        rotates = differ > 1 and 2 * differ > len(twice)
        if rotates and len(own[path]) <= _SOME * len(articles) and len(articles) >= FEWEST:
            found.add(path)
    return found


def _linked_often(sheets: Sequence[Sheet], recurrence: Recurrence) -> set[str]:
    """Pictures that lead elsewhere from several articles, as advertisements do, and texts before links to other
    articles there ("Đọc thêm:").
    """
    found: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        within = {line.index for line in sheet.lines_of_text}
        for line in sheet.lines:
            leads = [
                href for link in line.links if line.pictures and _leads_on(href := link.get("href") or "")
            ]
            # beside the text a picture that leads to another article is that one's own
            if any(line.index in within or not sheet.leads_to_article(href) for href in leads):
                found[pictured(line)].add(sheet.identity)
        for entry in sheet.context.entries:
            if beside := entry.line.beside_links():
                found[beside].add(sheet.identity)
    return {text for text, articles in found.items() if len(articles) >= FEWEST and len(text) <= _MOST_TEXT}


def _leads_on(href: str) -> bool:
    return file_kind(href.partition("?")[0]) is None


def _is_label(text: str, count: int, recurrence: Recurrence) -> bool:
    return (
        len(text) <= LONGEST_LABEL and text[-1:] not in ".!?…;" and count >= _MOST_PAGES * recurrence.articles
    )
