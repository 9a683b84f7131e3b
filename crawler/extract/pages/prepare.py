"""Prepares a page for all rules: tree, lines, address."""

from __future__ import annotations

from dataclasses import replace

from archive.model import Page
from crawler.cms import Cms, Hints
from crawler.extract.article.title.evidence import TitleEvidence
from crawler.extract.boilerplate.boxes import Boilerplate
from crawler.extract.document.addresses import address
from crawler.extract.document.cms_hints import find_places
from crawler.extract.document.head import read_head
from crawler.extract.document.legacy_fonts import convert
from crawler.extract.document.lines import read_lines
from crawler.extract.document.links import base_of, reveal
from crawler.extract.document.tree import parsed
from crawler.extract.listing.covers import name_covers
from crawler.extract.listing.feeds import read_feed
from crawler.extract.listing.fragments import NOTHING, from_json, is_fragment
from crawler.extract.pages import page_type
from crawler.extract.pages.context import PageContext

_PAGES = ("article", "list")


def prepare(payload: bytes, url: str, cms: Cms | None, content_type: str | None) -> PageContext | Page:
    """The page that `payload` holds, ready to be read; a finished `Page` where it holds none."""
    if not payload.strip():
        return Page("wall", "empty")
    if feed := read_feed(payload, url):
        return feed
    promised = address(url, cms)
    from_script = from_json(payload) if promised.kind in ("list", "other") else None
    if from_script == NOTHING:
        return Page("list")
    if from_script is not None:
        payload, content_type = from_script, "text/html; charset=utf-8"
    if media := page_type.other_type(payload, content_type):
        return Page("other", problems=(f"page: the payload is {media}",))
    root, markup, problems = parsed(payload, content_type)
    if root is None:
        return Page("other", problems=(*problems, "page: no markup"))
    hints = cms.hints if cms else Hints()
    # noise has to go before lines are read; where there is none, places are looked for when they are asked for
    places = find_places(root, hints) if hints.noise else None
    if from_script is not None or (promised.kind == "other" and cms is not None and is_fragment(payload)):
        promised = replace(promised, kind="list", cms_id=None)
    head = read_head(root)
    base = base_of(head, url)
    if promised.kind != "article":
        reveal(root, base, lambda leads: address(leads, cms).kind in _PAGES)
        name_covers(root, base, lambda leads: address(leads, cms).kind == "article")
    page = read_lines(root)
    if legacy := convert(root, page):
        problems.append(f"letters: {legacy} text was converted")
        page, head = read_lines(root), read_head(root)
    if not page.complete:
        problems.append("markup: too many elements to read them all")
    return PageContext(
        root,
        markup,
        head,
        base,
        cms,
        promised,
        hints,
        places,
        Boilerplate(page, url),
        TitleEvidence(head, url),
        tuple(problems),
        legacy,
    )
