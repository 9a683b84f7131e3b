"""What the pages of a site show of an article. A redesign changes how it looks, never what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from .content import Article, Grid, Items, Paragraph, Picture
from .dates import shown

COUNTERS = (
    ("online", "total"),
    ("online", "today", "this_week", "this_month", "total"),
    ("online", "today", "yesterday", "this_week", "this_month", "total"),
    ("total",),
)
"""Sets of counters that a reader can tell apart by size and order, whatever their labels say."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Which fields the pages of a site show. `date` is where: on the ``page``, only in the ``list``, or ``never``."""

    date: str
    time: bool
    list_time: bool
    summary: bool
    excerpt: bool
    author: bool
    department: bool
    source: bool
    category: bool
    views: bool
    counters: tuple[str, ...]
    counters_everywhere: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page shows of its article; None, or nothing, where it shows none.

    `listed_at` is the date beside its link in lists. `body` holds paragraphs and list items in page order;
    `tables` are lists of rows of cells; `attachments` are addresses.
    """

    title: str
    published_at: str | None
    listed_at: str | None
    summary: str | None
    body: tuple[str, ...]
    captions: tuple[str, ...]
    author: str | None
    department: str | None
    source: str | None
    category: str | None
    attachments: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    views: int | None = None


def choose(rng: Random, date: str) -> Facts:
    """Draws what a site shows."""
    summary = rng.random() < 0.85
    time = rng.random() < 0.6
    return Facts(
        date=date,
        time=time,
        list_time=(time or date != "page") and rng.random() < 0.4,
        summary=summary,
        excerpt=not summary and rng.random() < 0.5,
        author=rng.random() < 0.75,
        department=rng.random() < 0.75,
        source=rng.random() < 0.45,
        category=rng.random() < 0.85,
        views=rng.random() < 0.8,
        counters=rng.choice(COUNTERS),
        counters_everywhere=rng.random() < 0.75,
    )


def truth(article: Article, facts: Facts, categories: tuple[str, ...], files: Mapping[str, str]) -> Truth:
    """What a page of these facts shows of the article; `files` gives the address of each attachment's file."""
    body: list[str] = []
    for block in article.blocks:
        if isinstance(block, Paragraph):
            body.append(block.text)
        elif isinstance(block, Items):
            body.extend(block.texts)
    source = article.source if facts.source else None
    department = article.department if facts.department else None
    if own_source(facts) and source and not source.startswith(PRESS):
        department = source
    return Truth(
        title=article.title,
        published_at=shown(article.published, facts.time) if facts.date == "page" else None,
        listed_at=shown(article.published, facts.list_time) if facts.date != "never" else None,
        summary=article.summary if facts.summary else None,
        body=tuple(body),
        captions=tuple(b.caption for b in article.blocks if isinstance(b, Picture) and b.caption),
        author=article.author if facts.author else None,
        department=department,
        source=source,
        category=categories[article.category] if facts.category else None,
        attachments=tuple(files[each.file] for each in article.attachments),
        tables=tuple(b.rows for b in article.blocks if isinstance(b, Grid)),
    )


PRESS = ("Báo", "Thông tấn", "Đài", "Tạp chí")


def own_source(facts: Facts) -> bool:
    """Whether a unit of the portal's own may be named as the source: only where nobody else signs."""
    return facts.source and not facts.department and not facts.author
