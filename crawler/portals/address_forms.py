"""Learns forms of addresses from the addresses of a portal's pages.

Addresses are grouped by number of segments, ending and parameter names. Constant parts of a group are written as they
are, varying parts as places. A varying part counts as id only where it tells articles apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from urllib.parse import unquote, urlsplit

from crawler.cms.forms import Form
from crawler.cms.urls import query_pairs
from crawler.portals.address_parts import ENDING, MOST, Parts, alternates, distinguishes, grouped, parts_of

_BEHIND = re.compile(r"(?P<slug>.*\D)(?P<id>\d+)")
_BEFORE = re.compile(r"(?P<id>\d+)(?P<mark>[-_.])(?P<slug>.*\D.*)")
_MARK = re.compile(r"[-_.]?[a-z]{0,6}$", re.IGNORECASE)
_SPECIAL = re.compile(r"[{}\[\]?&]")


def article_forms(titles: Mapping[str, str], lists: Iterable[str]) -> list[str]:
    """The forms of the addresses of articles, given with the title of each; `lists` are addresses of lists, whose
    first segments are categories."""
    first = Counter(each.segments[0] for each in map(parts_of, lists) if len(each.segments))
    categories = set(first) if len(first) > 1 or 1 in first.values() else set()
    found: list[str] = []
    ids: list[tuple[str, str]] = []
    for group in grouped(titles):
        text = _article_form(group, titles, categories)
        if text is not None:
            found.append(text)
            ids += ids_in(text, {each.url: titles[each.url] for each in group})
    if ids and not distinguishes(ids):
        found = [_scoped(text) for text in found]
    if not ids and alternates(titles):
        found = sorted(map(_by_slug, found), key=lambda text: "." not in text)
    return list({text.casefold(): text for text in reversed(found)}.values())[::-1]


def _by_slug(text: str) -> str:
    """A form whose slug, in the place where it is, is the id: parameters tell nothing."""
    path = text.partition("?")[0]
    before, _, last = path.rpartition("/")
    if "{slug}" not in last:
        return text
    place = f"/{{scope}}/{last}" if "{" in before else f"{before}/{last}"
    return place.replace("{slug}", "{id:slug}")


def ids_in(text: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """The id that the form `text` tells of each address, with the title there."""
    form = Form(text)
    found = []
    for url, title in titles.items():
        cut = urlsplit(url)
        match = form.match(unquote(cut.path), query_pairs(cut.query))
        if match and match.id:
            found.append((f"{match.scope or ''}:{match.id}", title))
    return found


def list_forms(
    urls: Sequence[str], turned: Mapping[str, str | None], is_article: Form | None = None
) -> list[str]:
    """The forms of the addresses of lists, each as it is; `turned` has the address of a further page of each."""
    found: list[str] = []
    for group in grouped(urls):
        suffix = next((end for each in group if (end := _turn(each, turned.get(each.url)))), "")
        found += [_written(each, suffix) for each in group]
    return list(dict.fromkeys(found))


def general_list_form(urls: Sequence[str], turned: Mapping[str, str | None]) -> list[str]:
    """Forms for lists like those given: one for each group of several."""
    found: list[str] = []
    for group in grouped(urls):
        if len(group) < 2:
            continue
        suffix = next((end for each in group if (end := _turn(each, turned.get(each.url)))), "")
        segments = ["{category}" if _varies(at) else _plain(at[0]) for at in _columns(group)]
        query = _query(group)
        if None not in segments and query is not None:
            found.append("/" + "/".join(map(str, segments)) + suffix + _plain(group[0].ending) + query)
    return found


def _query(group: Sequence[Parts]) -> str | None:
    pieces = []
    for name in dict.fromkeys(name for name, _ in group[0].pairs):
        values = {dict(each.pairs)[name] for each in group}
        pieces.append(f"{name}={_plain(next(iter(values)))}" if len(values) == 1 else f"{name}={{category}}")
    if sum("{category}" in piece for piece in pieces) > 1:
        return None
    return f"?{'&'.join(pieces)}" if pieces else ""


def _written(each: Parts, suffix: str) -> str:
    query = "&".join(f"{name}={_plain(value)}" for name, value in each.pairs)
    path = "/" + "/".join(_plain(segment) for segment in each.segments)
    return path + suffix + _plain(each.ending) + (f"?{query}" if query else "")


def _turn(each: Parts, further: str | None) -> str:
    """What the address of a further page has in its path behind that of the first: ``[/page/{page}]``."""
    if further is None:
        return ""
    path = unquote(urlsplit(further).path).rstrip("/")
    path = path.removesuffix(each.ending)
    own = "/" + "/".join(each.segments)
    rest = path.removeprefix(own)
    if rest == path or not (number := re.fullmatch(r"([-/_.][a-z/_-]*)(\d+)(\.\w+)?", rest, re.IGNORECASE)):
        return ""
    return f"[{number[1]}{{page}}{number[3] or ''}]"


def _columns(group: Sequence[Parts]) -> list[list[str]]:
    return [list(column) for column in zip(*(each.segments for each in group), strict=True)]


def _varies(column: Iterable[str]) -> bool:
    """Whether segments differ in more than case, which forms do not mind."""
    return len({each.casefold() for each in column}) > 1


def _plain(text: str) -> str:
    return _SPECIAL.sub("", text)


def _article_form(group: Sequence[Parts], titles: Mapping[str, str], categories: set[str]) -> str | None:
    columns = _columns(group)
    place = _identifying_segment(columns, group)
    last = _last([column[place] for column in zip(*columns, strict=True)], group, titles) if columns else ""
    names = list(dict.fromkeys(name for name, _ in group[0].pairs))
    values = {name: [dict(each.pairs)[name] for each in group] for name in names}
    places = dict.fromkeys(names, "{any}")
    has_id = "{id" in last
    if not has_id and "{" not in last and names:
        places |= _id_places(values, group, titles)
        has_id = "{id" in "".join(places.values())
    varied = [name for name in names if _varies(values[name])]
    if (
        (len(group) < 2 or (columns and "{" not in last and not varied))
        and not has_id
        and "{slug}" not in last
    ):
        return None
    query = [
        f"{name}={places[name] if name in varied or len(group) < 2 else _plain(values[name][0])}"
        for name in names
    ]
    before = []
    for column in columns[:place]:
        is_constant = not _varies(column) and column[0] not in categories and len(group) > 1
        before.append(_plain(column[0]) if is_constant else "{any}")
    ending = group[0].ending
    behind = [_plain(column[0]) for column in columns[place + 1 :]]
    path = "/" + "/".join([*before, last, *behind]) + _plain(ending) if columns else "/"
    return path + (f"?{'&'.join(query)}" if query else "")


def _identifying_segment(columns: Sequence[Sequence[str]], group: Sequence[Parts]) -> int:
    """The position of the segment that tells articles apart where no parameter does: the last one that varies."""
    last = len(columns) - 1
    if not columns or group[0].pairs or len(group) < 2:
        return last
    return max((n for n, column in enumerate(columns) if _varies(column)), default=last)


def _last(lasts: Sequence[str], group: Sequence[Parts], titles: Mapping[str, str]) -> str:
    """What the telling segments of a group come to: constant, an id, a slug, or both."""
    if group[0].pairs and not _varies(lasts):
        return _plain(lasts[0])
    names = [titles[each.url] for each in group]
    numbers = [last for last in lasts if last.isdigit()]
    if len(numbers) == len(lasts):
        return "{id}" if distinguishes(list(zip(lasts, names, strict=True))) else "{number}"
    behind = [_BEHIND.fullmatch(last) for last in lasts]
    if sum(map(bool, behind)) >= MOST * len(lasts):
        pairs = [(m["id"], title) for m, title in zip(behind, names, strict=True) if m]
        mark = _mark([m["slug"] for m in behind if m])
        if mark is not None and distinguishes(pairs):
            return f"{{slug}}{_plain(mark)}{{id}}"
    before = [_BEFORE.fullmatch(last) for last in lasts]
    if sum(map(bool, before)) >= MOST * len(lasts):
        pairs = [(m["id"], title) for m, title in zip(before, names, strict=True) if m]
        marks = Counter(m["mark"] for m in before if m)
        if len(marks) == 1 and distinguishes(pairs):
            return f"{{id}}{next(iter(marks))}{{slug}}"
    return "{slug}"


def _mark(slugs: Sequence[str]) -> str | None:
    """What is between slug and id on all addresses: ``-``, ``-post``, ``-a``; None where it differs."""
    backwards = zip(*(slug[:-9:-1] for slug in slugs), strict=False)
    shared = "".join(takewhile(bool, ("" if len(set(each)) > 1 else each[0] for each in backwards)))[::-1]
    found = _MARK.search(shared)
    mark = found.group() if found else ""
    if len(mark) > 1 and mark[0].isalpha():
        return None
    return mark or None


def _id_places(
    values: Mapping[str, Sequence[str]], group: Sequence[Parts], titles: Mapping[str, str]
) -> dict[str, str]:
    """The parameter that is an id, by itself, within the path or within another parameter, and the places of both."""
    names = [titles[each.url] for each in group]
    paths = ["/".join(each.segments).casefold() for each in group]
    scopes: dict[str, Sequence[str]] = {"": [""] * len(group), "/": paths, **values}
    for scope, within in scopes.items():
        for name, given in values.items():
            pairs = [(f"{a}:{b}", title) for a, b, title in zip(within, given, names, strict=True)]
            if name != scope and len(set(given)) > 1 and distinguishes(pairs):
                place = "{id}" if all(map(str.isdigit, given)) else "{id:text}"
                return {name: place, **({scope: "{scope}"} if scope in values else {})}
    return {}


def _scoped(text: str) -> str:
    """The form, with its id counted within the path before it; without an id where nothing precedes."""
    if "{scope}" in text:
        return text
    path, mark, query = text.partition("?")
    before, slash, last = path.rpartition("/")
    if "{id" in query:
        ending = ENDING.search(path)
        return f"/{{scope}}{ending.group() if ending else ''}{mark}{query}"
    if not before:
        return re.sub(r"\{id(:\w+)?\}", "{number}", text)
    return f"/{{scope}}{slash}{last}{mark}{query}"
