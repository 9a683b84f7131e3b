"""A CMS declared in TOML: forms of addresses instead of code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from archive.model import Address, Page, PagerLink
from crawler.cms import Cms, Hints
from crawler.cms.forms import Form, Match, forms
from crawler.cms.paging import following
from crawler.cms.urls import file_kind, query_pairs, quote_path, split

Texts = tuple[str, ...]
_PAGE_PARAMETER = re.compile(
    r"paged?|p|pg|trang|page[_-]?\w*|\w*_?cur|\w*page|start|offset|limitstart|from|skip|delta|p_\w+|_com_liferay\w+|view"
    r"|after|before|cursor|(?:next|page)_?token|continuation\w*|(?:max|last|since)_?id"
)
"""Parameters that turn the pages of a list, also where no form names them: numbers, and what stands for an entry behind
which the next page begins."""
VOLATILE = re.compile(
    r"utm_\w+|fbclid|gclid|zalo\w*|share|replytocom|print|tmpl|layout|mobile|amp|ref|source|redirect|_"
    r"|_com_liferay\w+redirect|(?:php|j|asp|aspx)?sess(?:ion)?_?id\w*"
    r"|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,40}",
    re.IGNORECASE,
)
"""Query parameters that do not change the page: where a reader came from, views, sessions (some named by a hash)."""
_TURNED = re.compile(
    r"(?:(?:page|trang|p)[-_]?\d+|(?:19|20)\d\d[-_]\d{1,2}(?:[-_]\d{1,2})?|\d{1,2}[-_]\d{1,2}[-_](?:19|20)\d\d)(?:\.\w+)?",
    re.IGNORECASE,
)
"""A segment that is a page of a list, or the list of a month or a day, though a form of articles may fit it."""
_SITEMAP = re.compile(r"[^/]*sitemap[^/]*\.xml(?:\.gz)?", re.IGNORECASE)


@dataclass(frozen=True)
class Declared:
    """A CMS declared by forms: of `article`, `list` (and its pages), `print` views of articles, `home` pages,
    addresses to `ignore`, and `feed` (lists of the newest articles for machines).

    Where several forms match, a form of a single address wins; then `ignore`, `feed`, `print`, `article`,
    `list` and `home`, each in the given order. Addresses without a form are left to `base`. `marks` occur in
    the markup of pages of this CMS.
    """

    name: str
    article: Texts = ()
    list: Texts = ()
    print: Texts = ()
    home: Texts = ()
    ignore: Texts = ()
    feed: Texts = ()
    hints: Hints = field(default=Hints())
    marks: Texts = ()
    base: Cms | None = None

    def __hash__(self) -> int:
        return hash(
            (self.name, self.article, self.list, self.print, self.home, self.ignore, self.feed, self.base)
        )

    @cached_property
    def _forms(self) -> Sequence[tuple[str, Form]]:
        kinds = ("ignore", "feed", "print", "article", "list", "home")
        found = [(kind, form) for kind in kinds for form in forms(getattr(self, kind))]
        return sorted(found, key=lambda each: not each[1].is_literal)

    def check(self) -> None:
        """Raises BadForm for a form that cannot be followed."""
        _ = self._forms

    def address(self, url: str) -> Address:
        """What the form of an address tells; kind ``other`` where it has none of the forms."""
        try:
            parts = split(url)
        except ValueError:
            return Address(url)
        home = f"{parts.scheme}://{parts.netloc}"
        path, pairs = unquote(parts.path), query_pairs(parts.query)
        whole = home + parts.path + (f"?{parts.query}" if parts.query else "")
        if _SITEMAP.fullmatch(parts.path.rpartition("/")[2]):
            return Address(whole, "list", whole.removeprefix(home))
        is_behind_list = False
        is_turned = _TURNED.fullmatch(path.rstrip("/").rpartition("/")[2])
        for kind, form in self._forms:
            is_out = kind == "article" and (is_turned or (is_behind_list and not form.parameters))
            match = None if is_out else form.match(path, pairs)
            classified = match and self._classify(kind, form, match, home + parts.path, parts.query)
            if classified:
                # of /{any}/{slug} and the CMS's own /tag/{path} the one that names a place tells more
                is_open = kind == "article" and not form.is_named and not form.parameters
                return self._of_base(url, path, pairs) or classified if is_open else classified
            # a list's address with the day of a calendar behind it is not that of an article without parameters
            is_behind_list |= match is not None and form.is_literal and kind in ("list", "home")
        if self.base is not None:
            classified = self.base.address(url)
            is_of_path = is_behind_list and classified.cms_id == self.base.address(home + parts.path).cms_id
            return Address(whole) if is_of_path else classified
        if is_behind_list:
            return Address(whole)
        if kind_of_file := file_kind(parts.path):
            return Address(whole, kind_of_file)
        if path in ("/", "/index.php", "/index.html", "/default.aspx") and not pairs:
            return Address(f"{home}/", "home")
        return Address(whole)

    def _of_base(self, url: str, path: str, pairs: Sequence[tuple[str, str]]) -> Address | None:
        """What a form of the CMS with a text of its own says of an address that is no article's by it."""
        if not isinstance(self.base, Declared):
            return None
        named = (form for kind, form in self.base._forms if kind != "article" and form.is_named)
        return self.base.address(url) if any(form.match(path, pairs) for form in named) else None

    def _classify(self, kind: str, form: Form, match: Match, place: str, query: str) -> Address | None:
        """The address, classified by a form that matched. None where its parameters exclude that. `place` has
        no query.
        """
        given = [piece for piece in query.split("&") if piece and not VOLATILE.fullmatch(_name(piece))]
        beyond = [piece for piece in given if _name(piece) not in form.parameters]
        url = place + _query(given)
        if kind == "ignore" or (kind == "print" and match.id is None):
            return Address(url)
        if kind in ("article", "print"):
            if match.id is None and beyond:
                return None
            return Address(url, "article", _identity(match), match.site, None, match.category)
        if kind == "home":
            return None if beyond else Address(url, "home", None, match.site)
        if any(not _PAGE_PARAMETER.fullmatch(_name(piece)) for piece in beyond):
            return None
        if match.page in (None, "1") and all(piece.partition("=")[2] in ("0", "1") for piece in beyond):
            named = {_name(piece) for piece in match.query.split("&")}
            first = place[: place.index("/", 8)] + quote_path(match.path or "/") if match.page else place
            url = first + _query([piece for piece in given if _name(piece) in named])
        path = (match.path.rstrip("/") or "/").casefold()
        slug = match.category or path.rpartition("/")[2] or None
        return Address(url, "list", path + _query(match.query.split("&")), match.site, None, slug)

    def knows(self, url: str) -> bool:
        """True if the address has a form, one of `ignore` included, or is a file's."""
        try:
            parts = split(url)
        except ValueError:
            return True
        path, pairs = unquote(parts.path), query_pairs(parts.query)
        if any(form.match(path, pairs) for _, form in self._forms) or self.address(url).kind != "other":
            return True
        return self.base.knows(url) if isinstance(self.base, Declared) else self.base is not None

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link of a list's pager to page `number`, or the one that leads on."""
        if self.base is not None and (found := self.base.next_page(page, number)):
            return found
        return following(page.pager.links if page.pager else (), number)


def _identity(match: Match) -> str | None:
    """The id in an article's address, with the scope within which it counts."""
    if match.id is None:
        return None
    name = match.id.lstrip("0") or "0" if match.id.isdigit() else match.id.casefold()
    return f"{match.scope.casefold()}:{name}" if match.scope else name


def _query(pieces: Sequence[str]) -> str:
    joined = "&".join(filter(None, pieces))
    return f"?{joined}" if joined else ""


def _name(piece: str) -> str:
    return unquote(piece.partition("=")[0]).strip().lower()
