"""Groups pages by skeleton: pages of one group come from one template of the CMS."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from crawler.extract.induction.shares import MAJORITY, NEARLY_ALL
from crawler.extract.template.sheet import Sheet

LEAST = 12
"""Articles from which a skeleton is learned."""
_ALIKE = 0.6
"""Share of the paths of a group's core that a page has to have."""
_MOST_FRAME = 60
_DEEP = 12
_ONE_PLACE = 0.75
"""Share of the titles of one skin that are at one place."""


def skeleton(sheet: Sheet) -> frozenset[str]:
    """The paths of the blocks of a page that lie not too deep."""
    return frozenset(path for path in sheet.blocks if path.count(">") < _DEEP)


def grouped(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """The pages by skeleton, largest group first; the order of the pages decides nothing but ties."""
    groups: list[tuple[list[Sheet], Counter[str]]] = []
    for sheet in sheets:
        own = skeleton(sheet)
        best: tuple[float, int] | None = None
        for number, (members, counts) in enumerate(groups):
            core = {path for path, count in counts.items() if count >= MAJORITY * len(members)}
            alike = len(core & own) / max(1, len(core | (own & counts.keys())))
            if alike >= _ALIKE and (best is None or (alike, -number) > (best[0], -best[1])):
                best = alike, number
        if best is None:
            groups.append(([sheet], Counter(own)))
        else:
            members, counts = groups[best[1]]
            members.append(sheet)
            counts.update(own)
    return sorted((members for members, _ in groups), key=len, reverse=True)


def by_title(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """The pages of a group by where their titles are, where most have no place in common: sites that share a frame
    may set their articles in skins of their own."""
    parts: dict[str | None, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        title = sheet.heading
        is_told = title is not None and sheet.repeats_title(title.text)
        parts[sheet.loose_paths[title.first] if title is not None and is_told else None].append(sheet)
    unknown = parts.pop(None, [])
    found = sorted(parts.values(), key=len, reverse=True)
    if not found or len(found[0]) >= _ONE_PLACE * sum(map(len, found)):
        return [list(sheets)]
    found[0] += unknown
    return found


def frame_of(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """The paths that nearly all pages of a group have. The deepest are kept, because they identify the skin best."""
    counts = Counter(path for sheet in sheets for path in skeleton(sheet))
    common = [path for path, count in counts.items() if count >= NEARLY_ALL * len(sheets)]
    return tuple(sorted(common, key=lambda path: (-path.count(">"), path))[:_MOST_FRAME])
