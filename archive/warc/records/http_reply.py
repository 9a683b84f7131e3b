"""Reads HTTP replies in records, byte for byte. The time of all patterns grows linearly with the input."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.payloads.headers import by_name
from archive.warc.records.heads import LARGEST_HEAD

_STATUS_LINE = re.compile(rb"(?:HTTP/\d(?:\.\d)?|ICY) {1,8}(\d{3})(?!\d)[^\r\n]{0,1000}\r?\n", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LINE_END = re.compile(r"\r?\n")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: status, headers (values as Latin-1, so that no byte is lost), and body as sent.

    `is_bounded`: it had more headers than are kept.
    """

    status: int
    headers: Pairs
    body: bytes
    is_bounded: bool = False


def split_reply(block: bytes) -> Reply | None:
    """The reply in the block of a record; None where it is none."""
    at = 0
    while True:
        line = _STATUS_LINE.match(block, at)
        if line is None:
            return None
        end = _HEAD_END.search(block, line.end() - 2)
        if not (line.group(1).startswith(b"1") and end and _STATUS_LINE.match(block, end.end())):
            break
        at = end.end()  # 100 Continue, before the reply itself
    head = block[line.end() : max(end.start(), line.end()) if end else len(block)]
    is_bounded = len(head) > LARGEST_HEAD
    if is_bounded:
        head = head[: head.rfind(b"\n", 0, LARGEST_HEAD) + 1]
    body = block[end.end() :] if end else b""
    return Reply(int(line.group(1)), _pairs(head.decode("latin-1")), body, is_bounded)


def _pairs(head: str) -> Pairs:
    found: list[tuple[str, list[str]]] = []
    for text in _LINE_END.split(head):
        name, colon, value = text.partition(":")
        if text[:1] in (" ", "\t") and found:
            found[-1][1].append(text.strip())
        elif colon and name.strip():
            found.append((name.strip(), [value.strip()]))
    return tuple((name, " ".join(parts)) for name, parts in found)


def is_short(headers: Pairs, body: bytes) -> bool:
    """Whether less of a body is there than its server announced. What was coded says nothing of that: recorders
    decode it and leave the headers."""
    by_field = by_name(headers)
    announced = by_field.get("content-length", "")
    is_coded = "transfer-encoding" in by_field or by_field.get("content-encoding", "identity") != "identity"
    return bool(body) and not is_coded and announced.isdecimal() and int(announced[:18]) > len(body)


def is_complete(reply: Reply) -> bool:
    """Whether a reply says by itself that all of it is there."""
    by_field = by_name(reply.headers)
    announced = by_field.get("content-length", "")
    if "chunked" in by_field.get("transfer-encoding", "").lower():
        return reply.body.rstrip(b"\r\n").endswith(b"\n0")
    return announced.isdecimal() and int(announced[:18]) == len(reply.body)
