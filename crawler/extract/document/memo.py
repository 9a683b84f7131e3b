"""Remembers what short texts mean, from one page to the next.

The pages of a portal share menus, labels and links, so most questions about a page were asked before. Only pure
functions of a text are remembered, so earlier pages never change a result. Long texts are not remembered: they do not
recur, and no page may fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class _Known(dict[str, Result]):
    """The answers of a function; what is not among them is asked."""

    def __init__(self, function: Callable[[str], Result], longest: int, most: int) -> None:
        super().__init__()
        self.function = function
        self.longest = longest
        self.most = most

    def __missing__(self, text: str) -> Result:
        answer = self.function(text)
        if len(text) <= self.longest:
            if len(self) >= self.most:
                self.clear()
            self[text] = answer
        return answer


def remembered(
    longest: int, most: int = 4096
) -> Callable[[Callable[[str], Result]], Callable[[str], Result]]:
    """A decorator: answers for texts of up to `longest` characters are kept, until there are `most`.

    What is called is the look into the memory itself, which takes no step of Python if the answer is there.
    """
    return lambda function: _Known(function, longest, most).__getitem__
