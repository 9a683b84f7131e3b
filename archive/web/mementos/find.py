"""Finds captures of an address for clients of web archives: as mementos, and as lines of an index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote, unquote, urlsplit

import surt

from archive.clock import at_millis
from archive.contents.url_keys import url_key
from archive.payloads.payloads import LEFT_OUT, TAKEN_DOWN
from archive.postbacks import Posted, are_alike, named, parted
from archive.warc.dates import digits_of

_ESCAPE = re.compile(r"%[\da-fA-F]{2}")
_SELECT = f"""select c.id, coalesce(c.url, a.url), c.captured_ms, r.status, coalesce(r.media_type, ''),
  coalesce(hex(p.sha256), ''), coalesce(p.size, 0), a.kind, c.content_id, a.article_id, c.request
  from capture c
  join address a on a.id = c.address_id join reply r on r.id = c.reply_id left join payload p on p.id = c.payload_id
  where r.method = ? and r.status is not null
  and (p.id is null or p.codec not in ({TAKEN_DOWN}, {LEFT_OUT}))"""


@dataclass(frozen=True, slots=True)
class Memento:
    """A capture of `url` with a reply. Its time is in milliseconds since 1970.

    `sha256` is that of its payload in hex, empty where it had none. `request` is None but for the answer to a
    postback; its `url` names what was sent, too.
    """

    id: int
    url: str
    ms: int
    status: int
    media_type: str
    sha256: str
    size: int
    kind: str
    content_id: int | None
    article_id: int | None
    request: str | None = None

    @property
    def digits(self) -> str:
        """When it was made, in the fourteen digits of web archives."""
        return digits_of(at_millis(self.ms))

    @property
    def http_date(self) -> str:
        """When it was made, as headers write it."""
        return format_datetime(datetime.fromtimestamp(self.ms // 1000, UTC), usegmt=True)


def key_of(url: str) -> str:
    """The address as indexes sort it: host turned round, in lower case, without scheme, ``www.`` and port."""
    try:
        return str(surt.surt(url))
    except Exception:  # it raises what it meets, for it takes all text for an address
        return url.lower()


def tidied(url: str) -> str:
    """An address as it was typed or came in a path, with a scheme and both of its slashes, and letters as they are
    kept."""
    if re.match("https?%3a%2f", url, re.IGNORECASE):
        url = unquote(url)
    found = re.match(r"(https?)(?::|%3a)/{0,8}(.*)", url, re.IGNORECASE | re.DOTALL)
    return escaped(f"{found.group(1).lower()}://{found.group(2)}" if found else f"http://{url.lstrip('/')}")


def escaped(url: str) -> str:
    """`url` with what cannot be in an address escaped, and nothing else changed."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]|")


def mementos_of(
    db: sqlite3.Connection, url: str, since: str | None = None, until: str | None = None
) -> list[Memento]:
    """The captures of an address, however it is spelt, in their order; only those made from the fourteen digits
    `since` on, and up to `until`. Behind an address may stand what a postback sent to it."""
    posted = parted(url)
    if posted is None:
        found = _captured(db, url, "GET")
        wanted = key_of(url)
        found = [each for each in found if key_of(each.url) == wanted] or found
    else:
        found = [each for each in answers_of(db, posted.url) if _sent(each, posted)]
    return [each for each in found if is_within(each, since, until)]


def answers_of(db: sqlite3.Connection, url: str) -> list[Memento]:
    """The answers to postbacks to an address, however it is spelt, in their order."""
    found = ((each, json.loads(each.request)) for each in _captured(db, url, "POST") if each.request)
    return [replace(each, url=named(each.url, sent)) for each, sent in found if sent.get("target")]


def _sent(answer: Memento, posted: Posted) -> bool:
    there = parted(answer.url)
    return there is not None and are_alike(there, posted)


def _captured(db: sqlite3.Connection, url: str, method: str) -> list[Memento]:
    """The captures of an address by a method, however it is spelt, in their order."""
    names = list(_spellings(url))
    keyed = ",".join("(?, ?)" for _ in names)
    rows = db.execute(
        f"{_SELECT} and (c.address_id in (select id from address where (url_key, url) in (values {keyed}))"
        f" or c.id in (select id from capture where url is not null and url in ({','.join('?' * len(names))})))"
        " order by c.captured_ms, c.id",
        [method, *(value for name in names for value in (url_key(name), name)), *names],
    )
    return [Memento(*row) for row in rows]


def mementos_below(
    db: sqlite3.Connection, url: str, match: str, since: str | None = None, until: str | None = None
) -> list[Memento]:
    """The captures of all addresses that match `url`, in the order of an index.

    `match` is ``prefix`` (begin with it), ``host``, or ``domain`` (its host and those below).
    """
    host = urlsplit(url).netloc.lower().rpartition("@")[2]
    bare = host.removeprefix("www.")
    hosts = "(a.host in (?, ?)" + (" or a.host like ? escape '\\')" if match == "domain" else ")")
    under = ["%." + bare.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")]
    rows = db.execute(f"{_SELECT} and {hosts}", ["GET", host, bare, *(under if match == "domain" else [])])
    begin = key_of(url) if match == "prefix" else ""
    found = ((key_of(row[1]), Memento(*row)) for row in rows)
    kept = [(key, each) for key, each in found if key.startswith(begin) and is_within(each, since, until)]
    return [each for _, each in sorted(kept, key=lambda pair: (pair[0], pair[1].ms, pair[1].id))]


def is_within(memento: Memento, since: str | None, until: str | None) -> bool:
    """Whether it was made from `since` on and up to `until`, each some of the fourteen digits of a time."""
    digits = memento.digits
    return (not since or digits[: len(since)] >= since) and (not until or digits[: len(until)] <= until)


def nearest(mementos: Sequence[Memento], ms: int) -> int:
    """The place among mementos, which are in order, of the one made nearest to a millisecond."""
    return min(range(len(mementos)), key=lambda at: (abs(mementos[at].ms - ms), at))


def addresses_like(db: sqlite3.Connection, url: str, most: int) -> list[str]:
    """Captured addresses that begin as `url` does, as far as any does: the last part of its path given up first."""
    parts = urlsplit(url)
    path = parts.path
    while path and path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        found = mementos_below(db, f"{parts.scheme}://{parts.netloc}{path}", "prefix")
        urls = list(dict.fromkeys(each.url for each in found if each.kind in ("article", "list", "home")))
        if urls:
            return urls[:most]
    return []


def _spellings(url: str) -> Iterator[str]:
    """The spellings under which an address may be known."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    host = host.removesuffix(":80").removesuffix(":443")
    tail = f"?{parts.query}" if parts.query else ""
    paths = dict.fromkeys((parts.path or "/", parts.path.rstrip("/"), f"{parts.path.rstrip('/')}/"))
    bare = host.removeprefix("www.")
    # Servers and clients write escapes in one case or the other, of addresses that were captured in either.
    rests = dict.fromkeys(form(f"{path}{tail}") for form in (str, _in_capitals, _in_small) for path in paths)
    for scheme in dict.fromkeys((parts.scheme, "https", "http")):
        for name in dict.fromkeys((host, bare, f"www.{bare}")):
            for rest in rests:
                yield f"{scheme}://{name}{rest}"


def _in_capitals(text: str) -> str:
    return _ESCAPE.sub(lambda found: found.group().upper(), text)


def _in_small(text: str) -> str:
    return _ESCAPE.sub(lambda found: found.group().lower(), text)
