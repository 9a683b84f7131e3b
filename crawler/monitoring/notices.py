"""Texts that were put on the pages of all articles for a time: what recurs in one crawl is no article's.

A template that was learned before takes such a text for one of each article. The pages that show it are read by a
variant of the template that knows it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from archive.portal_states.stretches import STRETCHES
from archive.readings.templates import StoredTemplate
from crawler.extract.induction.recurrence import Recurrence
from crawler.extract.template.model import Template

_READ = f"""with {STRETCHES}
  select a.article_id, c.id, c.content_id, substr(d.extractor, -8), coalesce(c.crawl_id, -1 - s.number)
  from capture c join address a on a.id = c.address_id join verdict d on d.id = c.verdict_id
  left join stretch s on s.id = c.id where a.portal = ?2 and a.kind = 'article' and a.article_id is not null
  and d.outcome = 'ok' and c.content_id is not null and substr(d.extractor, -18, 10) = ' template '
  order by 1, c.captured_ms, c.id"""


@dataclass(frozen=True, slots=True)
class _Read:
    """A capture that a template read; `round` is the crawl, or the stretch of imported captures, that it is of."""

    article_id: int
    capture_id: int
    content_id: int
    reader: str
    round: int


def noticed(
    db: sqlite3.Connection, portal: str, templates: Sequence[StoredTemplate]
) -> tuple[list[StoredTemplate], list[int]]:
    """The templates of a portal with those variants that its captures ask for; and the captures, by their ids, that
    another than the template that read them is for.

    `templates` are those in use. All captures must have been read by one of them.
    """
    plain = [each for each in templates if not each.notices]
    by_hash = {each.sha256: each for each in plain}
    readers: dict[str, tuple[StoredTemplate, frozenset[str]]] = {}
    for each in templates:
        base = replace(Template.from_dict(each.value), notices=()).sha256
        readers[each.sha256[:8]] = by_hash[base], frozenset(each.notices)
    known = {name: notices for name, (_, notices) in readers.items()}
    notices = _notices(db, _read(db, portal, known), known)
    if not notices and len(plain) == len(templates):
        return plain, []
    showing = _showing(db, notices)
    wanted: set[tuple[str, frozenset[str]]] = set()
    todo: list[int] = []
    for capture in _read(db, portal, known):
        template, left_out = readers[capture.reader]
        shown = notices & (left_out | showing.get(capture.content_id, frozenset()))
        if shown:
            wanted.add((template.sha256, shown))
        if shown != left_out:
            todo.append(capture.capture_id)
    return list(_with_variants(plain, wanted)), todo


def _read(db: sqlite3.Connection, portal: str, readers: Container[str]) -> Iterator[_Read]:
    """The captures that one of `readers` read, article by article."""
    rows = (_Read(*row) for row in db.execute(_READ, (None, portal)))
    return (each for each in rows if each.reader in readers)


def _notices(
    db: sqlite3.Connection, read: Iterable[_Read], known: dict[str, frozenset[str]]
) -> frozenset[str]:
    """The texts that most articles of one round show, and do not show in all others."""
    articles: Counter[int] = Counter()
    texts: dict[int, Counter[str]] = defaultdict(Counter)
    for _, group in groupby(read, key=attrgetter("article_id")):
        own = list(group)
        rounds = {each.round for each in own}
        if len(rounds) == 1:
            continue
        articles.update(rounds)
        said = {(each.content_id, known[each.reader]) for each in own}
        if len(said) == 1:
            continue
        shown = {(content_id, more): _texts(db, content_id) | more for content_id, more in said}
        always = frozenset.intersection(*shown.values())
        for number in rounds:
            here = (shown[each.content_id, known[each.reader]] for each in own if each.round == number)
            texts[number].update(frozenset().union(*here) - always)
    return frozenset(
        text
        for number, counts in texts.items()
        for text in counts
        if Recurrence(articles[number], counts, Counter(), Counter()).is_fixed("", text)
    )


def _texts(db: sqlite3.Connection, content_id: int) -> frozenset[str]:
    """The texts of a content that has several: what stands in place of all text is no notice beside it."""
    summary, body = db.execute(
        "select o.summary, b.text from content o left join body b on b.content_id = o.id where o.id = ?",
        (content_id,),
    ).fetchone()
    found = frozenset(filter(None, [summary, *(body or "").split("\n\n")]))
    return found if len(found) > 1 else frozenset()


def _showing(db: sqlite3.Connection, notices: frozenset[str]) -> dict[int, frozenset[str]]:
    """The contents that say some of these texts, and which."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for text in notices:
        for content_id, summary, body in db.execute(
            "select o.id, o.summary, b.text from content o left join body b on b.content_id = o.id"
            " where o.summary = ?1 or instr(b.text, ?1)",
            (text,),
        ):
            if text in (summary, *(body or "").split("\n\n")):
                found[content_id] |= {text}
    return found


def _with_variants(
    plain: Sequence[StoredTemplate], wanted: Iterable[tuple[str, frozenset[str]]]
) -> Iterator[StoredTemplate]:
    """Templates, each stage with its variants behind it."""
    shown: dict[str, list[frozenset[str]]] = defaultdict(list)
    for sha256, notices in wanted:
        shown[sha256].append(notices)
    for _, group in groupby(plain, key=attrgetter("stage")):
        own = list(group)
        yield from own
        values = [
            {**each.value, "notices": sorted(notices)}
            for each in own
            for notices in sorted(shown[each.sha256], key=sorted)
        ]
        for place, value in enumerate(values, len(own) + 1):
            template = Template.from_dict(value)
            yield StoredTemplate(own[0].stage, place, template.sha256, template.kind, template.pages, value)
