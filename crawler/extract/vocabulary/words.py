"""Lists of words: what portals write of one thing, each wording with an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

Search = Callable[..., re.Match[str] | None]
"""Takes a text and, as functions of patterns do, where to begin in it."""


@dataclass(frozen=True)
class Words:
    """The wordings of one thing, looked for as one pattern. To know another wording, add a row.

    `rows`: each wording, a pattern, with an example that is found otherwise, or not at all, without it. `whole`: what
    may be around a wording, which is in the place of ``{}``.
    """

    rows: Mapping[str, str]
    whole: str = "{}"
    ignore_case: bool = True

    @cached_property
    def pattern(self) -> str:
        """All wordings, tried in order, as a part of other patterns."""
        return self.whole.replace("{}", f"(?:{'|'.join(self.rows)})")

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern by itself."""
        return re.compile(self.pattern, re.IGNORECASE if self.ignore_case else 0)

    @cached_property
    def match(self) -> Search:
        """Finds a wording at the beginning of a text."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Search:
        """Finds a wording that is the whole text."""
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Search:
        """Finds the first wording in a text."""
        return self.compiled.search
