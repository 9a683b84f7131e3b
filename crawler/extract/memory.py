"""What is remembered from one page to the next: what short texts mean.

The pages of a portal share their menus, labels and links, so that most of what is asked of a page has been
asked before. Only pure functions of a text are remembered: what comes of a page is the same whatever was
read before it. Long texts are asked anew, for they are articles, which do not come again, and no page must
be able to fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")


def remembered(
    longest: int, most: int = 4096
) -> Callable[[Callable[[str], Answer]], Callable[[str], Answer]]:
    """A decorator: the function's answers for the last `most` texts of up to `longest` characters are kept."""

    def remember(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def ask(text: str) -> Answer:
            return known(text) if len(text) <= longest else function(text)

        return ask

    return remember
