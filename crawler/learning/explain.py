"""Captures explained line by line, as the present reader and the portal's templates take them."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import AddressKind, Capture
from archive.readings.explanation import Explanation
from archive.readings.extractor import is_page, reader_name
from archive.readings.templates import StoredTemplate
from crawler.extract.capture import MARKUP, UNREAD, header
from crawler.extract.edition import EXTRACTOR
from crawler.extract.read import explain_page
from crawler.frontier.scope import Scope
from crawler.learning.templates import staged
from crawler.options import Options
from crawler.portals.registry import portal_named


def explain(capture: Capture, kind: AddressKind, templates: Sequence[StoredTemplate]) -> Explanation | None:
    """See `archive.readings.explanation.Explain`."""
    if not capture.payload or not is_page(capture) or kind in UNREAD or capture.media_type not in MARKUP:
        return None
    try:
        scope = Scope(portal_named(capture.portal), Options())
    except LookupError:
        return None
    page, lines = explain_page(
        capture.payload, capture.url, scope.cms, header(capture, "content-type"), staged(templates)
    )
    return Explanation(reader_name(EXTRACTOR, capture, page), tuple(lines)) if lines else None
