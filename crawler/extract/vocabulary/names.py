"""What skins call the elements of a page: classes and ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

CAPTION = re.compile(
    r"caption|chu-?_?thich|(?:avatar|photo|image|img|pic(?:ture)?)[-_]{0,2}(?:desc|note|title)",
    re.IGNORECASE,
)
"""The caption of a picture."""
SUMMARY = re.compile(
    r"sapo|summary|standfirst|(?:^|[\s_-]|(?-i:(?<=[a-z])(?=L)))lead(?:$|[\s_-])|(?:sub-?_?|\b)head(?:line)?\b"
    r"|\bdek\b|trich-?_?dan|tom-?_?tat|mo-?_?ta(?:$|[\s_-])|intro|excerpt|teaser|abstract|description|chapeau",
    re.IGNORECASE,
)
"""The summary above a text."""
TITLE = ("title", "tieude", "tieu-de", "headline", "heading")
PATH = ("crumb", "duongdan", "duong-dan", "navpath", "sitepath", "site-path")
"""The path from the home page to an article."""
CURRENT = ("current", "active", "selected", "hientai", "choose")
"""The page of a list that one is on."""
PAGE = ("page", "trang")
TURNS = (*PAGE, "next", "tiep", "sau")
"""A picture that turns pages."""
FETCHES = ("next", "more", "load", "infinite", "scroll", "ajax", "page", "hx-get")
"""An attribute with the address of further entries."""


def is_called(name: str, words: Iterable[str]) -> bool:
    """Whether one of the words, in lower case, is in a name."""
    low = name.lower()
    return any(word in low for word in words)
