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
    """Reads the page `payload`, received from `url`.

    `portal` is the name of a portal: hints of its CMS help then. `content_type` is the HTTP header. `template`
    is one template or several of the portal: where one fits the page, fields are read at its places.

    Never raises. `Page.problems` names what could not be read, and a portal that is unknown.
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
