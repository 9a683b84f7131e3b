"""Postbacks: what an ASP.NET page asks its server for, and how web archives name what was answered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode

_POSTBACK = re.compile(r"__doPostBack\(\s*(['\"])(?P<target>.*?)\1\s*,\s*(['\"])(?P<argument>.*?)\3\s*\)")
_WITH_OPTIONS = re.compile(
    r"WebForm_PostBackOptions\(\s*\"(?P<target>[^\"]*)\"\s*,\s*\"(?P<argument>[^\"]*)\""
)
_NAMED = re.compile(r"[?&]__wb_method=([A-Za-z]{1,20})(?:&(.*))?$")
"""The ending that recorders add to the address of a POST: the method, and the form sent."""
_LONGEST = 10_000
"""Characters of such an ending."""
_TARGET, _ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"


class Postback(NamedTuple):
    """What a script asks the server for."""

    target: str
    argument: str


@dataclass(frozen=True, slots=True)
class Posted:
    """What the address `url` was sent: `form` by `method`, as recorders write it behind the address."""

    url: str
    method: str
    form: str


def postback_of(script: str) -> Postback | None:
    """The postback in the address or the script of an element; None where there is none."""
    if "PostBack" not in script:
        return None
    plain = script.replace("\\'", "'")  # as in a script within a script, which waits for the page
    found = _POSTBACK.search(plain) or _WITH_OPTIONS.search(plain)
    return Postback(found["target"], found["argument"]) if found else None


def posted_by(element: Any) -> Postback | None:
    """What a click on an element of a page posts back."""
    return postback_of(element.get("href") or "") or postback_of(element.get("onclick") or "")


def parted(url: str) -> Posted | None:
    """What `url` says that was sent to it; None for the address of a page."""
    found = _NAMED.search(url, max(len(url) - _LONGEST, 0))
    return Posted(url[: found.start()], found.group(1).upper(), found.group(2) or "") if found else None


def named(url: str, request: Mapping[str, Any]) -> str:
    """The address `url` with what a postback sent to it, as recorders write it."""
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&{form_of(request)}"


def are_alike(one: Posted, other: Posted) -> bool:
    """Whether two forms send the same, however it is escaped."""
    return parse_qsl(one.form, keep_blank_values=True) == parse_qsl(other.form, keep_blank_values=True)


def form_of(request: Mapping[str, Any]) -> str:
    """What tells one postback from another, of the form that it sent; empty for what is none."""
    target, argument = request.get("target"), request.get("argument")
    if target is None:
        return ""
    if argument is None:  # a button, which is sent by its own name
        return urlencode({target: ""})
    chosen = {target: request["value"]} if request.get("value") is not None else {}
    return urlencode({_ARGUMENT: argument, _TARGET: target, **chosen})


def request_of(body: bytes) -> dict[str, Any]:
    """The request of a capture that was sent this form: target and argument of a postback, else a hash."""
    form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    if _TARGET in form:
        return {"target": form[_TARGET][0], "argument": form.get(_ARGUMENT, [""])[0]}
    return {"body_sha256": hashlib.sha256(body).hexdigest()}
