"""The index of captures, in the protocol of the Internet Archive's server,
https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server, and in that of pywb,
https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from urllib.parse import quote_plus, unquote_plus

from archive.web.http.request import PageRequest, PageResponse, Unclear
from archive.web.mementos.digests import Digests
from archive.web.mementos.find import Memento, key_of, mementos_below, mementos_of, tidied

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
_PYWB = {new: old for old, new in _NAMES.items()}
MOST = 150_000
_SLOW = re.compile(r"\)[*+{?]|\\[1-9]|\(\?[^:]")
_OPEN = re.compile(r"[*+]|\{\d*,")


def build(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The index of the Internet Archive: lines of words, or with ``output=json`` a list of rows."""
    fields = [_NAMES.get(name, name) for name in (ask.arg("fl") or ",".join(FIELDS)).split(",")]
    fields = [name for name in fields if name in FIELDS]
    if ask.arg("showNumPages") == "true":
        return PageResponse("1\n", "text/plain; charset=utf-8")
    if _page(ask) > 0:
        return PageResponse("", "text/plain; charset=utf-8")  # some clients go on until there is not one byte
    rows, following = _rows(db, ask, wants_digest="digest" in fields)
    wants_key = ask.arg("showResumeKey") == "true"
    if ask.arg("output") == "json":
        rows_shown = [[row[name] for name in fields] for row in rows]
        table: list[list[str]] = [list(fields), *rows_shown] if rows_shown else []
        if following and wants_key:
            table += [[], [following]]
        body = "[" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in table) + "]\n"
        return PageResponse(body, "application/json; charset=utf-8")
    lines = [" ".join(row[name].replace(" ", "%20") or "-" for name in fields) for row in rows]
    if following and wants_key:
        lines += ["", following]
    return PageResponse("".join(f"{line}\n" for line in lines), "text/plain; charset=utf-8")


