"""The replica as its users see it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Literal, Self

from crawler.replica.server.faults import Fault, FaultKind, Faults
from crawler.replica.server.pages import Pages
from crawler.replica.server.server import Host, Request
from crawler.replica.server.viewstate import ViewStates
from crawler.replica.site.content import ArticleTruth, truth
from crawler.replica.site.generations import World, worlds
from crawler.replica.site.sites import CATEGORIES, SITES, ReplicaSite

SkinName = Literal["tables", "blocks"]


class Replica:
    """A vnPortal on loopback, from entering the context to leaving it.

    It begins with `articles` articles in generation 0; the same `seed` gives the same ones. `hosts`
    servers show the same portal, on free ports, or from `port` upwards. Each reply waits `delay` seconds.
    `faults` go wrong from the start. With `encrypted` the view state is new noise in each reply.
    """

    def __init__(
        self,
        skin: SkinName = "tables",
        seed: int = 0,
        articles: int = 86,
        *,
        hosts: int = 3,
        port: int = 0,
        delay: float = 0.0,
        faults: Iterable[Fault] = (),
        encrypted: bool = False,
    ) -> None:
        self._log: list[Request] = []
        self._lock = threading.Lock()
        self._faults = Faults(faults)
        self._worlds = worlds(seed, articles)
        self._stranger = Host(0, None, 0, Faults(), self._note, 0.0)
        self._pages = Pages(self._worlds, skin, ViewStates(seed, encrypted=encrypted), self.stranger)
        self._hosts = [
            Host(port + number if port else 0, self._pages, number, self._faults, self._note, delay)
            for number in range(hosts)
        ]
        self._pages.hosts = self.homes

    def __enter__(self) -> Self:
        for host in (*self._hosts, self._stranger):
            host.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for host in (*self._hosts, self._stranger):
            host.stop()

    @property
    def home(self) -> str:
        """The address of the main host."""
        return self.homes[0]

    @property
    def homes(self) -> tuple[str, ...]:
        """The addresses of all hosts. Each shows another site at its root, and every site elsewhere."""
        return tuple(f"http://{host.name}/" for host in self._hosts)

    @property
    def stranger(self) -> str:
        """A host on loopback that some pages link and redirect to, and that is not the portal's. The log names
        it by its port.
        """
        return f"http://{self._stranger.name}"

    @property
    def sites(self) -> tuple[ReplicaSite, ...]:
        """All sites of the portal."""
        return SITES

    @property
    def generation(self) -> int:
        """The present generation, from 0."""
        return self._pages.generation

    @property
    def generations(self) -> int:
        """How many generations there are."""
        return len(self._worlds)

    def advance(self, n: int = 1) -> None:
        """Turn the clock by `n` generations. Raises ValueError beyond the last."""
        for _ in range(n):
            self._pages.advance()

    def redesign(self) -> None:
        """Change the skin wholly and drop the statistics box, from now on."""
        self._pages.redesign()

    def truth(self) -> list[ArticleTruth]:
        """The articles that answer in the present generation, newest first."""
        world = self._worlds[self.generation]
        return [_truth(world, article.cms_id) for article in world.newest]

    def history(self) -> dict[str, list[ArticleTruth | None]]:
        """For each CMS id its article in each generation, None where it does not answer."""
        ids = sorted({cms_id for world in self._worlds for cms_id in world.articles})
        return {
            str(cms_id): [
                _truth(world, cms_id) if cms_id in world.articles else None for world in self._worlds
            ]
            for cms_id in ids
        }

    def departments(self) -> tuple[str, ...]:
        """The departments that sign an article of the present generation, in alphabetical order."""
        return tuple(sorted({article.department for article in self.truth() if article.department}))

    def file(self, path: str) -> bytes | None:
        """The bytes that the portal serves for the picture or document at `path`, as the truth names it;
        None where it has none and answers with a page."""
        found = self._pages.file(path)
        return found[1] if found else None

    def fail(self, where: str, kind: FaultKind, times: int | None = 1) -> None:
        """Makes the next `times` requests fail as `kind` says (None: all requests).

        Only those are meant whose target, or postback argument, contains `where`.
        """
        self._faults.add(Fault(where, kind, times))

    def heal(self) -> None:
        """Ends all faults."""
        self._faults.clear()

    @property
    def log(self) -> list[Request]:
        """All requests so far, in the order of their replies; a copy."""
        with self._lock:
            return list(self._log)

    def _note(self, request: Request) -> None:
        with self._lock:
            self._log.append(request)


def _truth(world: World, cms_id: int) -> ArticleTruth:
    article = world.articles[cms_id]
    return truth(article, CATEGORIES[article.category].name)
