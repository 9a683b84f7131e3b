"""The name of the extractor that read a capture: the edition of the reading code and, for an article, the template.

``luutru 0.1.0+3f2a91c0 template 1a2b3c4d``; ``… cold`` for an article read without one; the edition alone for other
pages.
"""

from __future__ import annotations

import re

from archive.model import Capture, Page

TEMPLATE_DIGITS = 8
"""How many digits of a template's hash are in the name."""
_USED = re.compile(r" (?:template [0-9a-f]{8}|cold)$")


def reader_name(edition: str | None, capture: Capture, page: Page | None) -> str | None:
    """The name of the extractor that read `capture` as `page`."""
    if edition is None or page is None or not is_page(capture):
        return edition
    if page.template is not None:
        return f"{edition} template {page.template[:TEMPLATE_DIGITS]}"
    return f"{edition} cold" if page.kind == "article" else edition


def is_page(capture: Capture) -> bool:
    """Whether a reply may be the page that was asked for, by its status."""
    return capture.status is not None and 200 <= capture.status < 300


def edition_of(extractor: str) -> str:
    """The edition in such a name."""
    return _USED.sub("", extractor)