def build_pywb(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The index of pywb: a line of JSON for each capture, with ``output=json`` alone, else behind key and time."""
    if ask.arg("showNumPages") == "true":
        return PageResponse(
            json.dumps({"pages": 1, "pageSize": 1, "blocks": 1}), "application/json; charset=utf-8"
        )
    if _page(ask) > 0:
        values = {"message": f"Page {_page(ask)} invalid: First Page is 0, Last Page is 0"}
        return PageResponse(json.dumps(values), "application/json; charset=utf-8", 400)
    asked = (ask.arg("fl") or ask.arg("fields") or "").split(",")
    wanted = [_PYWB.get(name, name) for name in asked if name]
    is_bare = ask.arg("output") == "json" and bool(wanted)
    rows, _ = _rows(db, ask, wants_digest=not is_bare or "digest" in wanted, is_pywb=True)
    lines = []
    for row in rows:
        if ask.arg("output") == "json":
            values = {name: value for name, value in _for_pywb(row).items() if not wanted or name in wanted}
            lines.append(json.dumps(values, ensure_ascii=False))
        else:
            lines.append(_line(row))
    kind = "text/x-ndjson" if ask.arg("output") == "json" else "text/x-cdxj"
    return PageResponse("".join(f"{line}\n" for line in lines), f"{kind}; charset=utf-8")


def _for_pywb(row: dict[str, str]) -> dict[str, str]:
    return {_PYWB.get(name, name): value for name, value in row.items() if value}


def _line(row: dict[str, str]) -> str:
    """The line of a capture in an index of pywb."""
    values = _for_pywb(row)
    key, at = values.pop("urlkey"), values.pop("timestamp")
    return f"{key} {at} {json.dumps(values, ensure_ascii=False)}"


def _page(ask: PageRequest) -> int:
    """Which page is asked for. All is on the first."""
    return _number(ask.arg("page"))


def _rows(
    db: sqlite3.Connection, ask: PageRequest, *, wants_digest: bool, is_pywb: bool = False
) -> tuple[list[dict[str, str]], str | None]:
    """The lines asked for, and where they go on."""
    digests = Digests(db)
    filters, collapses = (ask.request.args.getlist(name) for name in ("filter", "collapse"))
    kept: Iterator[dict[str, str]] = (_row(each) for each in _asked(db, ask))
    is_early = any(":" not in parameter for parameter in filters)  # such a one is of the whole line
    is_early |= any("digest" in parameter.partition(":")[0] for parameter in (*filters, *collapses))
    if is_early:
        kept = (_digested(row, digests) for row in kept)
    for parameter in filters:
        kept = filter(_filter(parameter, is_pywb=is_pywb), kept)
    for parameter in collapses:
        kept = _collapsed(kept, _shared(parameter))
    if is_pywb and (size := _number(ask.arg("collapseTime"))):
        kept = _collapsed(kept, lambda row: (row["timestamp"][:size], row["statuscode"]))
    rows, following = _cut(kept, ask)
    if wants_digest and not is_early:
        rows = [_digested(row, digests) for row in rows]
    return rows, following


def _digested(row: dict[str, str], digests: Digests) -> dict[str, str]:
    return {**row, "digest": digests.sha1(row["digest"])}


def _cut(kept: Iterator[dict[str, str]], ask: PageRequest) -> tuple[list[dict[str, str]], str | None]:
    """So many of the lines as are asked for, in the order asked for, and where they go on."""
    limit, order = _number(ask.arg("limit")) or MOST, ask.arg("sort") or ""
    if ask.arg("fastLatest") == "true":
        limit = -abs(limit) if ask.arg("limit") else -1
    wish = ask.arg("closest") or ""
    order = "closest" if wish and not order else order
    if order == "reverse":
        kept = iter(list(kept)[::-1])
    if order == "closest" and wish:
        digits = int(wish[:14].ljust(14, "0")) if wish[:14].isdigit() else 0
        kept = iter(sorted(kept, key=lambda row: abs(int(row["timestamp"]) - digits)))
    begin, given = _resumed(ask.arg("resumeKey"))
    if begin:
        kept = _behind(kept, begin, given, is_back=order == "reverse")
    kept = islice(kept, max(_number(ask.arg("offset")), 0), None)
    if limit < 0:
        return list(kept)[max(limit, -MOST) :], None
    rows = list(islice(kept, min(limit, MOST)))
    if order == "closest" or next(kept, None) is None:
        return rows, None
    before = begin
    for row in rows:
        now = (row["urlkey"], row["timestamp"])
        given = given + 1 if now == before else 1
        before = now
    return rows, quote_plus(f"{' '.join(before)} {given}")


def _resumed(key: str | None) -> tuple[tuple[str, ...], int]:
    """Key and time of the line before the place that a resumption key names, and how many lines of that second were
    given."""
    if not key:
        return (), 0
    parts = unquote_plus(key).rsplit(" ", 2)
    if len(parts) != 3 or not parts[2].isdecimal():
        raise Unclear("bad_request")
    return (parts[0], parts[1]), _number(parts[2])


def _behind(
    rows: Iterator[dict[str, str]], begin: tuple[str, ...], given: int, *, is_back: bool
) -> Iterator[dict[str, str]]:
    for row in rows:
        here = (row["urlkey"], row["timestamp"])
        if here == begin:
            given -= 1
            if given < 0:
                yield row
        elif (here > begin) is not is_back:
            yield row


def _number(text: str | None) -> int:
    """A number as it was asked for, none being 0. Raises Unclear."""
    try:
        return max(min(int(text or 0), MOST), -MOST)
    except ValueError:
        raise Unclear("bad_request") from None


def _asked(db: sqlite3.Connection, ask: PageRequest) -> list[Memento]:
    url, match = ask.arg("url"), ask.arg("matchType") or "exact"
    if not url:
        raise Unclear("bad_request")
    if url.startswith("*."):
        url, match = url[2:], "domain"
    elif url.endswith("*"):
        url, match = url[:-1], "prefix"
    span = [re.sub(r"\D", "", ask.arg(name) or "")[:14] or None for name in ("from", "to")]
    if match == "exact":
        return mementos_of(db, tidied(url), *span)
    return mementos_below(db, tidied(url), match, *span)


def _row(memento: Memento) -> dict[str, str]:
    """The line of a capture; in the place of the digest is the sha256 of its payload."""
    values = (
        key_of(memento.url),
        memento.digits,
        memento.url,
        memento.media_type or "unk",
        str(memento.status),
    )
    return dict(zip(FIELDS, (*values, memento.sha256, str(memento.size)), strict=True))


def _filter(parameter: str, *, is_pywb: bool) -> Callable[[dict[str, str]], bool]:
    """Keeps lines whose field matches ``[!][=~]field:value``. Raises Unclear.

    Without a sign the value is a pattern of the whole field; for pywb it is any part of it, and a pattern is of its
    beginning. To pywb a value without a field is one of the whole line.
    """
    wants = not parameter.startswith("!")
    parameter = parameter.removeprefix("!")
    how = parameter[:1] if parameter[:1] in "=~" else ""
    name, colon, value = parameter.removeprefix(how).partition(":")
    told: Callable[[dict[str, str]], str]
    if is_pywb and not colon:
        told, value = _line, name
    elif (name := _NAMES.get(name, name)) in FIELDS:
        told = itemgetter(name)
    else:
        raise Unclear("bad_request")
    if how == "=":
        return lambda row: (told(row) == value) is wants
    if is_pywb and how != "~":
        return lambda row: (value in told(row)) is wants
    if len(value) > 200 or _SLOW.search(value) or len(_OPEN.findall(value)) > 2:
        raise Unclear("bad_request")  # it could take for ever
    try:
        pattern = re.compile(value)
    except re.error:
        raise Unclear("bad_request") from None
    matched = pattern.match if is_pywb else pattern.fullmatch
    return lambda row: (matched(told(row)[:2000]) is not None) is wants


def _collapsed(
    rows: Iterator[dict[str, str]], shared: Callable[[dict[str, str]], object]
) -> Iterator[dict[str, str]]:
    """The first of the neighbouring lines that have the same in common."""
    return (next(alike) for _, alike in groupby(rows, shared))


def _shared(parameter: str) -> Callable[[dict[str, str]], str]:
    """What the lines have in common of which ``field[:characters]`` keeps the first."""
    name, _, count = parameter.partition(":")
    name = _NAMES.get(name, name)
    size = int(count) if count.isdigit() else None
    return lambda row: row.get(name, "")[:size]
