"""The content of an article, normalised, and its hash.

The hash covers the normalised fields: what a reader sees. Addresses of pictures and documents are reduced to the
part that names the thing. The hash ignores the portal's own host names, times and random numbers in addresses,
the sizes in which pages request pictures, and markup.
"""

from __future__ import annotations

import hashlib
from typing import Any

from archive.contents.url_keys import normal_address, normal_picture
from archive.database.json_text import compact
from archive.database.views import FIELDS, FILES
from archive.model import Article

DIGEST_BYTES = 4
"""Bytes kept of each field's hash, enough to tell which fields differ between two contents."""


def normal_fields(article: Article, page_url: str) -> dict[str, Any]:
    """The fields that make a version, normalised; names and order as in `FIELDS`."""

    def pictured(url: str | None) -> str | None:
        return normal_picture(url, page_url) if url else None

    plain: dict[str, Any] = {
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "captions": [(caption.text, pictured(caption.image_url)) for caption in article.captions],
        "images": [pictured(url) for url in article.images],
        "department": article.department,
        "author": article.author,
        "published_at": article.published_at,
        "category": article.category,
        "attachments": [
            (normal_address(attachment.url, page_url), attachment.title) for attachment in article.attachments
        ],
        "tables": article.tables,
        "source": article.source,
    }
    return {name: plain[name] for name in FIELDS}


def canonical(article: Article, page_url: str) -> dict[str, str]:
    """`normal_fields` as canonical JSON: no spaces, Vietnamese unescaped."""
    return {name: _canonical(value) for name, value in normal_fields(article, page_url).items()}


def sha256_of(fields: dict[str, str]) -> bytes:
    """The content's sha256: over the JSON object of its `canonical` fields, in `FIELDS` order, in UTF-8."""
    return _sha256("{" + ",".join(f'"{name}":{text}' for name, text in fields.items()) + "}")


def digests_of(fields: dict[str, str]) -> bytes:
    """The digests of the `canonical` fields one after the other; of the body without a summary that it begins with:
    whether that is set apart from the text decides a skin, not an editor."""
    return plain_digests_of({**fields, "body": _without_lead(fields["summary"], fields["body"])})


def plain_digests_of(fields: dict[str, str]) -> bytes:
    """The same with the body as it is. Contents that earlier releases stored have these."""
    return b"".join(_EMPTY.get(text) or _sha256(text)[:DIGEST_BYTES] for text in fields.values())


def _without_lead(summary: str, body: str) -> str:
    return f"[{body[len(summary) + 2 :]}" if summary != "null" and body.startswith(f"[{summary},") else body


def hashes_of(article: Article, page_url: str) -> tuple[bytes, bytes]:
    """The hash of what an article says, and the digests of its fields."""
    fields = canonical(article, page_url)
    return sha256_of(fields), digests_of(fields)


def differing(before: bytes, after: bytes) -> int:
    """One bit for each field whose digest differs, in the order of `FIELDS`."""
    changed = 0
    for bit in range(len(FIELDS)):
        span = slice(bit * DIGEST_BYTES, (bit + 1) * DIGEST_BYTES)
        if before[span] != after[span]:
            changed |= 1 << bit
    return changed


def field_names(changed: int) -> list[str]:
    """The names of the fields whose bits are set."""
    return [name for bit, name in enumerate((*FIELDS, FILES)) if changed >> bit & 1]


def _canonical(value: Any) -> str:
    return "null" if value is None else "[]" if value == () or value == [] else compact(value)


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


_EMPTY = {text: _sha256(text)[:DIGEST_BYTES] for text in ("null", "[]")}
"""The digests of what most fields are."""
