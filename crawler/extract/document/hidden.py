"""Recognises elements that readers do not see."""

from __future__ import annotations

import re

from crawler.extract.document.memo import remembered
from crawler.extract.document.tree import Element

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|hide|is-hidden|u-hidden|d-none|visually-?hidden(?:-focusable)?|(?:sr|screen-reader)-(?:only|text)"
    r"|element-invisible)(?=\s|$)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"(?<![\w-])(?:font-size|opacity|height|max-height|width)\s*:\s*0*(?:\.0+)?(?:px|em|rem|%|pt)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_SHOWN_ELSEWHERE = re.compile(r"(?:^|[\s:-])(?:xs|sm|md|lg|x+l|print)(?:[:-]|$)", re.IGNORECASE)
"""A class that undoes hiding on some screens ("d-none d-md-block")."""
MOST_HIDDEN = 1000
"""Characters that a class hides for good. More is a text that a script unfolds."""


@remembered
def hides(look: str) -> bool:
    """Whether a ``style`` attribute hides its element."""
    return _HIDDEN.search(look) is not None


@remembered
def hides_by_name(name: str) -> bool:
    """Whether a ``class`` attribute hides its element, on all screens."""
    return _HIDDEN_CLASS.search(name) is not None and _SHOWN_ELSEWHERE.search(name) is None


def is_hidden(element: Element) -> bool:
    """Whether nobody sees an element before a script shows it, by its own style or attributes."""
    look = element.get("style")
    return element.get("hidden") is not None or bool(look and (hides(look) or _UNSEEN.search(look)))
