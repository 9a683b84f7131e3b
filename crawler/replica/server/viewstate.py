"""The hidden form fields: they carry the state of a walk, are signed, and expire with each step.

The `__VIEWSTATE` of a page names the page, the walk (one for each first visit to a list), the step of the walk, and
the targets of its pager. The server accepts only the latest state of a walk. It also accepts the same request again,
as a visitor sends it when the reply was lost.
"""

from __future__ import annotations

import hmac
import json
import threading
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha1, shake_256
from itertools import count

_SIGNATURE = 20
_STAMP = 8
_TREE = 3600
_REMEMBERED_WALKS = 4096


class BadState(Exception):
    """The hidden fields are missing, forged, foreign or stale."""


class NotOffered(Exception):
    """The reply that the fields came from did not offer this jump."""


@dataclass(frozen=True, slots=True)
class State:
    """`page` names the page; `shown` is the number of the list page shown, `offered` what its pager
    leads to. `walk` is empty on a page without a pager."""

    page: str
    walk: str = ""
    step: int = 0
    shown: int = 1
    offered: tuple[int, ...] = ()


class ViewStates:
    """Writes and checks the hidden fields. `encrypted` hides the state behind noise that is new in every
    reply, as ASP.NET does when told to encrypt; otherwise only a stamp and the signature change."""

    def __init__(self, seed: int, *, encrypted: bool = False) -> None:
        self._key = sha1(f"replica {seed}".encode()).digest()
        self._encrypted = encrypted
        self._numbers = count()
        self._lock = threading.Lock()
        self._walks: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def begin(self, page: str) -> State:
        """The state of a first visit to the list `page`."""
        return State(page, walk=self._stamp().hex())

    def fields(self, state: State) -> dict[str, str]:
        """The hidden fields that carry `state`."""
        stamp = self._stamp()
        packed = json.dumps(asdict(state), separators=(",", ":")).encode()
        if self._encrypted:
            noise = shake_256(self._key + stamp).digest(_TREE + len(packed))
            packed = bytes(a ^ b for a, b in zip(packed, noise, strict=False))
            tree = noise[len(packed) :]
        else:
            tree = _tree(state.page)
        content = len(packed).to_bytes(2, "big") + packed + tree + stamp
        return {
            "__VIEWSTATE": b64encode(content + self._sign(content)).decode(),
            "__VIEWSTATEGENERATOR": _generator(state.page),
            "__EVENTVALIDATION": self._validation(state),
            "__VIEWSTATEENCRYPTED": "",
        }

    def accept(self, form: Mapping[str, str], page: str, wanted: int) -> State:
        """The state in the posted `form`, which requests page `wanted` of the list `page`.

        Raises BadState or NotOffered.
        """
        state = self._read(form.get("__VIEWSTATE", ""))
        if state.page != page or not hmac.compare_digest(
            form.get("__EVENTVALIDATION", ""), self._validation(state)
        ):
            raise BadState("foreign")
        if form.get("__VIEWSTATEGENERATOR") != _generator(page):
            raise BadState("another template")
        if "__VIEWSTATEENCRYPTED" not in form:
            raise BadState("a field is missing")
        if wanted not in state.offered:
            raise NotOffered(str(wanted))
        with self._lock:
            done = self._walks.get(state.walk, (0, 0))
            if state.step != done[0] and (state.step + 1, wanted) != done:
                raise BadState("stale")
            self._walks[state.walk] = (state.step + 1, wanted)
            self._walks.move_to_end(state.walk)
            if len(self._walks) > _REMEMBERED_WALKS:
                self._walks.popitem(last=False)
        return state

    def _read(self, given: str) -> State:
        try:
            raw = b64decode(given, validate=True)
        except (NotBase64, ValueError) as error:
            raise BadState("not base64") from error
        content, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
        if not content or not hmac.compare_digest(signature, self._sign(content)):
            raise BadState("forged")
        length = int.from_bytes(content[:2], "big")
        packed = content[2 : 2 + length]
        if self._encrypted:
            noise = shake_256(self._key + content[-_STAMP:]).digest(length)
            packed = bytes(a ^ b for a, b in zip(packed, noise, strict=True))
        plain = json.loads(packed)
        return State(**{**plain, "offered": tuple(plain["offered"])})

    def _validation(self, state: State) -> str:
        packed = json.dumps(asdict(state)).encode()
        return b64encode(_tree(f"events {state.page}")[:400] + self._sign(packed)).decode()

    def _sign(self, content: bytes) -> bytes:
        return hmac.digest(self._key, content, "sha1")

    def _stamp(self) -> bytes:
        return self._sign(str(next(self._numbers)).encode())[:_STAMP]


def _generator(page: str) -> str:
    """The number of the template of `page` (``template:what``)."""
    return sha1(page.split(":")[0].encode()).hexdigest()[:8].upper()


@lru_cache(maxsize=4096)
def _tree(page: str) -> bytes:
    """Bytes that look like a serialised tree of controls: repetitive, the same for the same page."""
    noise = shake_256(page.encode()).digest(_TREE // 24)
    parts = (
        b"\x02" + bytes([n % 60]) + b"\x0f\x16\x02\x1e\x04Text\x05\x08" + bytes([b]) + b"d\x02\x03\x0f"
        b"\x10\x0f\x16\x02\x1e"
        for n, b in enumerate(noise)
    )
    return b"".join(parts)[:_TREE]
