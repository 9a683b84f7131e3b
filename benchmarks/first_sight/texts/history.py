"""Six generations of a portal: which articles are there, and what an editor changed since the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

from . import prose
from .content import Article, Newsroom, Paragraph, Picture, attachments, invent
from .facts import Facts

GENERATIONS = 6

Timeline = tuple[Article | None, ...]
"""What an article said in each generation; None where it was not there."""


def write(
    seed: str, rooms: tuple[Newsroom, ...], facts: tuple[Facts, ...], count: int, starts: tuple[datetime, ...]
) -> dict[str, Timeline]:
    """The timelines of `count` articles that are there at first, and of those that come later, by key.

    `rooms` and `facts` are those of the sites; an edit is made only where the page shows what it changes.
    """
    rng = Random(f"{seed}/history")
    plan = [0] * count + [born for born in range(1, GENERATIONS) for _ in range(max(1, count // 20))]
    timelines: dict[str, Timeline] = {}
    titles: set[str] = set()
    number = rng.randint(330_000, 390_000)
    for place, born in enumerate(plan):
        number += rng.randint(1, 90)
        key, site = str(number), place % len(rooms)
        article = _unlike(rng, rooms[site], key, place, starts[born], 400 if born == 0 else 6, titles)
        ends = (
            rng.randint(born + 1, GENERATIONS - 1)
            if born < 5 and place > 3 and rng.random() < 0.05
            else GENERATIONS
        )
        states: list[Article | None] = [None] * born
        for generation in range(born, GENERATIONS):
            if generation > born and rng.random() < 0.09:
                article = edit(rng, article, rooms[site], facts[site])
            states.append(article if generation < ends else None)
        timelines[key] = tuple(states)
    return timelines


def _unlike(
    rng: Random, room: Newsroom, key: str, place: int, before: datetime, days: int, titles: set[str]
) -> Article:
    while True:
        article = invent(rng, room, key, place, before, days)
        if article.title not in titles:
            titles.add(article.title)
            return article


def edit(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article:
    """The article with one thing changed that a reader of the page sees."""
    choices = list(EDITS)
    rng.shuffle(choices)
    for choice in choices:
        changed = choice(rng, article, room, facts)
        if changed is not None and changed != article:
            return changed
    raise AssertionError("a title can always be changed")


def _title(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    return replace(article, title=f"{article.title} ({prose.fill(rng, '{commune}')})")


def _body(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    places = [place for place, block in enumerate(article.blocks) if isinstance(block, Paragraph)]
    if not places:
        return None
    place = rng.choice(places)
    block = article.blocks[place]
    assert isinstance(block, Paragraph)
    words = block.text.split(" ")
    if len(words) < 6:
        return None
    words[rng.randint(2, len(words) - 3)] = rng.choice(("khẩn trương", "kịp thời", "đồng bộ", "nghiêm túc"))
    return replace(
        article, blocks=(*article.blocks[:place], Paragraph(" ".join(words)), *article.blocks[place + 1 :])
    )


def _caption(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    for place, block in enumerate(article.blocks):
        if isinstance(block, Picture) and block.caption:
            changed = replace(block, caption=prose.sentence(rng, "caption"))
            return replace(article, blocks=(*article.blocks[:place], changed, *article.blocks[place + 1 :]))
    return None


def _attachment(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    more = attachments(rng, f"{article.key}-{rng.randint(10, 99)}")[:1]
    return replace(article, attachments=article.attachments + more)


def _department(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    if not facts.department:
        return None
    return replace(article, department=rng.choice(room.departments))


def _summary(rng: Random, article: Article, room: Newsroom, facts: Facts) -> Article | None:
    if not facts.summary or article.summary is None:
        return None
    return replace(article, summary=prose.sentence(rng, "lead"))


Edit = Callable[[Random, Article, Newsroom, Facts], Article | None]
EDITS: tuple[Edit, ...] = (_title, _body, _body, _caption, _attachment, _department, _summary)
