"""The forms of a portal's addresses, and what each leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

from ..texts.content import Article
from ..texts.words import slug, word


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to. `kind` is ``home``, ``list``, ``article``, ``file`` or ``nothing``."""

    kind: str
    site: int = 0
    category: int = 0
    page: int = 1
    key: str = ""
    file: str = ""


class Addresses(Protocol):
    """The address forms of one portal. All addresses begin with ``/``."""

    postback: bool

    def home(self, site: int) -> str: ...
    def list(self, site: int, category: int, page: int = 1) -> str: ...
    def article(self, article: Article) -> str: ...
    def file(self, site: int, name: str) -> str: ...
    def target(self, url: str) -> Target: ...


class VnPortal:
    """Paths and queries of VNPT vnPortal; `id` alone names an article; lists page by postback only."""

    postback = True
    SITES = (("vpubnd", "1292"), ("snnptnt", "1282"))
    _PATH = re.compile(r"^/(\w+)/(\d+)/(\d+)(?:/(\d+))?(?:/(\d+))?(?:/|$)")

    def __init__(self, rng: Random, categories: tuple[tuple[str, ...], ...]) -> None:
        self.slugs = [[slug(name) for name in names] for names in categories]
        self.by_query = rng.random() < 0.3
        self.pages = [str(rng.randint(20_000, 39_000)) for _ in categories]
        self.base = [rng.randint(50_000, 70_000) + place * 100 for place in range(len(categories))]

    def home(self, site: int) -> str:
        sname, sid = self.SITES[site]
        return "/" if site == 0 else f"/{sname}/{sid}/{self.pages[site]}/"

    def list(self, site: int, category: int, page: int = 1) -> str:
        sname, sid = self.SITES[site]
        catid, name = self.base[site] + category, self.slugs[site][category]
        if self.by_query:
            given = f"sname={sname}&sid={sid}&pageid={self.pages[site]}&catid={catid}&catname={name}"
            return f"/Default.aspx?{given}"
        return f"/{sname}/{sid}/{self.pages[site]}/{catid}/{name}/"

    def article(self, article: Article) -> str:
        sname, sid = self.SITES[article.site]
        catid, name = self.base[article.site] + article.category, self.slugs[article.site][article.category]
        title = slug(article.title)
        if self.by_query:
            given = (
                f"sname={sname}&sid={sid}&pageid={self.pages[article.site]}&catid={catid}&id={article.key}"
            )
            return f"/Default.aspx?{given}&catname={name}&title={title}"
        return f"/{sname}/{sid}/{self.pages[article.site]}/{catid}/{article.key}/{name}/{title}.aspx"

    def file(self, site: int, name: str) -> str:
        return f"/SiteFolders/{self.SITES[site][0]}/{quote(name)}"

    def target(self, url: str) -> Target:
        parts = urlsplit(url)
        if parts.path.startswith("/SiteFolders/"):
            return Target("file", file=unquote(parts.path.rsplit("/", 1)[1]))
        if parts.path.lower() in ("/default.aspx", "/mdefault.aspx") and parts.query:
            given = {name: values[0] for name, values in parse_qs(parts.query).items()}
            return self._target(given.get("sid", ""), given.get("catid"), given.get("id"))
        if parts.path.lower() in ("/", "/default.aspx"):
            return Target("home")
        if match := self._PATH.match(parts.path):
            return self._target(match[2], match[4], match[5])
        return Target("nothing")

    def _target(self, sid: str, catid: str | None, key: str | None) -> Target:
        numbers = [number for _, number in self.SITES[: len(self.pages)]]
        site = numbers.index(sid) if sid in numbers else 0
        if key:
            return Target("article", site, key=key)
        if catid:
            category = int(catid) - self.base[site] if catid.isdigit() else -1
            known = 0 <= category < len(self.slugs[site])
            return Target("list", site, category) if known else Target("nothing")
        return Target("home", site)


class Plain:
    """Paths of some other CMS, in one of several forms; lists page by address."""

    postback = False
    ARTICLES = (
        "/{cat}/{name}-{key}.html",
        "/{key}-{name}",
        "/{cat}/-/{name}/{key}",
        "/{name}-post{key}.html",
        "/?p={key}",
    )
    PAGES = ("?page={page}", "?{odd}={page}", "/{odd}-{page}")

    def __init__(self, rng: Random, categories: tuple[tuple[str, ...], ...]) -> None:
        self.slugs = [[slug(name) for name in names] for names in categories]
        self.odd = word(rng, 1)
        self.form = rng.choice(self.ARTICLES)
        self.pages = rng.choice(self.PAGES)
        self.folder = f"/{word(rng, 2)}/{word(rng, 1)}"
        self.prefixes = ["", f"/{word(rng, 2)}"]

    def home(self, site: int) -> str:
        return f"{self.prefixes[site]}/"

    def list(self, site: int, category: int, page: int = 1) -> str:
        first = f"{self.prefixes[site]}/{self.slugs[site][category]}"
        return first if page == 1 else first + self.pages.format(odd=self.odd, page=page)

    def article(self, article: Article) -> str:
        category = self.slugs[article.site][article.category]
        return self.prefixes[article.site] + self.form.format(
            cat=category, name=article.name, key=article.key
        )

    def file(self, site: int, name: str) -> str:
        return f"{self.folder}/{quote(name)}"

    def target(self, url: str) -> Target:
        parts = urlsplit(url)
        if parts.path.startswith(self.folder + "/"):
            return Target("file", file=unquote(parts.path.rsplit("/", 1)[1]))
        site = 1 if len(self.slugs) > 1 and parts.path.startswith(self.prefixes[1] + "/") else 0
        path = parts.path[len(self.prefixes[site]) :]
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        pattern = re.escape(self.form.split("?")[0])
        for slot, kind in (("cat", r"[\w-]+"), ("name", r"[\w-]*"), ("key", r"(\d+)")):
            pattern = pattern.replace(r"\{" + slot + r"\}", kind)
        if path == "/":
            return Target("article", site, key=given["p"]) if "p" in given else Target("home", site)
        if (match := re.fullmatch(pattern, path)) and match.groups():
            return Target("article", site, key=match[1])
        turned = re.fullmatch(rf"/([\w-]+?)(?:/{self.odd}-(\d+))?/?", path)
        if turned and turned[1] in self.slugs[site]:
            page = turned[2] or given.get("page") or given.get(self.odd) or "1"
            return Target("list", site, self.slugs[site].index(turned[1]), int(page) if page.isdigit() else 1)
        return Target("nothing")


FAMILIES: dict[str, Callable[[Random, tuple[tuple[str, ...], ...]], Addresses]] = {
    "vnportal": VnPortal,
    "plain": Plain,
}
