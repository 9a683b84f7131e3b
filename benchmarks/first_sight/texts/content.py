"""What articles say, apart from any skin: the model, and how an article is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from . import prose
from .vocabulary import WORDS
from .words import slug


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or a line typed as a point of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article by its file, with or without a caption."""

    file: str
    caption: str | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table: rows of equal length, the first is the head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A box in mid-text with links to other articles; no part of what the article says."""


Block = Paragraph | Items | Picture | Grid | Aside


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document by its file and title."""

    file: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """One state of an article. `name` is the slug it was first published under, `published` local time."""

    key: str
    site: int
    category: int
    name: str
    title: str
    published: datetime
    summary: str | None
    blocks: tuple[Block, ...]
    author: str | None
    department: str | None
    source: str | None
    attachments: tuple[Attachment, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Who writes for a site: its categories, its authors and departments, and where it takes texts from."""

    site: int
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    departments: tuple[str, ...]
    sources: tuple[str, ...]
    asides: bool


def newsroom(rng: Random, site: int, own_sources: bool, asides: bool) -> Newsroom:
    """Invents the people of a site. With `own_sources` some texts come from its own departments."""
    departments = {prose.fill(rng, text) for text in rng.sample(WORDS["department"], 6)}
    authors = {prose.person(rng) for _ in range(7)}
    sources = rng.sample(WORDS["press"], 4) + (sorted(departments)[:3] if own_sources else [])
    return Newsroom(
        site,
        tuple(rng.sample(WORDS["category"], rng.choice((3, 4, 5)))),
        tuple(sorted(authors)),
        tuple(sorted(departments)),
        tuple(sources),
        asides,
    )


KINDS = ("plain",) * 11 + (
    "bare",
    "short",
    "pictures",
    "document",
    "table",
    "units",
    "event",
    "points",
    "plain",
)


def invent(rng: Random, room: Newsroom, key: str, place: int, before: datetime, days: int) -> Article:
    """A new article, the `place`-th of its portal, published in the `days` before a moment."""
    kind = KINDS[(place * 7 + 3) % len(KINDS)]
    title = prose.sentence(rng, "title")
    minutes = rng.randint(1, days * 1440)
    day = before - timedelta(minutes=minutes)
    published = day.replace(hour=rng.randint(7, 17), minute=rng.randint(1, 59), second=0, microsecond=0)
    if published >= before:
        published -= timedelta(days=1)
    summary = prose.sentence(rng, "lead") if kind not in ("bare", "pictures", "document") else None
    if summary is not None and rng.random() < 0.08:
        summary = None
    signs = kind != "bare"
    return Article(
        key=key,
        site=room.site,
        category=rng.randrange(len(room.categories)),
        name=slug(title),
        title=title,
        published=published,
        summary=summary,
        blocks=_blocks(rng, kind, key, room.asides),
        author=rng.choice(room.authors) if signs and rng.random() < 0.85 else None,
        department=rng.choice(room.departments) if rng.random() < 0.85 else None,
        source=rng.choice(room.sources) if rng.random() < 0.5 else None,
        attachments=attachments(rng, key) if kind == "document" or rng.random() < 0.15 else (),
        tags=tuple(sorted({prose.fill(rng, "{tag}") for _ in range(3)})),
    )


def attachments(rng: Random, key: str) -> tuple[Attachment, ...]:
    """One to three documents."""
    return tuple(
        Attachment(
            f"{slug(title)}-{key}-{place}.{rng.choice(('pdf', 'pdf', 'docx', 'xlsx'))}",
            title[0].upper() + title[1:],
        )
        for place, title in enumerate(prose.fill(rng, "{document}") for _ in range(rng.choice((1, 1, 2, 3))))
    )


def picture(rng: Random, key: str, place: int, captions: float) -> Picture:
    """A picture that has a caption with this probability."""
    caption = prose.sentence(rng, "caption") if rng.random() < captions else None
    return Picture(f"anh-{key}-{place}.png", caption)


def _blocks(rng: Random, kind: str, key: str, asides: bool) -> tuple[Block, ...]:
    if kind == "pictures":
        return tuple(picture(rng, key, place, 0.6) for place in range(rng.randint(2, 5)))
    if kind == "document":
        return ()
    if kind == "short":
        return (Paragraph(prose.paragraph(rng, 1, 2)),)
    blocks: list[Block] = [Paragraph(prose.paragraph(rng)) for _ in range(rng.randint(3, 8))]
    if kind == "table":
        rows = rng.choice((6, 14, 28))
        blocks[1:1] = [Grid(prose.table(rng, rows))]
    if kind == "units":
        blocks[2:2] = [Paragraph("- " + prose.fill(rng, unit)) for unit in rng.sample(WORDS["unit"], 5)]
    if kind == "points":
        blocks[1:1] = [Items(tuple(prose.sentence(rng) for _ in range(rng.randint(2, 5))))]
    if kind == "event":
        blocks[1:1] = [Paragraph(prose.sentence(rng, "event"))]
    if kind != "bare":
        for place in range(rng.choice((0, 0, 1, 1, 2, 3))):
            blocks.insert(rng.randint(0, len(blocks) - 1), picture(rng, key, place, 0.75))
    if asides and len(blocks) > 3 and rng.random() < 0.45:
        blocks.insert(rng.randint(2, len(blocks) - 1), Aside())
    return tuple(blocks)
