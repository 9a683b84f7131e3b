"""Chooses the answer to a request, without its transport."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote, urlsplit
from zlib import crc32

from archive.model import Visits
from crawler.replica.server.pager import PAGE_SIZE, pager_row
from crawler.replica.server.reply import Reply, error, login, no_such_path, redirect, robots
from crawler.replica.server.viewstate import BadState, NotOffered, State, ViewStates
from crawler.replica.site import counters
from crawler.replica.site.addresses import any_address, asked, home_address, list_address
from crawler.replica.site.content import Article
from crawler.replica.site.files import file_bytes
from crawler.replica.site.generations import MARKUP_ONLY, World
from crawler.replica.site.sites import BY_NAME, CATEGORIES, SITE_OF, SITES, Category, ReplicaSite
from crawler.replica.skins import SKINS
from crawler.replica.skins.view import (
    POSTBACK_TARGET,
    REQUEST_TIME,
    Frame,
    Link,
    Listing,
    Teaser,
)

NOT_FOUND = "Không tìm thấy nội dung bạn yêu cầu."
_TRAP = re.compile(r"/(?:vi|en)(?:/(?:vi|en))*/?", re.IGNORECASE)
_FILE = re.compile(r"/SiteFolders/(?P<site>[\w-]+)/.+", re.IGNORECASE)


class Pages:
    """The pages of the portal, for all hosts. Safe to use from many threads.

    `stranger` is the address of a foreign host, for links that lead astray. `hosts` are the addresses of the
    portal's hosts, for links that name one.
    """

    def __init__(self, worlds: tuple[World, ...], skin: str, states: ViewStates, stranger: str) -> None:
        self.worlds = worlds
        self.generation = 0
        self.skin = SKINS[skin]
        self.has_box = True
        self.hosts: tuple[str, ...] = ("/",)
        self._states = states
        self._stranger = stranger
        self._counters = counters.Counters()

    def advance(self) -> None:
        """Turn the clock by one generation. Raises ValueError at the last."""
        if self.generation + 1 >= len(self.worlds):
            raise ValueError("the portal has no later generation")
        self._counters.next_day()
        self.generation += 1

    def redesign(self) -> None:
        """The other skin from now on, and no statistics box any more."""
        self.skin = next(skin for skin in SKINS.values() if skin is not self.skin)
        self.has_box = False

    def get(self, target: str, host: int) -> Reply:
        """The answer to a GET of the request target `target` at the host of that number."""
        path = unquote(urlsplit(target).path)
        world = self.worlds[self.generation]
        if path == "/robots.txt":
            return robots()
        if path in ("/loop/1", "/loop/2"):
            return redirect("/loop/2" if path == "/loop/1" else "/loop/1")
        if path == "/Admin/Login.aspx":
            return login()
        if path == "/chuyen-huong/1":
            return redirect(f"{self._stranger}/tin-cu.aspx")
        if _TRAP.fullmatch(path):
            return self._list(world, SITE_OF[64410].categories[0], target)
        if match := _FILE.fullmatch(path):
            return self._file(path, match["site"], target)
        wanted = asked(target)
        if wanted is None:
            return no_such_path()
        if wanted.article is not None:
            return self._article(world, wanted.article, target)
        if wanted.category is not None:
            category = CATEGORIES.get(wanted.category)
            return self._list(world, category, target) if category else self._missing(SITES[0], target)
        return self._home(world, wanted.site or SITES[host % len(SITES)], target, host)

    def post(self, target: str, form: Mapping[str, str]) -> Reply:
        """The answer to a POST of `form`: the next page of a list, or the error that ASP.NET gives."""
        wanted = asked(target)
        category = CATEGORIES.get(wanted.category or 0) if wanted and wanted.article is None else None
        jump = re.fullmatch(r"Page\$(\d+)", form.get("__EVENTARGUMENT", ""))
        if category is None or jump is None or form.get("__EVENTTARGET") != POSTBACK_TARGET:
            return error("Invalid postback or callback argument.")
        try:
            state = self._states.accept(form, f"list:{category.id}", int(jump[1]))
        except BadState:
            return error("Validation of viewstate MAC failed.")
        except NotOffered:
            return error("Invalid postback or callback argument.")
        following = replace(state, step=state.step + 1, shown=int(jump[1]))
        return self._list(self.worlds[self.generation], category, target, following)

    def file(self, path: str) -> tuple[str, bytes] | None:
        """Media type and bytes of the file at the decoded path `path`, None where there is none."""
        return None if "(bản ký)" in path else file_bytes(path)

    def _article(self, world: World, cms_id: int, target: str) -> Reply:
        article = world.articles.get(cms_id)
        if article is None:
            return self._gone(world, cms_id, target)
        site, category = BY_NAME[article.site], CATEGORIES[article.category]
        views = self._counters.view(cms_id) if site.shows_views else None
        near = [other for other in world.listed(category) if other.cms_id != cms_id]
        start = (cms_id + world.number) % max(1, len(near) - 4)
        others = tuple(_teaser(other, f"others of {cms_id}") for other in near[start : start + 5])
        link = Link(list_address(category), category.name)
        frame, visits = self._frame(site, world, target, State(f"article:{cms_id}"))
        page = self.skin.article(frame, article, link, views, others)
        page = page.replace("@stranger@", self._stranger)
        page = page.replace(REQUEST_TIME, str(time.time_ns() // 1_000_000))
        return Reply(200, page.encode(), visits=visits, views=views)

    def _gone(self, world: World, cms_id: int, target: str) -> Reply:
        """The various answers of portals for a missing page."""
        last = next(
            (w.articles[cms_id] for w in reversed(self.worlds[: world.number]) if cms_id in w.articles), None
        )
        site = BY_NAME[last.site] if last else SITES[0]
        match world.removed.get(cms_id):
            case "redirect-home":
                return redirect(home_address(site))
            case "list-instead":
                assert last is not None
                return self._list(world, CATEGORIES[last.category], target)
            case "404":
                return replace(self._missing(site, target), status=404)
            case "soft-404":
                return self._missing(site, target)
        missing = self._missing(site, target)
        return replace(missing, status=404) if cms_id % 7 == 0 else missing

    def _list(self, world: World, category: Category, target: str, state: State | None = None) -> Reply:
        state = state or self._states.begin(f"list:{category.id}")
        articles = world.listed(category)
        pages = max(1, -(-len(articles) // PAGE_SIZE))
        shown = min(state.shown, pages)
        pager = pager_row(shown, pages, repeats=category.repeats)
        offered = tuple(leaf.page for leaf in pager if leaf.page is not None)
        first = (shown - 1) * PAGE_SIZE
        items = articles[first : first + PAGE_SIZE]
        listing = Listing(
            name=category.name,
            items=tuple(_teaser(article, f"list {category.id}") for article in items),
            pager=pager,
            first=first + 1,
            last=first + len(items),
            total=len(articles),
        )
        state = replace(state, shown=shown, offered=offered)
        frame, visits = self._frame(SITE_OF[category.id], world, target, state)
        return Reply(200, self.skin.listing(frame, listing).encode(), visits=visits)

    def _home(self, world: World, site: ReplicaSite, target: str, host: int) -> Reply:
        own = [article for article in world.newest if article.site == site.sname]
        unlisted = [article for article in world.newest if not article.listed]
        featured = [_teaser(article, f"home {site.sname}") for article in (*own[:3], *unlisted)]
        if featured:
            elsewhere = self.hosts[(host + 1) % len(self.hosts)].rstrip("/")
            link = featured[0].link
            featured[0] = replace(featured[0], link=Link(elsewhere + link.href, link.text))
        groups = tuple(
            (
                Link(list_address(category, query=True), category.name),
                tuple(_teaser(article, f"group {category.id}") for article in world.listed(category)[:4]),
            )
            for category in site.categories
        )
        frame, visits = self._frame(site, world, target, State(f"home:{site.sname}"))
        return Reply(200, self.skin.home(frame, tuple(featured), groups).encode(), visits=visits)

    def _missing(self, site: ReplicaSite, target: str) -> Reply:
        world = self.worlds[self.generation]
        frame, visits = self._frame(site, world, target, State("missing:"))
        return Reply(200, self.skin.notice(frame, NOT_FOUND).encode(), visits=visits)

    def _file(self, path: str, sname: str, target: str) -> Reply:
        found = self.file(path)
        if found is None:
            return self._missing(BY_NAME.get(sname, SITES[0]), target)
        media_type, content = found
        return Reply(200, content, media_type, etag=f'"{crc32(content):08x}"')

    def _frame(
        self, site: ReplicaSite, world: World, target: str, state: State
    ) -> tuple[Frame, Visits | None]:
        visits = self._counters.visit(site) if self.has_box else None
        path = urlsplit(target).path
        languages: tuple[Link, ...] = ()
        if _TRAP.fullmatch(path):
            base = path.rstrip("/")
            languages = (Link(f"{base}/vi/", "Tiếng Việt"), Link(f"{base}/en/", "English"))
        elif site.sname == "svhttdl" and state.page.startswith("home:"):
            languages = (Link("/vi/en/", "English"),)
        newest = islice((article for article in world.newest if article.listed), 4)
        aside = tuple(Link(any_address(new, f"aside {site.sname}"), new.title) for new in newest)
        frame = Frame(
            site=site,
            action=target,
            fields=self._states.fields(state),
            menu=(
                *(Link(list_address(category), category.name) for category in site.categories),
                Link("/Admin/Login.aspx", "Đăng nhập"),
            ),
            portal=tuple(Link(home_address(other), other.name) for other in SITES),
            languages=languages,
            aside=aside,
            box=counters.lines(site.box, visits) if visits else None,
            variant=int(world.number >= MARKUP_ONLY),
        )
        return frame, visits


def _teaser(article: Article, place: str) -> Teaser:
    link = Link(any_address(article, place), article.title)
    return Teaser(link, f"{article.posted:%d/%m/%Y}", article.summary)
