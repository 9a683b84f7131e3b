"""A portal from a seed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from urllib.parse import urljoin

from .pages.addresses import FAMILIES
from .pages.layout import plan
from .pages.look import STYLES, Look
from .pages.scene import Site
from .portal import Portal, Skin
from .texts.content import newsroom
from .texts.facts import Facts, Truth, choose, own_source, truth
from .texts.history import GENERATIONS, write
from .texts.prose import fill

HOMES = {"vnportal": "https://soctrang.gov.vn/", "plain": "https://www.first-sight.gov.vn/"}


def make(seed: int, articles: int, family: str) -> Portal:
    """A portal of so many articles in its first generation; `family` is ``vnportal`` or ``plain``.

    The same arguments give the same portal. Seeds turn through styles and options: every sixth has two sites
    with a skin each, every sixth a new skin from generation 3 on, every sixth no dates on pages but in lists,
    every twelfth no dates at all.
    """
    options = _options(seed)
    tag = f"{family}/{seed}"
    rng = Random(tag)
    date = "never" if "undated" in options else "list" if "listed" in options else "page"
    count = 2 if "two-sites" in options else 1
    facts = tuple(choose(Random(f"{tag}/facts/{site}"), date) for site in range(count))
    rooms = tuple(
        newsroom(Random(f"{tag}/room/{site}"), site, own_source(facts[site]), rng.random() < 0.7)
        for site in range(count)
    )
    starts = tuple(
        datetime(2026, 1, 5, 8) + timedelta(days=13 * (seed % 9) + 9 * each) for each in range(GENERATIONS)
    )
    timelines = write(tag, rooms, facts, articles, starts)
    names = rng.sample(_NAMES, count)
    sites = tuple(
        Site(site, names[site], facts[site], rooms[site].categories, fill(rng, "{street}"))
        for site in range(count)
    )
    looks = 2 if "redesign" in options else 1
    skins = tuple(
        tuple(_skin(tag, seed, site, turn, facts[site]) for turn in range(looks)) for site in range(count)
    )
    addresses = FAMILIES[family](Random(f"{tag}/addresses"), tuple(room.categories for room in rooms))
    known: dict[str, dict[int, Truth]] = {}
    for key, timeline in timelines.items():
        known[key] = {}
        for generation, article in enumerate(timeline):
            if article is not None:
                files = {
                    a.file: urljoin(HOMES[family], addresses.file(article.site, a.file))
                    for a in article.attachments
                }
                known[key][generation] = truth(
                    article, facts[article.site], rooms[article.site].categories, files
                )
    versions = {key: _versions(states) for key, states in known.items()}
    return Portal(
        seed, family, HOMES[family], options, sites, skins, timelines, known, versions, starts, addresses
    )


def _options(seed: int) -> tuple[str, ...]:
    turn = {1: "two-sites", 3: "redesign", 4: "listed"}.get(seed % 6)
    return ("undated",) if seed % 12 == 11 else (turn,) if turn else ()


def _skin(tag: str, seed: int, site: int, turn: int, facts: Facts) -> Skin:
    style = STYLES[(seed + 3 * site + 2 * turn) % len(STYLES)]
    name = f"{tag}/skin/{site}/{turn}"
    return Skin(Look(name, style), plan(Random(f"{name}/plan"), facts, style))


def _versions(states: Mapping[int, Truth]) -> tuple[int, ...]:
    order = sorted(states)
    return tuple(each for each in order if each - 1 not in states or states[each] != states[each - 1])


_NAMES = (
    "Văn phòng Ủy ban nhân dân tỉnh Sóc Trăng",
    "Cổng thông tin điện tử tỉnh Sóc Trăng",
    "Sở Nông nghiệp và Môi trường tỉnh Sóc Trăng",
    "Trang thông tin điện tử huyện Mỹ Xuyên",
    "Ban Dân tộc tỉnh Sóc Trăng",
)
