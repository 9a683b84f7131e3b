"""Liferay 6, as on sotttt.hanoi.gov.vn.

    /{category}/-/view_content/{id}-{title}.html                       an article
    /{vi|en}/{category}/-/view_content/pop_up/{id}-{title}.html?…      the same, to print, in either language
    /{category}?…&_101_cur=2                                           a list, paged by address

`id` alone identifies an article: most answer at eight addresses with the same text. Language links
append to the path (``….html/en/en/vi``) without end and show the list in place of the article.
"""

from __future__ import annotations

import re

from archive.model import Address, Page, PagerLink
from crawler.cms import Hints
from crawler.cms.urls import file_kind, query_pairs, split

_ARTICLE = re.compile(
    r"^(?P<front>.*)/-/(?:view_content|asset_publisher/\w+/content)/(?:pop_up/)?(?P<id>\d+)-(?P<slug>[^/]*?)(?:\.html)?$"
)
_LANGUAGE = re.compile(r"^/(?:vi|en)(?=/|$)")
_PAGE_ENDING = re.compile(r"\.html$")
_FILES = ("/documents/", "/image/journal/", "/c/document_library/")


def _having(name: str) -> str:
    return f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


class Liferay:
    """See the module's text."""

    name = "liferay"
    hints = Hints(
        title=(_having("asset-full-content-title"),),
        content=(_having("asset-content") + "/*[contains(@class, 'journal-content-article')]",),
        summary=(_having("sapo"),),
        date=(_having("assetPublishDate"),),
        noise=(_having("view-content-author"), _having("dd_chuyenmuc"), _having("related_asset")),
    )

    def address(self, url: str) -> Address:
        """What an address on Liferay tells. An article's is that of its Vietnamese page."""
        try:
            parts = split(url)
        except ValueError:
            return Address(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if match := _ARTICLE.match(parts.path):
            front = _LANGUAGE.sub("", match["front"])
            return Address(
                f"{home}{front}/-/view_content/{match['id']}-{match['slug']}.html", "article", match["id"]
            )
        if any(place in parts.path for place in _FILES):
            stored = "image" if "/image/" in parts.path else file_kind(parts.path)
            return Address(home + parts.path, stored or "file")
        if kind := file_kind(parts.path):
            return Address(home + parts.path, kind)
        return self._page(home, parts.path, parts.query)

    def _page(self, home: str, path: str, query: str) -> Address:
        path = _PAGE_ENDING.sub("", _LANGUAGE.sub("", path)).rstrip("/")
        if path in ("", "/index") or (
            path.startswith("/web/") and path.count("/") <= 3 and path.endswith(("/trang-chu", "/home"))
        ):
            return Address(f"{home}/", "home")
        if "/-/" in path or "/view_content/" in path or path.endswith(("/vi", "/en")):
            return Address(home + path)
        pairs = dict(query_pairs(query))
        number = next((value for name, value in pairs.items() if name.endswith("_cur")), "1")
        if pairs and not any(name.endswith("_cur") for name in pairs):
            return Address(f"{home}{path}?{query}")
        if path.count("/") != 1 and not path.startswith("/web/"):
            return Address(home + path)
        if number == "1":
            return Address(home + path, "list")
        return Address(f"{home}{path}?{query}", "list")

    def next_page(self, page: Page, number: int) -> PagerLink | None:
        """The link to page `number` of a list, which names itself by its label."""
        links = page.pager.links if page.pager else ()
        return next((link for link in links if link.label == str(number) and link.url), None)


CMS = Liferay()
