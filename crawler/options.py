"""What the archivist asked of one crawl."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from archive.model import AddressKind
from crawler.cms.urls import split

Media = Literal["none", "images", "all"]

PAGES: tuple[AddressKind, ...] = ("home", "list", "article")


@dataclass(frozen=True, slots=True)
class Options:
    """See `luutru crawl --help` for what each of them does."""

    homes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    since: str | None = None
    limit: int | None = None
    media: Media = "images"
    all: bool = False

    @property
    def kinds(self) -> tuple[AddressKind, ...]:
        """The kinds of address that this crawl fetches."""
        media: dict[Media, tuple[AddressKind, ...]] = {
            "none": (),
            "images": ("image",),
            "all": ("image", "file"),
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
    media: str = "images",
    all: bool | str = False,
) -> Options:
    """Options from texts as the command line or ``scrapy crawl -a`` gives them.

    Lists may be given as one text with spaces or commas between. Raises BadOption.
    """
    if media not in get_args(Media):
        raise BadOption(f"--media is none, images or all, not {media!r}.")
    if since is not None:
        try:
            since = date.fromisoformat(since).isoformat()
        except ValueError:
            raise BadOption(f"--since is a day like 2024-08-27, not {since!r}.") from None
    count = None
    if limit is not None:
        try:
            count = int(limit)
        except ValueError:
            count = 0
        if count < 1:
            raise BadOption(f"--limit is a whole number from 1 on, not {limit!r}.")
    return Options(
        homes=tuple(_home(text) for text in _texts(home)),
        addresses=tuple(_absolute(text) for text in _texts(address)),
        sites=_texts(site),
        since=since,
        limit=count,
        media=media,  # type: ignore[arg-type]  # checked above
        all=all is True or str(all).lower() in ("1", "true", "yes"),
    )


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(given.replace(",", " ").split() if isinstance(given, str) else given)


def _home(text: str) -> str:
    return split(_absolute(text)).geturl()


def _absolute(text: str) -> str:
    try:
        split(text)
    except ValueError:
        raise BadOption(f"{text!r} is no address: write it whole, as in https://soctrang.gov.vn/.") from None
    return text
