"""The many addresses of one article or list, and the meaning of an address."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit
from zlib import crc32

from crawler.replica.site.content import Article
from crawler.replica.site.sites import BY_NAME, BY_SID, CATEGORIES, SITE_OF, Category, ReplicaSite

Form = Literal["cased", "lower", "query", "mobile", "stale"]
FORMS: tuple[Form, ...] = ("cased", "lower", "query", "mobile", "stale")

_PATH = re.compile(
    r"/(?:(?P<sname>[a-z][\w-]*)/)?(?P<sid>\d+)/(?P<pageid>\d+)/(?P<catid>\d+)"
    r"(?:/(?P<id>\d+))?/(?P<rest>.*)",
    re.IGNORECASE,
)
_TITLE_LETTERS = 97


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: an article, else a list, else the home page of a site, else nothing."""

    site: ReplicaSite | None = None
    category: int | None = None
    article: int | None = None


def cased_slug(text: str) -> str:
    """The older slug: case kept, marks dropped, each other character a hyphen of its own."""
    return re.sub(r"[^A-Za-z0-9]", "-", _bare(text))


def lower_slug(text: str) -> str:
    """The newer slug: lower case, hyphens collapsed and trimmed, cut in mid-word."""
    return re.sub(r"[^a-z0-9]+", "-", _bare(text[:_TITLE_LETTERS]).lower()).strip("-")


def article_address(article: Article, form: Form) -> str:
    """The root-relative address of `article` in one of the forms that pages link it by.

    ``stale`` is what an old link looks like: another page's number and the slug of an earlier title.
    """
    site, category = BY_NAME[article.site], CATEGORIES[article.category]
    numbers = f"{site.sid}/{category.pageid}/{category.id}/{article.cms_id}"
    if form == "cased":
        return f"/{site.sname}/{numbers}/{cased_slug(category.name)}/{cased_slug(article.title)}.aspx"
    if form == "lower":
        return f"/{site.sname}/{numbers}/{lower_slug(category.name)}/{lower_slug(article.title)}.aspx"
    if form == "query":
        return (
            f"/Default.aspx?sname={site.sname}&sid={site.sid}&pageid={category.pageid}&catid={category.id}"
            f"&id={article.cms_id}&catname={lower_slug(category.name)}&title={lower_slug(article.title)}"
        )
    if form == "mobile":
        return (
            f"/mDefault.aspx?catid={category.id}&id={article.cms_id}&sid={site.sid}"
            f"&pageid={site.pageid + 7}&sname={site.sname}&catname={category.name.replace(' ', '+')}"
        )
    return (
        f"/{site.sname}/{site.sid}/{site.pageid}/{category.id}/{article.cms_id}"
        f"/{cased_slug(category.name)}/tin-{article.cms_id}.aspx"
    )


def any_address(article: Article, place: str) -> str:
    """The address by which `place` links `article`: always the same for one place, another elsewhere."""
    return article_address(article, FORMS[crc32(f"{place} {article.cms_id}".encode()) % len(FORMS)])


def list_address(category: Category, *, query: bool = False) -> str:
    """The root-relative address of a list, in path or in query form."""
    site = SITE_OF[category.id]
    if query:
        return (
            f"/Default.aspx?sname={site.sname}&sid={site.sid}&pageid={category.pageid}"
            f"&catid={category.id}&catname={lower_slug(category.name)}"
        )
    return f"/{site.sname}/{site.sid}/{category.pageid}/{category.id}/{cased_slug(category.name)}/"


def home_address(site: ReplicaSite) -> str:
    """The root-relative address of a site's home page."""
    return f"/Default.aspx?sname={site.sname}&sid={site.sid}&pageid={site.pageid}"


def asked(target: str) -> Asked | None:
    """What the request target `target` asks for, or None for an address of no known form."""
    parts = urlsplit(target)
    if parts.path.lower() in ("/", "/default.aspx", "/mdefault.aspx"):
        given = dict(parse_qsl(parts.query))
    elif match := _PATH.fullmatch(unquote(parts.path)):
        given = {name: text for name, text in match.groupdict().items() if text}
    else:
        return None
    site = BY_NAME.get(given.get("sname", "").lower()) or BY_SID.get(_number(given.get("sid")) or 0)
    return Asked(site, _number(given.get("catid")), _number(given.get("id")))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _bare(text: str) -> str:
    """`text` without diacritics."""
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))
