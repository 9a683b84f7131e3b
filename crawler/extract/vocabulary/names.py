"""What skins call the elements of a page: classes and ids."""

from __future__ import annotations

import re

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
