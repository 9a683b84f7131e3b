"""Says of a page that leads its readers elsewhere what that says of it: by a redirect, a script or a frame alike."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.contents.url_keys import is_foreign
from archive.model import Address, AddressKind, Page
from crawler.extract.vocabulary.error_pages import LOGIN_ADDRESS

_THINGS = ("article", "list", "image", "file")
"""What a home page is no page of."""


def led_to(target: str, there: Address, promised: AddressKind, url: str) -> Page | None:
    """The page at `url`, which promises something and leads to `target`, the address `there`.

    A log-in keeps readers out; a home page in place of a thing says that it is not there, and that of another host
    that the host is dead. None for another address of the portal, which says nothing yet.
    """
    if LOGIN_ADDRESS.search(target):
        return Page("wall", "login")
    if is_foreign(urlsplit(target).netloc, url):
        is_home = there.kind == "home" and promised in _THINGS
        return Page("other", "host-closed" if is_home else "redirect", links=(target,))
    if there.kind == "home" and promised in _THINGS:
        return Page("missing", "redirect-home")
    return None
