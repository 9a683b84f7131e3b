"""The language that `crawler` and `archive` share: captures, addresses, pages.

All classes are frozen and have no behaviour. Text is NFC, with white space collapsed within a block. Times are UTC
texts as `archive.clock.stamp` writes them (``2024-08-27T07:05:00.000Z``). The publication date of an article is
local to its portal (``2024-08-27`` or ``2024-08-27T14:05``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Kind = Literal["article", "list", "home", "missing", "wall", "other"]
"""What a page turned out to be. `missing`: the portal says that nothing is here, in whatever
layout. `wall`: something stands in front of the page (challenge, log-in). `other`: none of these."""

AddressKind = Literal["article", "list", "home", "image", "file", "resource", "other"]
"""What an address promises, told from the address alone. `resource`: what pages need to be shown, as styles,
scripts and fonts. What is captured at these, and at `other`, is kept and not read."""


@dataclass(frozen=True, slots=True)
class Portal:
    """A government portal: `id` is its short name (``soctrang``), `cms` the name of its CMS."""

    id: str
    name: str
    home_url: str
    cms: str


@dataclass(frozen=True, slots=True)
class Site:
    """One of a portal's sites: `sname` is its name in addresses (``vpubnd``), `sid` its number there."""

    sname: str
    name: str | None = None
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address and what its form tells.

    `url` is normalised by the CMS; `cms_id` is the article's id where the address is an article's;
    `site` the sname of the site it belongs to, where it tells; `category` the number of the category it is
    filed under and `category_slug` that category's name in addresses, each where it tells.
    """

    url: str
    kind: AddressKind = "other"
    cms_id: str | None = None
    site: str | None = None
    category: str | None = None
    category_slug: str | None = None


@dataclass(frozen=True)
class Capture:
    """One reply, or the lack of one, exactly as received.

    `request` is what a POST asked for, ``{"target": …, "argument": …}`` for a postback, with the
    `value` that a drop-down was set to.
    `error` is set, and `status` may be None, when no whole reply came: ``timeout``, ``dns``, ``tls``,
    ``refused``, ``truncated``, ``too-large``, ``bad-encoding``, ``failed``.
    `payload` is the entity body after transfer and content decoding; None where there was none.
    """

    portal: str
    url: str
    captured_at: str
    status: int | None
    headers: tuple[tuple[str, str], ...] = ()
    payload: bytes | None = None
    source: str = "live"
    method: str = "GET"
    request: Mapping[str, Any] | None = None
    error: str | None = None

    @cached_property
    def sha256(self) -> bytes:
        """The sha256 of the payload; where there is none, that of nothing."""
        return hashlib.sha256(self.payload or b"").digest()

    @property
    def media_type(self) -> str | None:
        """The type and subtype of Content-Type in lower case, or None."""
        for name, value in self.headers:
            if name.lower() == "content-type":
                return value.split(";", 1)[0].strip().lower() or None
        return None


@dataclass(frozen=True, slots=True)
class Caption:
    """The short text that says what a picture shows. `image_url` is absolute."""

    text: str
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that an article links to. `url` is absolute."""

    url: str
    title: str


Table = tuple[tuple[str, ...], ...]
"""A data table: rows of cell texts."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says.

    `body` holds paragraphs and list items in page order, among them a lead that is the `summary` for
    its bold print alone. `images` are the absolute addresses of all pictures of the article, captioned
    or not, in page order. `views` is a reading, not content.
    `body_html` is the markup the body was read from, for display only; it is in no hash.
    """

    title: str
    cms_id: str | None = None
    summary: str | None = None
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    images: tuple[str, ...] = ()
    department: str | None = None
    author: str | None = None
    source: str | None = None
    published_at: str | None = None
    category: str | None = None
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    views: int | None = None
    body_html: str = ""


@dataclass(frozen=True, slots=True)
class Visits:
    """The statistics box ("Thống kê truy cập"): whole numbers, None where the box has no such line.

    `raw` is the text of the box as shown, one counter a line.
    """

    online: int | None = None
    today: int | None = None
    yesterday: int | None = None
    this_week: int | None = None
    this_month: int | None = None
    total: int | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact footer ("Cơ quan chủ quản", "Địa chỉ", "Điện thoại", "Email")."""

    agency: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list page: an article's address with what the list says of it."""

    url: str
    title: str
    published_at: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of an article, which `article` names: by its id in the CMS, else by its address."""

    article: str
    title: str
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class PagerLink:
    """One link of a pager. Either `url`, or `target` and `argument` of a postback; of a button that sends the
    form `target` is the name, without an argument. `value` is what a drop-down named `target` is set to."""

    label: str
    url: str | None = None
    target: str | None = None
    argument: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """A list's pager: the number of the page shown, where it tells, and the links to others; no links where
    pages are counted and nothing is found that asks for one.

    `form` holds the names and values that a postback has to send along. It serves the next request and is
    no part of what the page says.
    """

    current: int | None = None
    links: tuple[PagerLink, ...] = ()
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """All that was read from one payload.

    `reason` says of a page that is not what its address promised which case it is:
    ``soft-404``, ``list-instead``, ``challenge``, ``login``, ``maintenance``, ``empty``, ``redirect-home``, … .
    `problems` names what was looked for and not understood; an empty tuple means all was.
    `template` is the sha256 of the template that it was read by, None where it was read cold; `listed` what it
    says of articles as a list. Both serve the archive.
    """

    kind: Kind
    reason: str | None = None
    article: Article | None = None
    visits: Visits | None = None
    contact: Contact | None = None
    items: tuple[ListItem, ...] = ()
    pager: Pager | None = None
    links: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())
    template: str | None = None
    listed: tuple[Listed, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The page as plain JSON values."""
        return {
            "kind": self.kind,
            "reason": self.reason,
            "article": _article_dict(self.article) if self.article else None,
            "visits": _slots(self.visits) if self.visits else None,
            "contact": _slots(self.contact) if self.contact else None,
            "items": [_slots(item) for item in self.items],
            "pager": {"current": self.pager.current, "links": [_slots(link) for link in self.pager.links]}
            if self.pager
            else None,
            "links": list(self.links),
            "problems": list(self.problems),
        }

    def as_json(self, **options: Any) -> str:
        """`as_dict` as JSON text, Vietnamese left readable."""
        return json.dumps(self.as_dict(), ensure_ascii=False, **options)


def _slots(thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__slots__}


def _article_dict(article: Article) -> dict[str, Any]:
    plain = _slots(article)
    plain["body"] = list(article.body)
    plain["images"] = list(article.images)
    plain["captions"] = [_slots(caption) for caption in article.captions]
    plain["attachments"] = [_slots(attachment) for attachment in article.attachments]
    plain["tables"] = [[list(row) for row in table] for table in article.tables]
    return plain
