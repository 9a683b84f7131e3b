"""The content of a page, without its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from crawler.replica.site.content import Article, DateLine
from crawler.replica.site.sites import ReplicaSite

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words that lead to it."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article as a list or a home page shows it; `date` as ``dd/mm/yyyy``."""

    link: Link
    date: str
    summary: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """All that is around the content of a page.

    `box` are the lines of the statistics box, None where the page has none. `variant` is the fashion of
    the markup: it changes without a change of meaning.
    """

    site: ReplicaSite
    action: str
    fields: Mapping[str, str]
    menu: tuple[Link, ...]
    portal: tuple[Link, ...]
    languages: tuple[Link, ...]
    aside: tuple[Link, ...]
    box: tuple[tuple[str, str], ...] | None
    variant: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of a pager: its label and the page it leads to, None on the page shown."""

    label: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: `first`, `last` and `total` count its items."""

    name: str
    items: tuple[Teaser, ...]
    pager: tuple[Leaf, ...]
    first: int
    last: int
    total: int


class Skin(Protocol):
    """Draws pages. `article` leaves the mark `REQUEST_TIME` where an address carries the time."""

    def article(
        self, frame: Frame, article: Article, category: Link, views: int | None, others: tuple[Teaser, ...]
    ) -> str:
        """The page of one article."""

    def listing(self, frame: Frame, listing: Listing) -> str:
        """A page of a list."""

    def home(
        self, frame: Frame, featured: tuple[Teaser, ...], groups: tuple[tuple[Link, tuple[Teaser, ...]], ...]
    ) -> str:
        """The home page of a site: featured articles, then the newest of each category."""

    def notice(self, frame: Frame, text: str) -> str:
        """A page that has nothing but a sentence to say."""


REQUEST_TIME = "@request-time@"
POSTBACK_TARGET = "ctrl_191017_163$grvArticle"


def postback(page: int) -> str:
    """The address of a pager link, escaped as ASP.NET writes it."""
    return f"javascript:__doPostBack(&#39;{POSTBACK_TARGET}&#39;,&#39;Page${page}&#39;)"


def date_line(article: Article) -> str | None:
    """The date line of `article` as its site writes it."""
    style: DateLine = article.date_line
    at = article.posted
    if style == "day":
        return f"{at:%d/%m/%Y}"
    if style == "minute":
        return f"Ngày {at:%d/%m/%Y} {at:%H:%M}"
    if style == "bar":
        return f"Ngày đăng {at:%d/%m/%Y} | {(at.hour - 1) % 12 + 1}:{at:%M} {'PM' if at.hour > 11 else 'AM'}"
    if style == "weekday":
        return f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}, {at:%H:%M} (GMT+7)"
    return None
