"""VNPT vnPortal, an ASP.NET WebForms CMS of many Vietnamese provinces.

Its addresses, as seen on soctrang.gov.vn and travinh.gov.vn:

    /{sname}/{sid}/{pageid}/{catid}/{id}/{catname}/{title}.aspx           an article
    /{sname}/{sid}/{pageid}/{catid}/{catname}/                            a list
    /Default.aspx?sname=&sid=&pageid=&catid=&id=&catname=&title=          the same, in any order
    /mDefault.aspx?…                                                      the same, for telephones
    /Default.aspx?p_steering=27873&pageid=27160&sname=ubnd-stg            a steering document
    /{sid}/{pageid}/{catid}/{id}/{catname}/{title}                        an article (Trà Vinh)
    /{catname}/{title}-{id}                                               an article (a site of Trà Vinh)
    /portal/{sname}/…                                                     the same, below one more name

    /  /{sname}/  /{sname}/{sid}/{pageid}/[{name}]                        a front page
    /Default.aspx?sname=&sid=&pageid=                                     the same

Any other path (``/vpubnd/1292/gioi-thieu/3.aspx``, ``/vi/en/en``) is a page of none of these kinds; paths
that links to themselves made longer have more names than any of these forms.

`id` alone identifies an article, province-wide: host, slugs and `pageid` may be anything. The lists
page by `__doPostBack` only, in order; a `page` parameter is ignored without a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote_plus, unquote

from archive.model import Address, Page, PagerLink
from crawler.cms import Hints
from crawler.cms.paging import ONWARD
from crawler.cms.urls import file_kind, query_pairs, split

PARAMETERS = ("sname", "sid", "pageid", "catid", "id", "p_steering", "catname", "title")
_DOTS = ("...", "…")
_PAGES = ("/default.aspx", "/mdefault.aspx")
_SESSION = re.compile(r"^/\((?:[A-Z]\([^()]*\))+\)(?=/)")
"""Where ASP.NET writes the session, or who is logged in, for clients without cookies: ``/(S(lit3py55t2))/``."""
_TRAILING_ID = re.compile(r"-(\d{4,9})(?:\.aspx|\.html?)?$")


class VnPortal:
    """See the module's text."""

    name = "vnportal"
    hints = Hints(date=("DateCreate",))

    def address(self, url: str) -> Address:
        """What an address on vnPortal tells. An address that is no http address is kind ``other``."""
        try:
            parts = split(url)
        except ValueError:
            return Address(url)
        home = f"{parts.scheme}://{parts.netloc}"
        path = _SESSION.sub("", parts.path)
        if kind := file_kind(path):
            return Address(home + path + (f"?{parts.query}" if parts.query else ""), kind)
        if path.lower() in (*_PAGES, "/") and parts.query:
            return self._by_query(home, path, parts.query)
        return self._by_path(home, path, parts.query)

    def _by_query(self, home: str, path: str, query: str) -> Address:
        given = {name: value for name, value in query_pairs(query) if value.strip()}
        kept = "&".join(f"{name}={quote_plus(given[name])}" for name in PARAMETERS if name in given)
        mobile = path.lower() == "/mdefault.aspx"
        url = f"{home}/{'mDefault' if mobile else 'Default'}.aspx" + (f"?{kept}" if kept else "")
        site = given.get("sname") or given.get("sid")
        category, slug = _digits(given.get("catid")), given.get("catname")
        if article := _digits(given.get("id")):
            return Address(url, "article", article, site, category, slug)
        if steering := _digits(given.get("p_steering")):
            return Address(url, "article", f"steering-{steering}", site)
        if category:
            return Address(url, "list", _list_id(given.get("sid"), category, mobile), site, category, slug)
        return Address(url if kept else f"{home}/", "home", None, site)

    def _by_path(self, home: str, path: str, query: str) -> Address:
        segments = [unquote(segment) for segment in path.split("/") if segment]
        url = home + path
        if not segments or path.lower() in _PAGES:
            return Address(f"{home}/", "home")
        if _stands_below(segments):
            segments = segments[1:]
        site = None if segments[0].isdigit() else segments[0]
        rest = segments[1:] if site else segments
        numbers: list[str] = []
        for segment in rest:
            if not segment.isdigit() or len(numbers) == 4:
                break
            numbers.append(segment)
        slugs = len(rest) - len(numbers)
        if len(numbers) == 4 and (slugs or len(numbers[3]) > 4) and slugs <= 3:
            article, slug = numbers[3].lstrip("0") or "0", rest[4] if slugs > 1 else None
            return Address(url, "article", article, site or numbers[0], numbers[2], slug)
        if len(numbers) >= 3 and slugs <= 1:
            found, slug = _list_id(numbers[0], numbers[2], False), rest[-1] if slugs else None
            return Address(url, "list", found, site or numbers[0], numbers[2], slug)
        if len(segments) == 2 and (match := _TRAILING_ID.search(segments[1])):
            return Address(url, "article", match.group(1), category_slug=segments[0])
        is_site = len(segments) == 1 and "." not in segments[0]
        if is_site or (numbers and not slugs) or (len(numbers) == 2 and slugs == 1):
            return Address(url, "home", None, site or (numbers[0] if numbers else None))
        return Address(url + (f"?{query}" if query else ""))

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The postback to page `number`.

        A page outside the window of ten hides behind ``...``, whose argument still names it; where the
        argument names nothing, the last ``...`` leads on if no lower number is behind it.
        """
        links = page.pager.links if page.pager else ()
        for link in links:
            if _argument_number(link) == number or (
                link.label.strip() == str(number) and (link.target or link.url)
            ):
                return link
        for pattern in ONWARD:
            onward = [link for link in links if pattern.fullmatch(link.label.strip())]
            if onward and not (onward[-1].label in _DOTS and _leads_back(links, onward[-1], number)):
                return onward[-1] if _argument_number(onward[-1]) is None else None
        return None


def _leads_back(links: Sequence[PagerLink], dots: PagerLink, number: int) -> bool:
    """Whether the dots lead to a window of pages that all come before page `number`, or only to the last page,
    which has no link.
    """
    if all(link is dots for link in links):
        return number > 2
    return any(link.label.isdigit() and int(link.label) < number for link in links[links.index(dots) + 1 :])


def _digits(value: str | None) -> str | None:
    value = (value or "").strip()
    return (value.lstrip("0") or "0") if value.isascii() and value.isdigit() else None


def _stands_below(segments: Sequence[str]) -> bool:
    """True where a whole portal was moved below one more name: ``/portal/vpubnd/1292/32237/63645/…``."""
    names, numbers = segments[:2], segments[2:5]
    return (
        len(numbers) == 3
        and all(number.isdigit() for number in numbers)
        and not any(name.isdigit() for name in names)
        and names[0] != names[1]
    )


def _list_id(site: str | None, category: str, mobile: bool) -> str:
    """Lists are one list when site and category agree; the pages for telephones show fewer items."""
    return f"{'m:' if mobile else ''}{site or ''}/{category}"


def _argument_number(link: PagerLink) -> int | None:
    match = re.fullmatch(r"Page\$(\d+)", link.argument or "")
    return int(match.group(1)) if match else None


CMS = VnPortal()
