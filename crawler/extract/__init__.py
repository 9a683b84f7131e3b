"""Reads pages: `read_page` is a pure function of a payload and its address.

Only this module looks up a portal by name. All others receive the CMS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.model import Page
from crawler.cms import Cms
from crawler.extract.edition import EXTRACTOR
from crawler.extract.template.model import Template

__all__ = ["EXTRACTOR", "Template", "read_page"]


def read_page(
    payload: bytes,
    url: str,
    *,
    portal: str | None = None,
    content_type: str | None = None,
    template: Template | Sequence[Template] | None = None,
) -> Page:
    """What `payload`, received from `url`, says.

    With the name of a portal, hints of its CMS are used; without one, meaning alone decides. Where
    `template`, or one of several, fits the page, fields are read at its places. Never raises: what cannot be
    read, and a portal that is not known, is in `problems`.
    """
    # the reader brings hundreds of patterns; who imports a room of this package may need none
    from crawler.extract import read

    cms: Cms | None = None
    problems: tuple[str, ...] = ()
    if portal is not None:
        from crawler.portals.registry import portal_named  # portals in Python bring Scrapy

        try:
            cms = portal_named(portal).system()
        except (LookupError, ImportError, ValueError) as error:
            problems = (f"portal: {error}",)
    templates = (template,) if isinstance(template, Template) else tuple(template or ())
    page = read.read_page(payload, url, cms, content_type, (templates,))
    return replace(page, problems=(*problems, *page.problems)) if problems else page
