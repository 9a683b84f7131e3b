"""The content of an article, normalised, and its hash.

The hash covers the normalised fields: what a reader sees. Addresses of pictures and documents are reduced to the
part that names the thing. The hash ignores the portal's own host names, times and random numbers in addresses,
the sizes in which pages request pictures, and markup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from archive.contents.url_keys import normal_address, normal_picture
from archive.database.json_text import compact
from archive.database.views import ADDED, FACTS, FIELDS, FILES, PARTS
from archive.model import Article

DIGEST_BYTES = 4
"""Bytes kept of each field's hash, enough to tell which fields differ between two contents."""


def normal_fields(article: Article, page_url: str) -> dict[str, Any]:
    """The fields that make a version, normalised; names and order as in `FIELDS`."""

    def pictured(url: str | None) -> str | None:
        return normal_picture(url, page_url) if url else None

    reduced: dict[str, Any] = {
        "captions": [(caption.text, pictured(caption.image_url)) for caption in article.captions],
        "images": [pictured(url) for url in article.images],
        "attachments": [
            (normal_address(attachment.url, page_url), attachment.title) for attachment in article.attachments
        ],
    }
    return {name: reduced[name] if name in reduced else getattr(article, name) for name in FIELDS}


def canonical(article: Article, page_url: str) -> dict[str, str]:
    """`normal_fields` as canonical JSON: no spaces, Vietnamese unescaped. Of `ADDED` only those with a value."""
    fields = {name: _canonical(value) for name, value in normal_fields(article, page_url).items()}
    return {name: text for name, text in fields.items() if name not in ADDED or text not in _EMPTY}


def sha256_of(fields: dict[str, str]) -> bytes:
    """The content's sha256: over the JSON object of its `canonical` fields, in `FIELDS` order, in UTF-8."""
    return _sha256("{" + ",".join(f'"{name}":{text}' for name, text in fields.items()) + "}")


def digests_of(fields: dict[str, str]) -> bytes:
    """The digests of the `canonical` fields one after the other, that of summary and body as one text in the place of
    the files. None behind the last that has a value.

    The body is taken without a summary that it begins with. The digest of a date tells day and time apart, that of a
    name not how dashes and quotes are set.
    """
    summary, body = fields["summary"], fields["body"]
    shown = {**fields, "body": _without_lead(summary, body), _TEXT: _with_lead(summary, body)}
    last = max(map(PARTS.index, shown))
    return b"".join(_DIGESTS.get(name, _digest)(shown.get(name, "null")) for name in PARTS[: last + 1])


def plain_digests_of(fields: dict[str, str]) -> bytes:
    """The same with body and date as they are. Contents that earlier releases stored have these."""
    return b"".join(map(_digest, fields.values()))


def _without_lead(summary: str, body: str) -> str:
    return f"[{body[len(summary) + 2 :]}" if summary != "null" and body.startswith(f"[{summary},") else body


def _with_lead(summary: str, body: str) -> str:
    if summary == "null" or body.startswith((f"[{summary},", f"[{summary}]")):
        return body
    return f"[{summary}]" if body == "[]" else f"[{summary},{body[1:]}"


def hashes_of(article: Article, page_url: str) -> tuple[bytes, bytes]:
    """The hash of what an article says, and the digests of its fields."""
    fields = canonical(article, page_url)
    return sha256_of(fields), digests_of(fields)


def differing(before: bytes, after: bytes) -> int:
    """One bit for each field whose digest differs, in the order of `FIELDS`.

    None for what a skin decides, not an editor: a time of day that only one tells of the same day, and whether the
    summary is set apart from the text.
    """
    before, after = with_time(before, after), with_time(after, before)
    is_one_text = before[_SPANS[_TEXT]] == after[_SPANS[_TEXT]] != b""
    changed = 0
    for bit, name in enumerate(PARTS):
        if digest_of(before, name) != digest_of(after, name) and not (
            name == _TEXT or (is_one_text and name in ("summary", "body"))
        ):
            changed |= 1 << bit
    return changed


def with_time(digests: bytes, others: bytes) -> bytes:
    """`digests` with the time of day that `others` tell of the same day, where they tell none themselves."""
    own, other = digests[_DATE], others[_DATE]
    is_less = own[_DAY_BYTES:] == _NO_TIME and own[:_DAY_BYTES] == other[:_DAY_BYTES]
    return _with(digests, _DATE, other) if is_less else digests


def digest_of(digests: bytes, name: str) -> bytes:
    """The digest of a field; one behind the last that has a value is that of nothing."""
    return digests[_SPANS[name]] or _EMPTY["null"]


def lacks(digests: bytes, name: str) -> bool:
    """Whether a field has no value."""
    return digest_of(digests, name) == _EMPTY["null"]


def with_facts(digests: bytes, others: bytes, names: Iterable[str]) -> bytes:
    """`digests` with the fields of these names that they lack as `others` have them."""
    for name in names:
        if lacks(digests, name) and not lacks(others, name):
            digests = _with(digests, _SPANS[name], digest_of(others, name))
    return digests


def field_names(changed: int) -> list[str]:
    """The names of the fields whose bits are set."""
    return [name for bit, name in enumerate(PARTS) if changed >> bit & 1]


def _canonical(value: Any) -> str:
    return "null" if value is None else "[]" if value == () or value == [] else compact(value)


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _digest(text: str) -> bytes:
    return _EMPTY.get(text) or _sha256(text)[:DIGEST_BYTES]


def _digest_of_date(text: str) -> bytes:
    day, _, time = text.strip('"').partition("T")
    if day == "null":
        return _EMPTY[day]
    return _sha256(day)[:_DAY_BYTES] + (_sha256(time)[: len(_NO_TIME)] if time else _NO_TIME)


def _digest_of_name(text: str) -> bytes:
    return _digest(text.translate(_SIGNS))


def _with(digests: bytes, span: slice, part: bytes) -> bytes:
    head = digests[: span.start]
    nothing = _EMPTY["null"] * ((span.start - len(head)) // DIGEST_BYTES)
    return head + nothing + part + digests[span.stop :]


_SPANS = {name: slice(place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES) for place, name in enumerate(PARTS)}
_TEXT = FILES
"""Where the digest of the whole text is: what files say is in no content."""
_DATE = _SPANS["published_at"]
_DAY_BYTES = DIGEST_BYTES // 2
_NO_TIME = bytes(DIGEST_BYTES - _DAY_BYTES)
_SIGNS = str.maketrans("–—−‐‑“”‘’", "-----\"\"''")
_DIGESTS = dict.fromkeys(FACTS, _digest_of_name) | {"published_at": _digest_of_date}

_EMPTY = {text: _sha256(text)[:DIGEST_BYTES] for text in ("null", "[]")}
"""The digests of what most fields are."""
