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
"""What a page turned out to be. `missing`: the portal has nothing at this address, in whatever layout it states that.
`wall`: a challenge or log-in is in front of the page. `other`: none of these.
"""

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
    """A site of a portal: `sname` is its name in addresses (``vpubnd``), `sid` its number there."""

    sname: str
    name: str | None = None
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address, classified by its form.

    `url` is normalised by the CMS. `cms_id` is the id of the article at it. `site` is the sname of its site.
    `category` is the number of its category, `category_slug` that category's name in addresses. Each is None
    where the form does not tell it.
    """

    url: str
    kind: AddressKind = "other"
    cms_id: str | None = None
    site: str | None = None
    category: str | None = None
    category_slug: str | None = None


@dataclass(frozen=True)
class Capture:
    """One reply, exactly as received, or the lack of one.

    `captured_at` is a stamp (UTC). `request` is the content of a POST: ``{"target": …, "argument": …}`` for a
    postback, with `value` for a drop-down. `payload` is the body after transfer and content decoding; None
    where there was none. `source` is ``live``, or names the file or web archive.

    `error` is set, and `status` may be None, where no whole reply came: ``timeout``, ``dns``, ``tls``,
    ``refused``, ``truncated``, ``too-large``, ``bad-encoding``, ``failed``.
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
    """The fields of an article.

    `body` holds paragraphs and list items in page order; also a lead that is the `summary` only by its bold
    print. `images` are absolute addresses of all its pictures in page order, with captions or without. `tables`
    are rows of cells. `published_at` is local to the portal: a day, or a day and time. `views` is a reading, no
    content. `body_html` is the markup of the body, for display only; no hash covers it.
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
    """One entry of a list: the address of an article, and what the list says about it."""

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
    """One link of a pager: either `url`, or `target` and `argument` of a postback.

    For a button that sends the form, `target` is its name, and `argument` None. For a drop-down named `target`,
    `value` is the choice.
    """

    label: str
    url: str | None = None
    target: str | None = None
    argument: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """The pager of a list: the number of the current page, where shown, and links to others.

    `links` is empty where the page counts pages and no link leads to one. `form` holds the names and values that a
    postback sends along; they serve the next request and are no content.
    """

    current: int | None = None
    links: tuple[PagerLink, ...] = ()
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Everything read from one payload.

    `kind` is a word of `Kind`. `reason` says which case it is where the page is not what its address promised:
    ``soft-404``, ``list-instead``, ``challenge``, ``login``, ``maintenance``, ``empty``, ``redirect-home``, … .
    `problems` names what was looked for and not understood; it is empty where everything was. `links` are absolute
    addresses.

    For the archive: `template` is the sha256 of the template that read the page, None for none; `listed` is
    what the page says about articles as a list; `hashes` are those of what the article says, where they are known
    (see `archive.contents.fields.hashes_of`).
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
    hashes: tuple[bytes, bytes] | None = None

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
