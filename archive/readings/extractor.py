"""The name of what read a capture: an edition of the reading code and, on an article's page, the template.

``luutru 0.1.0+3f2a91c0 template 1a2b3c4d``; ``… cold`` where none was used; the edition alone on other pages.
"""

from __future__ import annotations

import re

from archive.model import Page

_USED = re.compile(r" (?:template ([0-9a-f]{8})|cold)$")


def reader_name(edition: str | None, page: Page | None) -> str | None:
    """The name of what read `page`."""
    if edition is None or page is None:
        return edition
    if page.template is not None:
        return f"{edition} template {page.template[:8]}"
    return f"{edition} cold" if page.kind == "article" else edition


def edition_of(extractor: str) -> str:
    """The edition in such a name."""
    return _USED.sub("", extractor)


def template_of(extractor: str) -> str | None:
    """The first eight digits of the template's sha256 in such a name, None where there is none."""
    match = _USED.search(extractor)
    return match[1] if match else None
