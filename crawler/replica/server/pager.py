"""The row of page numbers below a list."""

from __future__ import annotations

from crawler.replica.skins.view import Leaf

PAGE_SIZE = 4
WINDOW = 10


def pager_row(shown: int, pages: int, *, repeats: bool = False) -> tuple[Leaf, ...]:
    """The pager of page `shown` of `pages`: a window of ten, with ``...`` where there is more.

    With `repeats` it leads on from the last window too, to a page that does not exist.
    """
    start = (shown - 1) // WINDOW * WINDOW + 1
    end = min(start + WINDOW - 1, pages)
    row = [Leaf(str(page), None if page == shown else page) for page in range(start, end + 1)]
    if start > 1:
        row.insert(0, Leaf("...", start - 1))
    if end < pages or (repeats and pages > 1):
        row.append(Leaf("...", end + 1))
    return tuple(row)
