"""TimeGates and TimeMaps, https://www.rfc-editor.org/rfc/rfc7089: lists of the captures of an address."""

from __future__ import annotations

import json
import sqlite3

from archive.clock import at_millis
from archive.web.http.request import Missing, PageRequest, PageResponse, Unclear
from archive.web.mementos.find import Memento, escaped, mementos_of, nearest
from archive.web.mementos.paths import asked_moment, base, links, web, with_query

AT_ONCE = 5_000
"""Mementos on one page of a TimeMap."""


def build_gate(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """Leads to the capture nearest to the time that the client wishes for, or to the last."""
    url = with_query(ask, ask.parts["rest"])
    found = mementos_of(db, url)
    if not found:
        raise Missing
    try:
        wish = asked_moment(ask)
    except ValueError:
        raise Unclear("bad_datetime") from None
    at = len(found) - 1 if wish is None else nearest(found, wish)
    headers = {"Location": escaped(web(ask, found[at], "id_")), "Vary": "accept-datetime"}
    return PageResponse("", status=302, headers={**headers, "Link": links(ask, url, found, at, "id_")})


def build_map(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """All captures of an address, as links or JSON, a page at a time."""
    url = with_query(ask, ask.parts["rest"])
    found = mementos_of(db, url)
    if not found:
        raise Missing
    number = int(ask.parts.get("number") or 1)
    pages = -(-len(found) // AT_ONCE)
    if not 1 <= number <= pages:
        raise Missing
    shown = found[(number - 1) * AT_ONCE : number * AT_ONCE]
    if ask.parts["form"] == "json":
        return _json(ask, url, found, shown, number, pages)
    return _links(ask, url, found, shown, number, pages)


def _page(ask: PageRequest, form: str, number: int, url: str) -> str:
    return f"{base(ask)}/timemap/{form}/{f'{number}/' if number > 1 else ''}{url}"


def _links(
    ask: PageRequest, url: str, found: list[Memento], shown: list[Memento], number: int, pages: int
) -> PageResponse:
    span = f'from="{shown[0].http_date}"; until="{shown[-1].http_date}"'
    lines = [
        f'<{url}>; rel="original"',
        f'<{base(ask)}/timegate/{url}>; rel="timegate"',
        f'<{_page(ask, "link", number, url)}>; rel="self"; type="application/link-format"; {span}',
    ]
    for other in range(1, pages + 1):
        if other != number:
            there = found[(other - 1) * AT_ONCE : other * AT_ONCE]
            span = f'from="{there[0].http_date}"; until="{there[-1].http_date}"'
            lines.append(
                f'<{_page(ask, "link", other, url)}>; rel="timemap"; type="application/link-format"; {span}'
            )
    for each in shown:
        ends = [name for name, end in (("first", found[0]), ("last", found[-1])) if each is end]
        lines.append(f'<{web(ask, each)}>; rel="{" ".join([*ends, "memento"])}"; datetime="{each.http_date}"')
    return PageResponse(",\n".join(lines) + "\n", "application/link-format; charset=utf-8")


def _json(
    ask: PageRequest, url: str, found: list[Memento], shown: list[Memento], number: int, pages: int
) -> PageResponse:
    def one(memento: Memento) -> dict[str, str]:
        return {"datetime": at_millis(memento.ms), "uri": web(ask, memento)}

    answer = {
        "original_uri": url,
        "timegate_uri": f"{base(ask)}/timegate/{url}",
        "timemap_uri": {form: _page(ask, form, number, url) for form in ("link", "json")},
        "mementos": {"list": [one(each) for each in shown], "first": one(found[0]), "last": one(found[-1])},
        "pages": [{"uri": _page(ask, "json", other, url)} for other in range(1, pages + 1)],
    }
    return PageResponse(json.dumps(answer, ensure_ascii=False, indent=1), "application/json; charset=utf-8")


def build_available(db: sqlite3.Connection, ask: PageRequest) -> PageResponse:
    """The nearest capture of an address, as the Internet Archive says it."""
    url = ask.arg("url") or ""
    found = mementos_of(db, url if "://" in url else f"http://{url}")
    answer: dict[str, object] = {"url": url, "archived_snapshots": {}}
    wish = ask.arg("timestamp")
    if found:
        digits = "".join(letter for letter in wish or "" if letter.isdigit())[:14]
        at = len(found) - 1
        if digits:
            ordered = [each.digits for each in found]
            at = min(
                range(len(found)), key=lambda place: abs(int(ordered[place]) - int(digits.ljust(14, "0")))
            )
        closest = {"status": str(found[at].status), "available": True, "url": web(ask, found[at])}
        answer["archived_snapshots"] = {"closest": {**closest, "timestamp": found[at].digits}}
    if wish:
        answer["timestamp"] = wish
    return PageResponse(json.dumps(answer), "application/json; charset=utf-8")
