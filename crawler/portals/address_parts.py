"""Splits addresses into parts, groups them, and tests whether ids tell articles apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.cms.declared import VOLATILE
from crawler.cms.urls import query_pairs
from crawler.extract.document.text import folded

MOST = 0.9
"""The share of a group's addresses that must fit its form."""
LEAST = 3
"""The number of articles from which an id can be recognised."""
ALIASED = 2
"""Articles with several addresses of one slug, from which that is the habit of the portal."""
ENDING = re.compile(r"\.[A-Za-z]\w{1,4}$")


@dataclass(frozen=True, slots=True)
class Parts:
    """An address in parts: decoded segments, the ending of the last one, parameters."""

    url: str
    segments: tuple[str, ...]
    ending: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[int, str, tuple[str, ...]]:
        """What addresses of one group share."""
        return len(self.segments), self.ending.lower(), tuple(sorted(name for name, _ in self.pairs))


def parts_of(url: str) -> Parts:
    """An address in parts."""
    cut = urlsplit(url)
    segments = [unquote(each) for each in cut.path.split("/") if each]
    ending = ""
    if segments and (found := ENDING.search(segments[-1])) and len(segments[-1]) > len(found.group()):
        ending = found.group()
        segments[-1] = segments[-1].removesuffix(ending)
    pairs = tuple(pair for pair in query_pairs(cut.query) if not VOLATILE.fullmatch(pair[0]))
    return Parts(url, tuple(segments), ending, pairs)


def grouped(urls: Iterable[str]) -> list[list[Parts]]:
    """Addresses in groups, the largest first."""
    groups: dict[object, list[Parts]] = defaultdict(list)
    for url in urls:
        each = parts_of(url)
        groups[each.key].append(each)
    return sorted(groups.values(), key=len, reverse=True)


def same_title(one: str, other: str) -> bool:
    """Whether two texts of links may be one title, one of them cut short."""
    a, b = folded(one).rstrip(" .…"), folded(other).rstrip(" .…")
    return a.startswith(b) or b.startswith(a) or a in b or b in a


def distinguishes(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether ids (with the title of the article at each address) tell articles apart: as many ids as titles, and no
    id of two titles."""
    titles: dict[str, str] = {}
    for name, title in pairs:
        if title and not same_title(titles.setdefault(name, title), title):
            return False
    distinct = {folded(title)[:60] for _, title in pairs if title}
    return len(titles) >= LEAST and len(titles) >= MOST * len(distinct)


def alternates(titles: Mapping[str, str]) -> list[list[str]]:
    """The addresses of articles with several addresses of one slug, apart from endings and parameters.

    None where a slug in one place has two titles, or where only one article has several.
    """
    by_path: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for url, title in titles.items():
        by_path[tuple(map(str.casefold, parts_of(url).segments))][url] = title
    again = [texts for texts in by_path.values() if len(texts) > 1]
    is_one = all(same_title(next(iter(texts.values())), text) for texts in again for text in texts.values())
    return list(map(list, again)) if len(again) >= ALIASED and is_one else []
