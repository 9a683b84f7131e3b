"""Labels every line of an article's page, so that nothing on it is lost unnoticed.

A line is ``title``, ``text``, ``summary``, ``caption``, ``table``, ``attachments``, ``signature``, another field by
its name, a ``reading`` (a number that ticks), a ``clock``, an ``other fact`` with a label, ``others`` (links to other
articles and what belongs to them), ``boilerplate``, or ``unread``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.model import Article, Page
from archive.readings.explanation import PICTURE, Accounted
from archive.readings.outcome import NO_TEXT, TEXT_LOST, UNREAD_TEXT
from crawler.extract.boilerplate.controls import is_control, is_stop
from crawler.extract.document.lines import PROSE, Line
from crawler.extract.document.memo import remembered
from crawler.extract.document.text import clean, ends_sentence
from crawler.extract.document.tree import around, inner_text
from crawler.extract.pages.context import PageContext
from crawler.extract.pages.other_pages import ENOUGH_TEXT, LITTLE_TEXT
from crawler.extract.vocabulary.error_pages import FAILED_TEXT

FAILED = "body: the text of the article failed to come"
"""The problem of a page with nothing, or an excuse, where the text should be."""

_FRAMES = 4
"""Elements around the title that may be the frame of the article."""
_WORDS = 4
_LETTERS = 20
"""From how many words and letters on an unread line counts."""
_PROSE = 60
"""The same for letters where no template tells the portal's own lines."""


def accounted(context: PageContext, page: Page) -> list[Accounted]:
    """The label of every line."""
    fields = _field_texts(page)
    return [_accounted(context, line, fields) for line in context.lines]


def checked(context: PageContext, page: Page) -> Page:
    """`page`, with a problem for unread text where there is any."""
    article = page.article
    if article is not None and _came_without_text(article) and not _is_left_blank(context):
        page = replace(page, reason=NO_TEXT, problems=(*page.problems, FAILED))
    unread = _unread(context, page) if article is not None else 0
    if article is None or not unread or (not context.template and unread < ENOUGH_TEXT):
        return page
    read = sum(map(len, article.body)) + sum(map(len, (c for t in article.tables for row in t for c in row)))
    is_lost = read < LITTLE_TEXT and unread >= ENOUGH_TEXT and not (article.images or article.attachments)
    reason = TEXT_LOST if is_lost else page.reason
    return replace(page, problems=(*page.problems, UNREAD_TEXT), reason=reason)


def _unread(context: PageContext, page: Page) -> int:
    """How many characters of text nothing accounts for."""
    least = _LETTERS if context.template else _PROSE
    labels = context.labels
    fields: dict[str, str] | None = None
    unread = 0
    for line in context.lines:
        label = labels.get(line.index)
        if (label is None or label == "fact") and _counts(line.text, least):
            fields = _field_texts(page) if fields is None else fields
            if _accounted(context, line, fields).label == "unread":
                unread += len(line.text)
    return unread


def _came_without_text(article: Article) -> bool:
    """Whether nothing is below the title, or only a notice that the text could not be loaded."""
    if article.images or article.tables or article.attachments:
        return False
    # what a turning wheel says looks like its caption
    texts = [*article.body, *filter(None, (article.summary,)), *(each.text for each in article.captions)]
    return all(FAILED_TEXT.fullmatch(text) for text in texts)


def _is_left_blank(context: PageContext) -> bool:
    """Whether an editor left the text blank: an empty paragraph, typed or pasted, is in the frame of the title."""
    labels = context.labels
    if any(label == "text" for label in labels.values()):
        return False
    title = next((context.lines[index] for index, label in sorted(labels.items()) if label == "title"), None)
    frames = around(title.element, None, _FRAMES) if title is not None else ()
    return any(
        not clean(inner_text(paragraph))
        for frame in frames
        if frame.tag not in ("body", "html")
        for paragraph in frame.iter("p")
    )


def _counts(text: str, least: int) -> bool:
    return len(text) >= least and text.count(" ") >= _WORDS - 1


def _field_texts(page: Page) -> dict[str, str]:
    """The texts of the fields that are among the lines of the text, with their labels."""
    article: Article | None = page.article
    found: dict[str, str] = {}
    if article is None:
        return found
    for table in article.tables:
        found.update((cell, "table") for row in table for cell in row if cell)
    found.update((caption.text, "caption") for caption in article.captions)
    for name in ("summary", "author", "department", "source"):
        if value := getattr(article, name):
            found[value] = "summary" if name == "summary" else "signature"
    return found


def _accounted(context: PageContext, line: Line, fields: Mapping[str, str]) -> Accounted:
    text = line.text or PICTURE
    label = context.labels.get(line.index)
    if label == "text":
        return Accounted(text, fields.get(line.text, label), "stands where the text does")
    if label == "fact" and line.text not in fields and _is_running(line.text):
        return Accounted(text, "unread", "nothing accounts for it")
    if label is not None:
        return Accounted(
            text, label, "learned from other pages" if context.template else "stands beside the title"
        )
    if line.index in context.listed:
        return Accounted(text, "others", "links another article")
    if not any(map(str.isalpha, line.text)):
        return Accounted(text, "boilerplate", "no words")
    if is_stop(line.text) or is_control(line):
        return Accounted(text, "boilerplate", "is worded as the portal's own")
    boilerplate = context.boilerplate
    if boilerplate.is_navigation(line) or boilerplate.box(line, None) is not None:
        return Accounted(text, "boilerplate", "stands in a menu or a box of links")
    if _is_contact(line.text):
        return Accounted(text, "boilerplate", "is part of the contact")
    return Accounted(text, "unread", "nothing accounts for it")


def _is_running(text: str) -> bool:
    """Whether a line beside the title is a sentence, which tells no date and no name by itself."""
    return len(text) >= PROSE and ends_sentence(text)


@remembered
def _is_contact(text: str) -> bool:
    return "@" in text or text.lstrip().startswith("©")
