"""One reply: what its pages are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from ..texts.content import Article
from ..texts.dates import FORMS
from ..texts.facts import Facts
from ..texts.words import number, token
from .addresses import Addresses
from .layout import Layout
from .look import Look, text


@dataclass(frozen=True, slots=True)
class Site:
    """One site of a portal: its name, what it shows, and its categories."""

    number: int
    name: str
    facts: Facts
    categories: tuple[str, ...]
    street: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page of `site` is made from at one moment. `alive` are the site's articles, the newest first.

    `noise` gives other choices with every reply, `readings` the counters that stand on this page.
    """

    site: Site
    look: Look
    layout: Layout
    alive: tuple[Article, ...]
    addresses: Addresses
    moment: datetime
    ticks: int
    noise: Random
    visits: Mapping[str, int]
    homes: tuple[tuple[str, str], ...]

    def date(self, article: Article) -> str:
        """The date of publication as an article's page writes it."""
        return FORMS[self.layout.date](article.published)

    def list_date(self, article: Article) -> str:
        """The date of publication as a list writes it, or nothing."""
        return "" if self.site.facts.date == "never" else FORMS[self.layout.list_date](article.published)

    def number(self, value: int) -> str:
        """A whole number as this skin writes it."""
        return number(value, self.layout.number)

    def views(self, article: Article) -> int:
        """How often an article was read so far: the largest number on its page that each visit makes grow."""
        return views(article, self.ticks)

    def link(self, article: Article, inner: str = "") -> str:
        """A link to an article that says its title, or what is given."""
        address = text(self.addresses.article(article)).replace('"', "%22")
        return f'<a href="{address}">{inner or text(article.title)}</a>'

    def source(self, file: str) -> str:
        """The address of a picture, with the token of this request where the skin has such."""
        address = self.addresses.file(self.site.number, file)
        if not self.layout.tokens:
            return address
        return f"{address}?{self.look.label('token').split()[0].lower()}={token(self.noise, 12)}"

    def some(self, count: int, role: str, other: Article | None = None) -> list[Article]:
        """Articles that a box shows: for some roles others with every reply."""
        known = [article for article in self.alive if other is None or article.key != other.key]
        if self.look.rng(f"{role}/rotates").random() < 0.5:
            return self.noise.sample(known, min(count, len(known)))
        return known[:count]


def views(article: Article, ticks: int) -> int:
    """The view counter of an article; `ticks` grows by one with each reply or so."""
    rng = Random(f"{article.key}/views")
    return rng.randint(900, 9000) + ticks * rng.randint(1, 3)
