"""Paths at which clients of web archives request captures, and the parameters in them (RFC 7089)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from archive.web.http.paths import ROOT
from archive.web.http.request import PageRequest
from archive.web.mementos.find import Memento, tidied

_ASKED = re.compile(r"(?:(\d{1,14}|\*|\d{1,8}\*)?([a-z]{2}_)?/)?(.{1,4000})", re.DOTALL)
_LOWEST = "19910101000000"


@dataclass(frozen=True, slots=True)
class Asked:
    """A replay address in parts.

    `digits` are those of a time, as many as were given. `form` says what to do with the page: ``id_`` nothing,
    ``mp_`` links that stay in the archive. `url` is the captured address.
    """

    digits: str
    form: str
    url: str

    @property
    def ms(self) -> int:
        """The requested time. Missing digits count as the earliest."""
        text = self.digits + _LOWEST[len(self.digits) :]
        try:
            moment = datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            moment = datetime(int(text[:4] or 1991) or 1991, 1, 1, tzinfo=UTC)
        return int(moment.timestamp()) * 1000


def asked_in(ask: PageRequest) -> Asked:
    """What the path behind ``/web/`` asks for."""
    found = _ASKED.fullmatch(ask.parts["rest"])
    assert found is not None
    digits, form, url = found.groups()
    return Asked((digits or "").rstrip("*"), form or "", with_query(ask, url))


def with_query(ask: PageRequest, url: str) -> str:
    """An address within a path, with its own query appended."""
    query = ask.request.scope.get("query_string", b"").decode("latin-1")
    return tidied(f"{url}?{query}" if query else url)


def asked_moment(ask: PageRequest) -> int | None:
    """The millisecond that a client wishes for (Accept-Datetime); None where it says none. Raises ValueError."""
    text = ask.request.headers.get("accept-datetime")
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError) as error:
        raise ValueError(text) from error
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()) * 1000


def base(ask: PageRequest) -> str:
    """The address below which the captures of this archive are asked for: the one by which the client came, for some
    know no other."""
    path = ask.request.scope.get("route_path", ask.request.path)
    return ask.url(ask.path() if path.startswith(ROOT) else ask.datasette.urls.path("/")).rstrip("/")


def web(ask: PageRequest, memento: Memento, form: str = "") -> str:
    """The address of a memento."""
    return f"{base(ask)}/web/{memento.digits}{form}/{memento.url}"


def links(ask: PageRequest, url: str, found: Sequence[Memento], at: int, form: str) -> str:
    """The Link header of an address and its mementos; the memento at `at` is the one served, or led to: clients take
    the nearest of those named here."""
    lines = [
        f'<{url}>; rel="original"',
        f'<{base(ask)}/timegate/{url}>; rel="timegate"',
        f'<{base(ask)}/timemap/link/{url}>; rel="timemap"; type="application/link-format"',
    ]
    places = {"first": 0, "last": len(found) - 1, "prev": at - 1, "next": at + 1, "": at}
    by_place: dict[int, list[str]] = {}
    for name, place in places.items():
        if 0 <= place < len(found):
            by_place.setdefault(place, []).append(name)
    for place, names in sorted(by_place.items()):
        relation = " ".join([*(name for name in names if name), "memento"])
        lines.append(
            f'<{web(ask, found[place], form)}>; rel="{relation}"; datetime="{found[place].http_date}"'
        )
    return ", ".join(lines).encode("ascii", "ignore").decode()
