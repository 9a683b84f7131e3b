"""The options of one crawl, as the archivist set them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from archive.model import AddressKind
from archive.wording import t
from crawler.cms.urls import split
from crawler.limits import Window, byte_count
from crawler.limits import window as window_of

Media = Literal["none", "images", "all", "page"]

PAGES: tuple[AddressKind, ...] = ("home", "list", "article")


@dataclass(frozen=True, slots=True)
class Options:
    """See `luutru crawl --help` for what each of them does. `again`: each article is asked for twice, so many
    seconds apart, see `luutru portals probe`."""

    homes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    since: str | None = None
    limit: int | None = None
    media: Media = "all"
    all: bool = False
    new: bool = False
    window: Window | None = None
    max_requests: int | None = None
    max_bytes: int | None = None
    insecure: bool = False
    again: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """For the crawl's row: plain values."""
        return {**asdict(self), "window": str(self.window) if self.window else None}

    @property
    def kinds(self) -> tuple[AddressKind, ...]:
        """The kinds of address that this crawl fetches."""
        media: dict[Media, tuple[AddressKind, ...]] = {
            "none": (),
            "images": ("image",),
            "all": ("image", "file"),
            "page": ("image", "file", "resource"),
        }
        return PAGES + media[self.media]


class BadOption(ValueError):
    """An option that cannot be followed; the message names it and says what would do."""


def options(
    *,
    home: str | Iterable[str] = (),
    address: str | Iterable[str] = (),
    site: str | Iterable[str] = (),
    since: str | None = None,
    limit: int | str | None = None,
    media: str = "all",
    all: bool | str = False,
    new: bool | str = False,
    window: str | None = None,
    max_requests: int | str | None = None,
    max_bytes: int | str | None = None,
    insecure: bool | str = False,
    again: int | str | None = None,
) -> Options:
    """Options from texts as the command line or ``scrapy crawl -a`` gives them.

    Lists may be given as one text with spaces or commas between. Raises BadOption.
    """
    if media not in get_args(Media):
        raise BadOption(t("--media is none, images, all or page, not {media}.", media=repr(media)))
    if since is not None:
        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError:
            raise BadOption(t("--since is a day like 2024-08-27, not {since}.", since=repr(since))) from None
    if _is_on(all) and _is_on(new):
        raise BadOption(t("--all takes everything and --new only what is new: name one of them."))
    try:
        hours = window_of(window) if window is not None else None
    except ValueError:
        raise BadOption(
            t("--window is hours of the day like 22:00-06:00, not {window}.", window=repr(window))
        ) from None
    try:
        most_bytes = byte_count(str(max_bytes)) if max_bytes is not None else None
    except ValueError:
        most_bytes = 0
    if most_bytes is not None and most_bytes < 1:
        raise BadOption(t("--max-bytes is a size like 500MB, not {max_bytes}.", max_bytes=repr(max_bytes)))
    return Options(
        homes=tuple(_home(text) for text in _texts(home)),
        addresses=tuple(_absolute(text) for text in _texts(address)),
        sites=_texts(site),
        since=since,
        limit=_count("--limit", limit),
        media=media,  # type: ignore[arg-type]  # checked above
        all=_is_on(all),
        new=_is_on(new),
        window=hours,
        max_requests=_count("--max-requests", max_requests),
        max_bytes=most_bytes,
        insecure=_is_on(insecure),
        again=None if again is None else int(again),
    )


def _count(name: str, given: int | str | None) -> int | None:
    if given is None:
        return None
    try:
        count = int(given)
    except ValueError:
        count = 0
    if count < 1:
        raise BadOption(t("{name} is a whole number from 1 on, not {given}.", name=name, given=repr(given)))
    return count


def _is_on(given: bool | str) -> bool:
    return given is True or str(given).lower() in ("1", "true", "yes")


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(given.replace(",", " ").split() if isinstance(given, str) else given)


def _home(text: str) -> str:
    return split(_absolute(text)).geturl()


def _absolute(text: str) -> str:
    try:
        split(text)
    except ValueError:
        raise BadOption(
            t("{text} is no address: write it whole, as in https://soctrang.gov.vn/.", text=repr(text))
        ) from None
    return text
