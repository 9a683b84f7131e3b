"""Liferay 6, as on sotttt.hanoi.gov.vn.

    /{category}/-/view_content/{id}-{title}.html                       an article
    /{vi|en}/{category}/-/view_content/pop_up/{id}-{title}.html?…      the same, to print, in either language
    /{category}?…&_101_cur=2                                           a list, paged by address

`id` alone identifies an article: most answer at eight addresses with the same text; a list is one list
whatever page of it is asked for, in either language. Language links append to the path (``….html/en/en/vi``)
without end and show the list in place of the article.

Copies made with HTTrack bear ``.html`` behind each path, and before that four hexadecimal digits where the
original has a query (``/{category}1ba5.html?…&_101_cur=7``).
"""

from __future__ import annotations

import re

from archive.model import Address, Page, PagerLink
from crawler.cms import Hints
from crawler.cms.urls import file_kind, query_pairs, split

_ARTICLE = re.compile(
    r"/(?P<category>[^/]*)/-/(?:view_content|asset_publisher/\w+/content)/(?:pop_up/)?(?P<id>\d+)-[^/]*$"
)
_LANGUAGE = re.compile(r"^/(?:vi|en)(?=/|$)")
_PAGE_ENDING = re.compile(r"\.html$")
_COPIED = re.compile(r"[0-9a-f]{4}\.html$")
_FILES = ("/documents/", "/image/journal/", "/c/document_library/")


class Liferay:
    """See the module's text."""

    name = "liferay"
    hints = Hints(
        title=("asset-full-content-title",),
        content=("asset-content > journal-content-article",),
        summary=("sapo",),
        date=("assetPublishDate",),
        noise=("view-content-author", "dd_chuyenmuc", "related_asset"),
    )

    def address(self, url: str) -> Address:
        """What an address on Liferay tells."""
        try:
            parts = split(url)
        except ValueError:
            return Address(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if match := _ARTICLE.search(parts.path):
            view = f"?{parts.query}" if "viewMode=" in parts.query else ""
            return Address(home + parts.path + view, "article", match["id"], category_slug=match["category"])
        if any(place in parts.path for place in _FILES):
            stored = "image" if "/image/" in parts.path else file_kind(parts.path)
            return Address(home + parts.path, stored or "file")
        if kind := file_kind(parts.path):
            return Address(home + parts.path, kind)
        return self._page(home, parts.path, parts.query)

    def _page(self, home: str, path: str, query: str) -> Address:
        number = _page_number(query)
        path = _PAGE_ENDING.sub("", _COPIED.sub("", path) if number else path)
        path = _LANGUAGE.sub("", path).rstrip("/")
        if path in ("", "/index") or (
            path.startswith("/web/") and path.count("/") <= 3 and path.endswith(("/trang-chu", "/home"))
        ):
            return Address(f"{home}/", "home")
        if "/-/" in path or "/view_content/" in path or path.endswith(("/vi", "/en")):
            return Address(home + path)
        if query and number is None:
            return Address(f"{home}{path}?{query}")
        if path.count("/") != 1 and not path.startswith("/web/"):
            return Address(home + path)
        turned = f"?{query}" if number not in (None, "1") else ""
        return Address(home + path + turned, "list", path, category_slug=path.rpartition("/")[2])

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link to page `number` of a list: its address names it, whatever its label says."""
        links = page.pager.links if page.pager else ()
        return next((link for link in links if link.url and _page_number(link.url) == str(number)), None)


def _page_number(url: str) -> str | None:
    """Which page of a list an address or its query asks for, None where it names none."""
    pairs = query_pairs(url.rpartition("?")[2])
    return next((value for name, value in pairs if name.endswith("_cur") and value.isdigit()), None)


CMS = Liferay()
