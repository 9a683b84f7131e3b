"""A whole invented portal: its sites, its six generations, its replies and the truth about them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from random import Random
from urllib.parse import urljoin

from .pages.addresses import Addresses
from .pages.article import article_page
from .pages.frame import missing
from .pages.layout import Layout
from .pages.lists import home_page, list_page
from .pages.look import Look
from .pages.scene import Scene, Site, views
from .texts.content import Article, Picture
from .texts.facts import Truth
from .texts.files import media
from .texts.history import Timeline

REDESIGN = 3
"""The generation in which a portal with two looks puts on the new one."""
_LOCAL = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Known:
    """An address of the portal. `kind` is ``home``, ``list``, ``article``, ``image`` or ``attachment``; `key` is
    that of the article which it belongs to."""

    url: str
    kind: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Skin:
    """One look with its plan."""

    look: Look
    layout: Layout


@dataclass(frozen=True)
class Portal:
    """See `make`. `truth` is by article key, then by generation; `versions` the generations of each article in
    which a new version is right. Times are local to the portal."""

    seed: int
    family: str
    home: str
    options: tuple[str, ...]
    sites: tuple[Site, ...]
    skins: tuple[tuple[Skin, ...], ...]
    timelines: Mapping[str, Timeline]
    truth: Mapping[str, Mapping[int, Truth]]
    versions: Mapping[str, tuple[int, ...]]
    starts: tuple[datetime, ...]
    addresses: Addresses

    def moment(self, generation: int) -> datetime:
        """When a generation begins. Moments of requests should lie within some days of it."""
        return self.starts[generation]

    def get(
        self, url: str, generation: int, moment: datetime, form: Mapping[str, str] | None = None
    ) -> bytes:
        """The payload at an address (its host does not matter); `form` is what a postback sends."""
        return self.reply(url, generation, moment, form).body

    def reply(
        self, url: str, generation: int, moment: datetime, form: Mapping[str, str] | None = None
    ) -> Reply:
        """As `get`, with status and media type."""
        target = self.addresses.target(url)
        if target.kind == "file":
            return Reply(200, *media(target.file))
        if moment.tzinfo:
            moment = moment.astimezone(_LOCAL).replace(tzinfo=None)
        site = target.site
        scene = self._scene(site, generation, moment, url, target.kind == "home")
        if target.kind == "home":
            return _page(home_page(scene))
        if target.kind == "list":
            return _page(list_page(scene, target.category, _asked(form) if form else target.page))
        article = self._article(target.key, generation) if target.kind == "article" else None
        if article is None:
            return Reply(404, "text/html; charset=utf-8", missing(scene))
        if article.site != site:
            scene = self._scene(article.site, generation, moment, url, False)
        return _page(article_page(scene, article))

    def urls(self, generation: int = 0) -> list[Known]:
        """The addresses of a generation: front pages, lists (their first pages), articles and their files."""
        found = [Known(self._absolute(self.addresses.home(site.number)), "home") for site in self.sites]
        for site in self.sites:
            for place in range(len(site.categories)):
                found.append(Known(self._absolute(self.addresses.list(site.number, place)), "list"))
        for key, timeline in self.timelines.items():
            article = timeline[generation]
            if article is None:
                continue
            found.append(Known(self._absolute(self.addresses.article(article)), "article", key))
            files = [(each.file, "attachment") for each in article.attachments]
            files += [(block.file, "image") for block in article.blocks if isinstance(block, Picture)]
            found += [
                Known(self._absolute(self.addresses.file(article.site, name)), kind, key)
                for name, kind in files
            ]
        return found

    def expected(self, key: str, generation: int, moment: datetime) -> Truth:
        """The truth about an article's page at a moment, its view counter included."""
        article = self._article(key, generation)
        if article is None:
            raise KeyError(key)
        known = self.truth[key][generation]
        if not self.sites[article.site].facts.views:
            return known
        return replace(known, views=views(article, self._ticks(generation, moment)))

    def visits(self, site: int, generation: int, moment: datetime) -> dict[str, int]:
        """The visit statistics that a site shows at a moment, by the names of the archive's columns."""
        ticks = self._ticks(generation, moment)
        rng = Random(f"{self.seed}/{site}/visits")
        base = rng.randint(900_000, 4_000_000)
        yesterday, week, month = rng.randint(700, 1400), rng.randint(4000, 9000), rng.randint(20_000, 60_000)
        today = 130 + ticks
        every = {
            "online": Random(f"{self.seed}/{moment.isoformat()}").randint(11, 99),
            "today": today,
            "yesterday": yesterday + 13 * generation,
            "this_week": week + today,
            "this_month": month + week + today,
            "total": base + 12_000 * generation + ticks,
        }
        return {name: every[name] for name in self.sites[site].facts.counters}

    def _article(self, key: str, generation: int) -> Article | None:
        timeline = self.timelines.get(key)
        return timeline[generation] if timeline else None

    def _absolute(self, path: str) -> str:
        return urljoin(self.home, path)

    def _ticks(self, generation: int, moment: datetime) -> int:
        passed = (moment - self.starts[generation]).total_seconds()
        return 40 * generation + max(0, int(passed)) // 5

    def _scene(self, number: int, generation: int, moment: datetime, url: str, front: bool) -> Scene:
        site = self.sites[number]
        looks = self.skins[number]
        skin = looks[-1] if generation >= REDESIGN else looks[0]
        states = (timeline[generation] for timeline in self.timelines.values())
        alive = [article for article in states if article is not None and article.site == number]
        boxed = front or site.facts.counters_everywhere
        return Scene(
            site=site,
            look=skin.look,
            layout=skin.layout,
            alive=tuple(sorted(alive, key=lambda each: each.published, reverse=True)),
            addresses=self.addresses,
            moment=moment,
            ticks=self._ticks(generation, moment),
            noise=Random(f"{self.seed}/{url}/{moment.isoformat()}"),
            visits=self.visits(number, generation, moment) if boxed else {},
            homes=tuple((each.name, self.addresses.home(each.number)) for each in self.sites),
        )


def _page(body: bytes) -> Reply:
    return Reply(200, "text/html; charset=utf-8", body)


def _asked(form: Mapping[str, str]) -> int:
    """The number of the list's page that a postback asks for; the first where the state it sends is not ours."""
    try:
        base64.b64decode(form.get("__VIEWSTATE", ""), validate=True)
    except binascii.Error:
        return 1
    match = re.fullmatch(r"Page\$(\d+)", form.get("__EVENTARGUMENT", ""))
    return int(match[1]) if match else 1
