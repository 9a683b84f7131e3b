"""A CMS that is declared: forms of addresses in place of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote_plus, unquote

from archive.model import Address, Page, PagerLink
from crawler.cms import Cms, Hints
from crawler.cms.forms import Form, Match, forms
from crawler.cms.paging import following
from crawler.cms.urls import file_kind, query_pairs, quote_path, split

Texts = tuple[str, ...]
_PAGE_PARAMETER = re.compile(
    r"paged?|p|pg|trang|page[_-]?\w*|\w*_?cur|\w*page|start|offset|limitstart|from|skip|delta|p_\w+|_com_liferay\w+|view"
)
"""Parameters that turn the pages of a list, also where no form names them."""
_VOLATILE = re.compile(
    r"utm_\w+|fbclid|gclid|zalo\w*|share|replytocom|print|tmpl|layout|mobile|amp|ref|source|_"
)
"""Parameters behind an article's address that do not name another article."""
_SITEMAP = re.compile(r"[^/]*sitemap[^/]*\.xml(?:\.gz)?", re.IGNORECASE)


@dataclass(frozen=True)
class Declared:
    """A CMS by its forms: of `article`, of `list` and its pages, of `print` views of articles, of `home` pages; what
    is to `ignore`; `feed` forms are lists of the newest articles for machines.

    Of several forms that fit, those of one address alone are believed first; then `ignore`, `feed`, `print`,
    `article`, `list` and `home`, each in the order given. What fits none is left to `base`. `marks` are what pages
    of this CMS have in their markup.
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
        for kind, form in self._forms:
            match = form.match(path, pairs)
            told = match and self._told(kind, form, match, home, parts.path, pairs)
            if told:
                return told
        if self.base is not None:
            return self.base.address(url)
        if kind_of_file := file_kind(parts.path):
            return Address(whole, kind_of_file)
        if path in ("/", "/index.php", "/index.html", "/default.aspx") and not pairs:
            return Address(f"{home}/", "home")
        return Address(whole)

    def _told(
        self, kind: str, form: Form, match: Match, home: str, path: str, pairs: Sequence[tuple[str, str]]
    ) -> Address | None:
        """The address that a form which fits tells; None where its parameters say that it is another."""
        beyond = [
            pair for pair in pairs if pair[0] not in form.parameters and not _VOLATILE.fullmatch(pair[0])
        ]
        url = home + path + _query(match.query)
        if kind == "ignore" or (kind == "print" and match.id is None):
            return Address(home + path + _query(_joined(pairs)))
        if kind in ("article", "print"):
            if match.id is None and beyond:
                return None
            return Address(url, "article", _identity(match), match.site, None, match.category)
        if kind == "home":
            return Address(url, "home", None, match.site)
        if any(not _PAGE_PARAMETER.fullmatch(name) for name, _ in beyond):
            return None
        if match.page not in (None, "1") or any(value not in ("0", "1") for _, value in beyond):
            url = home + path + _query(_joined(pair for pair in pairs if not _VOLATILE.fullmatch(pair[0])))
        elif match.page:
            url = home + quote_path(match.path or "/") + _query(match.query)
        named = (match.path.rstrip("/") or "/").casefold()
        slug = match.category or named.rpartition("/")[2] or None
        return Address(url, "list", named + _query(match.query), match.site, None, slug)

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link of a list's pager to page `number`, or the one that leads on."""
        if self.base is not None and (found := self.base.next_page(page, number)):
            return found
        return following(page.pager.links if page.pager else (), number)


def _identity(match: Match) -> str | None:
    """The id that an article's address tells, with the scope within which it counts."""
    if match.id is None:
        return None
    name = match.id.lstrip("0") or "0" if match.id.isdigit() else match.id.casefold()
    return f"{match.scope.casefold()}:{name}" if match.scope else name


def _query(query: str) -> str:
    return f"?{query}" if query else ""


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)
