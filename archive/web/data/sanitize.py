"""Makes archived markup harmless, so that a body can be shown as it was laid out."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import nh3

_BLOCKS = {"p", "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"a", "b", "br", "em", "hr", "i", "img", "s", "small", "span", "strong", "sub", "sup", "u"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}


def clean(
    markup: str,
    page_url: str,
    picture: Callable[[str], str | None],
    document: Callable[[str], str | None] = lambda url: None,
) -> str:
    """Removes from `markup` everything that acts, loads or styles.

    Links stay, and those to archived documents lead to the copy (`document` gives its address). `picture` gives
    our address for the absolute address of a picture. Pictures without one are removed, because nothing may be
    loaded from elsewhere.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("a", "href"):
            joined = _joined(page_url, value)
            return (document(joined) or joined) if joined else None
        if (tag, name) == ("img", "src"):
            return picture(_joined(page_url, value) or "")
        return value

    return nh3.clean(
        markup,
        tags=_BLOCKS | _INLINE | _TABLES,
        clean_content_tags={"script", "style", "iframe", "object", "template", "noscript"},
        attributes=_ATTRIBUTES,
        set_tag_attribute_values={"img": {"alt": ""}},
        attribute_filter=attribute,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )


def _joined(page_url: str, address: str) -> str | None:
    try:
        url = urljoin(page_url, address.strip())
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None
