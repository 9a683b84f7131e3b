"""What the rules of a portal's state are about: answers, rounds of them, and what a round says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

State = Literal["moved", "closed", "refusing", "replaced", "quarantined"]

FILES = "files"
"""The part of a portal that its pictures and documents are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One capture of a page, as a portal's state sees it.

    Kind `other` is a robots.txt that was not available, so that nothing more was requested. `place` is the id
    of the article, or of the address where no article is known. `digests` are those of the content shown, if
    any: that of the capture `shows`, an earlier one where this one says that nothing was changed since. `target` is
    the foreign host of a redirect. `host` is the host that was asked, with its port. `puts_off`: it asks to come again
    later. `section` is the site of the portal, or the first folder, that the address lies in; empty where in none.
    `gate` is the foreign host where readers are asked to log in.
    """

    capture_id: int
    ms: int
    kind: Literal["home", "list", "article", "other"]
    place: int
    outcome: str
    digests: bytes | None = None
    target: str | None = None
    host: str = ""
    puts_off: bool = False
    shows: int | None = None
    section: str = ""
    gate: str | None = None


Fate = Literal["shown", "changed", "absent", "else", "refused"]
"""What became of a known file: as before, with other content, not there, something else in its place, not given."""


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What became in a round of a file known before. `key` is its `media_key`, `capture_ids` are its captures in the
    round. `sha256` is the hash of the payload that it shows now, where that is another than before. `kind`: ``image``
    or ``file``."""

    key: int
    capture_ids: tuple[int, ...]
    fate: Fate
    outcome: str
    sha256: bytes | None = None
    kind: str = "file"


@dataclass(frozen=True, slots=True)
class FileCapture:
    """One capture of a picture or document that had been asked for before, with its payload, or the one that it says
    was not changed."""

    capture_id: int
    ms: int
    key: int
    outcome: str
    payload_id: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Round:
    """The answers to one crawl, in order of time, and the captures of files in it. `crawl_id` is None for imported
    captures, whose files are not judged.
    """

    crawl_id: int | None
    answers: tuple[Answer, ...]
    files: tuple[FileCapture, ...] = ()

    @property
    def began_ms(self) -> int:
        return self.answers[0].ms

    @property
    def ended_ms(self) -> int:
        return self.answers[-1].ms


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a round says about the portal, or about one `part` of it: a host, a section of one (``host/section``), or
    `FILES`. `state` is None where nothing is wrong.

    `asked` counts requested articles known before, `shown` those shown as before, `news` new ones. `whole`: no
    front page leads to any known article. `outcomes` counts the answers that decided the state. `disregarded`
    are captures that say nothing about an article. `exchanged` are articles that said something quite
    different, `seen` those shown. `common` is what these changed in the same way, where they did: that is no trouble
    of the portal, and makes no version of an article.
    """

    state: State | None = None
    target: str | None = None
    whole: bool = False
    asked: int = 0
    shown: int = 0
    news: int = 0
    outcomes: tuple[tuple[str, int], ...] = ()
    disregarded: tuple[int, ...] = ()
    exchanged: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()
    part: str | None = None
    common: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """The articles, or files, that an earlier round quarantined, and what they changed in the same way, if that."""

    places: frozenset[int] = frozenset()
    common: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """The articles that changed in the same way, and how, in symbols; or those that gave up their texts for one and the
    same."""

    places: frozenset[int]
    common: str | None


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the front pages of a round lead: whether to anything known before, and to which single foreign host.
    `farewell`: they say that the portal has ended."""

    own: bool
    host: str | None = None
    farewell: bool = False


FindAlike = Callable[[Round, Collection[int], str | None], Alike | None]
"""Finds which articles changed in the same way in a round, with what they changed in the rounds before."""
Before = Callable[[int], bytes | None]
"""The digests of an article's content before the round; None where it was not known."""
