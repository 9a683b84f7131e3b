"""Chooses the link of a pager that leads to the next page, by addresses or labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import PagerLink

ONWARD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:(?:các )?(?:trang|tin|bài(?: viết)?) )?(?:sau|tiếp(?: (?:theo|tục))?|kế(?: tiếp)?|cũ hơn)(?: trang)?"
        r" ?[>›»→]{0,2}|(?:tới|(?:xem|tải|hiển thị|đọc) (?:thêm|tiếp)(?: .{1,20})?|next(?: page)?|older(?: posts)?"
        r"|(?:load|show|view|see) more|more) ?[>›»→.…]{0,3}",
        r"[>›→❯►▶]",
        r"\.{3}|…",
        r"»|>>",
    )
)
"""What the links of a pager that lead on without a number say, the surest first: » may lead to the end."""

_OFFSETS = frozenset(("start", "offset", "limitstart", "from", "skip"))
_TURNED = re.compile(
    r"(?P<name>(?:[?&](?:page|p|pg|paged|trang|start|offset|limitstart|cur|pageindex|from|skip|[a-z_$]*page)=)"
    r"|(?:/|-)(?:page|trang|p)[-/]?)(?P<number>\d+)",
    re.IGNORECASE,
)


def following(links: Sequence[PagerLink], number: int) -> PagerLink | None:
    """The link to page `number`: the link with that number, else the one that leads on.

    Where all numbers are lower, » or … leads back, or to an end that was reached.
    """
    for link in links:
        if link.label.strip() == str(number) and (link.url or link.target):
            return link
    numbered = [int(link.label) for link in links if link.label.strip().isdigit()]
    for pattern in ONWARD[:2]:
        onward = [link for link in links if pattern.fullmatch(link.label.strip())]
        if onward:
            return onward[-1]
    if numbered and max(numbered) < number:
        return None
    for pattern in ONWARD[2:]:
        onward = [link for link in links if pattern.fullmatch(link.label.strip())]
        if onward:
            return onward[-1]
    return None


def continued(url: str, number: int) -> str | None:
    """The address of the page after `url`, which is page `number` of a series; None where it has no number.

    A page number grows by one, an offset by as much as before.
    """
    found = list(_TURNED.finditer(url))
    if not found:
        return None
    place = found[-1]
    shown = int(place["number"])
    is_offset = place["name"].strip("?&=").lower() in _OFFSETS
    step = max(shown // max(number - 1, 1), 1) if is_offset else 1
    return f"{url[: place.start('number')]}{shown + step}{url[place.end('number') :]}"
