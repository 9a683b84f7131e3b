"""Remembers what short texts mean, from one page to the next.

The pages of a portal share menus, labels and links, so most questions about a page were asked before. Only pure
functions of a text are remembered, so earlier pages never change a result. Long texts are not remembered: they do not
recur, and no page may fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
LONGEST = 600
"""Characters of a text that may recur: menus, labels and links are shorter, most paragraphs are not."""
MOST = 4096
"""Answers that a memory holds."""


class _Known(dict[str, Result]):
    """The answers of a function; what is not among them is asked."""

    def __init__(self, function: Callable[[str], Result]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, text: str) -> Result:
        answer = self.function(text)
        if len(text) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[text] = answer
        return answer


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """A decorator: answers for texts of up to `LONGEST` characters are kept, until there are `MOST`.

    What is called is the look into the memory itself, which takes no step of Python if the answer is there.
    """
    return _Known(function).__getitem__
