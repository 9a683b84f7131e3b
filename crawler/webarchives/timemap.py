"""Reads TimeMaps: the captures of one address in link format (RFC 7089 Memento, RFC 6690)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from archive import clock
from archive.warc.dates import digits_of
from archive.warc.memento import IndexEntry, within

_LINK = re.compile(r'<([^<>\s]{1,4000})>((?:\s*;\s*[\w*-]{1,40}\s*=\s*(?:"[^"]{0,2000}"|[^\s;,"]{1,200}))*)')
_PARAMETER = re.compile(r';\s*([\w*-]{1,40})\s*=\s*(?:"([^"]{0,2000})"|([^\s;,"]{1,200}))')


@dataclass(frozen=True, slots=True)
class Further:
    """A TimeMap with more captures of the same address, at `uri`."""

    uri: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A capture in a TimeMap: the address where it is shown, and the facts in that address."""

    uri: str
    entry: IndexEntry


def links(text: str) -> Iterator[Listed | Further]:
    """The captures that a TimeMap lists, and where it goes on.

    A capture whose address does not hold the address captured, as ``…/20240829120000/https://…`` does, is left
    out: its bytes as received cannot be asked for. Raises ValueError for a text that is no TimeMap.
    """
    found = list(_LINK.finditer(text))
    if not found:
        raise ValueError("no TimeMap")
    for uri, attributes in (match.groups() for match in found):
        parameters = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(attributes)}
        relations = parameters.get("rel", "").lower().split()
        if "timemap" in relations and "self" not in relations:
            yield Further(uri)
        elif "memento" in relations and within(uri) != uri:
            try:
                at = clock.stamp(parsedate_to_datetime(parameters["datetime"]))
            except (KeyError, ValueError, TypeError):
                continue
            yield Listed(uri, IndexEntry(within(uri), at, digits_of(at)))
